"""The profile of the inflammatory myopathies, against the sources that were read."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from vigie.knowledge.loading import load_knowledge
from vigie.knowledge.models import Profile

REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference"


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load_knowledge().profile


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, Any]]:
    path = REFERENCE / "facts" / "subtypes.yaml"
    if not path.exists():
        pytest.skip("the reference facts are not beside this repository (../shared/reference)")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))["subtypes"]
    return {row["id"].lower(): row for row in rows}


def test_the_forms_are_those_of_the_edition(profile: Profile) -> None:
    assert [form.id for form in profile.forms] == [
        "iim", "dm", "adm", "jdm", "pm", "ibm", "imnm", "asys", "om", "mda5", "ild",
    ]  # fmt: skip


def test_every_form_but_the_whole_family_has_a_parent(profile: Profile) -> None:
    assert [form.id for form in profile.forms if form.parent is None] == ["iim"]


def test_codes_are_those_that_were_read(profile: Profile, facts: dict[str, Any]) -> None:
    for form in profile.forms:
        read = facts.get(form.id, {})
        for system in ("orpha", "mondo", "mesh", "omim"):
            if system in form.codes:
                assert form.codes[system] == str(read.get(system)), f"{form.id}: {system}"


def test_codes_that_were_only_remembered_are_left_out(profile: Profile) -> None:
    icd11 = {form.id: form.codes["icd11"] for form in profile.forms if "icd11" in form.codes}
    assert icd11 == {"pm": "4A41.1"}
    assert "omim" not in profile.form("jdm").codes


def test_chapters_come_in_their_order_and_all_are_whole(profile: Profile) -> None:
    chapters = [chapter.id for chapter in profile.chapters]
    assert chapters == ["car_t", "ibm", "dm_pm", "imnm", "asys_ild", "several"]
    assert all(chapter.is_whole for chapter in profile.chapters)


def test_every_form_has_one_chapter(profile: Profile) -> None:
    forms = [form for chapter in profile.chapters for form in chapter.forms]
    assert sorted(forms) == sorted(form.id for form in profile.forms)


def test_names_advised_against_are_known_in_both_languages(profile: Profile) -> None:
    words = {word for advice in profile.discouraged for word in (advice.fr, advice.en)}
    assert {"dermatopolymyosite", "polydermatomyositis", "idiopathique"} <= words


def test_each_source_that_is_asked_has_a_query(profile: Profile) -> None:
    assert {"ctgov", "pubmed", "europepmc"} <= set(profile.queries)
    assert all(query.count("(") == query.count(")") for query in profile.queries.values())
    assert all(query.count('"') % 2 == 0 for query in profile.queries.values())


def test_sentinels_are_records_of_the_edition(profile: Profile) -> None:
    printed = {
        number
        for trial in load_knowledge().editions[0].trials
        for number in trial.get("registry_numbers", ())  # type: ignore[attr-defined]
    }
    assert set(profile.sentinels["ctgov"]) <= printed
