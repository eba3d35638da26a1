"""What holds for the reading of any text."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigie.eligibility.building.trees import tree_of
from vigie.eligibility.meaning.logic import leaves
from vigie.eligibility.meaning.printing import printed, tree
from vigie.eligibility.reading import Reader, read_line
from vigie.eligibility.words.folding import fold
from vigie.eligibility.words.leaves import Reading
from vigie.eligibility.words.lexicon import Lexicon, lexicon_of
from vigie.eligibility.words.lexing import lex
from vigie.eligibility.words.sections import sections
from vigie.eligibility.words.spans import Span
from vigie.knowledge.loading import load_knowledge

WORDS = (
    "CK", "≥", "\\>=", "<", "=", "18", "1.5", "50.000", "0,1", "x ULN", "years", "of age", "and",
    "between", "to", "-", "/150", "MMT-8", "(", ")", "no more than", "at least", "two", "mg/day",
    "prednisone", "within", "6 months", "in the past year", "or older", "³ 5", "<U+2265>", "&lt;",
    "10^9/L", "x 10", "½", "İ", "ﬁ", "ß", "e\u0301", "\u202e", "\u00a0", "dermatomyositis", "no",
    "other than", ";", ".", "%", "1:80", "5,", "or 3", "any", "for", "Ⅳ", "²", "٣", "１８",
    "140/90", "37+0 weeks", "5' 11\"",
    "<U+D83D>", "10\\^9", "T1-3 N0 M0", "22:00", "5th", "decline",
    "in FVC", "by", "systolic", "G/L", "fois la normale", "18+", "normal range", "10 cm visual",
)  # fmt: skip
a_text = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=14).map(" ".join)
often = settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@cache
def lexicon() -> Lexicon:
    return lexicon_of(load_knowledge())


def spans(reading: Reading) -> list[Span]:
    compared, named = reading.comparisons, reading.concepts
    subjects = [one.subject_span for one in compared if one.subject_span]
    return [
        *(one.span for one in compared),
        *subjects,
        *(one.span for one in named),
        *reading.unread,
    ]


@given(a_text)
@often
def test_no_text_stops_the_reading_and_all_spans_stand_inside_it(text: str) -> None:
    reading = read_line(text, lexicon())
    assert reading.text == text
    for span in spans(reading):
        assert 0 <= span.start < span.end <= len(text)


@given(a_text)
@often
def test_each_comparison_has_a_subject_and_an_end(text: str) -> None:
    for one in read_line(text, lexicon()).comparisons:
        assert one.subject
        assert (one.lower, one.upper) != (None, None)


@given(a_text)
@often
def test_the_same_text_reads_the_same(text: str) -> None:
    assert read_line(text, lexicon()) == read_line(text, lexicon()) == Reader(lexicon()).read(text)


@given(a_text)
@often
def test_a_folded_text_is_as_long_as_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(a_text)
@often
def test_tokens_follow_each_other_and_leave_only_spaces_between(text: str) -> None:
    end = 0
    for token in lex(text):
        assert not fold(text)[end : token.start].strip()
        assert end <= token.start < token.end
        end = token.end


@given(st.integers(1, 9999), st.sampled_from(["≥", "<", "at least", "no more than", "above"]))
@often
def test_the_span_of_a_comparison_holds_its_number(number: int, side: str) -> None:
    text = f"Serum foo {side} {number} mg/dL at screening"
    (found,) = read_line(text, lexicon()).comparisons
    assert str(number) in found.span.of(text)
    assert number in {found.lower, found.upper}


@given(st.integers(1, 60), st.integers(1, 30))
@often
def test_a_range_has_its_two_ends(low: int, width: int) -> None:
    for text in (f"Age {low} to {low + width} years", f"aged between {low} and {low + width}"):
        (found,) = read_line(text, lexicon()).comparisons
        assert (found.lower, found.upper) == (low, low + width)


@given(a_text)
@often
def test_no_text_stops_its_tree_and_its_written_form_is_the_tree(text: str) -> None:
    found = tree_of(read_line(text, lexicon()))
    if found is None:
        assert not any(letter.isalnum() for letter in text)
        return
    assert tree(printed(found, places=True)) == found
    for leaf in leaves(found):
        for span in leaf.spans:
            assert 0 <= span.start < span.end <= len(text)


PIECES = (
    "Inclusion Criteria:", "Exclusion Criteria", "Key exclusion criteria (DM):", "* ", "  * ",
    "1. ", ".", "- ", "\\> 5", "\\", "a) ", "\n", "\n\n", "\n   ", "\r\n", "\x1c", "\u2028",
    "Cohort A:", "rash", "of the following:", " Critères d’inclusion :", "**", ":", "•",
    "\\* ", "1.5", "\u00a0", "#",
)  # fmt: skip
a_record = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=24).map("".join)


@given(a_record)
@often
def test_every_letter_of_a_record_is_in_one_criterion_one_heading_or_one_mark(text: str) -> None:
    divided = sections(text)
    parts = [span for one in divided.criteria for span in one.spans]
    covered = [0] * len(text)
    for span in (*parts, *divided.headings, *divided.marks):
        assert 0 <= span.start < span.end <= len(text)
        for place in range(span.start, span.end):
            covered[place] += 1
    assert max(covered, default=0) <= 1
    assert all(covered[at] for at, letter in enumerate(text) if not letter.isspace())


@given(a_record)
@often
def test_the_words_of_a_criterion_stand_at_its_places(text: str) -> None:
    for one in sections(text).criteria:
        assert one.text
        for at, letter in enumerate(one.text):
            place = one.place(Span(at, at + 1))
            assert letter == " " or place.of(text) == letter
