"""Of an author's address, only the country's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What stands after the country: an e-mail, its label, the "and" of a list.
_AFTER = re.compile(r"\S+@\S+|\b(?:electronic address|e-?mail)\s*:|\band\s*$", re.IGNORECASE)


def country_ends(addresses: str) -> Iterator[str]:
    """The last words of each address of a text; nothing where they hold a figure.

    >>> list(country_ends("Clinic, Lyon, France; Ward 3, Gent, Belgium. a@example.org"))
    ['France', 'Belgium']
    """
    for address in addresses.split(";"):
        end = _AFTER.sub("", address).strip(" .,").rpartition(",")[2].strip(" .")
        if end and not any(sign.isdigit() for sign in end):
            yield end
