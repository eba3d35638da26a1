"""Tables as Parquet, through DuckDB. This module is loaded only where Parquet is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from vigie.publishing.release.columns import Column
from vigie.publishing.release.package import Written
from vigie.publishing.release.tables import Table
from vigie.publishing.release.writing import json_lines
from vigie.publishing.typography import inert

_TYPES: Mapping[str, str] = {
    "text": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "partial_date": "VARCHAR",
    "texts": "VARCHAR[]",
    "numbers": "DOUBLE[]",
    "integers": "BIGINT[]",
}
# One thread keeps the order of the rows, and with it the bytes of one version of DuckDB.
_SETTINGS: dict[str, Any] = {
    "threads": "1",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def parquet_tables(tables: Sequence[Table]) -> Iterator[Written]:
    """The tables as Parquet files with typed columns; what is not stated is null."""
    with TemporaryDirectory() as folder, duckdb.connect(":memory:", config=_SETTINGS) as database:
        for table in tables:
            body = _parquet(table, Path(folder), database)
            path = f"{table.name}.parquet"
            yield Written(table=table, path=path, format="parquet", body=body)


def _parquet(table: Table, folder: Path, database: Any) -> bytes:
    lines, written = folder / "rows.jsonl", folder / "rows.parquet"
    lines.write_bytes(json_lines(_visible(table)))
    columns = ", ".join(f"'{one.name}': '{_TYPES[one.kind]}'" for one in table.columns)
    # The columns' names are ours; a path cannot be a parameter of COPY.
    target = str(written).replace("'", "''")
    database.execute(
        f"COPY (SELECT * FROM read_json(?, format = 'newline_delimited', columns = {{{columns}}}))"  # noqa: S608
        f" TO '{target}' (FORMAT parquet, COMPRESSION zstd)",
        [str(lines)],
    )
    return written.read_bytes()


def _visible(table: Table) -> Table:
    """The table with its hidden characters written as codes, as in CSV."""
    rows = tuple(
        tuple([_shown(one, value) for one, value in zip(table.columns, row, strict=True)])
        for row in table.rows
    )
    return replace(table, rows=rows)


def _shown(column: Column, value: Any) -> Any:
    if value is None or column.kind not in {"text", "texts"}:
        return value
    return [inert(item) for item in value] if isinstance(value, list) else inert(value)
