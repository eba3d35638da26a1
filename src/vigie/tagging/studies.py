"""What a registry's record only mentions, or only seems to be about.

Its conditions and titles say what a study is about, and are read with every other field. Its key
words name much else: a form that they alone name is *mentioned*. The descriptors that the registry
derives count where the words of the conditions were not understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vigie.records.entries import Trial
from vigie.records.tag import Tag
from vigie.tagging.rules import tag_in
from vigie.tagging.words import WordReader

Texts = Mapping[str, str]

MENTION = "mention"
_MENTIONING = "keywords"
_NAMING = ("conditions", "title", "official_title", "keywords")


def forms_by_code(
    trial: Trial, texts: Texts, forms: Mapping[str, str], mentioned: Iterable[Tag]
) -> Iterator[Tag]:
    """The forms of the descriptors, unless they come from the key words; `forms` is by MeSH code.

    The registry derives them from conditions and key words alike.
    """
    in_passing = {tag.concept for tag in mentioned}
    for code in dict.fromkeys(trial.condition_codes):
        if code in forms and forms[code] not in in_passing:
            yield tag_in(
                texts, "condition_codes", code, facet="form", concept=forms[code], rule="mesh"
            )


def mentioned(reader: WordReader, texts: Texts) -> Iterator[Tag]:
    """The forms that the key words name."""
    text = texts.get(_MENTIONING, "")
    for tag in reader.read(_MENTIONING, text, ("form",)):
        yield Tag(MENTION, tag.concept, tag.rule, tag.field, tag.start, tag.end, tag.words)


def look_alikes(reader: WordReader, texts: Texts) -> Iterator[Tag]:
    """The diseases that the record names and that only look like this one."""
    for field in _NAMING:
        if field in texts:
            yield from reader.look_alikes(field, texts[field])
