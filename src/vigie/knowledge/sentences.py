"""Files of sentences to keys: `card.ages.from` is `ages: {from: …}` in `card.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vigie.errors import Defect
from vigie.knowledge.files import Way, YamlFile

Said = str | Mapping[str, str]
SELECTOR = "by"
SLOT = re.compile(r"\{([a-z][a-z0-9_]*)(?::[a-z_:]+)?\}")


@dataclass(frozen=True)
class Sentence:
    """A sentence of one language, or its plural shapes (`by`, `one`, `other` …), with its place."""

    key: str
    said: Said
    file: str
    line: int


def sentences(topic: str, file: YamlFile, defects: list[Defect]) -> tuple[Sentence, ...]:
    """The sentences of one file, keyed by the topic and the way to them."""
    defects.extend(file.defects)
    if file.data is None:
        return ()
    return tuple(_flat(topic, (), file.data, file, defects))


def _flat(
    key: str, way: Way, data: Any, file: YamlFile, defects: list[Defect]
) -> Iterator[Sentence]:
    if isinstance(data, str) or _is_plural(data):
        yield Sentence(key, data, file.name, file.line(way))
    elif isinstance(data, dict):
        for name, part in data.items():
            yield from _flat(f"{key}.{name}", (*way, name), part, file, defects)
    else:
        do = "Write a text, or a mapping of texts."
        defects.append(Defect(file.name, file.line(way), f"{key!r} is a list.", do))


def _is_plural(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and SELECTOR in data
        and all(isinstance(part, str) for part in data.values())
    )


def shapes_of(said: Said) -> tuple[str, ...]:
    """The texts of a sentence: one, or one per plural shape."""
    if isinstance(said, str):
        return (said,)
    return tuple(text for shape, text in said.items() if shape != SELECTOR)


def slots_of(said: Said) -> frozenset[str]:
    """The names of the slots of a sentence, whatever its shapes and the forms asked."""
    found = {slot for text in shapes_of(said) for slot in SLOT.findall(text)}
    return frozenset(found if isinstance(said, str) else found | {said[SELECTOR]})
