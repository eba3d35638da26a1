"""Studies from start to end, as layers that Vega draws.

A bar is solid where it is sure, pale where a date is imprecise, hollow where it is not given.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from vigie.publishing.document import Period, Sentence, Timeline
from vigie.publishing.localise import text_of
from vigie.publishing.palettes import Palette

_LINE, _BAR, _GAP, _HEAD = 20, 13, 13, 24
_WRAP = 42
_YEAR_WIDTH = 48
_MARKS: dict[str, dict[str, Any]] = {
    "sure": {"type": "rect", "fillOpacity": 1},
    "imprecise": {"type": "rect", "fillOpacity": 0.4},
    "open": {"type": "rect", "fillOpacity": 0.1, "strokeDash": [2, 3], "strokeWidth": 1.5},
}


_WORDS = {"text": {"field": "words", "type": "nominal"}}
_RULE: dict[str, Any] = {
    "x": {"field": "at"},
    "y": {"field": "top", "type": "quantitative", "scale": None, "axis": None},
    "y2": {"field": "base"},
}

Row = tuple[Period, int, str, int]
"""A study, the top of its bar, its words and where they begin."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a study's bar, in years, and how sure it is."""

    kind: Literal["sure", "imprecise", "open"]
    start: float
    end: float


def parts(period: Period, first: float, last: float) -> tuple[Part, ...]:
    """The bar of a study, cut where its timeline ends; nothing of it lies outside."""
    start, end = period.start, period.end
    begun = _place(start.latest()) if start else first
    ended = _place(end.earliest()) if end else last
    sure = (_place(start.earliest()) if start else None, _place(end.latest()) if end else None)
    found = [
        Part("imprecise", sure[0], begun) if sure[0] is not None else None,
        Part("sure" if start and end else "open", begun, ended),
        Part("imprecise", ended, sure[1]) if sure[1] is not None else None,
    ]
    cut = (Part(p.kind, max(p.start, first), min(p.end, last)) for p in found if p)
    return tuple(part for part in cut if part.end > part.start)


def timeline_layers(
    timeline: Timeline, palette: Palette, width: int
) -> tuple[int, list[dict[str, Any]]]:
    """The height of the drawing and its layers, each with the place of what it draws."""
    rows = list(_rows(timeline))
    height = rows[-1][1] + _BAR + 6 if rows else _HEAD
    x = {"domain": [timeline.first, timeline.last + 1], "range": [0, width], "nice": False}
    layers = [
        *_grid(rows, timeline, palette, width),
        *(_stretches(kind, rows, timeline, palette) for kind in _MARKS),
        _texts(rows, palette),
        _today(rows, timeline, palette),
    ]
    placed = {"type": "quantitative", "axis": None, "scale": x}
    return height, [_placed(layer, placed) for layer in layers if layer["data"]["values"]]


def _placed(layer: dict[str, Any], across: dict[str, Any]) -> dict[str, Any]:
    """The layer with its places on the axis that all share."""
    encoding = layer["encoding"]
    return layer | {"encoding": encoding | {"x": across | encoding["x"]}}


def _rows(timeline: Timeline) -> Iterator[Row]:
    """Each study under the one before."""
    top = _HEAD
    for period in timeline.periods:
        words = _words(_plain(period.name), _plain(period.dates))
        bar = top + _LINE * (words.count("\n") + 1)
        yield period, bar, words, top
        top = bar + _BAR + _GAP


def _words(name: str, dates: str) -> str:
    """The name and the dates on a line, or the dates on the next one, whole."""
    if len(name) + len(dates) + 3 <= _WRAP:
        return f"{name} · {dates}"
    return f"{textwrap.fill(name, _WRAP)}\n{dates}"


def _grid(
    rows: list[Row], timeline: Timeline, palette: Palette, width: int
) -> Iterator[dict[str, Any]]:
    """A thin line where each year begins, beside bars alone, and the years with room for a name."""
    years = range(timeline.first, timeline.last + 1)
    step = -(-len(years) * _YEAR_WIDTH // width)
    line = {"type": "rule", "color": palette.ink, "opacity": 0.2}
    yield _layer(_lines(years, rows), line, _RULE)
    named = [
        {"at": year, "words": str(year)} for year in years if (year - timeline.first) % step == 0
    ]
    text = _text(palette) | {"baseline": "top", "fontSize": 13, "dx": 2}
    yield _layer(named, text, {"x": {"field": "at"}, "y": {"value": 0}} | _WORDS)


def _stretches(kind: str, rows: list[Row], timeline: Timeline, palette: Palette) -> dict[str, Any]:
    values = [
        {"from": part.start, "to": part.end, "top": top, "base": top + _BAR}
        for period, top, _, _ in rows
        for part in parts(period, timeline.first, timeline.last + 1)
        if part.kind == kind
    ]
    stroke = {"stroke": palette.counted[0]} if kind == "open" else {}
    return _layer(
        values,
        {"color": palette.counted[0]} | _MARKS[kind] | stroke,
        {"x": {"field": "from"}, "x2": {"field": "to"}, "y": _y("top"), "y2": {"field": "base"}},
    )


def _texts(rows: list[Row], palette: Palette) -> dict[str, Any]:
    values = [{"top": top, "words": words} for _, _, words, top in rows]
    mark = _text(palette) | {"baseline": "top", "lineBreak": "\n", "lineHeight": _LINE}
    return _layer(values, mark, {"x": {"value": 0}, "y": _y("top")} | _WORDS)


def _today(rows: list[Row], timeline: Timeline, palette: Palette) -> dict[str, Any]:
    mark = {"type": "rule", "color": palette.counted[1], "strokeWidth": 3}
    return _layer(_lines((_place(timeline.day.earliest()),), rows), mark, _RULE)


def _lines(places: Iterable[float], rows: list[Row]) -> list[dict[str, Any]]:
    """An upright line at each place, as high as each bar: none goes through words."""
    return [
        {"at": at, "top": top - 3, "base": top + _BAR + 3} for at in places for _, top, _, _ in rows
    ]


def _layer(
    values: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]
) -> dict[str, Any]:
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _text(palette: Palette) -> dict[str, Any]:
    return {"type": "text", "align": "left", "fontSize": 15, "color": palette.ink}


def _y(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _place(day: date) -> float:
    """A day as a year and its part, so that months keep their length."""
    whole = date(day.year + 1, 1, 1).toordinal() - date(day.year, 1, 1).toordinal()
    return round(day.year + (day.timetuple().tm_yday - 1) / whole, 3)


def _plain(sentence: Sentence) -> str:
    if not isinstance(sentence, tuple):
        raise TypeError(f"{sentence!r} was not said. Localise the chart before drawing it.")
    return text_of(sentence)
