"""Units: how they are written, what they are, and which of them belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from vigie.eligibility.folding import word_set


class Family(StrEnum):
    """What a unit measures, as far as it decides what a number is about."""

    TIME = "time"
    DOSE = "dose"
    OTHER = "other"
    LIMIT = "limit"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in its one spelling."""

    symbol: str
    family: Family


class UnitFound(NamedTuple):
    """A unit that stands in a text, up to `end`."""

    unit: Unit
    end: int


_TIMES = {
    "year": "years|year|yrs|yr|yoa|yo|ys|y|ans|an|annees",
    "month": "months|month|mos|mo|mths|mth|mois",
    "week": "weeks|week|wks|wk|semaines|semaine",
    "day": "days|day|jours|jour|d",
    "hour": "hours|hour|hrs|hr|heures|h",
    "minute": "minutes|minute|mins",
    "half_life": "elimination half lives|half lives|half life|half-lives|half-life|halflives"
    "|t1/2|plasma half-lives|elimination half-lives|terminal half-lives|drug half-lives",
}
_SIMPLE = {
    "s": "seconds|second|secs|sec|s",
    "msec": "milliseconds|millisecond|msecs|msec|ms",
    "min": "min",
    "kg": "kilograms|kilogram|kgs|kg",
    "g": "grams|gram|gms|gm|gr|g",
    "mg": "milligrams|milligram|mgs|mg",
    "ug": "micrograms|microgram|mcg|ug|μg|µg",
    "ng": "nanograms|nanogram|ng",
    "pg": "picograms|picogram|pg",
    "lb": "pounds|pound|lbs|lb",
    "L": "liters|liter|litres|litre|l",
    "dL": "deciliters|deciliter|decilitre|dl",
    "mL": "milliliters|milliliter|millilitres|millilitre|mls|ml|cc|cubic centimeters",
    "uL": "microliters|microliter|microlitres|microlitre|mcl|ul|μl|µl",
    "fL": "fl",
    "mm3": "cubic millimeters|cubic millimeter|cubic millimetre|cubic mm|cu mm|cumm|cmm|mm3|mm^3"
    "|mm(3)",
    "cm3": "cm3|cm^3",
    "m2": "square meters|square meter|square metre|meter square|meters square|meter squared"
    "|meters squared|m2|m^2|m(2)|m 2|sqm|sq m",
    "cm2": "cm2|cm^2|square centimeters",
    "km": "kilometers|kilometres|km",
    "m": "meters|meter|metres|metre|m",
    "cm": "centimeters|centimeter|centimetres|centimetre|cms|cm",
    "mm": "millimeters|millimeter|millimetres|millimetre|mm",
    "um": "micrometers|microns|micron|um|μm|µm",
    "foot": "feet|foot|ft",
    "inch": "inches|inch",
    "mmHg": "mm hg|mmhg|mm.hg|mm. hg|mm-hg|millimeters of mercury|torr",
    "cmH2O": "cm h2o|cmh2o|cm of water",
    "kPa": "kpa",
    "mol": "moles|mol",
    "mmol": "millimoles|millimole|mmols|mmol",
    "umol": "micromoles|micromole|micromol|umol|μmol|µmol",
    "nmol": "nanomoles|nanomol|nmol",
    "pmol": "pmol",
    "mEq": "milliequivalents|milliequivalent|meq",
    "IU": "international units|international unit|iu|ui",
    "mIU": "milli international units|miu|mui",
    "U": "units|unit|u",
    "mU": "mu",
    "kU": "ku",
    "copies": "copies|copy",
    "cells": "cells|cell|cels|elements|leukocytes|platelets|neutrophils",
    "beats": "beats|beat",
    "breaths": "breaths|breath|respirations",
    "bpm": "bpm|beats per minute|beats/minute|beats/min",
    "V": "volts|v",
    "mV": "mv",
    "dB": "decibels|decibel|db",
    "Hz": "hz",
    "D": "diopters|diopter|dioptres|dioptre|d",
    "°C": "degrees celsius|degree celsius|degrees c|c|° c|°c|ºc|º c|celsius|oc",
    "°F": "degrees fahrenheit|degrees f|f|° f|°f|ºf|º f|fahrenheit",
    "degree": "degrees|degree|°|º",
    "SD": "standard deviations|standard deviation|sd|sds",
    "percentile": "percentiles|percentile|th percentiles|th percentile|rd percentile|st percentile"
    "|nd percentile|centile|th centile|rd centile|nd centile|st centile",
    "kcal": "kcal",
    "W": "watts|w",
    "MET": "mets|met",
    "point": "points|point|pts",
    "score": "score",
    "pack-year": "pack years|pack-years|pack year|pack-year|pack/years|packs/year"
    "|packs per year|packs-year|packs-years|packyears",
    "log": "log10|log",
    "logMAR": "logmar",
    "letter": "letters|etdrs letters",
    "lobes": "lobes",
    "K": "k",
    "G": "giga",
    "mg%": "mg%|mg %|mg percent",
    "HPF": "hpf|high power field|high-power field|field",
    "AU": "au",
    "Gy": "gy|grays|gray",
    "cGy": "cgy",
    "J/cm2": "j/cm2|j/cm^2",
    "ppm": "ppm",
    "mOsm": "mosm",
    "dyn": "dynes|dyn",
    "dyn.s/cm5": "dyn•s/cm5|dynes•sec/cm5|dyn.s/cm5|dyn·s/cm5|dynes.s/cm5|dyn.s.cm-5|dyn s cm-5"
    "|dyn·s·cm-5|dyn*s/cm5|dynes/sec/cm-5|dynes/sec/cm5|dynes.sec.cm-5|dyne.s/cm5|dyn s/cm5",
    "WU": "wood units|wood unit|wu",
    "event": "events|event",
    "/hour": "h-1|h -1|events per hour|events/hour|events / hour",
    "kg/m2": "kg.m-2|kg m-2|kg/sqm|kg/m2|kg/m^2",
    "drink": "drinks|drink",
    "cigarette": "cigarettes|cigarette",
}
# The limit of normal: `x ULN`, `times the upper limit of normal`, `fold above normal`. Without
# a word for *times* only what names the upper limit counts.
_TIMES_OF = (
    r"(?:times?|x|×|\*|·|-?folds?)\s?(?:or (?:more|greater|higher) )?"
    r"(?:higher than |greater than |more than |above |over |of |as (?:high as )?|> ?)?"
)
_WHOSE = r"\(?(?:the |their |its |site |lab(?:oratory)? |local |institution(?:al)?(?:'s)? )*"
_UPPER = (
    r"(?:upper (?:institutional )?(?:limits?|end|normal)(?: of)?(?: the)?"
    r"(?: (?:laboratory |institutional |reference )?"
    r"(?:normal|norm|reference|range|lab|laboratory))?"
    r"(?: limits?| range| values?)*"
    r"|normal upper limits?|uln|unl|ulrr|lsn)\b(?:\s?\((?:uln|unl)\))?"
)
_NORMAL = r"(?:maxim(?:al|um) )?(?:limits? of normal|norm(?:al(?: range| values?| limits?)?)?)\b"
_LOWER = r"(?:lower (?:limits? of (?:the )?normal(?: range)?|normal limit)|lln)\b(?:\s?\(lln\))?"
_SHARE = (
    r"(?:%|percent|per cent|percentage)(?:[ -]?(?:of )?(?:the |his |her |their )?"
    r"(?:predicted|pred|expected)\b(?: (?:normal )?values?| normal)?)?"
)


def _alternatives(table: dict[str, str]) -> dict[str, str]:
    return {written: symbol for symbol, all_ in table.items() for written in all_.split("|")}


_TIME_SYMBOLS = _alternatives(_TIMES)
_SYMBOLS = {**_alternatives(_SIMPLE), **_TIME_SYMBOLS}


def _any(written: set[str]) -> str:
    ordered = sorted(written, key=lambda one: (-len(one), one))
    return "|".join(re.escape(one).replace("\\^", "\\\\?\\^") for one in ordered)


_ATOM = f"(?:{_any(set(_SYMBOLS))})(?![^\\W_])"
# A unit over others (`mg/kg/day`, `ml/min per 1.73 m2`, `/mm3`); spaces and dots may stray.
_OVER = r"(?:\s?(?:/|\bper\b|\ba\b(?= day| week))\s?(?:1\.73\s?|10\s?\^?\s?|24[\s-]?)?)"
_COMPOUND = re.compile(
    rf"\s?-?\s?(?:(?P<top>{_ATOM})|(?=\s?(?:/|per\b)))\.?"
    rf"(?P<under>(?:{_OVER}(?:{_ATOM})\.?(?:\s?(?:bw|body ?weight|predicted)\b)?)*)"
)
_PART = re.compile(rf"(?:/|\bper\b|\ba\b)\s?(1\.73\s?|24[\s-]?)?(?:10\s?\^?\s?)?({_ATOM})")
_LIMIT = re.compile(
    rf"\s?-?\s?(?:(?:{_TIMES_OF})?{_WHOSE}(?P<xULN>{_UPPER})|{_TIMES_OF}{_WHOSE}(?P<normal>{_NORMAL})"
    rf"|(?:{_TIMES_OF})?{_WHOSE}(?P<xLLN>{_LOWER})"
    r"|(?P<fois>(?:fois|x|×) (?:la |les )?(?:valeurs? )?(?:limites? superieures? (?:de la )?)?"
    r"(?:normales?|lsn|n)\b|n(?![\w-])))"
)
_SHARED = re.compile(rf"\s?-?\s?{_SHARE}")
# What a dose is counted in, and what it is given over.
_GIVEN = word_set("mg g ug IU U Gy cGy")
_GIVEN_OVER = word_set("kg day week month m2 hour")


def unit_at(folded: str, place: int, *, is_limit: bool = True) -> UnitFound | None:
    """The unit that stands at that place of the folded text, spaces before it allowed."""
    if is_limit and (match := _LIMIT.match(folded, place)):
        symbol = "xLLN" if match["xLLN"] else "xULN"
        return UnitFound(Unit(symbol, Family.LIMIT), match.end())
    if match := _SHARED.match(folded, place):
        return UnitFound(Unit("%", Family.SHARE), match.end())
    if match := _COMPOUND.match(folded, place):
        top, under = match["top"], match["under"]
        if top or under:
            return UnitFound(_compound(top, under), place + len(match.group().rstrip()))
    return None


def _compound(top: str | None, under: str) -> Unit:
    parts = [_symbol(top)] if top else [""]
    for number, written in _PART.findall(under):
        parts.append(_over(number, _symbol(written)))
    if parts[0] in _TIME_SYMBOLS.values() and len(parts) == 1:
        return Unit(parts[0], Family.TIME)
    symbol = _tidy("/".join(parts))
    is_dose = parts[0] in _GIVEN and _GIVEN_OVER.issuperset(parts[1:])
    return Unit(symbol, Family.DOSE if is_dose else Family.OTHER)


def _over(number: str, symbol: str) -> str:
    """`1.73 m2` keeps its number; `24 hours` are a day."""
    if number.startswith("24"):
        return "day" if symbol == "hour" else symbol
    return f"1.73{symbol}" if number else symbol


def _symbol(written: str) -> str:
    """The one spelling of a unit; Markdown's escapes are no part of it."""
    return _SYMBOLS[written.replace("\\", "")]


def _tidy(symbol: str) -> str:
    symbol = symbol.replace("/minute", "/min").replace("/1.73m2", "/1.73m2")
    if symbol.startswith("cells/"):
        symbol = symbol.removeprefix("cells")
    return {"mm3": "/mm3", "minute": "min", "beats/min": "bpm", "uL": "/uL"}.get(symbol, symbol)


def scaled(scale: int, unit: Unit | None) -> Unit:
    """The unit of a number that a power of ten follows: `10^9/L`."""
    symbol = (unit.symbol if unit else "").removeprefix("cells")
    return Unit(f"10^{scale}{symbol if symbol.startswith('/') else ''}", Family.OTHER)


YEAR = Unit("year", Family.TIME)
