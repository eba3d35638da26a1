"""The whole edition: its pages in their order, and a second disease from its folder alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vigie.analyses.figures import Count
from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Knowledge, Signature
from vigie.publishing.compose.edition import compose
from vigie.publishing.compose.evidence import figures_in
from vigie.publishing.document import Document, Edition, Message, Only, Paragraph, Section
from vigie.publishing.localise import localise, text_of
from vigie.publishing.words import Voice
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial
from vigie.records.ids import RecordRef
from vigie.sources import digest
from vigie.tagging.tagger import Tagger
from vigie.workflows.check import shipped_corpus

TOY = Path(__file__).parents[2] / "fixtures" / "diseases" / "toy"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def corpus(knowledge: Knowledge) -> Corpus:
    return shipped_corpus(knowledge)


def edition_of(corpus: Corpus) -> Edition:
    return Edition(
        id=str(corpus.day.year), day=corpus.day, since=date(corpus.day.year - 1, 5, 17),
        stamp="0" * 64, versions=(), is_signed=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def document(corpus: Corpus, knowledge: Knowledge) -> Document:
    return compose(corpus, knowledge, edition_of(corpus))


def section(document: Document, section_id: str) -> Section:
    return next(chapter for chapter in document.chapters if chapter.id == section_id)


def test_the_pages_come_in_the_order_of_the_model(document: Document) -> None:
    assert [chapter.id for chapter in document.chapters] == [
        "how-to-read", "disease", "key-figures", "highlights", "progress", "home-studies", "future",
        "car-t", "ibm", "dm-pm", "imnm", "asys-ild", "several",
        "glossary", "organisations", "sources", "problems",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_can_be_said_without_a_slip_of_grammar(document, knowledge, language) -> None:
    said = localise(document.chapters, Voice(knowledge, language).say)
    text = " ".join(_texts(said))
    twice = ("au moins au moins", "plus de plus", "en en ", "at least at least", "about about")
    slips = ("{", " de le myo", " de les myo", " de le derma", " à le ", *twice)
    assert not [slip for slip in slips if slip in text]


def test_the_table_of_the_home_country_has_the_printed_rows_and_says_what_differs(
    document, knowledge
) -> None:
    said = localise(section(document, "home-studies"), Voice(knowledge, "fr").say)
    (table,) = [block for block in said.blocks if type(block).__name__ == "Table"]
    assert len(table.rows) == 19
    assert "pas dans son tableau\u00a0: Essai RAPAMI" in " ".join(_texts(said))


def test_no_posting_date_is_not_a_zero_among_the_key_figures(document) -> None:
    counted = section(document, "key-figures").blocks[0].blocks[0].figures
    labels = {figure.label.key for figure in counted}
    assert "figure.new_printed.label" in labels
    assert "figure.new_posted.label" not in labels


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_page_is_called_by_a_code(document, knowledge, language) -> None:
    say = Voice(knowledge, language).say
    named = [*document.records, *document.evidence]
    titles = [text_of(localise(page.title, say)) for page in named]
    assert [title for title in titles if re.search(r"2025/|_|\([a-z ]+\)$", title)] == []


def test_the_records_of_a_problem_are_a_list_with_its_commas(document, knowledge) -> None:
    text = " ".join(_texts(localise(section(document, "problems"), Voice(knowledge, "fr").say)))
    disputed = "Essai du ruxolitinib en crème (NCT06857240) et Essai du ruxoprubart (NCT06857240)."
    assert f"Voir : {disputed}" in text.replace("\u00a0", " ")


def test_the_page_of_a_figure_of_a_result_gives_the_sentence_that_holds_it(
    document, knowledge
) -> None:
    (page,) = [one for one in document.evidence if one.id == "result.result-bay-2025.alive"]
    text = " ".join(_texts(localise(page, Voice(knowledge, "fr").say)))
    assert "12 étaient en vie" in text


def test_the_page_of_a_printed_figure_leads_to_the_publication_that_it_cites(
    document, knowledge
) -> None:
    (page,) = [one for one in document.evidence if one.id == "no-phase-3-share"]
    text = " ".join(_texts(localise(page, Voice(knowledge, "fr").say)))
    assert "Publication citée : Dyball S et al." in text.replace("\u00a0", " ")


def test_a_company_that_we_are_not_sure_of_is_the_one_that_the_source_prints(
    document, knowledge
) -> None:
    said = localise(section(document, "organisations"), Voice(knowledge, "fr").say)
    (companies,) = [
        one for one in said.blocks if getattr(one, "id", "") == "organisations-companies"
    ]
    rows = dict(zip(*[iter(_texts(companies.blocks[0].rows))] * 2, strict=True))
    assert rows["Galapagos"] == "filgotinib et GLPG3667"
    assert rows["Juno Therapeutics (Bristol-Myers Squibb)"] == "cellules CC-97540"


def test_a_year_is_not_cut_in_thousands_on_the_page_of_its_record(document, knowledge) -> None:
    slug = "digest-2025-car-t-first-authorisation"
    (page,) = [one for one in document.records if one.id == slug]
    assert "2018" in _texts(localise(page, Voice(knowledge, "fr").say))


def test_an_address_that_no_source_prints_says_so(document, knowledge) -> None:
    said = localise(section(document, "organisations"), Voice(knowledge, "en").say)
    rows = [
        [text_of(sentence) for cell in row for sentence in cell.sentences]
        for part in said.blocks
        for table in getattr(part, "blocks", ())
        for row in table.rows
    ]
    cells = {row[0]: row[2:] for row in rows}
    (niams,) = [cell for name, cell in cells.items() if "(NIAMS)" in name]
    assert niams[1].startswith("(address to check")
    assert cells["Filnemus"] == cells["AFM-Téléthon"] == ["open the site"]


def test_a_study_of_several_chapters_is_shown_in_one_and_linked_from_the_others(
    document, knowledge
) -> None:
    said = localise(section(document, "imnm"), Voice(knowledge, "fr").say)
    (elsewhere,) = [block for block in said.blocks if getattr(block, "id", "") == "imnm-elsewhere"]
    text = " ".join(_texts(elsewhere))
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Dans « Plusieurs formes à la fois » : Essai ALKIVIA contre placebo, Extension" in plain
    assert plain.count("Plusieurs formes à la fois") == 1


def test_a_signed_chapter_says_who_and_the_others_that_they_are_drafts(corpus, knowledge) -> None:
    signed = Signature(chapter="ibm", written_by="A. B.", validated_by="C. D.", on="2025-06-01")
    edition = knowledge.editions[0].model_copy(update={"signatures": (signed,)})
    known = knowledge.model_copy(update={"editions": (edition,)})
    made = compose(corpus, known, edition_of(corpus))
    first = {chapter.id: chapter.blocks[0] for chapter in made.chapters}
    voice = Voice(known, "en")
    assert isinstance(made.draft, Message)
    assert "only the signed chapters" in voice.text(made.draft)
    assert "validated by C. D." in " ".join(_texts(localise(first["ibm"], voice.say)))
    assert "Draft" in " ".join(_texts(localise(first["imnm"], voice.say)))


def toy_corpus(knowledge: Knowledge, *countries: str) -> Corpus:
    """The toy disease's studies, the first of them in these countries too."""
    (edition,) = knowledge.editions
    held = []
    for sent in digest.payloads(edition, datetime(2031, 6, 1, tzinfo=UTC)):
        entry = digest.read(sent)
        if isinstance(entry, Trial):
            ref = RecordRef(sent.record, sent.sha256[:12])
            named = (*entry.countries, *countries) if entry.countries else ()
            held.append(
                Held(
                    ref=ref,
                    version_on=sent.version_on,
                    url=sent.url,
                    entry=replace(entry, countries=named),
                )
            )
    return Tagger(knowledge).tag(Corpus(day=held[0].version_on, trials=tuple(held)))


def test_a_second_disease_is_composed_with_no_code_of_its_own() -> None:
    knowledge = load_knowledge(TOY)
    corpus = toy_corpus(knowledge)
    made = compose(corpus, knowledge, edition_of(corpus))
    pages = [chapter.id for chapter in made.chapters]
    assert "cubes" in pages
    assert not {"disease", "progress", "home-studies", "organisations"} & set(pages)
    for language in ("fr", "en"):
        text = " ".join(_texts(localise(made.chapters, Voice(knowledge, language).say)))
        assert "myosi" not in text
        assert "France" not in text


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "au Canada et à l’étranger"), ("en", "in Canada")]
)
def test_a_disease_at_home_elsewhere_speaks_of_its_own_country(language, said) -> None:
    toy = load_knowledge(TOY)
    profile = toy.profile.model_copy(update={"home_country": "Canada"})
    knowledge = toy.model_copy(update={"profile": profile})
    corpus = toy_corpus(knowledge, "Canada")
    made = compose(corpus, knowledge, edition_of(corpus))
    assert "home-studies" in [chapter.id for chapter in made.chapters]
    parts = (made.cover, made.chapters, made.indexes, made.records, made.evidence, made.annex)
    text = " ".join(_texts(localise(parts, Voice(knowledge, language).say))).replace("\u00a0", " ")
    assert said in text
    assert "Canada" in text
    assert "France" not in text
    assert "franç" not in text
    assert "{home" not in text


def _texts(node: object) -> list[str]:
    """Every said sentence of a tree, as text."""
    if isinstance(node, tuple):
        if node and all(type(item).__name__ == "Run" for item in node):
            return [text_of(node)]
        return [text for item in node for text in _texts(item)]
    if isinstance(node, Paragraph):
        return [text_of(sentence) for sentence in node.sentences]  # type: ignore[arg-type]
    names = getattr(node, "__dataclass_fields__", {})
    return [text for name in names if name != "figure" for text in _texts(getattr(node, name))]


def test_a_page_of_a_record_is_the_same_each_time_that_it_is_made(document) -> None:
    slug = document.records.ids[0]
    assert document.records.make(slug) == document.records.make(slug)
    assert [page.id for page in document.records] == list(document.records.ids)


def test_what_stands_on_the_site_alone_is_shown_and_not_printed() -> None:
    def figure(key: str) -> Count:
        return Count(key=key, label=Message.of("x"), definition=Message.of("y"), evidence=())

    def sentence(key: str) -> Paragraph:
        return Paragraph((Message.of("z", n=figure(key)),))

    nested = Only("site", (sentence("b"), Only("site", (sentence("c"),))))
    found = figures_in(sentence("a"), nested, Only("booklet", (sentence("d"),)))
    assert [one.key for one in found.printed] == ["a", "d"]
    assert [one.key for one in found.shown] == ["a", "b", "c", "d"]


def test_one_key_does_not_stand_for_two_figures() -> None:
    one = Count(key="a", label=Message.of("x"), definition=Message.of("y"), evidence=())
    other = Count(key="a", label=Message.of("x"), definition=Message.of("other"), evidence=())
    with pytest.raises(ValueError, match="two figures"):
        figures_in((one, Only("site", (other,))))
