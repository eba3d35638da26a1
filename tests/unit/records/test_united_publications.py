"""Publications that two databases hold are one; a digest's citation stays its own."""

from __future__ import annotations

from datetime import date

from vigie.records.corpus import Held
from vigie.records.entries import Article, Tie
from vigie.records.ids import RecordId, RecordRef
from vigie.records.publications import published_as, unite_publications


def held(source: str, local: str, **fields) -> Held[Article]:
    entry = Article(id=RecordId(source, local), **fields)
    return Held(ref=RecordRef(entry.id, "0" * 12), version_on=date(2026, 1, 1), url="", entry=entry)


def ids(found) -> list[str]:
    return [str(one.ref.record) for one in found]


def test_two_databases_with_one_pubmed_number_hold_one_publication():
    pubmed = held("pubmed", "7", pmid="7", title="From PubMed", ties=(Tie("retracted_by"),))
    other = held("europepmc", "MED/7", pmid="7", title="Other", pmcid="PMC1", doi="10.5555/a")
    (one,) = unite_publications([other, pubmed])
    assert one.ref == pubmed.ref
    assert (one.entry.title, one.entry.pmcid) == ("From PubMed", "PMC1")
    assert one.origin("pmcid") == other.ref
    assert one.entry.ties == (Tie("retracted_by"),)
    assert [row.ref for row in one.rows] == [pubmed.ref, other.ref]


def test_a_doi_unites_whatever_its_case():
    found = unite_publications(
        [held("pubmed", "7", doi="10.5555/ABC"), held("europepmc", "AGR/1", doi="10.5555/abc")]
    )
    assert ids(found) == ["pubmed:7"]


def test_two_records_of_one_database_stay_two():
    found = unite_publications(
        [held("pubmed", "7", doi="10.5/a"), held("pubmed", "8", doi="10.5/a")]
    )
    assert ids(found) == ["pubmed:7", "pubmed:8"]


def test_what_a_digest_cites_is_united_with_nothing():
    found = unite_publications(
        [held("digest", "2025/a", doi="10.5/a"), held("pubmed", "7", doi="10.5/a")]
    )
    assert ids(found) == ["digest:2025/a", "pubmed:7"]


def test_a_preprint_names_what_it_was_published_as_and_an_article_does_not():
    ties = (Tie("preprint_of", None, "7"), Tie("comment_on", None, "8"))
    preprint = Article(id=RecordId("europepmc", "PPR/1"), kind="preprint", ties=ties)
    assert list(published_as(preprint)) == ["7"]
    assert list(published_as(Article(id=RecordId("pubmed", "1"), ties=ties))) == []
