"""Rules on the records of a shipped edition: keys, ties between records, sentences, countries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from vigie.errors import Defect, near_matches
from vigie.knowledge.files import Way, YamlFile
from vigie.knowledge.loading import Reading
from vigie.knowledge.models import EditionFile, Knowledge
from vigie.knowledge.sentences import slots_of

_KINDS = ("trials", "articles", "results", "statements")
_DIGEST = "digest:"
# Fields whose values are codes of a closed list, and the list.
_CODED = (
    ("trials", "study_type", "study_type"),
    ("trials", "phases", "phase"),
    ("trials", "controls", "control"),
    ("trials", "recruitment", "recruitment"),
    ("trials", "modality", "modality"),
    ("trials", "targets", "target"),
    ("articles", "kind", "article_kind"),
    ("results", "kind", "result_kind"),
)


def editions(reading: Reading) -> Iterator[Defect]:
    """Defects of each shipped edition, and of the rows that name its records."""
    knowledge = reading.knowledge
    if knowledge is None:
        return
    for edition in knowledge.editions:
        file = reading.editions[edition.id]
        yield from _keys(edition, file)
        yield from _ties(edition, file)
        yield from _codes(edition, file, knowledge)
        yield from _sentences(edition)
        yield from _signatures(edition, knowledge)
    yield from _named_records(knowledge)


def keys_of(edition: EditionFile, kind: str) -> tuple[str, ...]:
    """The keys of the records of one kind (`trials`, `articles`, `results`, `statements`)."""
    return tuple(str(row.get("key", "")) for row in getattr(edition, kind))


def _keys(edition: EditionFile, file: YamlFile) -> Iterator[Defect]:
    """A record's id is the edition and its key: no two records of an edition share one."""
    seen: dict[str, int] = {}
    for kind in _KINDS:
        for i, key in enumerate(keys_of(edition, kind)):
            line = file.line((kind, i))
            if not key:
                yield Defect(file.name, line, f"A record of {kind} has no key.", "Give it one.")
            elif key in seen:
                what = f"The key {key!r} stands already at line {seen[key]}."
                yield Defect(file.name, line, what, "Give this record another key.")
            seen.setdefault(key, line)


def _ties(edition: EditionFile, file: YamlFile) -> Iterator[Defect]:
    known = {kind: frozenset(keys_of(edition, kind)) for kind in _KINDS}
    for kind in _KINDS:
        for i, row in enumerate(getattr(edition, kind)):
            for field in ("articles", "trials"):
                yield from _among(file, (kind, i, field), field, _list(row, field), known[field])
            targets = [tie["target"] for tie in _list(row, "relations") if "target" in tie]
            yield from _among(file, (kind, i, "relations"), "trials", targets, known["trials"])


def _codes(edition: EditionFile, file: YamlFile, knowledge: Knowledge) -> Iterator[Defect]:
    countries = {
        name for country in knowledge.countries for name in (country.name, *country.aliases)
    }
    units = {row.code for row in knowledge.vocabularies.get("unit", ())}
    for i, row in enumerate(edition.trials):
        for field in ("countries", "countries_ruled_out"):
            yield from _among(file, ("trials", i, field), "country", _list(row, field), countries)
    for kind, field, name in _CODED:
        known = {row.code for row in knowledge.vocabularies.get(name, ())}
        for i, row in enumerate(getattr(edition, kind)):
            yield from _among(file, (kind, i, field), name, _one_or_list(row, field), known)
    for kind, field in (("results", "figures"), ("statements", "figure")):
        for i, row in enumerate(getattr(edition, kind)):
            figures = _list(row, field) if field == "figures" else [row.get(field, {})]
            used = [figure["unit"] for figure in figures if "unit" in figure]
            yield from _among(file, (kind, i, field), "unit", used, units)


def _sentences(edition: EditionFile) -> Iterator[Defect]:
    """A sentence belongs to a result, and its slots to that result's figures."""
    figures = {
        str(row["key"]): frozenset(figure["key"] for figure in _list(row, "figures"))
        for row in edition.results
        if "key" in row
    }
    for key, texts in edition.sentences.items():
        if key not in figures:
            near = near_matches(key, figures)
            do = f"Write {near[0]!r}, or add the result." if near else "Add the result."
            yield Defect(*texts.place, f"No result has the key {key!r}.", do)
            continue
        for slot in sorted(slots_of(texts.fr) - figures[key]):
            do = f"Its figures are {', '.join(sorted(figures[key])) or 'none'}."
            yield Defect(*texts.place, f"{key!r} has no figure {slot!r}.", do)


def _signatures(edition: EditionFile, knowledge: Knowledge) -> Iterator[Defect]:
    chapters = {chapter.id for chapter in knowledge.profile.chapters}
    for signature in edition.signatures:
        if signature.chapter not in chapters:
            do = f"The chapters are {', '.join(sorted(chapters))}."
            yield Defect(*signature.place, f"There is no chapter {signature.chapter!r}.", do)


def _named_records(knowledge: Knowledge) -> Iterator[Defect]:
    records = {
        f"{_DIGEST}{edition.id}/{key}"
        for edition in knowledge.editions
        for kind in _KINDS
        for key in keys_of(edition, kind)
    }
    named = [(row, row.record) for row in knowledge.expected]
    named += [(row, row.trial) for row in knowledge.registries if row.trial]  # type: ignore[misc]
    named += [(row, row.statement) for row in knowledge.epidemiology if row.statement]  # type: ignore[misc]
    for row, record in named:
        if record.startswith(_DIGEST) and record not in records:
            near = near_matches(record, records)
            do = f"Write {near[0]!r}." if near else "Write the id of a record of an edition."
            yield Defect(*row.place, f"There is no record {record!r}.", do)


def _list(row: Mapping[str, Any], field: str) -> list[Any]:
    found = row.get(field, [])
    return found if isinstance(found, list) else []


def _one_or_list(row: Mapping[str, Any], field: str) -> list[Any]:
    found = row.get(field, [])
    return found if isinstance(found, list) else [found]


def _among(
    file: YamlFile, way: Way, kind: str, named: Iterable[str], known: Collection[str]
) -> Iterator[Defect]:
    for name in named:
        if name not in known:
            near = near_matches(name, known)
            do = f"Write {near[0]!r}, or add it." if near else "Add it, or remove the name."
            yield Defect(file.name, file.line(way), f"Among {kind} there is no {name!r}.", do)
