"""Charts as SVG, for the site and the booklet.

A bar is named above it and numbered at its end; a study on a timeline has its dates in words.
"""

from __future__ import annotations

import base64
import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import vl_convert

from vigie.analyses.figures import Figure, Stated
from vigie.publishing.document import Bar, Chart, Sentence
from vigie.publishing.localise import text_of
from vigie.publishing.palettes import DARK, LIGHT, Palette
from vigie.publishing.timelines import timeline_layers

__all__ = ["DARK", "FONT", "LIGHT", "WIDTH", "Palette", "draw", "magnitude"]

FONT = "Vigie Sans"
WIDTH = 360
"""The width of a chart in its own units; text is 15 of them high, so that it stays readable
where a telephone shows the chart 290 wide."""

_BAR, _LINE, _GAP = 20, 20, 14
_LETTER = 8.4
_WRAP = 42
_COLOUR = re.compile(r'((?:fill|stroke)=")(#[0-9a-f]{6})(?=")')


@dataclass(frozen=True, slots=True)
class _Row:
    """One bar, placed: `top` is its upper edge, `name_top` the base of its name (if it heads)."""

    name: str | None
    name_top: int
    top: int
    length: float
    number: str
    series: int
    is_stated: bool


Drawings = dict[str, str]
"""What was drawn before, by all that it was drawn from: Vega takes its time, and draws once."""


def draw(
    chart: Chart, palette: Palette, drawings: Drawings | None = None, *, embed_font: bool = False
) -> bytes:
    """A localised chart as SVG, the same bytes each time.

    A drawing that `drawings` lacks is put there. `embed_font` puts the font inside, for an image
    that stands alone in a page. Bars of figures that a source stated are hollow and dotted;
    counted ones are solid.
    """
    drawings = {} if drawings is None else drawings
    asked = json.dumps(_specification(chart), ensure_ascii=False)
    if asked not in drawings:
        drawings[asked] = _svg(asked)
    svg = _recoloured(drawings[asked], palette)
    return (_with_font(svg) if embed_font else svg).encode()


def magnitude(figure: Figure) -> float:
    """The length of a bar: the figure's value, the first where a source printed several."""
    value = figure.value
    if isinstance(value, tuple):
        return value[0]
    return value or 0


def _rows(chart: Chart) -> Iterator[_Row]:
    top, before = 0, None
    series = list(dict.fromkeys(_plain(bar.series) for bar in chart.bars if bar.series))
    for bar in chart.bars:
        name = textwrap.fill(_plain(bar.name), _WRAP)
        heads = name != before or bar.series is None
        if heads:
            top += (_GAP if before is not None else 0) + _LINE * (name.count("\n") + 1)
        yield _Row(
            name=name if heads else None,
            name_top=top - _LINE * (name.count("\n") + 1),
            top=top,
            length=magnitude(bar.figure),
            number=_number(bar),
            series=series.index(_plain(bar.series)) if bar.series else 0,
            is_stated=isinstance(bar.figure, Stated),
        )
        top, before = top + _BAR + 4, name


def _number(bar: Bar) -> str:
    number = _plain(bar.number)
    return f"{number} · {_plain(bar.series)}" if bar.series else number


def _plain(sentence: Sentence) -> str:
    if not isinstance(sentence, tuple):
        raise TypeError(f"{sentence!r} was not said. Localise the chart before drawing it.")
    return " ".join(text_of(sentence).split(" ")).strip()


def _specification(chart: Chart) -> dict[str, Any]:
    """What Vega draws, in the colours of a light ground."""
    if chart.timeline:
        return _framed(*timeline_layers(chart.timeline, LIGHT, WIDTH))
    rows = tuple(_rows(chart))
    layers = [layer for layer in _bars(rows, LIGHT) if layer["data"]["values"]]
    return _framed(rows[-1].top + _BAR if rows else _BAR, layers) | {"encoding": _lengths(rows)}


def _framed(height: int, layers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "autosize": {"type": "none"},
        "padding": {"left": 1, "right": 1, "top": 2, "bottom": 2},
        "width": WIDTH,
        "height": height,
        "layer": layers,
        "config": {"font": FONT, "view": {"stroke": None}, "aria": False},
    }


def _lengths(rows: tuple[_Row, ...]) -> dict[str, Any]:
    longest = max((row.length for row in rows), default=1) or 1
    scale = {"domain": [0, longest], "range": [0, _room(rows)], "nice": False}
    return {"x": {"field": "length", "type": "quantitative", "axis": None, "scale": scale}}


def _bars(rows: tuple[_Row, ...], palette: Palette) -> list[dict[str, Any]]:
    bars = [row for row in rows if not row.is_stated]
    stated = [row for row in rows if row.is_stated]
    text = {"type": "text", "align": "left", "fontSize": 15, "color": palette.ink}
    return [
        _layer(bars, {"type": "rect"}, palette),
        _layer(
            stated,
            {
                "type": "rect",
                "fillOpacity": 0.12,
                "strokeDash": [2, 3],
                "strokeWidth": 2,
                "stroke": palette.stated,
            },
            palette,
        ),
        _names(rows, text | {"baseline": "top", "lineBreak": "\n", "lineHeight": _LINE}),
        _numbers(rows, text | {"baseline": "middle", "dx": 7, "fontWeight": "normal"}),
    ]


def _room(rows: tuple[_Row, ...]) -> float:
    """How long a bar may be, so that the longest number still stands beside it."""
    longest = max((len(row.number) for row in rows), default=0)
    return max(WIDTH - 14 - longest * _LETTER, WIDTH / 3)


def _layer(rows: list[_Row], mark: dict[str, Any], palette: Palette) -> dict[str, Any]:
    values = [
        {
            "length": row.length,
            "top": row.top,
            "base": row.top + _BAR,
            "colour": palette.stated
            if row.is_stated
            else palette.counted[row.series % len(palette.counted)],
        }
        for row in rows
    ]
    return {
        "data": {"values": values},
        "mark": mark,
        "encoding": {
            "y": {"field": "top", "type": "quantitative", "scale": None, "axis": None},
            "y2": {"field": "base"},
            "x2": {"datum": 0},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def _names(rows: tuple[_Row, ...], mark: dict[str, Any]) -> dict[str, Any]:
    values = [{"top": row.name_top, "words": row.name} for row in rows if row.name is not None]
    return _texts(values, mark, {"x": {"value": 0}})


def _numbers(rows: tuple[_Row, ...], mark: dict[str, Any]) -> dict[str, Any]:
    values = [
        {"length": row.length, "top": row.top + _BAR / 2 + 1, "words": row.number} for row in rows
    ]
    return _texts(values, mark, {})


def _texts(
    values: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]
) -> dict[str, Any]:
    return {
        "data": {"values": values},
        "mark": mark,
        "encoding": encoding
        | {
            "y": {"field": "top", "type": "quantitative", "scale": None, "axis": None},
            "text": {"field": "words", "type": "nominal"},
        },
    }


def _svg(specification: str) -> str:
    _know_the_font()
    return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))


@lru_cache(maxsize=1)
def _know_the_font() -> None:
    vl_convert.register_font_directory(str(files("vigie.publishing") / "fonts"))


def _recoloured(svg: str, palette: Palette) -> str:
    """The drawing on another ground: Vega draws once, as only the colours differ."""
    colours = dict(zip(_colours(LIGHT), _colours(palette), strict=True))
    return _COLOUR.sub(lambda found: found[1] + colours.get(found[2], found[2]), svg)


def _colours(palette: Palette) -> tuple[str, ...]:
    return (palette.ink, palette.stated, *palette.counted)


def _with_font(svg: str) -> str:
    start = svg.index(">") + 1
    return f"{svg[:start]}<style>{_font_face()}</style>{svg[start:]}"


@lru_cache(maxsize=1)
def _font_face() -> str:
    font = (files("vigie.publishing") / "fonts" / "VigieSans-Regular.woff2").read_bytes()
    data = base64.b64encode(font).decode()
    return (
        f"@font-face{{font-family:'{FONT}';src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )
