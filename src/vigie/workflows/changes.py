"""`vigie changes`: what moved between two days, study by study and field by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from rich.console import Console

from vigie.analyses.changed import Changed, Departure, Moved
from vigie.errors import UsageError
from vigie.knowledge.loading import load_knowledge
from vigie.publishing.compose.change_values import (
    not_compared,
    places_of,
    reason_of,
    said,
    status_of,
    why_gone,
)
from vigie.publishing.compose.sentences import name_of
from vigie.publishing.document import Verbatim
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.ids import RecordRef
from vigie.workflows.collecting import Opened, collect, latest_day, opened
from vigie.workflows.comparing import compare
from vigie.workflows.days import asked_day
from vigie.workflows.languages import asked_language
from vigie.workflows.telling import console, inert, write_json
from vigie.workflows.telling_changes import change_lines, plain_change, words


def run(*, since: str | None, until: str | None, disease: str, language: str, is_json: bool) -> int:
    """Tells what changed after one day and up to another. Raises: VigieError."""
    first, asked = asked_day("--since", since), asked_day("--until", until)
    if first is None:
        raise UsageError("--since names no day. Write YYYY-MM-DD.")
    spoken = asked_language(language)
    knowledge = load_knowledge(disease)
    with opened(knowledge) as place:
        last = asked or latest_day(place)
        _check(first, last, is_asked=asked is not None)
        now = collect(place, last)
        found = compare(place, now, first)
        voice = Voice(knowledge, spoken)
        if is_json:
            write_json(_document(found, now, voice))
        else:
            _print(console(), found, now, place, voice)
    return 0


def _check(first: date, last: date, *, is_asked: bool) -> None:
    if first < last:
        return
    if is_asked:
        raise UsageError(f"--since {first} is not before --until {last}. Give an earlier day.")
    raise UsageError(
        f"--since {first} is not before {last}, the last day that the store knows of. Give an"
        " earlier day."
    )


# --- for programs


def _document(found: Changed, now: Corpus, voice: Voice) -> dict[str, Any]:
    """All that changed, under names that do not change."""
    return {
        "since": found.since,
        "until": found.until,
        "compared": found.compared,
        "not_compared": found.not_compared,
        "groups": {
            name: [_study(ref, found, now, voice, name) for ref in count.evidence]
            for name, count in found.groups.items()
        },
        "new_by_year": {
            year: [ref.record for ref in count.evidence] for year, count in found.by_year.items()
        },
        "departed": found.departed,
        "records": [_moved(one, now, voice) for one in found.moved],
    }


def _study(ref: RecordRef, found: Changed, now: Corpus, voice: Voice, name: str) -> dict[str, Any]:
    held = now.trials_by_id[ref.record]
    told: dict[str, Any] = {
        "id": ref.record,
        "ref": ref,
        "title": _title(held, now, voice),
        "registry_numbers": held.entry.registry_numbers,
        "first_posted": held.entry.first_posted,
        "recruitment": held.entry.recruitment,
        "recruitment_on": held.entry.recruitment_on or held.version_on,
    }
    if name == "stopped":
        told["reason"] = next(
            (one.held.entry.stop_reason for one in _told(held, found, name)), None
        )
    return told


def _moved(one: Moved, now: Corpus, voice: Voice) -> dict[str, Any]:
    return {
        "id": one.held.ref.record,
        "title": _title(now.trials_by_id[one.held.ref.record], now, voice),
        "before": {"ref": one.before.ref, "version_on": one.before.version_on},
        "after": {"ref": one.held.ref, "version_on": one.held.version_on},
        "importance": one.importance,
        "places": {country: places._asdict() for country, places in one.places.items()},
        "changes": [plain_change(change, voice) for change in one.changes],
    }


# --- for people


def _print(out: Console, found: Changed, now: Corpus, place: Opened, voice: Voice) -> None:
    window = {"since": found.since, "until": found.until}
    out.print(f"[bold]{inert(words(voice, said('title', **window)))}[/bold]")
    for sentence in not_compared(found, place.knowledge):
        out.print(inert(words(voice, sentence)))
    if found.is_empty:
        nothing = "nothing" if found.compared else "nothing_to_compare"
        out.print(inert(words(voice, said(nothing, **window))))
    _print_groups(out, found, now, voice)
    if found.departed:
        _print_heading(out, voice, "departed")
        _print_lines(out, (_departed(one, voice) for one in found.departed))
    if found.moved:
        _print_heading(out, voice, "moved")
    for one in found.moved:
        _print_moved(out, one, now, voice)


def _print_groups(out: Console, found: Changed, now: Corpus, voice: Voice) -> None:
    for name, count in found.groups.items():
        if count.value:
            _print_heading(out, voice, name)
            lead = said(f"counted.{name}", n=count, since=found.since, until=found.until)
            out.print(inert(words(voice, lead)))
            _print_lines(out, _group_lines(name, found, now, voice))


def _print_heading(out: Console, voice: Voice, name: str) -> None:
    out.print(f"\n[bold]{inert(words(voice, said(f'group.{name}')))}[/bold]")


def _print_lines(out: Console, lines: Iterator[str]) -> None:
    for line in lines:
        out.print(f"  {inert(line)}")


def _group_lines(name: str, found: Changed, now: Corpus, voice: Voice) -> Iterator[str]:
    for ref in found.groups[name].evidence:
        held = now.trials_by_id[ref.record]
        called = _called(held, now, voice)
        if name == "new":
            yield words(voice, said("posted", study=called, day=held.entry.first_posted))
        elif name == "newly_known":
            yield called
        for one in _told(held, found, name):
            yield words(voice, status_of(one, called))
            if name == "stopped":
                yield f"  {words(voice, reason_of(one))}"


def _told(held: Held[Trial], found: Changed, name: str) -> list[Moved]:
    """What puts a study in a group: its records whose recruitment moved so."""
    return [one for one in found.of_study(held) if one.group == name]


def _print_moved(out: Console, one: Moved, now: Corpus, voice: Voice) -> None:
    called = _called(now.trials_by_id[one.held.ref.record], now, voice)
    days = {"before": one.before.version_on, "on": one.held.version_on}
    out.print(
        f"\n  [bold]{inert(words(voice, said('table.caption', study=called, **days)))}[/bold]"
    )
    _print_lines(out, (words(voice, told) for told in places_of(one)))
    for change in one.changes:
        _print_lines(out, change_lines(change, voice))


def _departed(one: Departure, voice: Voice) -> str:
    return words(
        voice,
        said("departed", record=Verbatim(str(one.record)), on=one.on, reason=why_gone(one.why)),
    )


def _title(held: Held[Trial], now: Corpus, voice: Voice) -> str:
    return words(voice, name_of(held, now, voice.knowledge))


def _called(held: Held[Trial], now: Corpus, voice: Voice) -> str:
    """A study by its name and number: its own title may give the number already."""
    title, numbers = _title(held, now, voice), held.entry.registry_numbers
    number = numbers[0] if numbers else str(held.ref.record)
    return title if number in title else f"{title} ({number})"
