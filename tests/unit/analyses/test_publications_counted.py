"""Which publications count, which are set apart, and under which year, form and chapter."""

from __future__ import annotations

from datetime import date

from vigie.analyses.publications import Counting, Literature, recent, shelved
from vigie.knowledge.models import Chapter, Texts
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Article, Reference, Tie, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.tag import Tag

DAY = date(2026, 11, 24)
IBM = Chapter(id="ibm", title=Texts(fr="MI", en="IBM"), forms=("ibm",))


def tag(word: str) -> Tag:
    facet, _, concept = word.partition("=")
    field = "subject_headings" if concept == "preclinical" else "title"
    return Tag(facet, concept, "term", field, 0, 1, "x")


def article(source: str, local: str, year: int | None = 2026, **fields) -> Article:
    published = PartialDate(year) if year else None
    pmid = local if source == "pubmed" else None
    return Article(id=RecordId(source, local), pmid=pmid, published=published, **fields)


def corpus_of(*rows: tuple[Article, str], trials: tuple[Trial, ...] = ()) -> Corpus:
    def held(entry):
        ref = RecordRef(entry.id, "0" * 12)
        return Held(ref=ref, version_on=DAY, url="", entry=entry)

    articles = tuple(held(entry) for entry, _ in rows)
    tags = {
        one.ref: tuple(map(tag, words.split()))
        for one, (_, words) in zip(articles, rows, strict=True)
    }
    studies = tuple(held(trial) for trial in trials)
    return Corpus(day=DAY, articles=articles, trials=studies, tags=tags)


def names(held) -> list[str]:
    return sorted(one.ref.record.local for one in held)


def test_what_is_about_the_disease_in_the_last_five_years_counts():
    corpus = corpus_of(
        (article("pubmed", "1"), "form=ibm"),
        (article("pubmed", "2", 2022), "form=dm"),
        (article("pubmed", "3", 2021), "form=dm"),
        (article("digest", "2025/cited"), "form=ibm"),
    )
    assert names(Literature(corpus).counted) == ["1", "2"]


def test_what_is_not_counted_is_set_apart_under_one_reason_each():
    preprint = article("europepmc", "PPR/1", kind="preprint", ties=(Tie("preprint_of", None, "1"),))
    corpus = corpus_of(
        (article("pubmed", "1"), "form=ibm"),
        (article("pubmed", "2"), "mention=ibm"),
        (article("pubmed", "3"), ""),
        (article("pubmed", "4"), "form=ibm publication=preclinical"),
        (article("pubmed", "5"), "form=ibm publication=notice"),
        (preprint, "form=ibm"),
        (article("europepmc", "PPR/2", kind="preprint"), "form=ibm"),
    )
    literature = Literature(corpus)
    assert {why: names(held) for why, held in literature.apart.items()} == {
        "mention": ["2"],
        "other": ["3"],
        "animals": ["4"],
        "notice": ["5"],
        "preprint": ["PPR/1"],
    }
    assert names(literature.counted) == ["1", "PPR/2"]


def test_every_held_record_is_counted_or_set_apart_or_older():
    corpus = corpus_of(
        (article("pubmed", "1"), "form=ibm"),
        (article("pubmed", "2"), ""),
        (article("pubmed", "3", 1991), "form=ibm"),
        (article("pubmed", "4", None), "form=ibm"),
    )
    literature = Literature(corpus)
    told = {
        *names(literature.counted),
        *(n for held in literature.apart.values() for n in names(held)),
    }
    assert told == {"1", "2"}
    assert names(literature.held) == ["1", "2", "3", "4"]


def test_years_without_a_publication_are_counted_as_none():
    corpus = corpus_of((article("pubmed", "1", 2024), "form=ibm"))
    literature = Literature(corpus)
    counts = Counting(literature).by_year("x", literature.counted)
    assert {year: count.value for year, count in counts.items()} == {
        2022: 0, 2023: 0, 2024: 1, 2025: 0, 2026: 0,
    }  # fmt: skip


def test_an_issue_dated_in_the_future_is_of_the_year_in_which_it_came_in():
    ahead = article("pubmed", "1", 2027, entered=PartialDate(2025, 12, 30))
    corpus = corpus_of((ahead, "form=ibm"), (article("pubmed", "2", 2027), "form=ibm"))
    literature = Literature(corpus)
    counts = Counting(literature).by_year("x", literature.counted)
    assert {year: count.value for year, count in counts.items() if count.value} == {
        2025: 1,
        2026: 1,
    }


def test_a_publication_on_two_forms_counts_in_each():
    corpus = corpus_of((article("pubmed", "1"), "form=ibm form=dm"))
    counts = Counting(Literature(corpus)).by_form(["ibm", "dm", "pm"])
    assert {form: count.value for form, count in counts.items()} == {"ibm": 1, "dm": 1}
    assert names(Literature(corpus).of_chapter(IBM)) == ["1"]


def test_the_edition_cites_what_its_digest_cites_and_what_an_editor_accepted():
    corpus = corpus_of(
        (article("digest", "2025/a"), ""),
        (article("pubmed", "1"), "review=accepted"),
        (article("pubmed", "2"), "review=rejected"),
    )
    found = shelved(corpus)
    assert names(found.articles) == ["1", "2025/a"]
    assert names(found.literature) == ["2"]


def test_old_publications_stay_only_where_something_leads_to_them():
    trial = Trial(
        id=RecordId("ctgov", "NCT00000001"), references=(Reference("A 1999.", "result", "3"),)
    )
    corpus = corpus_of(
        (article("pubmed", "1", 1999), ""),
        (article("pubmed", "2", 1999), ""),
        (article("pubmed", "3", 1999), ""),
        (article("pubmed", "4"), ""),
        (article("digest", "2025/old", 1999), ""),
        trials=(trial,),
    )
    assert names(recent(corpus, ["pubmed:2"]).articles) == ["2", "2025/old", "3", "4"]


def test_an_accepted_article_that_the_digest_cites_is_cited_once():
    said = {"first_author": "Neves A", "journal": "Brain"}
    corpus = corpus_of(
        (article("digest", "2025/neves", 2025, **said), ""),
        (article("pubmed", "1", 2025, **said), "review=accepted"),
    )
    assert names(shelved(corpus).articles) == ["2025/neves"]
