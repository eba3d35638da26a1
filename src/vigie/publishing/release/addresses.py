"""Where the published pages will be: known only to the person who publishes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from vigie.errors import UsageError
from vigie.knowledge.models import Knowledge, Language
from vigie.publishing.site.places import file_name, safe_url
from vigie.records.corpus import Corpus, Held
from vigie.records.entries import Trial

_NUMBERS = (
    ("ctgov", re.compile(r"NCT\d{8}")),
    ("ctis", re.compile(r"20\d\d-5\d{5}-\d\d-\d\d")),
)


def read_base_url(text: str | None) -> str | None:
    """The address of the site's root, with a slash at its end.

    Raises: UsageError for what is not a plain address of the web.

    >>> read_base_url("https://example.org/vigie")
    'https://example.org/vigie/'
    """
    if text is None:
        return None
    address = safe_url(text)
    parts = urlsplit(address or "")
    if not address or parts.query or parts.fragment or parts.username or re.search(r"\s", address):
        raise UsageError(
            f"--base-url {text!r} is not the address of a site. Write it whole, as in"
            " https://example.org/vigie/."
        )
    return parts._replace(path=quote(parts.path.rstrip("/"), safe="/%~+") + "/").geturl()


def record_page(held: Held[Trial], language: Language) -> str:
    """The page of a record, below the site's root."""
    return f"{language}/records/{file_name(held.ref.record.slug)}.html"


def registry_page(held: Held[Trial], corpus: Corpus, knowledge: Knowledge) -> str | None:
    """The study in its registry; None where no number is its own."""
    own = [one for one in held.entry.registry_numbers if one not in corpus.disputed_numbers]
    urls = {source.id: source.urls.get("record") for source in knowledge.sources}
    return next(_pages(own, urls.items()), None)


def _pages(numbers: Iterable[str], urls: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    known = dict(urls)
    for number in numbers:
        for source, shape in _NUMBERS:
            url = known.get(source)
            if url and shape.fullmatch(number):
                yield url.format(id=number)
