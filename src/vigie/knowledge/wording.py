"""Rules on the words of curated files: typography, names never written, the two languages alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vigie.errors import Defect
from vigie.knowledge.loading import Reading
from vigie.knowledge.models import Discouraged, Language, Names, Texts
from vigie.knowledge.said import Said, parts_of, said_by
from vigie.knowledge.sentences import SELECTOR, SLOT, Sentence, slots_of

_MARKS = re.compile(r"\*+")
_ADDRESS = re.compile(r"https?://\S+|\b10\.\d{4,9}/\S+")
_SHAPES: Mapping[Language, frozenset[str]] = {
    "fr": frozenset({"zero", "one", "many", "other"}),
    "en": frozenset({"zero", "one", "other"}),
}
_NAMES: Mapping[Language, str] = {"fr": "French", "en": "English"}
_SAME = "Give both languages the same slots."

# What is found in a text, and what to do about it.
_Rules = Sequence[tuple[re.Pattern[str], str]]
_IN_FRENCH: _Rules = (
    (re.compile(r"\w+['`´]\w*"), "Write the typographic apostrophe ’."),
    (re.compile(r"[\w)\]’”]+[;!?»%](?!\w)"), "Put a space before the sign."),
    (re.compile(r"[^\W\d]+:(?=\s|$)"), "Put a space before the colon."),
    (re.compile(r"«\S+"), "Put a space after «."),
    (re.compile(r'"[^"]*"'), "Write « and », with a space inside."),
    (
        re.compile(r"\b(?:E(?:tud|tat|tran|col|valu|chel|chan|quip|dit|ga)\w*|Iles?\b)"),
        "Put the accent on the capital.",
    ),
    (re.compile(r"(?:^|[.!?…] )A (?:l[ae’]|partir|ce|chaque)\b"), "Write À, with its accent."),
    (
        re.compile(r"\b\w*(?:coeur|oeuvre|oedèm|oesoph|oeil|noeud|soeur)\w*", re.IGNORECASE),
        "Write the ligature œ.",
    ),
    (re.compile(r"\b(?:1ère|\d+i?ème)s?\b"), "Write 1re, 2e, 3e …"),
)
_IN_BOTH: _Rules = (
    (re.compile(r"\S+ {2,}\S*"), "Keep one space."),
    (re.compile(r"^\s+\S*|\S*[ \t]+$"), "Remove the space at the edge."),
    (re.compile(r"\S*[\u00a0\u202f]\S*"), "Write a plain space: pages make it a no-break one."),
    (re.compile(r"\w+ [,.](?=\s|$)"), "Remove the space before the sign."),
    (
        re.compile(r"\b(?:in)?[ée]ligib\w*", re.IGNORECASE),
        "Say what is met, what is not, what to ask the doctor; never this word.",
    ),
)


def wording(reading: Reading) -> Iterator[Defect]:
    """Texts that are empty, ill spaced, with a brace left open, or with a word never written."""
    for said in said_by(reading):
        if not said.text.strip():
            yield _at(said, "A text is empty.", "Write it, or leave the whole key out.")
        if re.search(r"[{}]", SLOT.sub("", said.text)):
            what = f"A brace of {said.text[:60]!r} belongs to no slot."
            yield _at(said, what, "Write each slot as {name} or {name:form}.")
        yield from _typography(said)


def _typography(said: Said) -> Iterator[Defect]:
    text = _MARKS.sub("", _ADDRESS.sub("x", SLOT.sub("x", said.text)))
    rules = (*_IN_FRENCH, *_IN_BOTH) if said.language == "fr" else _IN_BOTH
    for pattern, do in rules:
        found = pattern.search(text)
        if found:
            yield _at(said, f"The {_NAMES[said.language]} text has {found[0].strip()!r}.", do)


def discouraged_names(reading: Reading) -> Iterator[Defect]:
    """Produced texts that hold a name that the disease's profile advises against."""
    if reading.knowledge is None:
        return
    advised = [_sought(advice) for advice in reading.knowledge.profile.discouraged]
    for said in said_by(reading):
        for pattern, allowed, do in advised:
            found = pattern.search(allowed.sub("", said.text))
            if found:
                yield _at(said, f"The name {found[0]!r} is advised against.", do)


def _sought(advice: Discouraged) -> tuple[re.Pattern[str], re.Pattern[str], str]:
    """The name to look for, the longer names in which it is right, and the remedy."""
    words = "|".join(re.escape(word) for word in (advice.fr, advice.en))
    # No text matches an empty alternative of nothing: `(?!)` never does.
    allowed = "|".join(re.escape(phrase) for phrase in advice.except_in) or "(?!)"
    do = (
        f"Name the form {advice.instead!r}."
        if advice.instead
        else "Name the form, or leave it out."
    )
    sought = re.compile(rf"\b(?:{words})s?\b", re.IGNORECASE)
    return sought, re.compile(allowed, re.IGNORECASE), do


def parity(reading: Reading) -> Iterator[Defect]:
    """Messages that one language has and the other has not, or with other slots or shapes."""
    french, english = (
        {sentence.key: sentence for sentence in reading.sentences.get(language, ())}
        for language in _NAMES
    )
    yield from _missing(french, english, "English")
    yield from _missing(english, french, "French")
    for key in french.keys() & english.keys():
        yield from _same_slots(french[key], english[key])
    for language, sentences in reading.sentences.items():
        for sentence in sentences:
            yield from _plural(sentence, language)


def _missing(
    ours: Mapping[str, Sentence], theirs: Mapping[str, Sentence], language: str
) -> Iterator[Defect]:
    for key in ours.keys() - theirs.keys():
        what = f"The message {key!r} has no {language}."
        yield Defect(ours[key].file, ours[key].line, what, "Write it, with the same slots.")


def _same_slots(french: Sentence, english: Sentence) -> Iterator[Defect]:
    ours, theirs = slots_of(french.said), slots_of(english.said)
    if ours != theirs:
        what = f"{french.key!r} has slots {_list(ours)} in French, {_list(theirs)} in English."
        yield Defect(french.file, french.line, what, _SAME)


def _plural(sentence: Sentence, language: Language) -> Iterator[Defect]:
    if isinstance(sentence.said, str):
        return
    shapes = set(sentence.said) - {SELECTOR}
    unknown, missing = shapes - _SHAPES[language], {"one", "other"} - shapes
    if unknown:
        what = f"The message {sentence.key!r} has the plural shape {_list(unknown)}."
        do = f"{_NAMES[language]} has {_list(_SHAPES[language])}."
        yield Defect(sentence.file, sentence.line, what, do)
    if missing:
        what = f"The message {sentence.key!r} lacks the plural shape {_list(missing)}."
        yield Defect(sentence.file, sentence.line, what, "Write one and other.")


def languages_alike(reading: Reading) -> Iterator[Defect]:
    """Curated texts whose two languages hold other slots; French names without their gender."""
    if reading.knowledge is None:
        return
    for part, place in parts_of(reading.knowledge):
        if isinstance(part, Texts):
            ours, theirs = slots_of(part.fr), slots_of(part.en)
            if ours != theirs:
                what = f"The text has slots {_list(ours)} in French, {_list(theirs)} in English."
                yield Defect(*place, what, _SAME)
        if isinstance(part, Names) and part.fr.gender is None:
            what = f"The French name {part.fr.text!r} has no gender."
            yield Defect(*place, what, "Write gender: m or gender: f.")


def _at(said: Said, what: str, do: str) -> Defect:
    return Defect(said.file, said.line, what, do)


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"
