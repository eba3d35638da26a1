"""`vigie serve`: a preview that behaves like a good host, and stops when told."""

import signal
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commanding import VIGIE, Command

pytestmark = pytest.mark.enable_socket


@contextmanager
def _served(vigie: Command) -> Iterator[tuple[subprocess.Popen[str], str]]:
    words = [str(VIGIE), "serve", "--port", "0"]
    # Where the tests were told to ignore Ctrl-C (in the background, on another core), a command
    # that they start would ignore it too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        words,
        cwd=vigie.folder,
        env=vigie.surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        signal.signal(signal.SIGINT, before)
        assert process.stdout is not None
        yield process, process.stdout.readline().split()[0]
        process.terminate()


@pytest.fixture
def site(vigie: Command) -> Path:
    folder = vigie.folder / "site"
    (folder / "fr").mkdir(parents=True)
    (folder / ".vigie-edition").write_text("{}")
    (folder / "index.html").write_text("<h1>home</h1>")
    return folder


@pytest.mark.usefixtures("site")
def test_the_site_is_served_to_this_machine_with_its_policy(vigie: Command) -> None:
    with _served(vigie) as (_, address):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as answer:  # noqa: S310
            assert answer.read() == b"<h1>home</h1>"
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.usefixtures("site")
def test_no_folder_is_listed_and_nothing_outside_is_served(vigie: Command) -> None:
    (vigie.folder / "secret.txt").write_text("secret")
    with _served(vigie) as (_, address):
        for path in ("fr/", "../secret.txt", "%2e%2e/secret.txt"):
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(address + path)  # noqa: S310
            assert refused.value.code == 404
            refused.value.close()


@pytest.mark.usefixtures("site")
def test_ctrl_c_stops_it_cleanly(vigie: Command) -> None:
    with _served(vigie) as (process, _):
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
        assert process.returncode == 0
        assert said.splitlines()[-1] == "Stopped."


@pytest.mark.usefixtures("site")
def test_a_port_in_use_is_said_plainly(vigie: Command) -> None:
    with _served(vigie) as (_, address):
        said = vigie("serve", "--port", address.rstrip("/").rpartition(":")[2])
    assert said.code == 2
    assert "--port" in said.err
