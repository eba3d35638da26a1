"""The curated names of one language: the noun behind an id, a country, a code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from vigie.errors import UnknownName, VigieError
from vigie.knowledge.models import Code, Country, Knowledge, Language, Names, Noun
from vigie.knowledge.nouns import (
    AntibodyNoun,
    ClassNoun,
    CodeNoun,
    CountryNoun,
    FormNoun,
    NamedNoun,
    TreatmentNoun,
)

IdNoun = FormNoun | TreatmentNoun | ClassNoun | AntibodyNoun
_KINDS: Mapping[type, str] = {
    FormNoun: "form",
    TreatmentNoun: "treatment",
    ClassNoun: "class",
    AntibodyNoun: "antibody",
}


_HOME = re.compile(r"\{home(?::(\w+))?\}")


@dataclass(frozen=True)
class Lexicon:
    """What the curated files call things, in one language. Raises: UnknownName for the others."""

    knowledge: Knowledge
    language: Language

    def noun(self, value: IdNoun | NamedNoun | Names) -> Noun:
        """The noun that a value names."""
        if isinstance(value, Names):
            return value[self.language]
        if isinstance(value, NamedNoun):
            return value.names[self.language]
        kind = _KINDS[type(value)]
        if value.id not in self._names[kind]:
            raise UnknownName(kind, value.id, self._names[kind], "Add it to its curated file.")
        return self._names[kind][value.id][self.language]

    def country(self, noun: CountryNoun, form: str) -> str:
        """A country: `bare`, `in` or `of` it; in English also with `the`."""
        if noun.name not in self._countries:
            do = "Add it to curated/vocabularies/countries.csv."
            raise UnknownName("country", noun.name, self._countries, do)
        row = self._countries[noun.name]
        if self.language == "fr":
            return {"in": row.fr_in, "of": row.fr_of}.get(form, row.fr)
        with_article = row.en_in.removeprefix("in ")
        said = {"in": row.en_in, "the": with_article, "of": f"of {with_article}"}
        return said.get(form, row.en)

    def code(self, noun: CodeNoun) -> str:
        """A code of a closed list, as wide as it is asked for."""
        rows = self._codes.get(noun.vocabulary, {})
        if noun.code not in rows:
            do = f"Add it to curated/vocabularies/{noun.vocabulary}.csv."
            raise UnknownName(f"code of {noun.vocabulary}", noun.code, rows, do)
        row = rows[noun.code]
        texts = {"short": row.short, "long": row.long, "meaning": row.meaning}[noun.width]
        if texts is None:
            raise VigieError(f"{noun.vocabulary}:{noun.code} has no {noun.width}. Write it.")
        return self._at_home(texts[self.language])

    def _at_home(self, text: str) -> str:
        """A text of a closed list with the home country where `{home}` or `{home:in}` stands."""
        home = self.knowledge.profile.home_country
        if home is None or "{home" not in text:
            return text
        return _HOME.sub(lambda found: self.country(CountryNoun(home), found[1] or "bare"), text)

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, Names]]:
        known = self.knowledge
        return {
            "form": {row.id: row.names for row in known.profile.forms},
            "treatment": {row.id: row.names for row in known.treatments},
            "antibody": {row.id: row.names for row in known.antibodies},
            "class": {row.id: row.names for row in known.treatment_classes},
        }

    @cached_property
    def _countries(self) -> Mapping[str, Country]:
        rows = self.knowledge.countries
        return {name: row for row in rows for name in (*row.aliases, row.name)}

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[str, Code]]:
        lists = self.knowledge.vocabularies
        return {name: {row.code: row for row in rows} for name, rows in lists.items()}
