"""The errors: the tree, the exit codes, and a message of each, met on purpose."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from pages.markdown import code, page
from vigie.errors import CuratedError, Defect, VigieError
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.publishing.document import Target
from vigie.publishing.site.places import Places
from vigie.publishing.words import Voice
from vigie.records.ids import RecordId
from vigie.records.message import Message
from vigie.records.payload import Payload
from vigie.sources import digest
from vigie.sources.client import Answer, accepted, unavailable
from vigie.sources.ctgov import reading as ctgov
from vigie.sources.ctgov.slicing import page_of
from vigie.sources.europepmc import reading as europepmc
from vigie.sources.pubmed import reading as pubmed
from vigie.store.store import Store
from vigie.workflows import serve
from vigie.workflows.languages import asked_language

_INTRO = """\
Every error that Vigie raises on purpose says where, what was found, and what to do; the command
line prints it without a traceback and leaves with its code. The codes: 0 done, 1 a finding that
was asked for (`vigie check`, `vigie verify`), 2 what was typed or handed over cannot be used, 3 a
source did not give everything, 4 the store on disk is not whole, 70 a bug. `VIGIE_DEBUG=1` prints
the traceback as well.

The messages below were met by doing what is wrong, when this page was made."""
_HOME = "/home/you/.local/share/vigie"


def errors(knowledge: Knowledge) -> str:
    """The page of all errors."""
    tree = "\n".join(_branch(VigieError, 0))
    sections = [_section(kind, knowledge) for kind in _kinds(VigieError)]
    return page("Errors", _INTRO, f"```text\n{tree}\n```", *sections)


def _kinds(kind: type[VigieError]) -> Iterator[type[VigieError]]:
    yield kind
    for narrower in sorted(kind.__subclasses__(), key=lambda one: (one.exit_code, one.__name__)):
        yield from _kinds(narrower)


def _branch(kind: type[VigieError], depth: int) -> Iterator[str]:
    yield f"{'  ' * depth + kind.__name__:<28}{kind.exit_code:>3}"
    for narrower in sorted(kind.__subclasses__(), key=lambda one: (one.exit_code, one.__name__)):
        yield from _branch(narrower, depth + 1)


def _section(kind: type[VigieError], knowledge: Knowledge) -> str:
    about = str(kind.__doc__).partition("\n")[0]
    lines = [f"## {kind.__name__}", "", f"Exit code {kind.exit_code}. {about}", ""]
    provoke = _PROVOKED[kind.__name__]
    if provoke is None:
        return "\n".join([*lines, "It is met as one of its kinds below."])
    return "\n".join([*lines, "```text", f"vigie: {_met(provoke, kind, knowledge)}", "```"])


Provoke = Callable[[Knowledge, Path], object]


def _met(provoke: Provoke, kind: type[VigieError], knowledge: Knowledge) -> str:
    with tempfile.TemporaryDirectory() as folder:
        try:
            provoke(knowledge, Path(folder))
        except kind as error:
            return str(error).replace(folder, _HOME)
    raise AssertionError(f"{kind.__name__} was not met. Correct its way in {code(__file__)}.")


def _no_sentence(knowledge: Knowledge, _: Path) -> object:
    return Voice(knowledge, "fr").text(Message("card.no_such_line"))


def _nothing_there(_: Knowledge, __: Path) -> object:
    return Places({}, {}, {}, {}).path(Target("record", "digest-2025-bird"))


def _no_site(_: Knowledge, __: Path) -> object:
    return serve.run(Path("no-such-site"), port=0)


def _no_language(_: Knowledge, __: Path) -> object:
    return asked_language("fr-FR")


def _no_folder(_: Knowledge, __: Path) -> object:
    return load_knowledge("diseases/mine")


def _defects(_: Knowledge, __: Path) -> object:
    what = "The class 'jak_inhibitors' is not known."
    do = "Near: jak_inhibitor. Correct it, or add it to treatments/classes.yaml."
    raise CuratedError([Defect("treatments/treatments.yaml", 214, what, do)])


def _unknown_status(_: Knowledge, __: Path) -> object:
    payload = Payload(
        record=RecordId("digest", "2025/bird"),
        url="digest:2025#bird",
        media_type=digest.MEDIA_TYPE,
        version_on=date(2025, 5, 17),
        retrieved_at=datetime(2025, 5, 17, tzinfo=UTC),
        body=b'{"record_type": "trial", "key": "bird", "recruitment": "paused"}',
    )
    return digest.read(payload)


def _no_place_for_a_store(_: Knowledge, folder: Path) -> object:
    (folder / "file").touch()
    return Store.open(folder / "file" / "store.sqlite")


def _emptied_store(_: Knowledge, folder: Path) -> object:
    (folder / "store.sqlite").touch()
    return Store.open(folder / "store.sqlite")


def _answer(status: int, body: bytes) -> Answer:
    url = "https://clinicaltrials.gov/api/v2/studies?pageSize=1000"
    at = datetime(2026, 11, 24, tzinfo=UTC)
    return Answer(url=url, status=status, media_type="", location="", body=body, retrieved_at=at)


def _sent(record: RecordId, media_type: str) -> Payload:
    """What is neither a study nor a citation."""
    return Payload(
        record=record,
        url="https://example.org",
        media_type=media_type,
        version_on=date(2026, 11, 24),
        retrieved_at=datetime(2026, 11, 24, tzinfo=UTC),
        body=b"<html>",
    )


def _no_study(_: Knowledge, __: Path) -> object:
    return ctgov.read(_sent(RecordId("ctgov", "NCT00000000"), ctgov.MEDIA_TYPE))


def _no_citation(_: Knowledge, __: Path) -> object:
    return pubmed.read(_sent(RecordId("pubmed", "1"), "application/xml"))


def _no_entry(_: Knowledge, __: Path) -> object:
    return europepmc.read(_sent(RecordId("europepmc", "PPR1"), "application/json"))


def _no_network(_: Knowledge, __: Path) -> object:
    raise unavailable("ctgov", "https://clinicaltrials.gov/api/v2/version", "no connection", 6)


def _refused(_: Knowledge, __: Path) -> object:
    return accepted("ctgov", _answer(400, b"unknown field"))


def _no_page(_: Knowledge, __: Path) -> object:
    return page_of(_answer(200, b"<!doctype html><title>Maintenance</title>"))


# How each error is met. A new one needs a line here; None: only its kinds are.
_PROVOKED: Mapping[str, Provoke | None] = {
    "VigieError": _no_sentence,
    "BrokenLink": _nothing_there,
    "UsageError": _no_site,
    "UnknownName": _no_language,
    "UnreadableInput": _no_folder,
    "CuratedError": _defects,
    "UnreadableRecord": _unknown_status,
    "StoreUnavailable": _no_place_for_a_store,
    "UnreadableStudy": _no_study,
    "UnreadableCitation": _no_citation,
    "UnreadableEntry": _no_entry,
    "IncompleteRun": None,
    "SourceUnavailable": _no_network,
    "Refused": _refused,
    "UnexpectedAnswer": _no_page,
    "StoreDamaged": _emptied_store,
}
