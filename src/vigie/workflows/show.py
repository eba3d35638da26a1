"""`vigie show`: one record, with all that is known of it and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import groupby
from typing import Any

from rich.console import Console

from vigie.errors import UnknownName
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.cards import card
from vigie.publishing.compose.change_values import said, why_gone
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Entry, Trial
from vigie.store.store import Store
from vigie.tagging.tagger import Tagger
from vigie.workflows.collecting import Opened, latest_day, opened, read_corpus
from vigie.workflows.days import asked_day, window_start
from vigie.workflows.finding import disputed, find
from vigie.workflows.history import Told, check_departed, departures_of, versions_told
from vigie.workflows.languages import asked_language
from vigie.workflows.telling import console, in_words, inert, plain, table, write_json
from vigie.workflows.telling_changes import change_lines, plain_change, words

_NOT_FIELDS = frozenset({"id", "places", "notes"})


def run(
    name: str,
    *,
    disease: str,
    as_of: str | None,
    language: str,
    has_history: bool,
    is_json: bool,
) -> int:
    """Shows every record of that name. Raises: VigieError."""
    asked = asked_day("--as-of", as_of)
    spoken = asked_language(language)
    knowledge = load_knowledge(disease)
    with opened(knowledge) as place:
        corpus = read_corpus(place, asked or latest_day(place))
        found = _found(corpus, name, place.store)
        corpus = _tagged(knowledge, corpus, found)
        voice = Voice(knowledge, spoken)
        records = [_record(corpus, held, place.store, voice, has_history) for held in found]
        if is_json:
            write_json({"asked": name, "as_of": corpus.day, "records": records})
        else:
            _print(corpus, found, records, place, voice)
    return 0


def _found(corpus: Corpus, name: str, store: Store) -> tuple[Held[Entry], ...]:
    """The records of that name; of one that is gone, since when."""
    try:
        return find(corpus, name)
    except UnknownName:
        check_departed(store, name)
        raise


def _tagged(knowledge: Knowledge, corpus: Corpus, found: Sequence[Held[Entry]]) -> Corpus:
    tagger = Tagger(knowledge, window_start(knowledge, corpus.day))
    return replace(corpus, tags={held.ref: tagger.tags(held) for held in found})


def _record(
    corpus: Corpus, held: Held[Entry], store: Store, voice: Voice, has_history: bool
) -> dict[str, Any]:
    """All that is known of one record, under names that do not change."""
    entry = plain(held.entry)
    told = {
        "id": held.ref.record,
        "ref": held.ref,
        "kind": type(held.entry).__name__.lower(),
        "version_on": held.version_on,
        "url": held.url,
        "disputed_numbers": disputed(corpus, held),
        "fields": {key: value for key, value in entry.items() if key not in _NOT_FIELDS},
        "places": entry["places"],
        "notes": entry["notes"],
        "tags": corpus.tags[held.ref],
    }
    if has_history:
        told["versions"] = [_version(one, voice) for one in versions_told(store, held)]
        told["departures"] = departures_of(store, held)
    return told


def _print(
    corpus: Corpus,
    found: Sequence[Held[Entry]],
    records: Sequence[dict[str, Any]],
    place: Opened,
    voice: Voice,
) -> None:
    out = console()
    for held, record in zip(found, records, strict=True):
        if isinstance(held.entry, Trial):
            _print_card(out, replace(held, entry=held.entry), corpus, voice)
        else:
            out.print(f"[bold]{inert(str(held.ref.record))}[/bold]")
        _print_disputed(out, corpus, held)
        _print_fields(out, held)
        _print_tags(out, corpus, held)
        _print_provenance(out, held)
        if "versions" in record:
            _print_history(out, place.store, held, voice)
        out.print()


def _print_card(out: Console, held: Held[Any], corpus: Corpus, voice: Voice) -> None:
    drawn = card(held, corpus, voice.knowledge)
    badges = " ".join(f"\\[{inert(words(voice, badge.word))}]" for badge in drawn.badges)
    out.print(f"[bold]{inert(words(voice, drawn.title))}[/bold] {badges}".rstrip())
    for line in drawn.lines:
        name, text = words(voice, line.name), words(voice, line.text)
        out.print(f"  [dim]{inert(name)}[/dim]  {inert(text)}")
    for sentence in drawn.sentences:
        out.print(f"  {inert(words(voice, sentence))}")
    for warning in drawn.warnings:
        out.print(f"  [yellow]! {inert(words(voice, warning))}[/yellow]")


def _print_disputed(out: Console, corpus: Corpus, held: Held[Entry]) -> None:
    for number in disputed(corpus, held):
        claims = [other for other in corpus.trials if number in other.entry.registry_numbers]
        others = ", ".join(str(one.ref.record) for one in claims if one.ref != held.ref)
        out.print(f"  [yellow]! {inert(number)} is disputed: see also {inert(others)}.[/yellow]")


def _print_fields(out: Console, held: Held[Entry]) -> None:
    rows = table("field", "as the source states it", title="\nFields")
    for field in fields(held.entry):
        value = getattr(held.entry, field.name)
        if field.name not in _NOT_FIELDS and value not in (None, ()):
            rows.add_row(field.name, inert(in_words(value)))
    out.print(rows)


def _print_tags(out: Console, corpus: Corpus, held: Held[Entry]) -> None:
    rows = table("facet", "concept", "because", title="\nTags")
    tags = corpus.tags[held.ref]
    if not tags:
        return
    for (facet, concept), group in groupby(tags, key=lambda tag: (tag.facet, tag.concept)):
        words: dict[str, list[str]] = defaultdict(list)
        for tag in group:
            if tag.words not in words[tag.field]:
                words[tag.field].append(tag.words)
        because = "; ".join(f"{field}: {', '.join(said)}" for field, said in words.items())
        rows.add_row(inert(facet), inert(concept), inert(because))
    out.print(rows)


def _print_provenance(out: Console, held: Held[Entry]) -> None:
    rows = table("", "", title="\nWhere it comes from")
    rows.show_header = False
    rows.add_row("version", f"{held.ref}, of {held.version_on}")
    rows.add_row("address", inert(held.url))
    for printed in held.entry.places:
        rows.add_row("printed", ", ".join(_where(printed.page, printed.line)))
    for note in held.entry.notes:
        rows.add_row(f"note on {inert(note.field)}", inert(f"{note.certainty}: {note.note}"))
    out.print(rows)


def _where(page: int | None, line: int | None) -> Iterator[str]:
    if page is not None:
        yield f"page {page}"
    if line is not None:
        yield f"line {line}"


def _version(told: Told, voice: Voice) -> dict[str, Any]:
    """A version, and what changed from the one before; null for the oldest."""
    found = told.changes
    return {
        **plain(told.version),
        "changes": None if found is None else [plain_change(one, voice) for one in found],
        "problem": told.problem,
    }


def _print_history(out: Console, store: Store, held: Held[Entry], voice: Voice) -> None:
    out.print(f"\n{inert(words(voice, said('history.title')))}")
    for told in versions_told(store, held):
        version = told.version
        heading = said(
            "history.version",
            on=version.version_on,
            ref=str(version.ref),
            first=version.retrieved_at.date(),
            last=version.last_retrieved_at.date(),
        )
        out.print(f"  [bold]{inert(words(voice, heading))}[/bold]")
        for line in _version_lines(told, voice):
            out.print(f"    {inert(line)}")
    for stone in departures_of(store, held):
        gone = said("history.departed", on=stone.departed_on, reason=why_gone(stone.why))
        out.print(f"  [bold]{inert(words(voice, gone))}[/bold]")


def _version_lines(told: Told, voice: Voice) -> Iterator[str]:
    if told.problem is not None:
        yield str(told.problem)
    elif told.changes is None:
        yield words(voice, said("history.first"))
    elif not told.changes:
        yield words(voice, said("history.same"))
    for change in told.changes or ():
        yield from change_lines(change, voice)
