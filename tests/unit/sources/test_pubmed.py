"""PubMed citations as they come, awkward ones included. Every citation here is made up."""

from __future__ import annotations

import gzip
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vigie.records.dates import PartialDate
from vigie.records.entries import AbstractPart, Article, Tie
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.sources.pubmed.reading import UnreadableCitation, read

LITERATURE = Path(__file__).parents[4] / "shared" / "registry" / "literature"
ISSUE = "<PubDate><Year>2024</Year><Month>Mar</Month><Day>05</Day></PubDate>"
AUTHORS = """<AuthorList CompleteYN="Y">
  <Author ValidYN="Y"><LastName>Martin</LastName><Initials>AB</Initials><AffiliationInfo>
    <Affiliation>Department of Medicine, Lyon, France; Clinic, Gent, Belgium. a.martin@example.org
    </Affiliation></AffiliationInfo></Author>
  <Author ValidYN="N"><LastName>Marten</LastName><Initials>AB</Initials></Author>
  <Author ValidYN="Y"><CollectiveName>the Made-up Myositis Group</CollectiveName></Author>
</AuthorList>"""


def citation(
    *,
    issue: str = ISSUE,
    title: str = "<ArticleTitle>Exercise in <i>inclusion body</i> myositis.</ArticleTitle>",
    inside: str = AUTHORS,
    beside: str = "",
    data: str = "",
) -> bytes:
    return f"""<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">123</PMID>
<Article PubModel="Print"><Journal><JournalIssue><Volume>7</Volume><Issue>2</Issue>{issue}
</JournalIssue><Title>Journal of made-up studies</Title>
<ISOAbbreviation>J Made Up Stud</ISOAbbreviation></Journal>{title}
<Pagination><MedlinePgn>12-19</MedlinePgn></Pagination>{inside}</Article>{beside}
</MedlineCitation>{data}</PubmedArticle>""".encode()


def reading(body: bytes, pmid: str = "123") -> Article:
    return read(
        Payload(
            record=RecordId("pubmed", pmid),
            url="https://example.org/",
            media_type="application/xml",
            version_on=date(2024, 4, 1),
            retrieved_at=datetime(2024, 4, 2, tzinfo=UTC),
            body=body,
        )
    )


def test_a_citation_is_read_with_its_journal_and_its_number() -> None:
    article = reading(citation())
    assert article.title == "Exercise in inclusion body myositis"
    assert (article.journal, article.volume, article.issue) == ("J Made Up Stud", "7", "2")
    assert (article.pages, article.pmid) == ("12-19", "123")
    assert article.published == PartialDate(2024, 3, 5)


def test_groups_are_authors_and_names_withdrawn_are_not() -> None:
    article = reading(citation())
    assert article.authors == ("Martin AB", "the Made-up Myositis Group")
    assert article.first_author == "Martin AB"
    assert article.has_other_authors is True


def test_of_an_address_only_the_country_is_read() -> None:
    article = reading(citation())
    assert article.author_countries == ("France", "Belgium")
    assert "example.org" not in repr(article)


def test_an_article_without_authors_has_none_rather_than_an_empty_one() -> None:
    article = reading(citation(inside=""))
    assert article.first_author is None
    assert article.has_other_authors is None


@pytest.mark.parametrize(
    ("issue", "expected", "words"),
    [
        ("<Year>2024</Year><Month>11</Month>", PartialDate(2024, 11), None),
        ("<Year>2024</Year><Season>Winter</Season>", PartialDate(2024), "2024 Winter"),
        ("<MedlineDate>2015 Oct-Dec</MedlineDate>", PartialDate(2015), "2015 Oct-Dec"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", PartialDate(1998), "1998 Dec-1999 Jan"),
        ("<MedlineDate>2001 June 12</MedlineDate>", PartialDate(2001, 6, 12), None),
        (
            "<Year>2023</Year><Month>Feb</Month><Day>30</Day>",
            PartialDate(2023, 2),
            None,
        ),
    ],
)
def test_a_date_is_as_precise_as_it_is_printed(
    issue: str, expected: PartialDate, words: str | None
) -> None:
    article = reading(citation(issue=f"<PubDate>{issue}</PubDate>"))
    assert (article.published, article.published_words) == (expected, words)


def test_of_two_years_the_first_is_kept_and_noted() -> None:
    article = reading(
        citation(issue="<PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate>")
    )
    assert "1998 Dec-1999 Jan" in article.notes[0].note


def test_an_article_in_no_issue_yet_has_the_day_it_was_put_online() -> None:
    online = "<ArticleDate><Year>2025</Year><Month>01</Month><Day>09</Day></ArticleDate>"
    article = reading(citation(issue="<PubDate/>", inside=online))
    assert article.published == PartialDate(2025, 1, 9)


def test_a_date_without_a_year_is_not_stated_and_said() -> None:
    article = reading(citation(issue="<PubDate><MedlineDate>Spring</MedlineDate></PubDate>"))
    assert article.published is None
    assert article.published_words == "Spring"
    assert article.notes


def test_a_missing_title_is_that_of_the_original_language_or_none() -> None:
    original = "<VernacularTitle>Exercice et myosite.</VernacularTitle>"
    none = "<ArticleTitle>[Not Available].</ArticleTitle>"
    assert reading(citation(title=none)).title is None
    assert reading(citation(title=none, inside=original)).title == "Exercice et myosite"


def test_a_translated_title_loses_its_brackets() -> None:
    title = "<ArticleTitle>[Exercise in myositis].</ArticleTitle>"
    assert reading(citation(title=title)).title == "Exercise in myositis"


def test_a_structured_abstract_keeps_its_headings() -> None:
    abstract = """<Abstract><AbstractText Label="METHODS">Twelve people, H<sub>2</sub>O.
    </AbstractText><AbstractText>Plain.</AbstractText><AbstractText/></Abstract>"""
    assert reading(citation(inside=abstract)).abstract == (
        AbstractPart("Twelve people, H2O.", "METHODS"),
        AbstractPart("Plain."),
    )


def test_declared_registry_numbers_are_kept_and_gene_banks_are_not() -> None:
    banks = """<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
    <AccessionNumberList><AccessionNumber>NCT09999999</AccessionNumber></AccessionNumberList>
    </DataBank><DataBank><DataBankName>GENBANK</DataBankName><AccessionNumberList>
    <AccessionNumber>AB123</AccessionNumber></AccessionNumberList></DataBank></DataBankList>"""
    assert reading(citation(inside=banks)).registry_numbers == ("NCT09999999",)


def test_a_retraction_is_shown_with_where_it_stands() -> None:
    ties = """<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
    <RefSource>J Made Up Stud. 2025;8:1</RefSource><PMID Version="1">456</PMID>
    </CommentsCorrections><CommentsCorrections RefType="Cites"><RefSource>x</RefSource>
    </CommentsCorrections></CommentsCorrectionsList>"""
    article = reading(citation(beside=ties))
    assert article.ties == (Tie("retracted_by", "J Made Up Stud. 2025;8:1", "456"),)


def test_a_preprint_is_one_and_says_what_it_was_published_as() -> None:
    types = "<PublicationTypeList><PublicationType>Preprint</PublicationType></PublicationTypeList>"
    tie = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="UpdateIn"><PMID>9</PMID>'
        "</CommentsCorrections></CommentsCorrectionsList>"
    )
    article = reading(citation(inside=AUTHORS + types, beside=tie))
    assert article.kind == "preprint"
    assert article.ties == (Tie("updated_by", None, "9"),)


def test_what_an_article_cites_is_not_taken_for_its_own_numbers() -> None:
    cited = (
        "<PubmedData><ReferenceList><Reference><ArticleIdList><ArticleId IdType='doi'>10.5/x"
        "</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>"
    )
    assert reading(citation(data=cited)).doi is None


def test_the_doi_is_read_where_the_article_or_its_history_has_it() -> None:
    data = """<PubmedData><History><PubMedPubDate PubStatus="pubmed"><Year>2024</Year>
    <Month>2</Month><Day>9</Day></PubMedPubDate></History><ArticleIdList>
    <ArticleId IdType="doi">10.5555/abc</ArticleId><ArticleId IdType="pmc">PMC77</ArticleId>
    </ArticleIdList></PubmedData>"""
    article = reading(citation(data=data))
    assert (article.doi, article.pmcid) == ("10.5555/abc", "PMC77")
    assert article.entered == PartialDate(2024, 2, 9)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<PubmedArticle><MedlineCitation>", "not well formed"),
        (b"", "not well formed"),
        (b"\xff\xfe\x00", "not well formed"),
        (b"<html><body>Error</body></html>", "<html>"),
        (b"<PubmedBookArticle/>", "<PubmedBookArticle>"),
        (
            b"<PubmedArticle><MedlineCitation><PMID>123</PMID></MedlineCitation></PubmedArticle>",
            "no",
        ),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><PubmedArticle/>', "a document type"),
        (citation().replace(b">123<", b">124<"), "'124'"),
    ],
)
def test_what_is_no_citation_is_refused_with_what_was_found(body: bytes, found: str) -> None:
    with pytest.raises(UnreadableCitation, match=re.escape(found)):
        reading(body)


def _real() -> list[bytes]:
    bodies = [path.read_bytes() for path in sorted((LITERATURE / "efetch").glob("*.xml"))]
    packed = LITERATURE / "medline16n0902.xml.gz"
    bodies.append(gzip.decompress(packed.read_bytes()))
    shape = re.compile(
        rb"<PubmedArticle>.*?</PubmedArticle>|<MedlineCitation .*?</MedlineCitation>", re.DOTALL
    )
    return [found for body in bodies for found in shape.findall(body)]


@pytest.mark.skipif(not LITERATURE.exists(), reason="The folder of real records is not here.")
def test_every_real_citation_is_read_with_its_title_its_journal_and_its_date() -> None:
    bodies = _real()
    assert len(bodies) > 600
    for body in bodies:
        match = re.search(rb"<PMID[^>]*>(\d+)", body)
        assert match
        article = reading(body, match[1].decode())
        assert article.title
        assert article.journal
        assert article.published
        assert "@" not in "".join(article.author_countries)
