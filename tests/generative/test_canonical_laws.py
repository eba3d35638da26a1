"""Laws of the canonical view: order does not matter, and nothing that a source fills is lost."""

from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from vigie.records.canonical import unite
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Quantity, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.vocabulary import Phase, Recruitment

DAY = date(2025, 11, 20)
EMPTY = (None, ())
NUMBERS = some.lists(some.sampled_from([f"NCT0000000{n}" for n in range(6)]), max_size=2)


def maybe(values: some.SearchStrategy[Any]) -> some.SearchStrategy[Any]:
    return some.none() | values


FIELDS = some.fixed_dictionaries(
    {
        "registry_numbers": NUMBERS.map(tuple),
        "title": maybe(some.sampled_from(["One", "Another"])),
        "phases": some.lists(some.sampled_from(Phase), max_size=2).map(tuple),
        "enrolment": maybe(some.integers(0, 900).map(Quantity)),
        "recruitment": maybe(some.sampled_from(Recruitment)),
        "recruitment_on": maybe(some.integers(2015, 2025).map(PartialDate)),
        "is_abroad": maybe(some.booleans()),
        "modality": maybe(some.just("mab")),
    }
)
SPEAKERS = some.sampled_from(["ctgov:", "ctis:", "digest:2024/", "digest:2025/"])


@some.composite
def rows(draw: Any) -> list[Held[Trial]]:
    made = []
    for place in range(draw(some.integers(0, 7))):
        record = RecordId.parse(f"{draw(SPEAKERS)}key-{place}")
        entry = Trial(id=record, **draw(FIELDS))
        on = date(2025, 1, 1 + place)
        made.append(Held(ref=RecordRef(record, "0" * 12), version_on=on, url="", entry=entry))
    return made


def united(trials: list[Held[Trial]]) -> Corpus:
    return unite(Corpus(day=DAY, trials=tuple(trials)))


@given(rows(), some.randoms())
def test_uniting_does_not_depend_on_the_order_of_the_rows(
    made: list[Held[Trial]], chance: Any
) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert united(shuffled).trials == united(made).trials


@given(rows())
def test_uniting_twice_changes_nothing(made: list[Held[Trial]]) -> None:
    once = united(made)
    assert unite(once).trials == once.trials


@given(rows())
def test_no_row_and_no_filled_field_is_lost(made: list[Held[Trial]]) -> None:
    corpus = united(made)
    assert sorted(row.ref for held in corpus.trials for row in held.rows) == sorted(
        row.ref for row in made
    )
    for held in corpus.trials:
        for field in fields(Trial):
            if any(getattr(row.entry, field.name) not in EMPTY for row in held.rows):
                assert getattr(held.entry, field.name) not in EMPTY


@given(rows())
def test_every_field_of_a_united_study_says_what_its_origin_says(made: list[Held[Trial]]) -> None:
    for held in united(made).trials:
        by_ref = {row.ref: row.entry for row in held.rows}
        for name in ("title", "phases", "enrolment", "recruitment", "is_abroad", "modality"):
            assert getattr(held.entry, name) == getattr(by_ref[held.origin(name)], name)
