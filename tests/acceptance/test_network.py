"""Nothing is asked of a network, and nothing is sent: building and asking open no connection."""

import os
from pathlib import Path

import pytest
from commanding import Command

# Python reads this module when it starts: every connection and every look-up then ends the command.
WATCH = """
import os, sys
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        os.write(2, f"network: {event} {arguments}".encode())
        os._exit(99)
sys.addaudithook(watch)
"""


@pytest.fixture
def watched(alone: Command, tmp_path: Path) -> Command:
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path / "watch"), os.environ.get("PYTHONPATH", "")])
    return Command(alone.home, alone.folder, {"PYTHONPATH": path.rstrip(os.pathsep)})


@pytest.mark.parametrize(
    "words",
    ["build --lang en", "show NCT05721573", "search ulviprubart", "status", "check", "verify"],
)
def test_a_command_opens_no_connection(watched: Command, words: str) -> None:
    said = watched(*words.split())
    assert said.code == 0, said.err


def test_the_watch_sees_a_connection(watched: Command, tmp_path: Path) -> None:
    ask = "import socket; socket.getaddrinfo('vigie.invalid', 443)"
    (tmp_path / "watch" / "sitecustomize.py").write_text(WATCH + ask, encoding="utf-8")
    assert watched("--version").code == 99
