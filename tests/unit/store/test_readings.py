from pathlib import Path

from vigie.store.readings import ReadingCache


def test_a_reading_is_found_again_for_the_same_reader_alone(tmp_path: Path) -> None:
    path = tmp_path / "not yet" / "readings.sqlite"
    cache = ReadingCache(path)
    cache.keep({"a" * 64: b"read", "b" * 64: b"too"}, "digest 1")
    cache.close()
    again = ReadingCache(path)
    assert again.find(["a" * 64, "c" * 64], "digest 1") == {"a" * 64: b"read"}
    assert again.find(["a" * 64], "digest 2") == {}
    again.close()


def test_more_readings_than_one_query_takes_are_found(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "readings.sqlite")
    readings = {f"{n:064x}": str(n).encode() for n in range(1234)}
    cache.keep(readings, "r")
    assert cache.find(readings, "r") == readings
    cache.close()


def test_a_cache_that_is_rubbish_is_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "readings.sqlite"
    path.write_bytes(b"rubbish" * 1000)
    cache = ReadingCache(path)
    cache.keep({"a": b"1"}, "r")
    cache.close()
    again = ReadingCache(path)
    assert again.find(["a"], "r") == {"a": b"1"}
    again.close()


def test_where_no_cache_can_be_written_the_work_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = ReadingCache(tmp_path / "file" / "readings.sqlite")
    cache.keep({"a": b"1"}, "r")
    assert cache.find(["a"], "r") == {"a": b"1"}
    cache.close()
