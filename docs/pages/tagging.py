"""The tags: each facet, what decides it, and how well it agrees with what people checked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pages.markdown import code, page, table
from vigie.knowledge.links import concepts
from vigie.knowledge.models import Knowledge
from vigie.records.corpus import Corpus
from vigie.tagging.measuring import FLOOR, Agreement, measure
from vigie.tagging.sorting import sorted_as_wanted
from vigie.tagging.tagger import Tagger
from vigie.workflows.check import shipped_corpus

_INTRO = """\
A tag says that a record concerns a concept, by which rule, and in which words of which field;
`vigie show ID` prints them. A tag is decided here, on this machine, from the curated words, and an
exclusion never counts as a match.

*Rule*: `field` is a field that says it itself; `first_posted` and `is_marked_new` decide what is
new; `section` is an article that stands in the chapter of one form; `name` is a form's own name in
`profile.yaml`; `treatment:…` and `antibody:…` are the curated row that was met, with all that the
row says of it; `term` is a word of `terms.csv`."""
_MEANING: Mapping[str, str] = {
    "form": "the form of the disease",
    "treatment": "what is given",
    "class": "the class of what is given",
    "target": "what it acts on in the body",
    "modality": "what kind of product it is; the most precise kind that is said",
    "approach": "drug, cells, cells with changed genes, activity, education",
    "phase": "the phase; a combined phase is two tags",
    "design": "what it is compared with; or that it only observes",
    "study_type": "whether something is given, or people are only followed",
    "country": "a country where it runs, by its English name in registries",
    "place": "in France, abroad, both, outside France",
    "recruitment": "whether people could join, on the day in the record",
    "novelty": "first posted in the edition’s window, or else printed as new",
    "population": "adults, young people, refractory disease, people with an antibody",
    "theme": "what a publication is on",
    "publication": "what kind of publication it is",
    "notice": "retracted, corrected: what was said of a publication since",
    "review": "what an editor decided of a publication, by whom and when",
    "mention": "a form that an abstract names once in passing: it is not about it",
}


def tags(knowledge: Knowledge) -> str:
    """The page of all facets of tags."""
    corpus = shipped_corpus(knowledge)
    agreements = measure(corpus, knowledge.expected)
    return page(
        "Tags",
        _INTRO,
        f"## Facets\n\n{_facets(corpus, knowledge)}",
        f"## Agreement\n\n{_about(knowledge)}\n\n{_agreement(agreements)}",
        f"## Publications\n\n{_of_articles(knowledge)}",
    )


def _of_articles(knowledge: Knowledge) -> str:
    rows = [
        (
            code(one.concept),
            _percent(one.precision),
            _percent(one.recall),
            f"{one.floor:.0%}",
            len(one.agreed) + len(one.missed),
        )
        for one in sorted_as_wanted(Tagger(knowledge), knowledge.sorted_articles)
    ]
    columns = ("question", "precision", "recall", "neither below", "answers")
    return f"""\
`articles.csv` holds {len(knowledge.sorted_articles)} articles written for the test, in words of our
own, after the kinds of article that a yearly digest cites; none is a real one. Their words and the
rules have one author: the figures guard what was gained, and estimate nothing about the literature
at large.

{table(columns, rows)}"""


def _facets(corpus: Corpus, knowledge: Knowledge) -> str:
    known = concepts(knowledge)
    rules: dict[str, set[str]] = defaultdict(set)
    records: dict[str, set[object]] = defaultdict(set)
    for ref, found in corpus.tags.items():
        for tag in found:
            rules[tag.facet].add(_kind(tag.rule))
            records[tag.facet].add(ref)
    rows = [
        (code(facet), meaning, len(known[facet]), len(records[facet]), _list(rules[facet]))
        for facet, meaning in _meanings(rules)
    ]
    columns = ("facet", "what it says", "concepts", "records of the edition tagged", "decided by")
    return table(columns, rows)


def _meanings(met: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Every facet with its meaning. Raises: KeyError for one that was met and has none."""
    yield from _MEANING.items()
    for facet in met:
        _MEANING[facet]


def _kind(rule: str) -> str:
    name, colon, _ = rule.partition(":")
    return f"{name}:…" if colon else name


def _list(rules: set[str]) -> str:
    return ", ".join(code(rule) for rule in sorted(rules))


def _about(knowledge: Knowledge) -> str:
    return f"""\
`expected.csv` holds {len(knowledge.expected)} answers that were checked by hand against the text.
*Precision*: of the records tagged, the part that is right. *Recall*: of the records that have it,
the part that is tagged. Both are over the records and facets that were checked, and neither may
fall below {FLOOR:.0%}; `vigie check` prints them. The rules were written with these answers at
hand: the figures guard what was gained, and elsewhere they may be lower."""


def _agreement(agreements: tuple[Agreement, ...]) -> str:
    rows = [
        (
            code(one.facet),
            code(one.concept),
            _percent(one.precision),
            _percent(one.recall),
            len(one.agreed) + len(one.missed),
        )
        for one in agreements
    ]
    return table(("facet", "concept", "precision", "recall", "records checked"), rows)


def _percent(part: float | None) -> str:
    return "–" if part is None else f"{part:.1%}"
