"""From a sync of the literature to the edition. Every article here is made up."""

import json
import re
from pathlib import Path

import pytest
from commanding import Command

from servers.entries import Entries, entries_served, entry
from servers.library import Library, citation, library_served
from vigie.knowledge.loading import load_knowledge

KNOWLEDGE = load_knowledge("inflammatory_myopathies")
NCT = "NCT05523167"  # a study of the digest
BANK = (
    "<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>"
    f"<AccessionNumberList><AccessionNumber>{NCT}</AccessionNumber></AccessionNumberList>"
    "</DataBank></DataBankList>"
)
RETRACTION = (
    '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Made Up.'
    " 2026;9:9</RefSource><PMID>99</PMID></CommentsCorrections></CommentsCorrectionsList>"
)
OF_THE_ABSTRACT = "These words stand in an abstract alone"


def cited(author: str, journal: str, year: int, pmid: str, title: str) -> bytes:
    """A record that fits a citation of the digest."""
    family, initials = author.rsplit(" ", 1)
    body = citation(pmid, title, year=year, author=family).replace(b"J Made Up", journal.encode())
    return body.replace(b"<Initials>AB", b"<Initials>" + initials.encode())


def held() -> dict[str, bytes]:
    neves = ("Neves A", "Rheumatology (Oxford)", 2024)
    kleefeld = ("Kleefeld F", "Brain", 2025)
    rows = [
        citation(pmid, "Inflammatory myopathy") for pmid in KNOWLEDGE.profile.sentinels["pubmed"]
    ]
    rows += [
        citation(
            "201", "Efgartigimod in dermatomyositis", kind="Randomized Controlled Trial", more=BANK
        ),
        citation(
            "202",
            "Guideline on inclusion body myositis",
            kind="Practice Guideline",
            abstract=OF_THE_ABSTRACT,
        ),
        citation("203", "A retracted cohort of polymyositis").replace(
            b"</MedlineCitation>", RETRACTION.encode() + b"</MedlineCitation>"
        ),
        citation("204", "Pyomyositis of the thigh"),
        citation("205", "Inclusion body myositis long ago", year=1999),
        cited(*neves, "206", "Myositis"),
        cited(*kleefeld, "207", "One paper on inclusion body myositis"),
        cited(*kleefeld, "208", "Another paper on inclusion body myositis"),
    ]
    return {re.search(rb'<PMID Version="1">(\d+)', row)[1].decode(): row for row in rows}  # type: ignore[index]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """An editor who has synced, accepted a guideline, and built the edition."""
    folder = tmp_path_factory.mktemp("editor")
    vigie = Command(home=folder / "home", folder=folder)
    tie = {"type": "Preprint of", "id": "201", "source": "MED", "reference": "J Made Up. 2026"}
    preprints = {
        "PPR/PPR1": entry("PPR/PPR1", commentCorrectionList={"commentCorrection": [tie]}),
        "PPR/PPR2": entry("PPR/PPR2", "A preprint on inclusion body myositis"),
    }
    with library_served(Library(held())) as library, entries_served(Entries(preprints)) as entries:
        urls = {"VIGIE_PUBMED_URL": library.url, "VIGIE_EUROPEPMC_URL": entries.url}
        assert vigie("sync", "pubmed", "europepmc", **urls).code == 0
    words = ("--because", "the first in years", "--reviewer", "A. Editor")
    assert vigie("shortlist", "--accept", "202", *words).code == 0
    said = vigie("build")
    assert said.code == 0, said.err
    return vigie


pytestmark = pytest.mark.enable_socket


def page(editor: Command, path: str) -> str:
    text = (editor.folder / "site" / path).read_text(encoding="utf-8")
    said = " ".join(re.sub(r"<[^>]+>", " ", text).split())
    return re.sub(r" ([,.])", r"\1", said)


def figures(editor: Command) -> dict[str, dict[str, object]]:
    told = json.loads((editor.folder / "site" / "data" / "figures.json").read_text())
    return {one["key"]: one for one in told["figures"]}


def test_a_synced_edition_says_that_its_facts_are_not_of_the_brochure_alone(
    editor: Command,
) -> None:
    assert "registries of studies or databases of publications" in page(editor, "en/index.html")
    assert "registres d’études ou de bases de publications" in page(editor, "fr/index.html")
    method = page(editor, "en/sources.html")
    assert "those of registries and databases are read by a program" in method
    assert "not all those of the registries" in method, "no registry was asked"


def test_publications_are_counted_by_year_form_and_chapter(editor: Command) -> None:
    found = figures(editor)
    refs = [one["ref"].partition("@")[0] for one in found["literature.all"]["evidence"]]  # type: ignore[attr-defined]
    assert {"pubmed:201", "pubmed:202", "europepmc:PPR/PPR2"} <= set(refs)
    assert not {"pubmed:204", "pubmed:205", "europepmc:PPR/PPR1"} & set(refs)
    assert found["literature.form.ibm"]["value"] == 4
    assert found["ibm.literature"]["value"] == 4
    assert found["literature.apart.preprint"]["value"] == 1
    years = [figure["value"] for key, figure in found.items() if key.startswith("literature.year.")]
    assert (len(years), sum(years)) == (5, found["literature.all"]["value"])  # type: ignore[arg-type]


def test_the_counted_and_the_stated_stand_apart(editor: Command) -> None:
    found = figures(editor)
    assert (found["literature.all"]["kind"], found["publications-year"]["kind"]) == (
        "counted",
        "stated",
    )
    assert "neither confirms the other" in page(editor, "en/literature.html")
    assert "aucun ne confirme l’autre" in page(editor, "fr/literature.html")


def test_each_counted_record_is_where_its_figure_says(editor: Command) -> None:
    for one in figures(editor)["literature.all"]["evidence"]:  # type: ignore[attr-defined]
        path, _, fragment = one["pages"]["fr"].partition("#")
        text = (editor.folder / "site" / path).read_text(encoding="utf-8")
        assert not fragment or f'id="{fragment}"' in text


def test_the_chapter_shows_its_literature_in_both_languages(editor: Command) -> None:
    english, french = page(editor, "en/ibm.html"), page(editor, "fr/ibm.html")
    assert (
        "the databases hold 4 (counted figure) publications about inclusion body myositis"
        in english
    )
    assert (
        "les bases contiennent 4 (chiffre compté) publications sur la myosite à inclusions"
        in french
    )
    assert "PubMed 202" in english
    assert "PubMed 202" in french


def test_a_citation_that_one_record_fits_has_its_number_and_others_have_none(
    editor: Command,
) -> None:
    neves = page(editor, "en/records/digest-2025-neves-2024.html")
    assert "one record alone fits this citation" in neves
    assert "PubMed 206" in neves
    found = figures(editor)
    assert found["literature.citations.resolved"]["value"] == 1
    assert found["literature.citations.ambiguous"]["value"] == 1
    assert found["literature.citations"]["value"] == 79
    assert "could be Kleefeld F" in page(editor, "en/literature.html")


def test_a_study_shows_its_publications_with_what_ties_them(editor: Command) -> None:
    alkivia = page(editor, "en/records/digest-2025-alkivia.html")
    assert "Results published: Martin AB, J Made Up, February 2026." in alkivia
    assert "declares the number of the study" in alkivia
    assert figures(editor)["literature.with_results"]["value"] == 1


def test_a_retraction_is_marked_wherever_the_article_is_named(editor: Command) -> None:
    listed = page(editor, "en/publications-2026.html")
    at = listed.index("A retracted cohort")
    assert "Retracted article" in listed[at : at + 300]
    shown = page(editor, "fr/publications-2026.html")
    assert "Article rétracté" in shown


def test_no_page_and_no_file_holds_an_abstract(editor: Command) -> None:
    found = [
        path
        for path in (editor.folder / "site").rglob("*")
        if path.is_file() and OF_THE_ABSTRACT.encode() in path.read_bytes()
    ]
    assert found == []


@pytest.mark.parametrize("form", ["ris", "bibtex"])
def test_what_was_accepted_is_in_the_reference_lists(editor: Command, form: str) -> None:
    said = editor("export", "--format", form)
    assert "Guideline on inclusion body myositis" in said.out
    assert "Efgartigimod in dermatomyositis" not in said.out
    assert "206" in said.out


def test_publications_are_found_by_their_words(editor: Command) -> None:
    found = [one["id"] for one in editor("search", "efgartigimod", "--json").json["results"]]
    assert "pubmed:201" in found
    old = [one["id"] for one in editor("search", "long ago", "--json").json["results"]]
    assert old == ["pubmed:205"]


def test_the_shipped_edition_knows_of_no_database(tmp_path: Path) -> None:
    vigie = Command(home=tmp_path / "home", folder=tmp_path)
    assert vigie("build", "--lang", "en").code == 0
    assert not (tmp_path / "site" / "en" / "literature.html").exists()


def test_a_study_is_shown_with_its_publications(editor: Command) -> None:
    (record,) = editor("show", NCT, "--json").json["records"]
    assert record["publications"] == [
        {"id": "pubmed:201", "kind": "declared", "in": "registry_numbers", "words": NCT}
    ]
    said = editor("show", NCT).out
    assert "Results published: Martin AB, J Made Up" in said
    assert "pubmed:201" in said


def test_a_search_says_that_an_article_was_retracted(editor: Command) -> None:
    found = editor("search", "retracted", "cohort", "--json").json["results"]
    assert {one["id"]: one["notices"] for one in found}["pubmed:203"] == ["retracted"]
    told = editor("search", "retracted", "cohort").out
    assert "retracted" in told
    assert found[0]["title"] in told
    assert re.search(r"^  \S.* AB, .+, 20\d\d\S*, .*pubmed:\d+$", told, re.MULTILINE)


def test_links_and_resolutions_are_in_the_data(editor: Command) -> None:
    folder = editor.folder / "site" / "data" / "json"
    (link,) = json.loads((folder / "links.json").read_text())
    assert (link["study"], link["article"], link["kind"]) == (
        "digest:2025/alkivia",
        "pubmed:201",
        "declared",
    )
    rows = json.loads((folder / "resolutions.json").read_text())
    assert {(row["citation"], row["record"], row["is_match"]) for row in rows} == {
        ("digest:2025/neves-2024", "pubmed:206", True),
        ("digest:2025/kleefeld-2025", "pubmed:207", False),
        ("digest:2025/kleefeld-2025", "pubmed:208", False),
    }
