from vigie.records.ids import RecordRef
from vigie.workflows import stamping

ONE = RecordRef.parse("digest:2025/bird@0123456789ab")
OTHER = RecordRef.parse("digest:2025/maia@ba9876543210")
MADE_WITH = (("code", "abc"), ("typst", "0.15"))
WINDOW = ("2025-05-17", "2024-05-17")


def test_the_same_things_have_the_same_stamp_in_any_order() -> None:
    assert stamping.stamp([ONE, OTHER], MADE_WITH, WINDOW) == stamping.stamp(
        [OTHER, ONE], MADE_WITH, WINDOW
    )


def test_another_record_tool_or_window_is_another_stamp() -> None:
    stamps = {
        stamping.stamp([ONE, OTHER], MADE_WITH, WINDOW),
        stamping.stamp([ONE], MADE_WITH, WINDOW),
        stamping.stamp([ONE, OTHER], (("code", "abd"), ("typst", "0.15")), WINDOW),
        stamping.stamp([ONE, OTHER], MADE_WITH, ("2025-05-17", "2023-05-17")),
    }
    assert len(stamps) == 4


def test_the_versions_name_code_curated_files_renderers_and_fonts() -> None:
    versions = dict(stamping.versions("c" * 64))
    assert set(versions) == {"vigie", "code", "curated", "fonts", *stamping.RENDERERS}
    assert versions["curated"] == "c" * 12
    assert all(versions.values())
    assert dict(stamping.versions("c" * 64)) == versions
