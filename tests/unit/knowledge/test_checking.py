"""Each rule of `vigie check` finds its fault, names the line and says what to do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from vigie.errors import Defect
from vigie.knowledge.checking import check, check_reading
from vigie.knowledge.folders import Folder, Folders
from vigie.knowledge.loading import read_folders

Spoil = Callable[[str, str, str], Path]


def only(defects: tuple[Defect, ...]) -> Defect:
    assert len(defects) == 1, "\n".join(map(str, defects))
    return defects[0]


def test_the_toy_disease_is_in_order(toy: Path) -> None:
    assert check(toy) == ()


def test_defects_of_shape_are_reported_and_do_not_stop_the_rest(spoil: Spoil) -> None:
    spoil("terms.csv", "dice disease,en", "dice disease,de")
    defect, other = check(spoil("profile.yaml", "parent: cube", "parent: cub"))
    assert defect.what == "There is no form 'cub'."
    assert other.what == "'language' is 'de'."


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "profile.yaml",
            "parent: cube",
            "parent: cub",
            "There is no form 'cub'. Write 'cube', or add it.",
        ),
        (
            "profile.yaml",
            "parent: cube",
            "parent: dice",
            "The form 'dice' stands above itself. Give it the parent",
        ),
        (
            "profile.yaml",
            "instead: cube",
            "instead: brick",
            "There is no form 'brick'. Add it, or name a known form.",
        ),
        (
            "profile.yaml",
            "forms: [cube, dice]",
            "forms: [cube, dyce]",
            "There is no form 'dyce'. Write 'dice'",
        ),
        ("profile.yaml", "- id: dice", "- id: cube", "'cube' stands already at"),
        (
            "profile.yaml",
            "dés, gender: f",
            "dés",
            "'maladie des dés' has no gender. Write gender: m or gender: f.",
        ),
        (
            "profile.yaml",
            "maladie des dés,",
            "maladie des blocs,",
            "'maladie des blocs' is advised against. Name the form 'cube'.",
        ),
        (
            "profile.yaml",
            "dice disease}",
            "Block Disease}",
            "'Block Disease' is advised against. Name the form 'cube'.",
        ),
        (
            "profile.yaml",
            "reference: made up for the tests",
            "reference: own",
            "The reference is 'own'. Name the document",
        ),
        (
            "profile.yaml",
            "parent: cube",
            "codes: {orpha: ORPHA12}",
            "'ORPHA12' is not a code of orpha.",
        ),
        (
            "profile.yaml",
            "parent: cube",
            "codes: {icd: A00}",
            "The code system 'icd' is not known. The systems are",
        ),
        (
            "terms.csv",
            "en,form,dice",
            "en,form,dyce",
            "There is no form concept 'dyce'. Write 'dice'",
        ),
        (
            "terms.csv",
            "dice disease,en,form",
            "dice disease,en,phases",
            "There is no facet 'phases'. Write 'phase'",
        ),
        (
            "terms.csv",
            "Children with dice disease",
            "Children",
            "does not hold it. Write an example",
        ),
        ("terms.csv", "maladie des cubes,fr", "cube disease,en", "stands already at"),
        (
            "editions/2031.yaml",
            "key: corners",
            "key: rolling",
            "The key 'rolling' stands already at line 7.",
        ),
        (
            "editions/2031.yaml",
            "[Norway]",
            "[Norwey]",
            "there is no 'Norwey'. Write 'Norway', or add it.",
        ),
    ],
)
def test_a_fault_is_found_with_its_remedy(
    spoil: Spoil, file: str, old: str, new: str, said: str
) -> None:
    toy = spoil(file, old, new)
    defects = check(toy)
    found = [defect for defect in defects if said in f"{defect.what} {defect.do}"]
    assert found, "\n".join(map(str, defects)) or "nothing was found"
    assert Path(found[0].file) == toy / file
    assert 0 < found[0].line <= len((toy / file).read_text().splitlines())


def test_a_longer_name_in_which_a_discouraged_word_is_right_is_left_alone(spoil: Spoil) -> None:
    spoil(
        "profile.yaml",
        "instead: cube",
        "instead: cube\n    except_in: [maladie des blocs de sable]",
    )
    assert check(spoil("profile.yaml", "maladie des dés,", "maladie des blocs de sable,")) == ()


def test_a_file_that_nothing_reads_is_named(toy: Path) -> None:
    (toy / "term.csv").write_text("term\n")
    defect = only(check(toy))
    assert (defect.file, defect.what) == (f"{toy.as_posix()}/term.csv", "Nothing reads this file.")


def test_a_sentence_of_an_edition_speaks_of_its_results_figures_only(spoil: Spoil) -> None:
    result = "{key: r1, kind: trial, figures: [{key: people, values: ['3'], unit: people}]}"
    spoil("editions/2031.yaml", "results: []", f"results: [{result}]")
    sentences = "{r1: {fr: 'À {n}', en: 'By {n}'}, r2: {fr: Rien, en: None}}"
    toy = spoil("editions/2031.yaml", "statements: []", f"statements: []\nsentences: {sentences}")
    first, second = check(toy)
    assert (first.what, first.do) == ("'r1' has no figure 'n'.", "Its figures are people.")
    assert second.what == "No result has the key 'r2'."


def french(
    toy: Path, tmp_path: Path, french: str, english: str = "a: fine\n"
) -> tuple[Defect, ...]:
    """The defects of two files of messages, without those of what else is not there."""
    for language, text in (("fr", french), ("en", english)):
        folder = tmp_path / "shared" / "messages" / language
        folder.mkdir(parents=True)
        (folder / "t.yaml").write_text(text)
    shared = Folder(tmp_path / "shared", "curated", "curated")
    reading = read_folders(Folders(shared, Folder(toy, "toy", "toy", is_shipped=False)))
    return tuple(d for d in check_reading(reading) if d.file.startswith("curated/messages"))


@pytest.mark.parametrize(
    ("text", "found", "do"),
    [
        ("l'essai", "l'essai", "apostrophe"),
        ("Vraiment?", "Vraiment?", "space before the sign"),
        ("trois points: ceci", "points:", "space before the colon"),
        ("12%", "12%", "space before the sign"),
        ("«mot »", "«mot", "space after «"),
        ('"mot"', '"mot"', "Write « and »"),
        ("Etude BIRD", "Etude", "accent on the capital"),
        ("A l’hôpital", "A l’", "Write À"),
        ("le coeur", "coeur", "ligature"),
        ("la 2ème fois", "2ème", "2e"),
        ("deux  espaces", "deux  espaces", "one space"),
        ("un espace insécable\u00a0!", "insécable\xa0!", "plain space"),
        ("ici .", "ici .", "Remove the space"),
        ("éligible", "éligible", "never this word"),
    ],
)
def test_french_typography_is_checked(
    toy: Path, tmp_path: Path, text: str, found: str, do: str
) -> None:
    quoted = text.replace("'", "''")
    defects = french(toy, tmp_path, f"a: '{quoted}'\n")
    assert any(repr(found) in d.what and do in d.do for d in defects), "\n".join(map(str, defects))
    assert all(d.line == 1 for d in defects)


@pytest.mark.parametrize(
    "text",
    [
        "L’essai BIRD : trois mois, 12 % des personnes ; et ensuite ?",
        "Voir « Étude MAIA » (https://example.org/a?b=c;d), doi 10.1000/a;b.",
        "Chez {n} personnes {x:de}, **{share} %** d’entre elles…",
        "Phase I/II : de 18 à 64 ans, 1re et 2e périodes, HLA-DQA1*06:01.",
    ],
)
def test_good_french_is_left_alone(toy: Path, tmp_path: Path, text: str) -> None:
    english = "a: 'Fine {n} {x} {share}'\n" if "{" in text else "a: Fine\n"
    assert french(toy, tmp_path, f'a: "{text}"\n', english) == ()


def test_a_message_of_one_language_only_is_named(toy: Path, tmp_path: Path) -> None:
    defect = only(french(toy, tmp_path, "a: bien\nb: aussi\n"))
    assert str(defect) == (
        "curated/messages/fr/t.yaml:2: The message 't.b' has no English. "
        "Write it, with the same slots."
    )


def test_both_languages_have_the_same_slots(toy: Path, tmp_path: Path) -> None:
    defect = only(french(toy, tmp_path, "a: '{n} ans'\n", "a: '{years:unit} years'\n"))
    assert defect.what == "'t.a' has slots n in French, years in English."


def test_a_slot_with_a_slip_is_named(toy: Path, tmp_path: Path) -> None:
    defects = french(toy, tmp_path, "a: '{N} ans'\n", "a: fine\n")
    assert "belongs to no slot" in only(defects).what


def test_plurals_have_the_shapes_of_their_language(toy: Path, tmp_path: Path) -> None:
    defects = french(
        toy, tmp_path, "a: {by: n, one: '{n} an'}\n", "a: {by: n, one: a, few: b, other: c}\n"
    )
    assert [d.what for d in defects] == [
        "The message 't.a' has the plural shape few.",
        "The message 't.a' lacks the plural shape other.",
    ]


def test_a_list_among_messages_is_a_defect(toy: Path, tmp_path: Path) -> None:
    assert "'t.b' is a list." in [d.what for d in french(toy, tmp_path, "a: bien\nb: [x]\n")]


def test_a_code_without_words_and_words_without_code_are_named(toy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shared" / "vocabularies"
    folder.mkdir(parents=True)
    head = "code,fr_short,en_short,fr_long,en_long,fr_meaning,en_meaning,reference\n"
    (folder / "certainty.csv").write_text(
        head + "high,a,a,a,a,,,made up\nmedium,b,b,b,b,,,made up\nmaybe,c,c,c,c,,,made up\n"
    )
    shared = Folder(tmp_path / "shared", "curated", "curated")
    reading = read_folders(Folders(shared, Folder(toy, "toy", "toy", is_shipped=False)))
    found = [d for d in check_reading(reading) if d.file.endswith("certainty.csv")]
    assert [defect.what for defect in found] == [
        "The code 'low' of Certainty has no row.",
        "The code 'maybe' is not one that a record can hold.",
    ]
    assert found[1].line == 4
    assert found[1].do == "Remove it, or add it to Certainty."
