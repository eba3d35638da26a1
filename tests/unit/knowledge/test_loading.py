"""A disease is a folder of files, beside the folders that all diseases share."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from vigie.errors import CuratedError, UnknownName, UnreadableInput
from vigie.knowledge.folders import Folder, Folders, shipped_diseases
from vigie.knowledge.loading import load_knowledge, read_folders

Spoil = Callable[[str, str, str], Path]


def test_the_flagship_disease_loads_by_its_id() -> None:
    knowledge = load_knowledge("inflammatory_myopathies")
    assert knowledge.profile.id == "inflammatory_myopathies"
    assert knowledge.profile.form("ibm").names.fr.text == "myosite à inclusions"


def test_another_disease_is_a_folder_and_no_code(toy: Path) -> None:
    knowledge = load_knowledge(toy)
    assert [form.id for form in knowledge.profile.forms] == ["cube", "dice"]
    assert [trial["key"] for trial in knowledge.editions[0].trials] == ["rolling", "corners"]
    assert knowledge.vocabularies["phase"], "what diseases share comes with it"


def test_a_profile_is_all_that_a_disease_needs(toy: Path) -> None:
    (toy / "terms.csv").unlink()
    shutil.rmtree(toy / "editions")
    knowledge = load_knowledge(toy)
    assert (knowledge.terms, knowledge.editions, knowledge.registries) == ((), (), ())


def test_a_disease_adds_rows_of_its_own_and_replaces_shared_ones(toy: Path) -> None:
    (toy / "sources.yaml").write_text(
        "- id: digest\n"
        "  names: {fr: Annuaire des cubes, en: The cube yearbook}\n"
        "  publisher: The cube society\n"
        "  licence: {fr: Libre, en: Free}\n"
        "  terms: {fr: Aucune condition, en: No condition}\n"
        "  citation: The cube yearbook\n"
        "  urls: {home: 'https://cubes.example/'}\n"
        "  reference: made up for the tests\n"
    )
    sources = {source.id: source for source in load_knowledge(toy).sources}
    assert sources["digest"].publisher == "The cube society"
    assert "ctgov" in sources


def test_a_disease_adds_codes_of_its_own_to_the_lists(toy: Path) -> None:
    (toy / "vocabularies").mkdir()
    (toy / "vocabularies" / "target.csv").write_text(
        "code,fr_short,en_short,fr_long,en_long,fr_meaning,en_meaning,reference\n"
        "corner,Coin,Corner,coin,corner,,,made up for the tests\n"
    )
    codes = [code.code for code in load_knowledge(toy).vocabularies["target"]]
    assert codes[-1] == "corner"
    assert "cd19" in codes


def test_each_row_knows_the_file_and_line_it_was_read_from(toy: Path) -> None:
    knowledge = load_knowledge(toy)
    file, line = knowledge.profile.forms[1].place
    assert Path(file) == toy / "profile.yaml"
    assert (toy / "profile.yaml").read_text().splitlines()[line - 1].strip() == "- id: dice"
    assert knowledge.terms[2].place == (f"{toy.as_posix()}/terms.csv", 4)
    assert knowledge.countries[0].place[0] == "curated/vocabularies/countries.csv"


def test_values_stay_strings_in_the_rows_of_an_edition(toy: Path) -> None:
    trial = load_knowledge(toy).editions[0].trials[0]
    assert trial["recruitment_on"] == "2031-05-17"
    assert trial["phases"] == ["2"]


def test_messages_are_keyed_by_topic_and_way() -> None:
    messages = load_knowledge().messages
    assert set(messages) == {"fr", "en"}
    assert all(key.count(".") >= 1 for key in messages["fr"])
    assert isinstance(messages["fr"]["common.say"], str)


def test_the_same_files_give_the_same_hash_wherever_they_are(toy: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(toy, tmp_path / "elsewhere" / "toy")
    assert load_knowledge(toy).sha256 == load_knowledge(Path(moved)).sha256


def test_one_changed_byte_gives_another_hash(spoil: Spoil) -> None:
    before = load_knowledge(spoil("terms.csv", "Adults", "Adults")).sha256
    assert load_knowledge(spoil("terms.csv", "Adults", "adults")).sha256 != before


def test_all_defects_are_raised_together_with_lines_and_remedies(spoil: Spoil) -> None:
    spoil("profile.yaml", "    reference: made up for the tests\n  - id: dice", "  - id: dice")
    toy = spoil("terms.csv", "dice disease,en", "dice disease,de")
    with pytest.raises(CuratedError) as raised:
        load_knowledge(toy)
    first, second = raised.value.defects
    assert (first.line, first.what) == (7, "'forms.0.reference' is missing.")
    assert (second.line, second.what) == (4, "'language' is 'de'.")
    assert second.do == "Write 'fr', 'en' or 'any'."


def test_a_key_with_a_slip_is_named_and_the_right_one_offered(spoil: Spoil) -> None:
    toy = spoil("profile.yaml", "abbreviations:", "abreviations:")
    with pytest.raises(CuratedError) as raised:
        load_knowledge(toy)
    (defect,) = raised.value.defects
    assert defect.what == "'forms.1.abreviations' is not a key of a Form."
    assert defect.do == "Write 'abbreviations', or remove it."


def test_an_unknown_disease_is_named_with_near_ones() -> None:
    with pytest.raises(UnknownName, match="inflammatory_myopathies"):
        load_knowledge("inflamatory_myopathy")


def test_a_folder_without_profile_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"has no profile\.yaml"):
        load_knowledge(tmp_path)


def test_a_path_that_is_no_folder_is_said_so() -> None:
    with pytest.raises(UnreadableInput, match="is not a folder"):
        load_knowledge("nowhere/at/all")


def test_the_flagship_is_among_the_shipped_diseases() -> None:
    assert "inflammatory_myopathies" in shipped_diseases()


def test_plural_sentences_keep_their_shapes(toy: Path, tmp_path: Path) -> None:
    for language in ("fr", "en"):
        folder = tmp_path / "shared" / "messages" / language
        folder.mkdir(parents=True)
        (folder / "card.yaml").write_text("ages:\n  from: '{low}'\nn: {by: n, one: a, other: b}\n")
    shared = Folder(tmp_path / "shared", "curated", "curated")
    reading = read_folders(Folders(shared, Folder(toy, "toy", "toy", is_shipped=False)))
    assert reading.defects == []
    assert reading.knowledge is not None
    assert reading.knowledge.messages["fr"] == {
        "card.ages.from": "{low}",
        "card.n": {"by": "n", "one": "a", "other": "b"},
    }
