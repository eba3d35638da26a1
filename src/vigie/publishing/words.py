"""Says a sentence in one language: slots filled, grammar agreed, type set.

What a slot may ask of what fills it, after colons (`{treatment:le:cap}`):

- a noun's form: `le`, `de`, `a`, `of`, `un`, `bare` in French, `the`, `a`, `of`, `bare` in
  English; `in` and `of` for a country; `in` (when), `a` (as of) and `short` (boxes) for a date;
- `or` joins a list with *or* instead of *and*; `words` and `words_f` write a number up to ten
  in letters, masculine or feminine; `plain` writes a number without separators;
- `unit` adds the unit of a measured value (a percent sign is always said);
- `cap` gives the first letter a capital, `lower` takes it away.

`{home}` is filled in every sentence of a disease that has a home country.

A slot filled with an empty text is a part left out: the space before it goes too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, singledispatchmethod
from itertools import groupby
from types import ModuleType
from typing import Any

from babel import Locale
from babel.numbers import format_decimal

from vigie.analyses.figures import Count, Share, Stated, Summary
from vigie.errors import VigieError
from vigie.knowledge.models import Knowledge, Language, Names, Texts
from vigie.knowledge.nouns import (
    AntibodyNoun,
    ClassNoun,
    CodeNoun,
    CountryNoun,
    FormNoun,
    NamedNoun,
    TreatmentNoun,
)
from vigie.publishing import grammar_en, grammar_fr
from vigie.publishing.document import Linked, Prose, Run, Runs, Target, Verbatim
from vigie.publishing.lexicon import Lexicon
from vigie.publishing.localise import text_of
from vigie.publishing.messages import Piece, Slot, choose_plural, read_template
from vigie.publishing.plurals import amount
from vigie.publishing.typography import capitalised, inert, uncapitalised
from vigie.records.dates import PartialDate
from vigie.records.entries import Measured, Moment, Quantity
from vigie.records.ids import RecordId, RecordRef
from vigie.records.message import Message

Forms = tuple[str, ...]
Slots = Mapping[str, Any]

_GRAMMARS: Mapping[Language, ModuleType] = {"fr": grammar_fr, "en": grammar_en}
_MODIFIERS = frozenset({"or", "cap", "lower", "words", "words_f", "plain", "unit", "short"})
_IN_LETTERS = frozenset({"words", "words_f"})
_PERCENT = frozenset({"percent", "%"})
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Voice:
    """The curated words of one language."""

    knowledge: Knowledge
    language: Language

    def say(self, sentence: Message | Prose | Verbatim) -> Runs:
        """The sentence as runs. Raises: VigieError for a key, a slot or a name that is missing."""
        return _merged(self._typeset(self._speak(sentence, ())))

    def text(self, sentence: Message | Prose | Verbatim) -> str:
        """The sentence as bare text."""
        return text_of(self.say(sentence))

    # --- sentences: templates and their slots

    def _template(self, key: str) -> str | Mapping[str, str]:
        try:
            return self.knowledge.messages[self.language][key]
        except KeyError:
            topic = key.partition(".")[0]
            raise VigieError(
                f"There is no sentence {key!r} in {self.language}. "
                f"Write it in curated/messages/{self.language}/{topic}.yaml."
            ) from None

    def _filled(self, template: str | Mapping[str, str], slots: Slots, where: str) -> Runs:
        if not isinstance(template, str):
            number = amount(_slot(template["by"], slots, where), self._lexicon.noun)
            category = self._locale.plural_form(number)
            template = choose_plural(template, category, is_zero=number == 0)
        runs: list[Run] = []
        for piece in self._pieces(template):
            said = tuple(self._piece(piece, slots, where))
            runs = [*runs, *said] if any(run.text for run in said) else _closed(runs)
        return _opened(runs)

    def _pieces(self, template: str) -> tuple[Piece, ...]:
        found = self._read.get(template)
        if found is None:
            found = self._read[template] = read_template(template)
        return found

    def _piece(self, piece: Piece, slots: Slots, where: str) -> Iterator[Run]:
        content = piece.content
        if isinstance(content, Slot):
            runs = self._value(_slot(content.name, slots, where), content.forms)
        else:
            runs = (Run(content),)
        if not (piece.is_strong or piece.is_emphasis):
            yield from runs
            return
        for run in runs:
            is_strong = run.is_strong or piece.is_strong
            is_emphasis = run.is_emphasis or piece.is_emphasis
            yield replace(run, is_strong=is_strong, is_emphasis=is_emphasis)

    def _value(self, value: Any, forms: Forms) -> Runs:
        runs = self._speak(value, forms)
        if "cap" in forms:
            return _first(runs, capitalised)
        return _first(runs, uncapitalised) if "lower" in forms else runs

    # --- values, one by one kind

    @singledispatchmethod
    def _runs(self, value: Any, forms: Forms) -> Runs:  # noqa: ARG002
        raise VigieError(
            f"A slot cannot be filled with {value!r} ({type(value).__name__}). "
            "Choose another sentence for it."
        )

    @_runs.register(Message)
    def _(self, value: Message, forms: Forms) -> Runs:  # noqa: ARG002
        slots = self._home | dict(value.slots)
        return self._filled(self._template(value.key), slots, value.key)

    @_runs.register(Prose)
    def _(self, value: Prose, forms: Forms) -> Runs:  # noqa: ARG002
        text = value.texts[self.language]
        slots = self._home | dict(value.slots)
        return self._filled(text, slots, f"the text {text[:40]!r}…")

    @_runs.register(Texts)
    def _(self, value: Texts, forms: Forms) -> Runs:
        return self._speak(Prose(value), forms)

    @_runs.register(Verbatim)
    def _(self, value: Verbatim, forms: Forms) -> Runs:  # noqa: ARG002
        return (Run(inert(value.text), language=value.language),)

    @_runs.register(Linked)
    def _(self, value: Linked, forms: Forms) -> Runs:
        return tuple(replace(run, target=value.target) for run in self._value(value.value, forms))

    @_runs.register(tuple)
    def _(self, value: tuple[Any, ...], forms: Forms) -> Runs:
        if value and all(isinstance(item, Run) for item in value):
            return value
        return self._list(value, forms)

    @_runs.register(str)
    def _(self, value: str, forms: Forms) -> Runs:
        return (Run(self._grammar.say_name(inert(value), _noun_form(forms))),)

    @_runs.register(RecordId)
    @_runs.register(RecordRef)
    def _(self, value: RecordId | RecordRef, forms: Forms) -> Runs:
        return self._speak(str(value), forms)

    @_runs.register(int)
    @_runs.register(float)
    def _(self, value: float, forms: Forms) -> Runs:
        if isinstance(value, bool):
            raise VigieError(f"{value} cannot be said. Choose a sentence for yes and one for no.")
        return (Run(self._number(value, forms)),)

    @_runs.register(PartialDate)
    def _(self, value: PartialDate, forms: Forms) -> Runs:
        form = "short" if "short" in forms else _noun_form(forms)
        return (Run(self._grammar.say_date(value, form)),)

    @_runs.register(date)
    def _(self, value: date, forms: Forms) -> Runs:
        return self._speak(PartialDate.of(value), forms)

    @_runs.register(Moment)
    def _(self, value: Moment, forms: Forms) -> Runs:
        if value.qualifier is None:
            return self._speak(value.date, forms)
        way = "when" if "in" in forms else "named"
        precision = "period" if value.date.day is None else "day"
        inner = self._speak(value.date, tuple(form for form in forms if form == "short"))
        key = f"common.moment.{way}.{value.qualifier}.{precision}"
        return self._speak(Message.of(key, date=inner), ())

    @_runs.register(Quantity)
    def _(self, value: Quantity, forms: Forms) -> Runs:
        if value.qualifier is None:
            return self._speak(value.value, forms)
        if value.value == 1:
            forms = tuple(form for form in forms if form not in _IN_LETTERS)  # not "de un"
        number = self._speak(value.value, forms)
        return self._speak(Message.of(f"common.quantity.{value.qualifier}", n=number), ())

    @_runs.register(Measured)
    def _(self, value: Measured, forms: Forms) -> Runs:
        if "unit" in forms and value.unit is not None and value.unit not in _PERCENT:
            return self._with_unit(value)
        said = self._joined(value, forms)
        if value.qualifier is None:
            return said
        return self._speak(Message.of(f"common.quantity.{value.qualifier}", n=said), ())

    @_runs.register(Count)
    @_runs.register(Summary)
    def _(self, value: Count | Summary, forms: Forms) -> Runs:
        return self._counted(value.key, value.value, forms)

    @_runs.register(Share)
    def _(self, value: Share, forms: Forms) -> Runs:
        percent = None if value.value is None else round(value.value * 100)
        return self._counted(value.key, percent, (*forms, "percent"))

    @_runs.register(Stated)
    def _(self, value: Stated, forms: Forms) -> Runs:
        text = text_of(self._speak(value.figure, forms))
        return (Run(text, Target("evidence", value.key), figure="stated"),)

    @_runs.register(CountryNoun)
    def _(self, value: CountryNoun, forms: Forms) -> Runs:
        return (Run(self._lexicon.country(value, _noun_form(forms))),)

    @_runs.register(CodeNoun)
    def _(self, value: CodeNoun, forms: Forms) -> Runs:
        return (Run(self._grammar.say_name(self._lexicon.code(value), _noun_form(forms))),)

    @_runs.register(ClassNoun)
    def _(self, value: ClassNoun, forms: Forms) -> Runs:
        """A class is named with a capital, for the heads of rows; in a sentence it loses it."""
        noun, form = self._lexicon.noun(value), _noun_form(forms)
        if form != "bare":
            noun = noun.model_copy(update={"text": uncapitalised(noun.text)})
        return (Run(self._grammar.say_noun(noun, form)),)

    @_runs.register(FormNoun)
    @_runs.register(TreatmentNoun)
    @_runs.register(AntibodyNoun)
    @_runs.register(NamedNoun)
    @_runs.register(Names)
    def _(self, value: Any, forms: Forms) -> Runs:
        return (Run(self._grammar.say_noun(self._lexicon.noun(value), _noun_form(forms))),)

    # --- lists and numbers

    def _list(self, values: tuple[Any, ...], forms: Forms) -> Runs:
        if not values:
            raise VigieError("A list with nothing in it cannot be said.")
        if _noun_form(forms) in {"a", "in"} and all(isinstance(item, str) for item in values):
            values = self._grammar.say_towns(tuple(inert(item) for item in values))
            forms = tuple(form for form in forms if form in _MODIFIERS)
        last = self._grammar.OR if "or" in forms else self._grammar.AND
        forms = tuple(form for form in forms if form != "cap")  # the first word takes it
        runs: list[Run] = []
        for place, item in enumerate(values, start=1):
            if place > 1:
                runs.append(Run(f" {last} " if place == len(values) else ", "))
            runs.extend(self._value(item, forms))
        return tuple(runs)

    def _counted(self, key: str, value: float | None, forms: Forms) -> Runs:
        if value is None:
            text = text_of(self._speak(Message("common.not_defined"), ()))
        else:
            text = self._number(value, forms)
        return (Run(text, Target("evidence", key), figure="counted"),)

    def _with_unit(self, value: Measured) -> Runs:
        """The unit agrees with the number: *1 an*, *2 ans*; *one in* says both at once."""
        if value.unit == "one_in":
            said = f"common.one_in.{value.qualifier or 'plain'}"
            return self._speak(Message.of(said, n=value.values[0]), ())
        agreed = f"common.unit.{value.unit}"
        if agreed in self.knowledge.messages[self.language]:
            return self._speak(Message.of(agreed, n=value), ())
        unit = CodeNoun("unit", value.unit or "", "short")
        return self._speak(Message.of("common.with_unit", n=value, unit=unit), ())

    def _joined(self, measured: Measured, forms: Forms) -> Runs:
        """The values as printed together: `6 % contre 2 %`, `18 à 64`, `4, 7 et 9`.

        Only two things are told against each other; more are listed.
        """
        joiner = measured.joiner or "and"
        if joiner == "versus" and len(measured.values) > 2:
            joiner = "and"
        said: Runs = ()
        for place, value in enumerate(measured.values, start=1):
            has_sign = measured.unit in _PERCENT and (
                joiner != "to" or place == len(measured.values)
            )
            number = self._speak(value, (*forms, "percent") if has_sign else forms)
            is_listed = joiner in {"and", "or"} and place < len(measured.values)
            key = f"common.joined.{'listed' if is_listed else joiner}"
            joined = Message.of(key, first=said, second=number)
            said = self._speak(joined, ()) if said else number
        return said

    def _number(self, value: float, forms: Forms) -> str:
        if "percent" in forms:
            return str(self._grammar.say_percent(self._decimal(value)))
        if _IN_LETTERS.intersection(forms):
            small = self._grammar.say_small(value, is_feminine="words_f" in forms)
            if small is not None:
                return str(small)
        return f"{value:g}" if "plain" in forms else self._decimal(value)

    def _decimal(self, value: float) -> str:
        """With the separators of the language, and a minus sign that is not a hyphen."""
        return str(format_decimal(value, locale=self._locale)).replace("-", _MINUS)

    # --- the whole sentence

    def _typeset(self, runs: Runs) -> Runs:
        """Sets the whole text, then cuts it again; words kept as they are stay so."""
        whole = str(self._grammar.typeset(text_of(runs)))
        placed, start = [], 0
        for run in runs:
            end = start + len(run.text)
            is_kept = run.language or run.text == whole[start:end]
            placed.append(run if is_kept else replace(run, text=whole[start:end]))
            start = end
        return tuple(placed)

    @cached_property
    def _speak(self) -> Callable[[Any, Forms], Runs]:
        """`_runs`, bound once: to bind a single-dispatch method anew costs more than to call it."""
        return self._runs

    @cached_property
    def _home(self) -> dict[str, Any]:
        """The country that readers look for first: every sentence may name it as `{home}`."""
        home = self.knowledge.profile.home_country
        return {} if home is None else {"home": CountryNoun(home)}

    @cached_property
    def _grammar(self) -> ModuleType:
        return _GRAMMARS[self.language]

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(str(self._grammar.LOCALE))

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(self.knowledge, self.language)

    @cached_property
    def _read(self) -> dict[str, tuple[Piece, ...]]:
        return {}


def _slot(name: str, slots: Slots, where: str) -> Any:
    if slots.get(name) is None:
        given = ", ".join(sorted(slots)) or "nothing"
        raise VigieError(f"The slot {{{name}}} of {where} is not filled. Given: {given}.")
    return slots[name]


def _closed(runs: list[Run]) -> list[Run]:
    """Without the space before a part that is left out."""
    if not runs:
        return [Run("")]
    return [*runs[:-1], replace(runs[-1], text=runs[-1].text.removesuffix(" "))]


def _opened(runs: list[Run]) -> Runs:
    """Without the space after a part left out at the start."""
    if len(runs) > 1 and not runs[0].text:
        return (replace(runs[1], text=runs[1].text.removeprefix(" ")), *runs[2:])
    return tuple(runs)


def _noun_form(forms: Forms) -> str:
    asked = [form for form in forms if form not in _MODIFIERS and form != "percent"]
    if len(asked) > 1:
        raise VigieError(f"A slot asks for the forms {', '.join(asked)} at once. Keep one.")
    return asked[0] if asked else "bare"


def _first(runs: Runs, change: Callable[[str], str]) -> Runs:
    if not runs or runs[0].language is not None:
        return runs
    return (replace(runs[0], text=change(runs[0].text)), *runs[1:])


def _merged(runs: Runs) -> Runs:
    """Neighbours that differ only in their text become one; empty ones go."""
    kept = [run for run in runs if run.text]
    merged: list[Run] = []
    for _, group in groupby(kept, key=_looks):
        first, *rest = group
        text = first.text + "".join(run.text for run in rest)
        merged.append(replace(first, text=text) if rest else first)
    return tuple(merged)


def _looks(run: Run) -> tuple[object, ...]:
    return run.target, run.is_strong, run.is_emphasis, run.figure, run.language
