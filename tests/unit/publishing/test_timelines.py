"""Timelines: what is sure is solid, what is not says so, and nothing lies outside the picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from vigie.analyses.chapters import scope_of_chapter
from vigie.analyses.landscape import landscape
from vigie.analyses.stated import stated
from vigie.knowledge.loading import load_knowledge
from vigie.publishing.charts import LIGHT, WIDTH, draw
from vigie.publishing.compose.chapter import chapter_section
from vigie.publishing.compose.making import Making
from vigie.publishing.compose.periods import DRAWN, ROWS, timelines
from vigie.publishing.compose.publications import Published
from vigie.publishing.document import (
    Block,
    Chart,
    Only,
    Period,
    Run,
    Section,
    Table,
    Timeline,
)
from vigie.publishing.localise import localise
from vigie.publishing.timelines import Part, parts
from vigie.publishing.words import Voice
from vigie.records.dates import PartialDate
from vigie.workflows.check import shipped_corpus

FIRST, LAST = 2020, 2031


def said(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def period(start: str | None, end: str | None, name: str = "Essai A") -> Period:
    dates = [PartialDate.parse(text) if text else None for text in (start, end)]
    return Period(said(name), said(f"{start} – {end}"), *dates)


def kinds(found: tuple[Part, ...]) -> list[str]:
    return [part.kind for part in found]


def test_days_make_a_solid_bar() -> None:
    assert parts(period("2022-01-01", "2024-01-01"), FIRST, LAST) == (Part("sure", 2022, 2024),)


def test_a_year_alone_is_pale_over_the_whole_year() -> None:
    pale, sure, _ = parts(period("2022", "2024-06"), FIRST, LAST)
    assert (pale.kind, pale.start, round(pale.end)) == ("imprecise", 2022, 2023)
    assert sure.kind == "sure"


def test_an_end_that_is_not_given_is_open_to_the_edge() -> None:
    found = parts(period("2022-03-01", None), FIRST, LAST)
    assert kinds(found) == ["open"]
    assert found[0].end == LAST


def test_a_start_that_is_not_given_is_open_from_the_edge() -> None:
    found = parts(period(None, "2025-06"), FIRST, LAST)
    assert kinds(found) == ["open", "imprecise"]
    assert found[0].start == FIRST


def test_a_study_that_may_begin_and_end_in_the_same_year_has_no_sure_part() -> None:
    assert "sure" not in kinds(parts(period("2025", "2025"), FIRST, LAST))


def test_nothing_lies_outside_the_timeline() -> None:
    for start, end in (("2001", None), ("2019-01", "2040-01"), (None, "2050")):
        for part in parts(period(start, end), FIRST, LAST):
            assert FIRST <= part.start < part.end <= LAST


def chart(*periods: Period) -> Chart:
    day = PartialDate(2025, 5, 17)
    table = Table("t", said("t"), (), ())
    timeline = Timeline(periods, FIRST, LAST - 1, day, said("17 mai 2025"))
    return Chart("c", said("c"), said("a"), said("x"), (), table, timeline)


def texts(svg: bytes) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return ["".join(e.itertext()) for e in root.iter() if e.tag.endswith("}text")]


def test_a_timeline_is_the_same_whatever_was_drawn_before() -> None:
    alone = draw(chart(period("2021", "2023")), LIGHT)
    draw(chart(period("2010", "2030"), period(None, "2024")), LIGHT)
    assert draw(chart(period("2021", "2023")), LIGHT) == alone


def test_each_study_has_its_name_and_its_dates_in_words() -> None:
    shown = " ".join(texts(draw(chart(period("2021-02", "2023", "Essai à nom long " * 3)), LIGHT)))
    assert "Essai à nom long" in shown
    assert "2021-02 – 2023" in shown


def test_a_timeline_is_narrow_enough_for_a_telephone() -> None:
    root = ET.fromstring(draw(chart(period("2021", "2023")), LIGHT))  # noqa: S314
    assert float(root.get("width", "0")) <= WIDTH + 2


def timelines_of(day: date | None = None) -> list[Block]:
    """The timelines of a chapter, in an edition of that day."""
    knowledge = load_knowledge()
    corpus = shipped_corpus(knowledge)
    corpus = replace(corpus, day=day) if day else corpus
    chapter = next(one for one in knowledge.profile.chapters if one.id == "dm_pm")
    printed = {figure.key: figure for figure in stated(corpus, knowledge)}
    section = chapter_section(chapter, Published(corpus), knowledge, knowledge.editions[0], printed)
    part = next(b for b in section.blocks if isinstance(b, Section) and "timeline" in b.id)
    return [b.blocks[0] if isinstance(b, Only) else b for b in part.blocks]


def test_a_study_that_was_over_before_the_first_year_is_listed_and_not_drawn() -> None:
    blocks = timelines_of(date(2033, 5, 17))
    charts = [block for block in blocks if isinstance(block, Chart)]
    assert charts[0].timeline
    assert charts[0].timeline.first == 2028
    others = blocks[-1]
    assert isinstance(others, Table)
    drawn = sum(len(one.timeline.periods) for one in charts if one.timeline)
    assert others.rows
    assert len(others.rows) + drawn == 14


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_study_of_a_chapter_that_gives_a_date_is_on_one_of_its_timelines(language) -> None:
    charts = [block for block in timelines_of() if isinstance(block, Chart)]
    rows = [len(one.timeline.periods) for one in charts if one.timeline]
    assert max(rows) <= ROWS
    assert sum(rows) == 14
    assert rows == [len(one.table.rows) for one in charts]
    assert draw(localise(charts[0], Voice(load_knowledge(), language).say), LIGHT)


def making_of(day: date | None = None) -> Making:
    """What the timelines of a chapter are made from."""
    knowledge = load_knowledge()
    corpus = shipped_corpus(knowledge)
    corpus = replace(corpus, day=day or corpus.day)
    chapter = next(one for one in knowledge.profile.chapters if one.id == "dm_pm")
    scope = scope_of_chapter(chapter, knowledge.profile.chapters)
    return Making(
        chapter=chapter,
        scope=scope,
        corpus=corpus,
        knowledge=knowledge,
        edition=None,
        stated={},
        facts=landscape(corpus, scope),
        rows=(),
        published=Published(corpus),
    )


def test_a_long_chapter_draws_the_first_studies_and_lists_the_dates_of_all_others() -> None:
    making = making_of()
    dated = next(one for one in making.corpus.trials if one.entry.start)
    _, *blocks = timelines(making, (dated,) * (DRAWN * ROWS + 3))
    shown = [b.blocks[0] if isinstance(b, Only) else b for b in blocks]
    charts = [block for block in shown if isinstance(block, Chart)]
    assert [len(one.table.rows) for one in charts] == [ROWS] * DRAWN
    assert isinstance(shown[-1], Table)
    assert len(shown[-1].rows) == 3


def test_where_every_study_is_over_long_ago_none_is_drawn_and_all_are_listed() -> None:
    making = making_of(date(2060, 5, 17))
    ended = tuple(one for one in making.corpus.trials if one.entry.completion)
    _, others = timelines(making, ended)
    assert isinstance(others, Only)
    (table,) = others.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == len(ended) > 10
