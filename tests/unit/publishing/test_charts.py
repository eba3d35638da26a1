"""Charts: the same bytes each time, every number in words, counted and stated told apart."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from fixtures.documents import MEDIAN, SHARE, WORLD, chart, message
from vigie.analyses.figures import Count, Summary
from vigie.publishing.charts import DARK, LIGHT, WIDTH, draw, magnitude
from vigie.records.entries import Measured


def texts(svg: bytes) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return ["".join(e.itertext()) for e in root.iter() if e.tag.endswith("}text")]


def test_a_chart_is_the_same_bytes_each_time():
    assert draw(chart(), LIGHT, embed_font=True) == draw(chart(), LIGHT, embed_font=True)


def test_every_bar_is_named_and_numbered():
    shown = texts(draw(chart(), LIGHT))
    assert "Anti-compléments" in shown
    assert "120" in shown
    assert "3 · en France" in shown


def test_a_name_above_two_bars_is_written_once():
    assert texts(draw(chart(), LIGHT)).count("<script>alert(1)</script>") == 1


def test_a_long_name_goes_on_the_next_line_and_is_not_cut():
    shown = " ".join(texts(draw(chart(), LIGHT)))
    assert "…" not in shown
    assert "nom très long" in shown


def test_stated_bars_are_dotted_and_counted_ones_solid():
    assert draw(chart(), LIGHT).count(b"stroke-dasharray") == 1


def test_light_and_dark_differ_only_in_colours():
    light, dark = draw(chart(), LIGHT).decode(), draw(chart(), DARK).decode()
    assert light != dark
    pairs = zip(
        (LIGHT.ink, LIGHT.stated, *LIGHT.counted),
        (DARK.ink, DARK.stated, *DARK.counted),
        strict=True,
    )
    for ours, theirs in pairs:
        light = light.replace(ours, theirs)
    assert light == dark


def test_a_chart_is_narrow_enough_for_a_telephone():
    root = ET.fromstring(draw(chart(), LIGHT))  # noqa: S314 - our own drawing
    assert float(root.attrib["width"]) <= WIDTH + 4


def test_a_chart_without_bars_or_with_zeros_is_still_drawn():
    nothing = Count(key="n", label=message("x"), definition=message("x"), evidence=())
    bar = replace(chart().bars[0], figure=nothing)
    assert draw(replace(chart(), bars=()), LIGHT).startswith(b"<svg")
    assert draw(replace(chart(), bars=(bar,)), LIGHT).startswith(b"<svg")


def test_the_length_of_a_bar_is_its_figure():
    several = replace(WORLD, figure=Measured("x", (29.0, 31.0)))
    undefined = Summary(
        key="s", label=message("x"), definition=message("x"), statistic="median", evidence=()
    )
    assert magnitude(MEDIAN) == 149
    assert magnitude(SHARE) == pytest.approx(1 / 3)
    assert magnitude(several) == 29
    assert magnitude(undefined) == 0


def test_a_chart_that_was_not_said_is_refused():
    with pytest.raises(TypeError, match="Localise"):
        draw(replace(chart(), bars=(replace(chart().bars[0], name=message("x")),)), LIGHT)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_colours_stand_out_from_the_page(palette):
    ground = {"light": "#fffefb", "dark": "#142936"}[palette.name]
    assert contrast(palette.ink, ground) >= 7
    assert all(contrast(colour, ground) >= 3 for colour in (*palette.counted, palette.stated))


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
