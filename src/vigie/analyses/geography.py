"""Where the studies are: in which towns of the home country, on which continents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from vigie.analyses.figures import Count
from vigie.analyses.landscape import Counting, Scope, studies_in
from vigie.knowledge.models import Country
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.message import Message


def by_town(corpus: Corpus, scope: Scope, country: str | None) -> Mapping[str, Count]:
    """How many studies have a site in each town of a country: the most frequent first."""
    found: dict[str, list[Held[Trial]]] = {}
    for held in studies_in(corpus, scope):
        sites = (site for site in held.entry.sites if site.country == country and site.city)
        for town in dict.fromkeys(site.city for site in sites):
            found.setdefault(str(town), []).append(held)
    counting = Counting(corpus, scope)
    order = sorted(found, key=lambda town: (-len(found[town]), _slug(town)))
    return {town: counting.one_of("town", _slug(town), found[town], town) for town in order}


def named_town(corpus: Corpus, scope: Scope, country: str | None) -> Count:
    """How many studies name at least one town of a country."""
    held = (
        one
        for one in studies_in(corpus, scope)
        if any(site.country == country and site.city for site in one.entry.sites)
    )
    return Counting(corpus, scope).count("named_town", held)


def by_continent(corpus: Corpus, scope: Scope, countries: Iterable[Country]) -> Mapping[str, Count]:
    """How many studies name a country of each continent; one on two continents counts in each."""
    continent = {country.name: country.continent for country in countries}
    found: dict[str, list[Held[Trial]]] = {}
    for held in studies_in(corpus, scope):
        named = sorted(corpus.concepts(held.ref, "country"))
        for where in dict.fromkeys(continent[name] for name in named if name in continent):
            found.setdefault(where, []).append(held)
    counting = Counting(corpus, scope)
    order = sorted(found, key=lambda where: (-len(found[where]), where))
    return {where: _of_continent(counting, where, found[where]) for where in order}


def _of_continent(counting: Counting, where: str, held: list[Held[Trial]]) -> Count:
    return counting.one_of("continent", where, held, Message.of(f"figure.continents.{where}"))


def _slug(town: str) -> str:
    letters = unicodedata.normalize("NFKD", town).encode("ascii", "ignore").decode()
    return re.sub(r"\W+", "-", letters.casefold()).strip("-")
