"""The sources and their rights, from `curated/sources.yaml`."""

from __future__ import annotations

from pages.markdown import page
from vigie.knowledge.models import Knowledge, SourceEntry

_INTRO = """\
Who publishes what Vigie reads, and under what terms. An edition prints this for the sources that
it used; what was decided about rights is in [decision
9](decisions/0009-the-rights-of-the-sources.md). To correct a row, change
`src/vigie/curated/sources.yaml` with its reference.

A source is listed here as soon as its terms are known, before Vigie reads it; `vigie status` names
those that a store was filled from."""


def sources_and_rights(knowledge: Knowledge) -> str:
    """The page of all sources."""
    return page("Sources and their rights", _INTRO, *map(_source, knowledge.sources))


def _source(entry: SourceEntry) -> str:
    lines = [
        f"## {entry.names.en}",
        "",
        f"- **Code**: `{entry.id}`",
        f"- **Publisher**: {entry.publisher}",
        f"- **Licence**: {entry.licence.en}",
        f"- **Terms**: {entry.terms.en}",
        f"- **Cited as**: {entry.citation}",
        *(f"- **Address, {name}**: `{address}`" for name, address in entry.urls.items()),
        *_volatile(entry),
        f"- **Reference**: {entry.reference}",
    ]
    if entry.uncertain:
        lines.append(f"- **Not sure**: {entry.uncertain}")
    return "\n".join(lines)


def _volatile(entry: SourceEntry) -> list[str]:
    if not entry.volatile_paths:
        return []
    paths = ", ".join(f"`{path}`" for path in entry.volatile_paths)
    return [f"- **Left out when versions are compared**: {paths}"]
