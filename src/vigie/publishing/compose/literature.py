"""What was published: counted in the databases by year, form and kind; cited; linked to studies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vigie.analyses.citations import Resolution
from vigie.analyses.figures import Count, Stated
from vigie.analyses.publications import UNDATED, Articles, Counting, sorted_by_year
from vigie.knowledge.models import Knowledge
from vigie.knowledge.nouns import CodeNoun, FormNoun
from vigie.publishing.compose.charts import publication_chart
from vigie.publishing.compose.citing import cited_in_passing, results_of
from vigie.publishing.compose.making import Making
from vigie.publishing.compose.publications import (
    Published,
    cited,
    listed,
    said,
)
from vigie.publishing.compose.sentences import bare, cell, link_to, paragraph
from vigie.publishing.document import (
    Block,
    Bullets,
    Linked,
    Listed,
    Listing,
    Only,
    Paragraph,
    Section,
    Sentence,
    Table,
    Target,
    proper,
)
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Article
from vigie.records.message import Message

LONG_LIST = 30
"""From how many publications on the list of a year is told month by month."""
Bars = tuple[tuple[Sentence, Count], ...]

PUBLICATIONS_A_YEAR = "publications-year"
"""The key of the statement that prints how many articles there are in a year."""


def what_was_published(
    published: Published, knowledge: Knowledge, printed: Mapping[str, Stated]
) -> Iterator[Section]:
    """The section on the literature; none where no database was asked."""
    literature = published.literature
    if not literature.held:
        return
    counting = Counting(literature)
    blocks: list[Block] = [
        _lead(counting, printed.get(PUBLICATIONS_A_YEAR)),
        *_charts(counting, knowledge),
        *_links_to_lists(published.corpus, literature.counted, "lists"),
        *_results(counting, published, knowledge),
        *_apart(counting),
        *_resolved(counting, published),
    ]
    yield Section("literature", said("title"), tuple(blocks))


def literature_of_chapter(making: Making, held: Articles) -> Iterator[Block]:
    """What a chapter cites, then what the databases hold on its subject."""
    published = making.published
    if held:
        yield Bullets(tuple(Paragraph(cited(one, published)) for one in held))
    if published.literature.held:
        blocks = tuple(_held_on(making))
        yield Section(making.id("databases"), said("in_databases"), blocks)


def _held_on(making: Making) -> Iterator[Block]:
    """What the databases hold on the subject of a chapter, counted, by year."""
    literature = making.published.literature
    counting, slots = Counting(literature), {"form": making.scope.noun}
    key, found = f"{making.chapter.id}.literature", literature.of_chapter(making.chapter)
    whole = counting.of(key, found, "chapter", **slots)
    yield paragraph(*_told_of_chapter(making, whole))
    if found:
        note = said("chart.year_note", day=making.corpus.day)
        caption = said("chart.chapter_year", **slots)
        bars = _by_year(counting.by_year(key, found, **slots))
        yield publication_chart(making.id("publications"), "year", caption, bars, note)
    yield from _links_to_lists(making.corpus, found, "lists")


def year_lists(published: Published) -> Iterator[Section]:
    """A page per year with every record of the databases that the edition does not cite."""
    others = sorted_by_year(published.corpus.literature, published.corpus.day)
    for year, of_year in others.items():
        parts = _parts_of_year(list_id(year), of_year, published)
        yield Section(list_id(year), _year(year), (paragraph(said("year.lead")), *parts))


def _parts_of_year(name: str, of_year: Articles, published: Published) -> Iterator[Section]:
    """What counts as a publication on the disease, then what does not, by why."""
    why = {one.ref: why for why, group in published.literature.apart.items() for one in group}
    counted = tuple(held for held in of_year if held.ref not in why)
    if counted:
        parts = tuple(_by_month(f"{name}-counted", counted, published))
        yield Section(f"{name}-counted", said("year.counted"), parts)
    reasons: tuple[Block, ...] = tuple(
        Section(f"{name}-{reason}", said(f"year.{reason}"), (_listing(found, published),))
        for reason in published.literature.apart
        if (found := [held for held in of_year if why.get(held.ref) == reason])
    )
    if reasons:
        yield Section(f"{name}-apart", said("year.apart"), reasons)


def _by_month(name: str, held: Articles, published: Published) -> Iterator[Block]:
    """A long list month by month, the latest first; a short one, or one without months, whole."""
    months: defaultdict[tuple[int, int], list[Held[Article]]] = defaultdict(list)
    for one in held:
        months[_month(one.entry, published.corpus.day)].append(one)
    if len(held) <= LONG_LIST or len(months) == 1:
        yield _listing(held, published)
        return
    for (year, month), found in sorted(months.items(), reverse=True):
        title = said("year.month", on=PartialDate(year, month)) if month else said("year.no_month")
        yield Section(f"{name}-{month}", title, (_listing(found, published),))


def _month(article: Article, day: date) -> tuple[int, int]:
    """The year and the month under which a publication is listed; month 0 where it has none."""
    dates = (on for on in (article.published, article.entered) if on and on.earliest() <= day)
    on = next(dates, None)
    return (on.year, on.month or 0) if on else (0, 0)


def list_id(year: int) -> str:
    """The page of a year's publications."""
    return f"publications-{year or 'undated'}"


def lists_by_year(corpus: Corpus) -> Iterator[Block]:
    """Links to the lists of each year."""
    yield from _links_to_lists(corpus, corpus.literature, "lists_besides")


def _lead(counting: Counting, stated: Stated | None) -> Paragraph:
    literature = counting.literature
    first = str(literature.years[0])
    lead = said("lead", all=counting.whole(), day=literature.corpus.day, first=first)
    beside = (said("stated", stated=stated),) if stated else ()
    return paragraph(lead, said("how", day=literature.corpus.day), *beside)


def _told_of_chapter(making: Making, whole: Count) -> Iterator[Message]:
    first = str(making.published.literature.years[0])
    yield said("in_chapter", n=whole, form=making.scope.noun, day=making.corpus.day, first=first)
    stated = making.printed("publications")
    if stated:
        yield said("chapter_stated", stated=stated)


def _charts(counting: Counting, knowledge: Knowledge) -> Iterator[Block]:
    """By year, by form, by kind, by topic; each with its table and its evidence."""
    literature = counting.literature
    if not literature.counted:
        return
    day = literature.corpus.day
    forms = counting.by_form(form.id for form in knowledge.profile.forms)
    groups: tuple[tuple[str, Bars, Sentence], ...] = (
        (
            "year",
            _by_year(counting.by_year("literature", literature.counted)),
            said("chart.year_note", day=day),
        ),
        (
            "form",
            tuple((bare(FormNoun(form)), count) for form, count in forms.items()),
            said("chart.several_note"),
        ),
        ("publication", _coded(counting, "publication"), said("chart.publication_note")),
        ("theme", _coded(counting, "theme"), said("chart.several_note")),
    )
    for group, bars, note in groups:
        if bars:
            caption = said(f"chart.{group}")
            yield publication_chart(f"literature-{group}", group, caption, bars, note)


def _by_year(counts: Mapping[int, Count]) -> Bars:
    return tuple((proper(str(year)), count) for year, count in counts.items())


def _coded(counting: Counting, facet: str) -> Bars:
    counts = counting.by(facet).items()
    return tuple((bare(CodeNoun(facet, code, "short")), count) for code, count in counts)


def _results(counting: Counting, published: Published, knowledge: Knowledge) -> Iterator[Section]:
    """The studies whose results are published, each with the publications that report them."""
    corpus = published.corpus
    told = tuple(
        (held, articles) for held in corpus.trials if (articles := results_of(held.ref, corpus))
    )
    if not told:
        return
    refs = [held.ref for held, _ in told]
    count = counting.of_refs("literature.with_results", refs, "with_results")
    items = tuple(
        paragraph(said("results.item", study=link_to(held, corpus, knowledge), articles=articles))
        for held, articles in told
    )
    lead = paragraph(said("results.lead", n=count))
    yield Section("literature-results", said("results.title"), (lead, Bullets(items)))


def _apart(counting: Counting) -> Iterator[Section]:
    counts = counting.apart()
    if not counts:
        return
    table = Table(
        "literature-apart-table",
        said("apart.caption"),
        (said("apart.column.why"), said("apart.column.number")),
        tuple((cell(said(f"apart.{why}")), cell(bare(count))) for why, count in counts.items()),
    )
    yield Section("literature-apart", said("apart.title"), (paragraph(said("apart.lead")), table))


def _resolved(counting: Counting, published: Published) -> Iterator[Section]:
    """What the citations of the digest were found to be; the ambiguous ones are listed."""
    resolutions = tuple(published.resolutions.values())
    if not resolutions:
        return
    groups = {
        "found": ("resolved", [one for one in resolutions if one.match]),
        "ambiguous": ("ambiguous", [one for one in resolutions if one.is_ambiguous]),
        "missing": ("missing", [one for one in resolutions if not (one.match or one.candidates)]),
    }
    refs = [one.citation for one in resolutions]
    whole = counting.of_refs("literature.citations", refs, "unnumbered")
    sentences = [said("resolved.lead", whole=whole)]
    for key, (words, group) in groups.items():
        if group or key == "found":
            refs = [one.citation for one in group]
            count = counting.of_refs(f"literature.citations.{words}", refs, words)
            sentences.append(said(f"resolved.{key}", n=count))
    blocks: list[Block] = [paragraph(*sentences)]
    unsure = tuple(paragraph(_between(one, published)) for one in groups["ambiguous"][1])
    if unsure:
        blocks.append(Bullets(unsure))
    yield Section("literature-citations", said("resolved.title"), tuple(blocks))


def _between(resolution: Resolution, published: Published) -> Message:
    corpus = published.corpus
    candidates = tuple(cited_in_passing(ref, corpus) for ref in resolution.candidates)
    return said(
        "resolved.between",
        citation=cited_in_passing(resolution.citation, corpus),
        candidates=candidates,
    )


def _links_to_lists(corpus: Corpus, held: Articles, words: str) -> Iterator[Block]:
    """The years under which these publications are listed, on the site."""
    listed_there = (one for one in held if one.ref in corpus.in_literature)
    years = sorted_by_year(listed_there, corpus.day)
    if years:
        links = tuple(Linked(_year(year), Target("section", list_id(year))) for year in years)
        yield Only("site", (paragraph(said(words, years=links)),))


def _year(year: int) -> Message:
    if year == UNDATED:
        return said("year.undated")
    return said("year.title", year=str(year))


def _listing(held: Iterable[Held[Article]], published: Published) -> Listing:
    return Listing(tuple(Listed(one.ref.record.slug, listed(one, published)) for one in held))
