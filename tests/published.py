"""Published data, read where they lie beside the project; they are no part of it."""

import csv
import gzip
import io
import pathlib

import pytest

FOLDER = pathlib.Path(__file__).parent.parent.parent / "shared" / "data"
Row = dict[str, str]


def published(*path: str) -> str:
    """The text of a published file, or a skip that says what is missing."""
    file = FOLDER.joinpath(*path)
    if not file.exists():
        pytest.skip(f"the published file {file.name} is not beside the project")
    content = file.read_bytes()
    return (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8-sig")


def rows_of(text: str) -> list[Row]:
    """The rows of a text with a header, by column."""
    return list(csv.DictReader(io.StringIO(text, newline="")))
