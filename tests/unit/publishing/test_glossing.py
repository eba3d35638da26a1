"""Words of the glossary are marked where a reader first meets them, and nowhere else."""

from __future__ import annotations

from vigie.knowledge.models import GlossaryEntry, Names, Noun, Texts
from vigie.publishing.document import Box, Bullets, Paragraph, Run, Section, Target
from vigie.publishing.glossing import gloss


def _entry(term: str, *matches: str) -> GlossaryEntry:
    return GlossaryEntry(
        id=term,
        names=Names(fr=Noun(text=term), en=Noun(text=term)),
        matches={"fr": matches, "en": ()},
        definition=Texts(fr="…", en="…"),
        reference="by hand",
    )


GLOSSARY = (
    _entry("placebo", "placebo"),
    _entry("open", "essai en ouvert", "en ouvert"),
    _entry("trial", "essai"),
    _entry("observational", "étude d’observation"),
)


def _glossed(*texts: str | Run) -> Section:
    blocks = tuple(Paragraph(((text if isinstance(text, Run) else Run(text),),)) for text in texts)
    return gloss(Section("ibm", (Run("Essai"),), blocks), GLOSSARY, "fr")


def _marked(section: Section) -> list[list[tuple[str, str]]]:
    return [
        [(run.text, run.target.id) for run in sentence if run.target]
        for block in section.blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        if isinstance(sentence, tuple)
    ]


def test_only_the_first_occurrence_is_marked() -> None:
    section = _glossed("Un placebo, puis un placebo.", "Encore un placebo.")
    assert _marked(section) == [[("placebo", "placebo")], []]
    assert [block.terms for block in section.blocks if isinstance(block, Paragraph)] == [
        ("placebo",),
        (),
    ]


def test_the_longest_words_win() -> None:
    assert _marked(_glossed("Un essai en ouvert est un essai.")) == [
        [("essai en ouvert", "open"), ("essai", "trial")]
    ]


def test_the_first_letter_may_be_a_capital_with_or_without_its_accent() -> None:
    assert _marked(_glossed("Étude d’observation")) == [[("Étude d’observation", "observational")]]
    assert _marked(_glossed("Etude d'observation")) == [[("Etude d'observation", "observational")]]


def test_no_break_spaces_do_not_hide_a_term() -> None:
    assert _marked(_glossed("Un essai\u00a0en\u202fouvert.")) == [
        [("essai\u00a0en\u202fouvert", "open")]
    ]


def test_parts_of_words_are_not_terms() -> None:
    assert _marked(_glossed("Des essais, un pré-essai, un placebos.")) == [[]]


def test_titles_links_figures_and_words_of_records_are_left_alone() -> None:
    section = _glossed(
        Run("essai", target=Target("record", "x")),
        Run("essai", figure="counted"),
        Run("essai", language="en"),
    )
    assert _marked(section) == [[("essai", "x")], [], []]
    assert section.title == (Run("Essai"),)


def test_the_text_itself_does_not_change() -> None:
    text = "Un essai en ouvert, sans placebo : voilà."
    (paragraph,) = _glossed(text).blocks
    assert isinstance(paragraph, Paragraph)
    assert "".join(run.text for run in paragraph.sentences[0]) == text  # type: ignore[union-attr]


def test_terms_are_found_in_lists_and_boxes_in_reading_order() -> None:
    inner = Paragraph(((Run("Un placebo."),),))
    box = Box("note", (Run("Note"),), (Bullets((inner,)),))
    section = Section("ibm", (), (box, Section("sub", (), (inner,))))
    found = gloss(section, GLOSSARY, "fr")
    (first, second) = found.blocks
    assert isinstance(first, Box)
    assert isinstance(first.blocks[0], Bullets)
    assert first.blocks[0].items[0].terms == ("placebo",)
    assert isinstance(second, Section)
    assert second.blocks == (inner,)


def test_a_language_without_written_forms_marks_nothing() -> None:
    section = Section("ibm", (), (Paragraph(((Run("placebo"),),)),))
    assert gloss(section, GLOSSARY, "en") == section
