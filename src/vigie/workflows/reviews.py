"""What editors decided of publications: the disease's file, and that of this machine's store."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from vigie.errors import CuratedError, Defect
from vigie.knowledge.files import TextFile, read_csv
from vigie.knowledge.loading import REVIEW_COLUMNS, load_knowledge
from vigie.knowledge.models import Knowledge, Review
from vigie.knowledge.rows import csv_rows
from vigie.workflows.surroundings import home

FILE = "reviews.csv"


def known(disease: str | Path) -> Knowledge:
    """All that is curated of a disease, with the decisions kept on this machine.

    A later decision on a publication takes the place of an earlier one. Raises: VigieError.
    """
    knowledge = load_knowledge(disease)
    path = home(knowledge.profile.id).folder / FILE
    if not path.is_file():
        return knowledge
    body = path.read_bytes()
    reviews = _latest((*knowledge.reviews, *_read(path, body)))
    sha256 = hashlib.sha256(f"{knowledge.sha256}\0".encode() + body).hexdigest()
    return knowledge.model_copy(update={"reviews": reviews, "sha256": sha256})


def keep(knowledge: Knowledge, review: Review) -> Path:
    """Writes a decision to this machine's file, and says where it is. Raises: CuratedError."""
    path = home(knowledge.profile.id).folder / FILE
    held = _read(path, path.read_bytes()) if path.is_file() else ()
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_text(_written((*held, review)), encoding="utf-8")
    aside.replace(path)
    return path


def _read(path: Path, body: bytes) -> tuple[Review, ...]:
    defects: list[Defect] = []
    file = TextFile(str(path), str(path), body)
    rows = csv_rows(read_csv(file, REVIEW_COLUMNS), Review, defects)
    if defects:
        raise CuratedError(defects)
    return rows


def _latest(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """One decision per publication: the last written, whatever its day."""
    return tuple({review.record: review for review in reviews}.values())


def _written(reviews: Sequence[Review]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(REVIEW_COLUMNS)
    writer.writerows([getattr(review, name) for name in REVIEW_COLUMNS] for review in reviews)
    return text.getvalue()
