"""`vigie sync`: brings the store up to date with its sources, and says what did not come."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import stamina.instrumentation

from vigie.errors import IncompleteRun, Problem, UnknownName, UsageError
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.records.ids import RecordId
from vigie.sources.client import Client
from vigie.sources.ctgov import api as ctgov
from vigie.sources.ctgov.history import past_address, past_events
from vigie.sources.ctgov.visiting import RegistryVisit
from vigie.sources.europepmc import api as europepmc
from vigie.sources.europepmc.visiting import EntriesVisit
from vigie.sources.pubmed import protocol as pubmed
from vigie.sources.pubmed.visiting import LibraryVisit
from vigie.sources.visits import Aside, Came, Event, Found, Gone, Missing, State, Visit
from vigie.store.store import Store
from vigie.store.writing import RunWriter
from vigie.workflows.collecting import Opened, opened, volatile_paths
from vigie.workflows.progress import Watched, counted
from vigie.workflows.surroundings import home, now
from vigie.workflows.telling import console, inert, table, warn, write_json

CONTACT = "VIGIE_CONTACT"
EVERYTHING = ""
"""The query that finds everything."""
WHOLE = "whole"
"""The folder of the store of whole registries, beside those of the diseases."""
PUBMED_KEY = "VIGIE_PUBMED_KEY"

Past = Callable[[Iterable[RecordId]], Iterator[Event]]


@dataclass(frozen=True, slots=True)
class Visited:
    """A source that can be asked: where it is, how a visit to it is made, and at what pace.

    One that `has_history` can be asked for the past of its records; one that `has_whole` gives
    everything that it has for a query of no words.
    """

    base_url: str
    visit: Callable[[Client, str], Visit]
    pause_seconds: Callable[[], float]
    has_history: bool = False
    has_whole: bool = False


def _registry(client: Client, query: str) -> Visit:
    return RegistryVisit(ctgov.Registry(client), query)


def _library(client: Client, query: str) -> Visit:
    return LibraryVisit(pubmed.Eutils(client, _identity()), query)


def _identity() -> dict[str, str]:
    """What PubMed asks to be told with every question; the key and the address where given."""
    contact, key = os.environ.get(CONTACT, ""), os.environ.get(PUBMED_KEY, "")
    said = {"tool": "vigie", "email": contact if "@" in contact else "", "api_key": key}
    return {name: value for name, value in said.items() if value}


def _library_pause() -> float:
    """Three questions a second without a key, ten with one, and a little below."""
    return 0.11 if os.environ.get(PUBMED_KEY) else 0.35


def _entries(client: Client, query: str) -> Visit:
    return EntriesVisit(europepmc.EuropePmc(client), query)


def _a_second() -> float:
    return 1.0


SOURCES = {
    "ctgov": Visited(ctgov.BASE_URL, _registry, _a_second, has_history=True, has_whole=True),
    "pubmed": Visited(pubmed.BASE_URL, _library, _library_pause),
    "europepmc": Visited(europepmc.BASE_URL, _entries, _a_second),
}


class Received(NamedTuple):
    """The records that a source's query found, and those that it no longer has."""

    found: frozenset[RecordId]
    gone: frozenset[RecordId]


@dataclass(slots=True)
class Outcome:
    """What a visit to one source came to. `versions` are those that are new to the store.

    `aside` counts what was found and is not of a kind we keep, such as chapters of books.
    """

    source: str
    data_day: date | None = None
    found: int = 0
    received: int = 0
    versions: int = 0
    departed: int = 0
    aside: int = 0
    complete: bool = False
    problems: list[Problem] = field(default_factory=list)


def run(
    *, disease: str, sources: Sequence[str], is_full: bool, has_history: bool, is_json: bool
) -> int:
    """Visits each source in turn. Returns 3 where one did not give everything.

    Raises: VigieError.
    """
    stamina.instrumentation.set_on_retry_hooks([])
    knowledge = load_knowledge(disease)
    if is_full and has_history:
        raise UsageError("--full and --history do not go together: leave out one of them.")
    names = _whole(sources) if is_full else _names(knowledge, sources)
    if has_history and not any(SOURCES[name].has_history for name in names):
        raise UsageError(
            f"--history asks for past versions, which {' and '.join(names)} cannot give. Leave it"
            " out, or name ctgov."
        )
    queries = dict.fromkeys(names, EVERYTHING) if is_full else knowledge.profile.queries
    with _whole_store(knowledge) if is_full else opened(knowledge) as place:
        outcomes = [_synced(place, name, queries[name], has_history) for name in names]
    if is_json:
        write_json({"sources": outcomes})
    else:
        _print(outcomes)
    return 0 if all(outcome.complete for outcome in outcomes) else IncompleteRun.exit_code


@contextmanager
def _whole_store(knowledge: Knowledge) -> Iterator[Opened]:
    """The store of whole registries, which no disease's commands read."""
    place = home(WHOLE)
    with Store.open(place.store) as store:
        yield Opened(store, place, knowledge)


def _whole(asked: Sequence[str]) -> tuple[str, ...]:
    """The sources to take whole: those asked for, or every one that can be."""
    _check_known(asked)
    whole = tuple(name for name, source in SOURCES.items() if source.has_whole)
    other = [name for name in asked if name not in whole]
    if other:
        raise UsageError(
            f"{' and '.join(other)} cannot be taken whole. With --full, ask {' or '.join(whole)}."
        )
    return tuple(dict.fromkeys(asked)) or whole


def _check_known(asked: Sequence[str]) -> None:
    for name in asked:
        if name not in SOURCES:
            raise UnknownName("source", name, SOURCES, f"Those are: {', '.join(SOURCES)}.")


def _names(knowledge: Knowledge, asked: Sequence[str]) -> tuple[str, ...]:
    """The sources to visit: those asked for, or every one that the profile has a query for."""
    _check_known(asked)
    names = tuple(dict.fromkeys(asked)) or tuple(
        name for name in SOURCES if name in knowledge.profile.queries
    )
    silent = [name for name in names if name not in knowledge.profile.queries]
    if silent or not names:
        raise UsageError(
            f"The profile of {knowledge.profile.id!r} has no query for"
            f" {' and '.join(silent) or 'any source'}: nothing can be asked. Add it under"
            " queries: in profile.yaml."
        )
    return names


def _synced(place: Opened, source: str, query: str, has_history: bool) -> Outcome:
    outcome = Outcome(source)
    with ExitStack() as stack:
        visited = SOURCES[source]
        pause = visited.pause_seconds()
        client = stack.enter_context(
            Client(source, _base_url(source), contact=_contact(), pause_seconds=pause)
        )
        past = _past(place, source, stack) if has_history and visited.has_history else None
        visit = visited.visit(client, query)
        try:
            state = visit.state()
        except IncompleteRun as fault:
            outcome.problems.append(_broke_off(source, fault))
            _enter_in_vain(place.store, outcome, query)
        else:
            _visit(place, outcome, visit, state, query, past)
    return outcome


def _enter_in_vain(store: Store, outcome: Outcome, query: str) -> None:
    """Enters a visit that found nobody: `status` tells of it, and no day is known by it."""
    start = now()
    with store.run(outcome.source, started_at=start, data_day=start.date(), query=query) as run:
        for problem in outcome.problems:
            run.meet(problem)
        run.finish(complete=False, ended_at=now())


def _past(place: Opened, source: str, stack: ExitStack) -> Past:
    """How a source is asked for past versions that the store has not. Raises: UsageError."""
    address = past_address(_base_url(source))
    if address is None:
        raise UsageError(
            f"{_base_url(source)} has no past versions: the registry's own address ends with /v2."
            " Leave out --history, or ask the registry itself."
        )
    client = stack.enter_context(Client(source, address, contact=_contact()))
    held = place.store.addresses(source)
    return lambda records: past_events(client, [one.local for one in records], held)


def _visit(
    place: Opened, outcome: Outcome, visit: Visit, state: State, query: str, past: Past | None
) -> None:
    """One run. A source that stops answering ends it as incomplete, with what it gave."""
    source, store = outcome.source, place.store
    outcome.data_day = state.day
    already = _already(store, source, query, state)
    known = frozenset(version.ref.record for version in store.as_of(state.day, source=source))
    before = _versions(store, source)
    with (
        store.run(
            source,
            started_at=now(),
            data_day=state.day,
            query=query,
            note=state.stamp,
            volatile_paths=volatile_paths(place.knowledge, source),
        ) as run,
        counted(source) as told,
    ):
        try:
            told.more(len(already))
            got = _received(run, visit.events(known, already), outcome, known, told)
            outcome.problems += _lost_sentinels(place.knowledge, source, got.found)
            if past is not None:
                _received(run, past(sorted((got.found | known) - got.gone)), outcome, known, told)
        except IncompleteRun as fault:
            outcome.problems.append(_broke_off(source, fault))
        for problem in outcome.problems:
            run.meet(problem)
        outcome.complete = not outcome.problems
        run.finish(complete=outcome.complete, ended_at=now())
    outcome.versions = _versions(store, source) - before


def _received(
    run: RunWriter,
    events: Iterable[Event],
    outcome: Outcome,
    known: frozenset[RecordId],
    told: Watched,
) -> Received:
    """Takes in what a visit brings, acknowledged as it comes."""
    found: frozenset[RecordId] = frozenset()
    gone: set[RecordId] = set()
    for event in events:
        match event:
            case Found(records):
                found = frozenset(records)
                run.discover(records)
                outcome.found = len(records)
                told.total(len(found | known))
            case Came(payloads):
                run.add(payloads)
                run.acknowledge()
                outcome.received += len(payloads)
                told.more(len(payloads))
            case Gone(record, why, on):
                day = on or outcome.data_day or now().date()
                run.remove(record, departed_on=day, why=why, at=now())
                gone.add(record)
                outcome.departed = len(gone)
            case Aside(records):
                outcome.aside += len(records)
            case Missing(problem):
                outcome.problems.append(problem)
    return Received(found, frozenset(gone))


def _already(store: Store, source: str, query: str, state: State) -> frozenset[RecordId]:
    """What a visit that broke off received, if nothing has changed at the source since."""
    last = next((run for run in reversed(store.runs(source)) if run.note), None)
    if last is None or last.is_complete or (last.query, last.note) != (query, state.stamp):
        return frozenset()
    return store.received_since(last.id, source)


def _versions(store: Store, source: str) -> int:
    return sum(tally.versions for tally in store.tallies() if tally.source == source)


def _lost_sentinels(
    knowledge: Knowledge, source: str, found: frozenset[RecordId]
) -> Iterator[Problem]:
    """Records that the query must find: one that it does not says that the query is broken."""
    for number in knowledge.profile.sentinels.get(source, ()):
        if RecordId(source, number) not in found:
            yield Problem(
                "sync.sentinel",
                f"{source}, {number}",
                "The query no longer finds this record, which it must find.",
                "Look the record up at the source; correct the query or the sentinels of the"
                " profile.",
            )


def _broke_off(source: str, fault: IncompleteRun) -> Problem:
    what = str(fault).removeprefix(f"{source}, ")
    return Problem("sync.broke_off", source, what, "The run is marked as incomplete.")


def _base_url(source: str) -> str:
    """`VIGIE_<SOURCE>_URL`, or the source's own address. Raises: UsageError."""
    name = f"VIGIE_{source.upper()}_URL"
    url = os.environ.get(name) or SOURCES[source].base_url
    if not url.startswith(("http://", "https://")):
        raise UsageError(f"{name} is {url!r}. Write an address that begins with https://.")
    return url


def _contact() -> str:
    """Whom a source may write to; `VIGIE_CONTACT` is best an e-mail address."""
    return os.environ.get(CONTACT) or "research watch for rare diseases; no contact given"


def _print(outcomes: Sequence[Outcome]) -> None:
    columns = ("data of", "found", "received", "set aside", "new versions", "gone", "complete")
    shown = table("source", *columns)
    for one in outcomes:
        shown.add_row(
            inert(one.source),
            str(one.data_day or "not known"),
            str(one.found),
            str(one.received),
            str(one.aside),
            str(one.versions),
            str(one.departed),
            "yes" if one.complete else "no",
        )
    console().print(shown)
    warn(problem for one in outcomes for problem in one.problems)
