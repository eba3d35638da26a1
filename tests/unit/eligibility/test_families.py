"""A parent and its bullets: joined as the parent says, or left as they are."""

from __future__ import annotations

import pytest

from unit.eligibility.sentences import read
from vigie.eligibility.building.families import families
from vigie.eligibility.meaning.logic import leaves
from vigie.eligibility.meaning.printing import printed
from vigie.eligibility.words.sections import sections


def together(head: str, *bullets: str, section: str = "Inclusion") -> str | None:
    lines = "".join(f"  * {bullet}\n" for bullet in bullets)
    criteria = sections(f"{section} Criteria:\n\n* {head}\n{lines}").criteria
    joined = families(criteria, read)
    return printed(joined[0]) if 0 in joined else None


DM, PM, HIV = "has(subtype dm)", "has(subtype pm)", "has(infection hiv)"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Diagnosis of one of the following:", f"any({DM}, {PM}, {HIV})"),
        ("At least two of the following:", f"at_least_2({DM}, {PM}, {HIV})"),
        ("All of the following:", f"all({DM}, {PM}, {HIV})"),
        ("None of the following:", f"not(any({DM}, {PM}, {HIV}))"),
        ("Without any of the following:", f"not(any({DM}, {PM}, {HIV}))"),
        ("Patients with:", None),
        ("Failure of at least two of the following:", None),
        ("Symptoms of:", None),
        ("At least four of the following:", None),
        ("At least two of the following", None),
    ],
)
def test_children_are_joined_only_as_their_parent_says(head: str, expected: str | None) -> None:
    assert together(head, "DM", "PM", "HIV") == expected


def test_the_joint_that_hangs_at_the_end_of_a_bullet_is_that_of_all() -> None:
    assert together("Patients with:", "DM or", "PM") == f"any({DM}, {PM})"
    assert together("Patients with:", "DM; and", "PM") == f"all({DM}, {PM})"
    assert together("Patients with:", "DM or", "PM and", "HIV") is None


def test_under_an_exclusion_each_child_stands_by_itself() -> None:
    assert together("Patients with:", "DM", "HIV", section="Exclusion") == f"any({DM}, {HIV})"


def test_the_places_are_those_in_the_text_of_the_record() -> None:
    text = "Inclusion Criteria:\n\n* One of the following:\n  * DM\n  * PM\n"
    (joined,) = families(sections(text).criteria, read).values()
    assert [span.of(text) for leaf in leaves(joined) for span in leaf.spans] == ["DM", "PM"]


def test_a_family_within_a_family_is_one_of_its_parts() -> None:
    text = (
        "Inclusion Criteria:\n\n* All of the following:\n  * HIV\n"
        "  * One of the following:\n    * DM\n    * PM\n"
    )
    joined = families(sections(text).criteria, read)
    assert printed(joined[0]) == f"all({HIV}, any({DM}, {PM}))"
