"""A PubMed citation, from its XML to an article.

*Source*: the PubMed document type definition, https://dtd.nlm.nih.gov/ncbi/pubmed/. Authors'
addresses and e-mails stay in the payload: of an address only the country's end is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from vigie.errors import UnreadableInput
from vigie.records.dates import PartialDate
from vigie.records.entries import AbstractPart, Article, FieldNote, Tie
from vigie.records.ids import RecordId
from vigie.records.payload import Payload
from vigie.records.vocabulary import Certainty
from vigie.sources.addresses import country_ends
from vigie.sources.pubmed.dates import partial_date, published

SOURCE = "pubmed"
MEDIA_TYPE = "application/xml"
# Raise it with every change of what `read` makes of the same bytes: cached readings depend on it.
READER_VERSION = "2"

_TIES: Mapping[str, str] = {
    "RetractionIn": "retracted_by",
    "RetractionOf": "retraction_of",
    "PartialRetractionIn": "partly_retracted_by",
    "PartialRetractionOf": "partial_retraction_of",
    "ExpressionOfConcernIn": "concern_in",
    "ExpressionOfConcernFor": "concern_for",
    "ErratumIn": "corrected_by",
    "ErratumFor": "correction_of",
    "CorrectedandRepublishedIn": "republished_in",
    "CorrectedandRepublishedFrom": "republished_from",
    "RetractedandRepublishedIn": "republished_in",
    "RetractedandRepublishedFrom": "republished_from",
    "UpdateIn": "updated_by",
    "UpdateOf": "update_of",
    "CommentIn": "commented_by",
    "CommentOn": "comment_on",
    "OriginalReportIn": "original_report",
    "ReprintIn": "reprinted_in",
    "ReprintOf": "reprint_of",
    "SummaryForPatientsIn": "summary_for_patients",
}
_REGISTRIES = frozenset({"ClinicalTrials.gov", "EudraCT", "ISRCTN", "ANZCTR", "ChiCTR", "CTRI"}) | {
    "DRKS", "IRCT", "JapicCTI", "JMACCT", "JPRN", "KCT", "NTR", "PACTR", "ReBec", "REPEC",
    "RPCEC", "SLCTR", "TCTR", "UMIN CTR", "UMIN-CTR", "CRiS", "EUCTR",
}  # fmt: skip
# What an article cites is a third of its bytes, and nothing of it is read.
_REFERENCES = re.compile(rb"<ReferenceList>.*</ReferenceList>", re.DOTALL)
_SPACES = re.compile(r"\s+")


class UnreadableCitation(UnreadableInput):
    """A payload that is no PubMed citation: which, what was found, what to do."""

    def __init__(self, record: RecordId, found: str, remedy: str) -> None:
        super().__init__(f"{record}: found {found}. {remedy}")


def read(payload: Payload) -> Article:
    """The article of a payload of this source. Raises: UnreadableCitation."""
    citation, data = _parts(payload)
    article = citation.find("Article")
    pmid = _text(citation.find("PMID"))
    if article is None or pmid is None:
        raise UnreadableCitation(payload.record, "no PMID or Article", "Fetch it again.")
    if pmid != payload.record.local:
        raise UnreadableCitation(payload.record, f"the PMID {pmid!r}", "Fetch it again.")
    authors = tuple(_authors(article))
    dated, words, notes = published(article)
    issue = article.find("Journal/JournalIssue")
    types = _all(article, "PublicationTypeList/PublicationType")
    return Article(
        id=payload.record,
        kind="preprint" if "Preprint" in types else "article",
        first_author=authors[0] if authors else None,
        has_other_authors=_has_others(article, authors),
        authors=authors,
        author_countries=tuple(dict.fromkeys(_countries(article))),
        journal=_text(article.find("Journal/ISOAbbreviation"))
        or _text(article.find("Journal/Title")),
        volume=_text(issue.find("Volume")) if issue is not None else None,
        issue=_text(issue.find("Issue")) if issue is not None else None,
        pages=_text(article.find("Pagination/MedlinePgn")),
        published=dated,
        published_words=words,
        entered=_entered(data),
        title=_title(article),
        abstract=tuple(_abstract(citation, article)),
        languages=_all(article, "Language"),
        publication_types=types,
        subject_headings=_all(citation, "MeshHeadingList/MeshHeading/DescriptorName"),
        keywords=_all(citation, "KeywordList/Keyword"),
        registry_numbers=tuple(dict.fromkeys(_registry_numbers(article))),
        ties=tuple(_ties(citation)),
        doi=_doi(article, data),
        pmid=pmid,
        pmcid=_article_id(data, "pmc"),
        notes=tuple(FieldNote("published", Certainty.LOW, note) for note in notes),
    )


def _parts(payload: Payload) -> tuple[Element, Element | None]:
    """The citation, and what PubMed adds beside it. Raises: UnreadableCitation."""
    if b"<!" in payload.body.partition(b"<MedlineCitation")[0]:
        raise UnreadableCitation(
            payload.record, "a document type before the citation", "Keep the citation alone."
        )
    try:
        root = ElementTree.fromstring(_REFERENCES.sub(b"", payload.body))  # noqa: S314 (no entity can be declared in it)
    except (ElementTree.ParseError, ValueError) as fault:
        raise UnreadableCitation(
            payload.record, f"XML that is not well formed ({fault})", "Fetch it again."
        ) from None
    if root.tag == "MedlineCitation":
        return root, None
    citation = root.find("MedlineCitation") if root.tag == "PubmedArticle" else None
    if citation is None:
        raise UnreadableCitation(
            payload.record,
            f"a <{root.tag}>",
            "Only citations of articles are read; a book stays in the payload.",
        )
    return citation, root.find("PubmedData")


def _text(element: Element | None) -> str | None:
    """All the text inside, its marks for italics and indices left out; None for no text."""
    if element is None:
        return None
    text = _SPACES.sub(" ", "".join(element.itertext())).strip()
    return text or None


def _all(element: Element, path: str) -> tuple[str, ...]:
    found = (_text(one) for one in element.iterfind(path))
    return tuple(dict.fromkeys(text for text in found if text))


def _title(article: Element) -> str | None:
    """The title without its full stop and the brackets of a translation; else the original one."""
    title = _text(article.find("ArticleTitle"))
    if title in {None, "[Not Available].", "[Not Available]"}:
        title = _text(article.find("VernacularTitle"))
    if title is None:
        return None
    if title.startswith("[") and title.rstrip(".").endswith("]"):
        title = title.rstrip(".")[1:-1]
    return title.removesuffix(".") or None


def _abstract(citation: Element, article: Element) -> Iterator[AbstractPart]:
    parts = article.findall("Abstract/AbstractText") or citation.findall(
        "OtherAbstract/AbstractText"
    )
    for part in parts:
        text = _text(part)
        if text:
            yield AbstractPart(text, (part.get("Label") or "").strip() or None)


def _authors(article: Element) -> Iterator[str]:
    for author in article.iterfind("AuthorList/Author"):
        if author.get("ValidYN") == "N":
            continue  # a name that the library itself withdrew
        family = _text(author.find("LastName"))
        initials = _text(author.find("Initials"))
        name = f"{family} {initials}" if family and initials else family
        said = name or _text(author.find("CollectiveName"))
        if said:
            yield said


def _has_others(article: Element, authors: tuple[str, ...]) -> bool | None:
    if not authors:
        return None
    listed = article.find("AuthorList")
    return len(authors) > 1 or (listed is not None and listed.get("CompleteYN") == "N")


def _countries(article: Element) -> Iterator[str]:
    for address in article.iterfind("AuthorList/Author/AffiliationInfo/Affiliation"):
        yield from country_ends(_text(address) or "")


def _registry_numbers(article: Element) -> Iterator[str]:
    for bank in article.iterfind("DataBankList/DataBank"):
        if _text(bank.find("DataBankName")) in _REGISTRIES:
            yield from _all(bank, "AccessionNumberList/AccessionNumber")


def _ties(citation: Element) -> Iterator[Tie]:
    for tie in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        kind = _TIES.get(tie.get("RefType") or "")
        if kind:
            yield Tie(kind, _text(tie.find("RefSource")), _text(tie.find("PMID")))


def _doi(article: Element, data: Element | None) -> str | None:
    for place in article.iterfind("ELocationID[@EIdType='doi']"):
        if place.get("ValidYN") != "N":
            return _text(place)
    return _article_id(data, "doi")


def _article_id(data: Element | None, kind: str) -> str | None:
    return (
        _text(data.find(f"ArticleIdList/ArticleId[@IdType='{kind}']")) if data is not None else None
    )


def _entered(data: Element | None) -> PartialDate | None:
    """The day on which PubMed first showed the citation."""
    if data is None:
        return None
    for status in ("pubmed", "entrez"):
        date = partial_date(data.find(f"History/PubMedPubDate[@PubStatus='{status}']"))
        if date:
            return date
    return None
