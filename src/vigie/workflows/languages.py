"""The languages that a person may ask for."""

from __future__ import annotations

from vigie.errors import UnknownName, UsageError
from vigie.knowledge.models import LANGUAGES, Language

_DO = f"Vigie writes {' and '.join(LANGUAGES)}."


def asked_language(text: str) -> Language:
    """One language. Raises: UnknownName."""
    wanted = text.strip().casefold()
    for language in LANGUAGES:
        if wanted == language:
            return language
    raise UnknownName("language", text, LANGUAGES, _DO)


def asked_languages(text: str) -> tuple[Language, ...]:
    """Several, separated by commas, each once. Raises: UsageError."""
    asked = [part for part in text.split(",") if part.strip()]
    if not asked:
        raise UsageError(f"--lang {text!r} names no language. {_DO}")
    return tuple(dict.fromkeys(map(asked_language, asked)))
