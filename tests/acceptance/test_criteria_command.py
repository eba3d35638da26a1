"""How criteria were read: of a record, a text, single lines."""

import json
from typing import Any

import pytest
from commanding import Command

TEXT = (
    "Inclusion Criteria:\n\n* Age \\>= 18 and \\< 80 years\n* Hemoglobin over 8\n\n"
    "Exclusion Criteria:\n\n* Rituximab or IVIG within 6 months\n* Able to juggle [b]\n"
)


def lines_of(*rows: Any) -> str:
    return "".join(
        f"{row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)}\n" for row in rows
    )


def test_each_sentence_of_a_text_is_shown_with_what_was_read_and_what_was_not(
    vigie: Command,
) -> None:
    (vigie.folder / "study.txt").write_text(TEXT, encoding="utf-8")
    said = vigie("criteria", "study.txt")
    assert (said.code, said.err) == (0, "")
    assert said.out.index("inclusion") < said.out.index("• Age >= 18 and < 80 years")
    assert "age ≥ 18 and < 80 year" in said.out
    assert "time since rituximab ≤ 6 month or time since immunoglobulins iv ≤ 6 month" in said.out
    assert "unread    Able to juggle [b]" in said.out
    assert "hemoglobin 'over 8' has no unit" in said.out


def test_as_json_the_places_are_those_of_the_text(vigie: Command) -> None:
    (vigie.folder / "study.txt").write_text(TEXT, encoding="utf-8")
    (told,) = vigie("criteria", "study.txt", "--json").json["texts"]
    sections = [criterion["section"] for criterion in told["criteria"]]
    assert sections == ["inclusion", "inclusion", "exclusion", "exclusion"]
    spans = told["criteria"][0]["spans"]
    assert "".join(TEXT[start:end] for start, end in spans) == "Age >= 18 and < 80 years"
    assert told["criteria"][0]["tree"] == 'compare(age >= 18 < 80 "year")'


def test_a_record_whose_source_gives_no_criteria_says_so(vigie: Command) -> None:
    said = vigie("criteria", "NCT05721573")
    assert said.code == 0
    assert "gives no text of criteria" in said.out
    (told,) = vigie("criteria", "NCT05721573", "--json").json["texts"]
    assert told == {"id": "digest:2025/ulviprubart-phase-2-3", "criteria": None}


def test_lines_give_one_json_line_each_in_their_order(vigie: Command) -> None:
    rows = (
        {"id": "a", "section": "exclusion", "text": "No history of stroke, CK ≤ 5 x ULN"},
        {"id": "b", "section": "inclusion", "text": ""},
    )
    (vigie.folder / "rows.jsonl").write_text(lines_of(*rows), encoding="utf-8")
    said = vigie("criteria", "--lines", "rows.jsonl", "--json")
    assert (said.code, said.err) == (0, "")
    first, second = map(json.loads, said.out.splitlines())
    assert first["comparisons"] == [
        {
            "kind": "measurement",
            "subject": "creatine_kinase",
            "subject_text": "CK",
            "lower": None,
            "lower_inclusive": None,
            "upper": 5,
            "upper_inclusive": True,
            "unit": "xULN",
            "start": 25,
            "end": 34,
        }
    ]
    (stroke,) = first["concepts"]
    assert stroke["negated"] is True
    assert stroke["temporal"] == "history"
    assert (stroke["start"], stroke["end"], stroke["text"]) == (14, 20, "stroke")
    assert second == {"id": "b", "comparisons": [], "concepts": [], "unread": []}


def test_lines_are_readable_without_json(vigie: Command) -> None:
    rows = lines_of({"id": "a", "section": "inclusion", "text": "Age over 18"})
    (vigie.folder / "rows.jsonl").write_text(rows, encoding="utf-8")
    assert "age > 18 year" in vigie("criteria", "--lines", "rows.jsonl").out


def test_a_bad_line_is_told_with_its_place_and_the_others_are_read(vigie: Command) -> None:
    rows = lines_of(
        {"id": "a", "text": "Age over 18"}, "nope", {"id": 7, "text": 8}, "[1]", {"id": "z"}
    )
    rows += lines_of({"id": "last", "text": "fever"})
    (vigie.folder / "rows.jsonl").write_text(rows, encoding="utf-8")
    said = vigie("criteria", "--lines", "rows.jsonl", "--json")
    assert said.code == 2
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == ["a", "last"]
    for place in (
        "rows.jsonl:2: This is not JSON: 'nope'.",
        "rows.jsonl:3: Its 'text'",
        "rows.jsonl:4: This is no object",
        "rows.jsonl:5: It has no 'text'.",
    ):
        assert place in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Give a record's id, a file or -"),
        (("NCT0572157",), "Near: NCT05721573"),
        (("--lines", "nowhere.jsonl"), "nowhere.jsonl cannot be opened"),
        (("x" * 5000,), "x"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(
    vigie: Command, words: tuple[str, ...], told: str
) -> None:
    said = vigie("criteria", *words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err
