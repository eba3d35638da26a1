"""Several sources, one study: what unites them, who is believed, and what stays apart."""

from datetime import date
from typing import Any

from vigie.records.canonical import unite
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Quantity, Relation, Result, Trial
from vigie.records.ids import RecordId, RecordRef
from vigie.records.vocabulary import Phase, Recruitment, ResultKind

NUMBER = "NCT00000001"


def held(source: str, local: str, *, on: date = date(2025, 5, 17), **fields: Any) -> Held[Trial]:
    record = RecordId(source, local)
    fields.setdefault("registry_numbers", (NUMBER,))
    return Held(
        ref=RecordRef(record, "0123456789ab"),
        version_on=on,
        url="",
        entry=Trial(id=record, **fields),
    )


def united(*rows: Held[Trial]) -> Corpus:
    return unite(Corpus(day=date(2025, 11, 20), trials=rows))


def test_a_registry_number_makes_one_study_of_two_rows() -> None:
    corpus = united(held("digest", "2025/one"), held("ctgov", NUMBER))
    (study,) = corpus.trials
    assert study.ref.record == RecordId("ctgov", NUMBER)
    assert [str(row.ref.record) for row in study.rows] == [f"ctgov:{NUMBER}", "digest:2025/one"]


def test_titles_unite_nothing() -> None:
    one = held("digest", "2025/one", title="The same", registry_numbers=())
    assert len(united(one, held("ctgov", NUMBER, title="The same")).trials) == 2


def test_a_registry_wins_the_fields_that_it_fills_and_blanks_none() -> None:
    printed = held("digest", "2025/one", phases=(Phase.PHASE_2,), modality="mab", is_abroad=False)
    (study,) = united(printed, held("ctgov", NUMBER, phases=(Phase.PHASE_3,))).trials
    assert study.entry.phases == (Phase.PHASE_3,)
    assert (study.entry.modality, study.entry.is_abroad) == ("mab", False)
    assert study.origin("phases").record.source == "ctgov"
    assert study.origin("modality").record.source == "digest"


def test_recruitment_is_never_parted_from_its_day() -> None:
    printed = held(
        "digest",
        "2025/one",
        recruitment=Recruitment.RECRUITING,
        recruitment_on=PartialDate(2025, 5, 17),
    )
    registered = held("ctgov", NUMBER, recruitment=Recruitment.COMPLETED, on=date(2024, 1, 2))
    (study,) = united(printed, registered).trials
    assert study.entry.recruitment is Recruitment.COMPLETED
    assert study.entry.recruitment_on == PartialDate(2024, 1, 2)


def test_of_two_registries_the_later_word_on_recruitment_counts() -> None:
    older = held(
        "ctgov",
        NUMBER,
        recruitment=Recruitment.RECRUITING,
        recruitment_on=PartialDate(2024, 5),
        enrolment=Quantity(40),
    )
    later = held(
        "ctis",
        "2022-501234-12-00",
        recruitment=Recruitment.COMPLETED,
        recruitment_on=PartialDate(2025, 2),
        enrolment=Quantity(50),
    )
    (study,) = united(older, later).trials
    assert study.entry.recruitment is Recruitment.COMPLETED
    assert study.entry.enrolment == Quantity(40)


def test_a_number_that_one_source_prints_for_two_studies_unites_nothing() -> None:
    corpus = united(held("digest", "2025/one"), held("digest", "2025/two"), held("ctgov", NUMBER))
    assert len(corpus.trials) == 3
    assert corpus.disputed_numbers == {NUMBER}


def test_two_editions_may_print_the_same_study() -> None:
    corpus = united(
        held("digest", "2025/one", acronym="OLD"),
        held("digest", "2026/one", acronym="NEW", on=date(2026, 5, 1)),
    )
    (study,) = corpus.trials
    assert study.entry.acronym == "NEW"
    assert not corpus.disputed_numbers


def test_two_records_of_one_registry_stay_two_studies_and_a_problem_says_so() -> None:
    other = "NCT00000002"
    corpus = united(
        held("ctgov", NUMBER),
        held("ctgov", other, registry_numbers=(other,)),
        held("digest", "2025/both", registry_numbers=(NUMBER, other)),
    )
    assert len(corpus.trials) == 3
    (problem,) = corpus.problems
    assert problem.code == "study.not_united"
    assert "digest:2025/both" in problem.where


def test_a_european_number_is_the_same_in_each_of_its_versions() -> None:
    one = held("ctgov", NUMBER, registry_numbers=(NUMBER, "2022-501234-12"))
    other = held("ctis", "2022-501234-12-01", registry_numbers=("2022-501234-12-01",))
    (study,) = united(one, other).trials
    assert study.entry.registry_numbers == (NUMBER, "2022-501234-12")


def test_every_id_of_a_study_leads_to_it() -> None:
    corpus = united(held("digest", "2025/one"), held("ctgov", NUMBER))
    (study,) = corpus.trials
    for record in (RecordId("digest", "2025/one"), RecordId("ctgov", NUMBER)):
        assert corpus.trials_by_id[record] is study
        assert corpus.by_id[record] is study
        assert corpus.rows_by_id[record].ref.record == record


def test_ties_lead_to_the_united_study() -> None:
    printed = RecordId("digest", "2025/one")
    after = held(
        "digest",
        "2025/after",
        registry_numbers=(),
        relations=(Relation("extension_of", printed),),
    )
    result = Held(
        ref=RecordRef(RecordId("digest", "2025/result"), "0123456789ab"),
        version_on=date(2025, 5, 17),
        url="",
        entry=Result(
            id=RecordId("digest", "2025/result"), kind=ResultKind.TRIAL, trials=(printed,)
        ),
    )
    rows = (held("digest", "2025/one"), held("ctgov", NUMBER), after)
    corpus = unite(Corpus(day=date(2025, 11, 20), trials=rows, results=(result,)))
    registered = RecordId("ctgov", NUMBER)
    assert corpus.trials_by_id[after.ref.record].entry.relations[0].target == registered
    assert corpus.results[0].entry.trials == (registered,)


def test_what_one_source_tells_can_be_seen_alone() -> None:
    corpus = united(held("digest", "2025/one"), held("ctgov", NUMBER))
    (told,) = corpus.as_told_by("digest").trials
    assert told.ref.record == RecordId("digest", "2025/one")
