"""`vigie build`: the edition, from what ships, with no network."""

import hashlib
import html
import json
import random
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from commanding import VIGIE, Command, Said

from vigie.knowledge.loading import load_knowledge
from vigie.publishing.compose.cards import title
from vigie.publishing.words import Voice
from vigie.workflows.check import shipped_corpus

TOY = Path(__file__).parent.parent / "fixtures" / "diseases" / "toy"


@pytest.fixture(scope="session")
def built(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Said]:
    folder = tmp_path_factory.mktemp("built")
    said = Command(home=shared_home, folder=folder)("build")
    assert said.code == 0, said.err
    return folder / "site", said


def _hashes(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_the_site_is_there_in_both_languages_with_its_booklets(built: tuple[Path, Said]) -> None:
    site, _ = built
    names = ["index.html", "data/figures.json"]
    names += [f"{language}/index.html" for language in ("fr", "en")]
    names += [f"{language}/vigie-2025.pdf" for language in ("fr", "en")]
    assert [name for name in names if not (site / name).is_file()] == []
    for language in ("fr", "en"):
        assert (site / language / "vigie-2025.pdf").read_bytes().startswith(b"%PDF-")
        assert any((site / language / "evidence").iterdir())
        assert any((site / language / "records").iterdir())


def _plain(text: str) -> str:
    """Without what a line break or a no-break space makes of it."""
    return re.sub(r"[\s\u00a0\u202f\u2060\u00ad-]+", "", html.unescape(text))


def _pages(site: Path, language: str) -> str:
    """The text of the chapters: not of the lists, nor of the records' own pages."""
    left_out = {"index.html", "studies.html", "publications.html"}
    chapters = [path for path in (site / language).glob("*.html") if path.name not in left_out]
    return _plain(re.sub(r"<[^>]+>", "", " ".join(path.read_text() for path in sorted(chapters))))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_study_of_the_model_is_in_site_and_booklet(
    built: tuple[Path, Said], language: str
) -> None:
    """All 61 registry numbers, and by its title each study: 11 are printed without a number."""
    site, _ = built
    knowledge = load_knowledge()
    corpus = shipped_corpus(knowledge)
    numbers = {number for held in corpus.trials for number in held.entry.registry_numbers}
    voice = Voice(knowledge, language)
    titles = {voice.text(title(held, corpus, knowledge)) for held in corpus.trials}
    told_later = knowledge.editions[0].structure["second_reading_trials"]
    assert (len(numbers), len(titles) - len(told_later)) == (61, 61 + 11)
    wanted = {_plain(name) for name in (*numbers, *titles)}
    assert {name for name in wanted if name not in _pages(site, language)} == set()
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed: the booklet is not read.")
    read = subprocess.run(
        ["pdftotext", str(site / language / "vigie-2025.pdf"), "-"],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert "2025/" not in read.stdout  # records are named there, not coded
    booklet = _plain(read.stdout)
    assert {name for name in wanted if name not in booklet} == set()


def test_the_build_says_where_the_site_is_and_what_is_in_it(built: tuple[Path, Said]) -> None:
    _, said = built
    where, what, problems = said.out.splitlines()
    assert where == "site/index.html"
    assert re.fullmatch(
        r"Edition of 2025-05-17, new since 2024-05-17: \d+ records, \d+ figures, \d+ pages,"
        r" 2 booklets\.",
        what,
    )
    assert problems.endswith("met on the way.")


def test_nothing_of_the_progress_is_printed_where_nobody_watches(built: tuple[Path, Said]) -> None:
    _, said = built
    assert all(line.startswith("problem: ") for line in said.err.splitlines())


def test_the_same_things_make_the_same_bytes(built: tuple[Path, Said], alone: Command) -> None:
    site, _ = built
    said = alone("build", "--out", "elsewhere")
    assert said.code == 0, said.err
    assert _hashes(alone.folder / "elsewhere") == _hashes(site)


def test_the_stamp_is_kept_beside_the_site(built: tuple[Path, Said]) -> None:
    site, _ = built
    about = json.loads((site / ".vigie-edition").read_text())
    assert about["day"] == "2025-05-17"
    assert re.fullmatch("[0-9a-f]{64}", about["stamp"])


def test_one_language_can_be_built_alone(vigie: Command) -> None:
    said = vigie("build", "--lang", "fr")
    assert said.code == 0, said.err
    assert (vigie.folder / "site" / "fr" / "index.html").is_file()
    assert not (vigie.folder / "site" / "en").exists()


def test_somebody_s_folder_is_left_as_it_is(vigie: Command) -> None:
    (vigie.folder / "letters").mkdir()
    (vigie.folder / "letters" / "letter.txt").write_text("dear")
    said = vigie("build", "--out", "letters")
    assert (said.code, said.out) == (2, "")
    assert "is left as it is" in said.err
    assert [path.name for path in (vigie.folder / "letters").iterdir()] == ["letter.txt"]


def test_another_disease_is_a_folder_and_has_a_store_of_its_own(alone: Command) -> None:
    said = alone("build", "--disease", str(TOY))
    assert said.code == 0, said.err
    assert (alone.folder / "site" / "fr" / "index.html").is_file()
    pages = list((alone.folder / "site" / "en" / "records").glob("*.html"))
    assert all("2025" not in page.name for page in pages)
    assert alone("show", "bigtim", "--disease", str(TOY)).code == 2


def test_a_build_that_is_killed_leaves_the_site_that_was_there(
    built: tuple[Path, Said], alone: Command
) -> None:
    shutil.copytree(built[0], alone.folder / "site")
    before = _hashes(alone.folder / "site")
    moments = random.Random(1)  # noqa: S311
    for _ in range(3):
        with subprocess.Popen(
            [str(VIGIE), "build", "--lang", "en"],
            cwd=alone.folder,
            env=alone.surroundings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(moments.uniform(0.3, 2))
            assert process.poll() is None, "The build ended before it could be killed."
            process.send_signal(signal.SIGKILL)
        assert _hashes(alone.folder / "site") == before
        assert alone("verify").code == 0
    assert alone("build", "--lang", "en").code == 0
    left = [path.name for path in alone.folder.iterdir() if path.name.startswith(".site")]
    assert left == []
