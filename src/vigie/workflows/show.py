"""`vigie show`: one record, with all that is known of it and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import groupby
from typing import Any

from rich.console import Console

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge
from vigie.publishing.compose.cards import card
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Entry, Trial
from vigie.store.store import Store
from vigie.tagging.tagger import Tagger
from vigie.workflows.collecting import Opened, latest_day, opened, read_corpus
from vigie.workflows.days import asked_day, window_start
from vigie.workflows.finding import disputed, find
from vigie.workflows.languages import asked_language
from vigie.workflows.telling import console, in_words, inert, plain, table, write_json

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
        found = find(corpus, name)
        corpus = _tagged(knowledge, corpus, found)
        records = [_record(corpus, held, place.store, has_history) for held in found]
        if is_json:
            write_json({"asked": name, "as_of": corpus.day, "records": records})
        else:
            _print(corpus, found, records, place, Voice(knowledge, spoken))
    return 0


def _tagged(knowledge: Knowledge, corpus: Corpus, found: Sequence[Held[Entry]]) -> Corpus:
    tagger = Tagger(knowledge, window_start(knowledge, corpus.day))
    return replace(corpus, tags={held.ref: tagger.tags(held) for held in found})


def _record(corpus: Corpus, held: Held[Entry], store: Store, has_history: bool) -> dict[str, Any]:
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
        told["versions"] = store.history(held.ref.record)
        told["departures"] = store.departures(held.ref.record)
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
            _print_history(out, place.store, held)
        out.print()


def _print_card(out: Console, held: Held[Any], corpus: Corpus, voice: Voice) -> None:
    drawn = card(held, corpus, voice.knowledge)
    badges = " ".join(f"\\[{inert(_text(voice, badge.word))}]" for badge in drawn.badges)
    out.print(f"[bold]{inert(_text(voice, drawn.title))}[/bold] {badges}".rstrip())
    for line in drawn.lines:
        name, text = _text(voice, line.name), _text(voice, line.text)
        out.print(f"  [dim]{inert(name)}[/dim]  {inert(text)}")
    for sentence in drawn.sentences:
        out.print(f"  {inert(_text(voice, sentence))}")
    for warning in drawn.warnings:
        out.print(f"  [yellow]! {inert(_text(voice, warning))}[/yellow]")


def _text(voice: Voice, sentence: Any) -> str:
    if isinstance(sentence, tuple):
        return "".join(run.text for run in sentence)
    return voice.text(sentence)


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


def _print_history(out: Console, store: Store, held: Held[Entry]) -> None:
    rows = table("version", "of", "received", "last received", title="\nVersions")
    for version in store.history(held.ref.record):
        rows.add_row(
            str(version.ref),
            str(version.version_on),
            f"{version.retrieved_at:%Y-%m-%d %H:%M} UTC",
            f"{version.last_retrieved_at:%Y-%m-%d %H:%M} UTC",
        )
    for stone in store.departures(held.ref.record):
        rows.add_row("gone", str(stone.departed_on), stone.reason, "")
    out.print(rows)
