"""The 2025 edition against the two readings of the digest and its text: nothing is missing.

Skipped, saying so, where those files are not beside the repository.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest
import yaml
from curated_rows import copied, digest_text, reference_file, runs_of
from edition_2025 import ARTICLES, EDITION, RESULTS, STATEMENTS, TRIALS, leaves, rows_of

from vigie.records.entries import Statement, Trial
from vigie.records.vocabulary import Certainty, Qualifier

NUMBER = re.compile(r"NCT\d{8}")
FORMS = {
    "dm": "dermatomyositis", "pm": "polymyositis", "jdm": "juvenile dermatomyositis",
    "ibm": "inclusion body myositis", "imnm": "immune-mediated necrotizing myopathy",
    "asys": "antisynthetase syndrome", "ild": "interstitial lung disease", "iim": "myositis",
}  # fmt: skip
# Studies printed without a number: the first reading's key, and ours.
UNNUMBERED = {
    "BIGTIM": "bigtim", "RAPAMI": "rapami", "dazukibart phase 2": "dazukibart-phase-2",
    "tofacitinib pilot": "tofacitinib-pilot", "telitacicept pilot": "telitacicept-pilot",
    "ruxoprubart phase 2": "ruxoprubart-phase-2", "JADE": "jade", "CYTILDASS": "cytildass",
    "NEUTROSAS2": "neutrosas2", "IBMR": "ibmr", "EuroMyositis": "euromyositis",
}  # fmt: skip
# Studies that only the second reading found: its name for them, and ours.
ADDED = {
    "efgartigimod in IMNM": "efgartigimod-imnm",
    "RAY121 healthy volunteers": "ray121-healthy-volunteers",
    "CD19 CAR-T in JDM": "car-t-jdm-italy",
    "JAK inhibitors in JDM, Lyon": "jak-inhibitors-jdm-lyon",
    "autologous stem cells, Germany": "stem-cells-germany",
    "PROMIS": "promis",
    "RCP Urgence PID": "rcp-urgence-pid",
    "GLPG3667 phase I": "glpg3667-phase-1",
}
# Fields of the second reading, and the fields of ours that hold what it found.
FIELDS = {
    "acronym": "acronym", "target": "targets", "sponsor": "sponsor developer",
    "countries": "countries", "countries_named": "countries", "regions_named": "regions",
    "subtypes": "conditions", "treatments": "interventions", "modality": "modality",
    "control": "controls", "follow_up": "follow_up_months", "enrolment": "enrolment",
    "start": "start", "end": "completion", "abroad": "is_abroad", "new (badge owner)":
    "is_marked_new", "phases (badge owner)": "phases", "phases": "phases",
    "status": "recruitment", "status_conflict": "recruitment",
    "printed_registry_number": "registry_numbers", "note": "registry_numbers",
    "fr": "countries_ruled_out", "size_note": "enrolment", "enrolment_treated": "enrolment",
    "enrolment_total_of_two": "enrolment", "other_conditions": "other_conditions",
    "prior_treatment": "population", "population": "population", "inclusion": "population",
    "refractory": "population", "ages": "population", "conditions_note": "other_conditions",
    "min_age": "min_age_years", "afm_supported": "funders", "lead": "lead_centre",
    "route": "interventions", "dose": "interventions", "product": "interventions",
    "fr_cities": "sites", "cities": "sites", "fr_hospitals": "sites", "fr_centres": "centres",
    "centres": "centres", "fed_by": "relations", "antibodies": "antibodies",
    "countries_count": "country_count", "data_period": "subject",
}  # fmt: skip
OF_A_RESULT = {"citation", "results", "reported_participants"}


@cache
def read_yaml(name: str) -> Any:
    return yaml.safe_load(reference_file(name).read_text(encoding="utf-8"))


def first() -> Any:
    return read_yaml("avancees-2025.yaml")


def changes() -> list[Mapping[str, Any]]:
    return list(read_yaml("avancees-2025-second-reading.yaml"))


def structure() -> Any:
    return read_yaml("avancees-2025-structure.yaml")


def of_number() -> dict[str, str]:
    by_number = {number: key for key, one in TRIALS.items() for number in one.registry_numbers}
    return by_number | {"NCT06857240": "ruxolitinib-cream"} | UNNUMBERED


def ours(name: str) -> str | None:
    """Our key for a study as the readings name it."""
    plain = name.removesuffix(" (absent entry)")
    return of_number().get(plain) or ADDED.get(plain)


class TestStudies:
    def test_all_61_numbers_printed_are_here_and_no_other(self) -> None:
        printed = {trial["id"] for trial in first()["trials"]}
        assert len(printed) == 61
        assert printed == set(NUMBER.findall(digest_text()))
        assert printed == {n for trial in TRIALS.values() for n in trial.registry_numbers}

    def test_the_11_studies_without_a_number_are_here(self) -> None:
        assert {row["key"] for row in first()["without_registry_number"]} == set(UNNUMBERED)
        assert set(UNNUMBERED.values()) <= set(TRIALS)

    def test_the_studies_of_the_second_reading_are_here_and_told_apart(self) -> None:
        absent = {change["id"] for change in changes() if "absent entry" in change["id"]}
        assert {name.removesuffix(" (absent entry)") for name in absent} == set(ADDED)
        assert set(EDITION.structure["second_reading_trials"]) == set(ADDED.values())  # type: ignore[call-overload]
        assert len(TRIALS) == 61 + 11 + len(ADDED)

    def test_what_the_first_reading_holds_and_the_second_does_not_change_is_kept(self) -> None:
        changed = {(change["id"], change["field"]) for change in changes()}
        kept: dict[str, Callable[[Trial], Any]] = {
            "enrolment": lambda one: one.enrolment and one.enrolment.value,
            "min_age": lambda one: one.min_age_years,
            "max_age": lambda one: one.max_age_years,
            "start": lambda one: one.start and str(one.start.date),
            "end": lambda one: one.completion and str(one.completion.date),
            "follow_up": lambda one: one.follow_up_months and one.follow_up_months.value,
            "status": lambda one: one.recruitment,
            "phases": lambda one: [int(phase) for phase in one.phases],
            "acronym": lambda one: one.acronym,
            "new": lambda one: one.is_marked_new,
            "fr_cities": lambda one: [site.city for site in one.sites if site.country == "France"],
            "subtypes": lambda one: sorted(one.conditions),
        }
        different = set()
        for row in (*first()["trials"], *first()["without_registry_number"]):
            name = row.get("id") or row["key"]
            for field in kept.keys() & row.keys():
                was, now = row[field], kept[field](TRIALS[ours(name) or ""])
                if field == "subtypes":
                    was = sorted(FORMS.get(form, form) for form in was)
                same = str(was) == str(now) or was == now
                if not same and not any(
                    (name, other) in changed for other in (field, f"{field} (badge owner)")
                ):
                    different.add((name, field))
        assert different == AGREED_DIFFERENCES


# The text says myositis beside interstitial lung disease: the first reading gave the lungs only.
AGREED_DIFFERENCES = {
    ("NCT04928586", "subtypes"),
    ("NCT05505409", "subtypes"),
    ("NCT05799755", "subtypes"),
}


class TestSecondReading:
    def test_every_change_of_a_study_is_reflected(self) -> None:
        lost = [
            (change["id"], change["field"])
            for change in changes()
            if change["id"] not in ("convention", "document", "citations", "key_figures")
            and not change["id"].startswith("citation ")
            and not is_reflected(change)
        ]
        assert lost == []

    def test_what_is_not_certain_has_a_note_on_its_field(self) -> None:
        unnoted = []
        for change in changes():
            key = ours(change["id"])
            if not key or change["certainty"] == "high" or change["field"] in OF_A_RESULT:
                continue
            if change["field"] == "entry":
                continue
            fields = FIELDS[change["field"]].split()
            noted = {note.field for note in TRIALS[key].notes if note.certainty != "high"}
            if not noted & set(fields):
                unnoted.append((change["id"], change["field"], change["certainty"]))
        assert unnoted == []

    def test_a_developer_is_not_taken_for_a_sponsor(self) -> None:
        (convention,) = [one for one in changes() if one["id"] == "convention"]
        developers, sponsors = convention["note"].split("True sponsor/lead wording")
        for number in NUMBER.findall(developers):
            trial = TRIALS[of_number()[number]]
            assert trial.developer, number
            assert trial.sponsor is None, number
            assert "developer" in {note.field for note in trial.notes}, number
        for number in NUMBER.findall(sponsors):
            assert TRIALS[of_number()[number]].sponsor, number

    def test_hedged_key_figures_are_hedged(self) -> None:
        hedged = {
            "followed-ibm": Qualifier.NEARLY, "followed-dm-pm": Qualifier.MORE_THAN,
            "followed-imnm": Qualifier.NEARLY, "followed-asys": Qualifier.NEARLY,
            "prevalence": Qualifier.ABOUT, "stem-cell-grafts-france": Qualifier.MORE_THAN,
            "development-time": Qualifier.MEAN, "calcinosis-jdm": Qualifier.UP_TO,
        }  # fmt: skip
        assert {key: STATEMENTS[key].figure.qualifier for key in hedged} == hedged
        assert STATEMENTS["development-time-to-phase-3"].figure.values == (10, 12)
        assert STATEMENTS["calcinosis-adult"].figure.values == (20,)
        assert STATEMENTS["statin-exposed-imnm"].figure.values == (70, 75)
        assert STATEMENTS["car-t-first-authorisation"].figure.values == (2018,)
        assert STATEMENTS["car-t-ibm-trials"].figure.values == (0,)

    def test_documents_beside_the_citations_are_here(self) -> None:
        kinds = Counter(article.kind for article in ARTICLES.values())
        assert kinds["press_release"] == 2
        assert {"bndmr-2024", "pnds-ibm-2021"} <= set(ARTICLES)
        assert ARTICLES["needham-2025"].journal == "AAN annual meeting"
        document: Any = EDITION.structure["document"]
        assert {"occasion", "period"} <= set(document)


# One of its centres is supported, not the trial: the note says so, and no funder is given.
LEFT_OUT = {("NCT04789070", "afm_supported")}


def is_reflected(change: Mapping[str, Any]) -> bool:
    key, field = ours(change["id"]), change["field"]
    if key is None:
        return False
    if (change["id"], field) in LEFT_OUT:
        return not TRIALS[key].funders and "funders" in {note.field for note in TRIALS[key].notes}
    trial = TRIALS[key]
    if field == "entry":
        return key in ADDED.values()
    if field in OF_A_RESULT:
        return any(trial.id in one.trials for one in RESULTS.values()) or any(
            row["trial"] == key for row in rows_of("citations_of_studies")
        )
    fields = FIELDS[field].split()
    noted = {note.field for note in trial.notes}
    held = [getattr(trial, name) for name in fields]
    if change["should_be"] is None:
        return bool(noted & set(fields)) or not any(held)
    return bool(noted & set(fields)) or (any(held) and agrees(change, trial))


def agrees(change: Mapping[str, Any], trial: Trial) -> bool:
    """Whether a plain value of the second reading is ours."""
    rule = RULES.get(change["field"])
    return rule is None or rule(change["should_be"], trial)


RULES: Mapping[str, Callable[[Any, Trial], bool]] = {
    "min_age": lambda value, one: one.min_age_years == value,
    "countries_named": lambda value, one: set(value) <= set(one.countries),
    "fr_cities": lambda value, one: set(value) <= {site.city for site in one.sites},
    "cities": lambda value, one: set(value) <= {site.city for site in one.sites},
    "follow_up": lambda value, one: (
        not isinstance(value, int | float)
        or (one.follow_up_months is not None and one.follow_up_months.value == value)
    ),
    "enrolment": lambda _, one: one.enrolment is not None and one.enrolment.qualifier is not None,
    "end": lambda _, one: (
        one.completion is not None and one.completion.qualifier is Qualifier.END_OF
    ),
    "fed_by": lambda value, one: (
        len([tie for tie in one.relations if tie.kind == "fed_by"]) == len(value)
    ),
    "control": lambda value, one: len(one.controls) == (1 if "untreated" in value else 2),
}


class TestCitationsAndResults:
    def test_the_79_citations_are_here_in_the_order_of_the_text(self) -> None:
        cited = [one for one in ARTICLES.values() if one.kind in CITED]
        printed = first()["citations"]
        assert len(cited) == len(printed) == 79
        for ours_, theirs in zip(cited, printed, strict=True):
            assert ours_.first_author == theirs["first_author"]
            assert ours_.has_other_authors == theirs["et_al"]
            assert ours_.published
            assert ours_.published.year == theirs["year"]
            assert ours_.section == theirs["chapter"]

    def test_a_citation_stands_where_its_place_says(self) -> None:
        lines = digest_text().split("\n")
        for key, article in ARTICLES.items():
            name = (article.first_author or "").split("(")[0].split(",")[0].strip()
            for place in article.places:
                assert place.line
                line = lines[place.line - 1]
                if article.kind in CITED:
                    assert name in line, f"{key}: {line!r}"

    def test_the_55_results_are_here_with_the_design_of_one_trial_more(self) -> None:
        printed = [(row["p"], row["l"]) for row in structure()["published_results"]]
        assert len(printed) == 55
        held = {place.line for one in RESULTS.values() for place in one.places}
        assert [place for place in printed if place[1] not in held] == []
        assert len(RESULTS) == 55 + 1
        assert "result-badrising-2025" in RESULTS

    def test_numbers_of_results_stand_in_their_lines(self) -> None:
        lines = digest_text().split("\n")
        lost = []
        for key, result in RESULTS.items():
            text = " ".join(lines[place.line - 1] for place in result.places if place.line)
            lost += [
                (key, figure.key, value)
                for figure in result.figures
                for value in figure.values
                if not is_printed(value, text)
            ]
        assert lost == []


CITED = ("article", "congress_abstract", "registry_report")
WORDS = {
    1: "un une 1^{er} seule premier premi", 2: "deux 2^e", 3: "trois tiers", 4: "quatre quart 4^e",
    5: "cinq", 6: "six 6^e", 7: "sept", 8: "huit", 9: "neuf", 10: "dix", 11: "Onze onze",
    12: "douze 12^e", 16: "seize", 18: "18", 40: "Quarante",
}  # fmt: skip


def is_printed(value: float, text: str) -> bool:
    number = f"{value:g}".replace(".", ",") if value < 10000 else f"{value:.0f}"
    spaced = re.sub(r"(\d)[ \u00a0\u202f](\d{3})", r"\1\2", text)
    if re.search(rf"(?<![\d,]){re.escape(number)}(?![\d]|,\d)", spaced):
        return True
    words = WORDS.get(int(value), "").split() + (["moitié"] if value == 2 else [])
    return any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words)


class TestFiguresAndStructure:
    def test_the_203_figures_of_the_text_are_here(self) -> None:
        printed = structure()["figures"]
        assert len(printed) == 203
        held = Counter(place.line for one in STATEMENTS.values() for place in one.places)
        wanted = Counter(row["l"] for row in printed)
        assert {line: n for line, n in wanted.items() if held[line] < n} == {}

    def test_numbers_of_figures_stand_in_their_lines(self) -> None:
        lines = digest_text().split("\n")
        lost = [
            (key, value)
            for key, one in STATEMENTS.items()
            for value in one.figure.values
            if not is_printed(abs(value), around(lines, one))
        ]
        assert set(lost) == COUNTED_BY_THE_READER

    def test_the_18_rows_of_the_table_of_french_trials_are_here(self) -> None:
        printed = structure()["france_table"]["rows"]
        held = rows_of("france_table")
        assert len(printed) == len(held) == 18
        for ours_, theirs in zip(held, printed, strict=True):
            assert ours_["trial"] == (ours(theirs["nct"]) if theirs["nct"] else "bigtim")
        tally = Counter(row["recruitment"] for row in held)
        assert tally == {"recruiting": 14, "closed": 3, "not_yet_recruiting": 1}

    @pytest.mark.parametrize(
        ("part", "theirs"),
        [
            ("page_starts", lambda s: s["page_starts"]),
            ("contents", lambda s: s["table_of_contents"]["entries"]),
            (
                "headings_not_in_contents",
                lambda s: s["table_of_contents"]["body_headings_not_in_contents"],
            ),
            ("dm_pm_pipeline", lambda s: s["dm_pm_pipeline"]["rows"]),
            ("treatments", lambda s: s["treatments"]),
            ("glossary", lambda s: s["glossary"]["terms"]),
            ("boxes", lambda s: s["boxes"]),
            ("registries", lambda s: s["registries_and_observational"]),
            ("classification", lambda s: s["classification"]),
            ("organisations", lambda s: s["organisations"]),
            ("press_releases", lambda s: s["press_releases"]),
            ("other_documents", lambda s: s["other_documents_cited"]),
            ("cross_references", lambda s: s["cross_references"]),
            ("badges", lambda s: s["badges"]),
        ],
    )  # fmt: skip
    def test_a_part_of_the_structure_is_whole(self, part: str, theirs: Any) -> None:
        assert len(rows_of(part)) == len(theirs(structure()))

    def test_nobody_named_in_the_digest_is_named_here(self) -> None:
        names = {person["name"].split()[-1] for person in structure()["people_named"]}
        names |= {one["name"].split()[-1] for one in structure()["document"]["writing"]}
        names |= {one["name"].split()[-1] for one in structure()["document"]["validation"]}
        authors = {one.first_author.split()[0] for one in ARTICLES.values() if one.first_author}
        parts = (EDITION.trials, EDITION.results, EDITION.structure)
        shown = "\n".join(text for part in parts for text in leaves(part))
        found = {name for name in names if re.search(rf"\b{name}\b", shown)}
        assert found <= authors

    def test_no_wording_of_the_digest_is_repeated(self) -> None:
        source = runs_of(digest_text(), 8)
        repeated = {
            key: runs
            for key, texts in EDITION.sentences.items()
            if (runs := copied(re.sub(r"\{\w+\}", "", texts.fr), source, 8))
        }
        assert repeated == {}


# Told in words (une douzaine, une vingtaine, une dizaine, à l'exception de) or as a list of towns.
COUNTED_BY_THE_READER = {
    ("breakfree-1-french-cities", 7.0),
    ("ytb323-phase-2-french-cities", 3.0),
    ("car-t-ibm-trials", 0.0),
    ("myocit-french-centres", 12.0),
    ("valor-countries", 20.0),
    ("diet-study-diseases", 10.0),
}


def around(lines: list[str], one: Statement) -> str:
    return " ".join(lines[place.line - 1] for place in one.places if place.line)


def test_certainty_is_one_of_the_three_of_the_readings() -> None:
    assert {change["certainty"] for change in changes()} <= set(Certainty)
