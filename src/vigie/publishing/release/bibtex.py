"""The literature as BibTeX, by a writer of ours: few kinds of entries, and whole escaping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from vigie.publishing.release.literature import Author, Citation

_TYPES: Mapping[str, str] = {"article": "article", "congress_abstract": "inproceedings"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A brace is a command of its own: BibTeX counts braces before TeX reads any backslash.
_COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)


def bibtex_bytes(citations: Iterable[Citation], kinds: Mapping[str, str]) -> bytes:
    """Every citation as an entry, in UTF-8; `kinds` names what is not an article."""
    return "\n".join(_entry(one, kinds) for one in citations).encode()


def escaped(text: str) -> str:
    r"""Text that TeX prints as it is and that cannot leave its field.

    >>> escaped("100 % {a}")
    '100 \\% \\textbraceleft{}a\\textbraceright{}'
    """
    return text.translate(_COMMANDS)


def _entry(one: Citation, kinds: Mapping[str, str]) -> str:
    lines = [f"  {name} = {value}," for name, value in _fields(one, kinds)]
    return "\n".join((f"@{_TYPES.get(one.kind, 'misc')}{{{one.key},", *lines, "}", ""))


def _fields(one: Citation, kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if one.authors:
        others = " and others" if one.has_others else ""
        yield "author", f"{{{' and '.join(map(_author, one.authors))}{others}}}"
    if one.title:  # braced twice: a style must not take the capitals of CAR-T away
        yield "title", f"{{{{{escaped(one.title)}}}}}"
    yield from _texts("booktitle" if one.kind == "congress_abstract" else "journal", one.journal)
    yield from _texts("volume", one.volume)
    yield from _texts("number", one.issue)
    yield from _texts("pages", one.pages and one.pages.replace("-", "--"))
    if one.published:
        yield "year", f"{{{one.published.year:04d}}}"
        if one.published.month:
            yield "month", _MONTHS[one.published.month - 1]
        if one.published.day:
            yield "day", f"{{{one.published.day}}}"
    if one.kind not in _TYPES:
        yield from _texts("howpublished", kinds.get(one.kind))
    yield from _texts("doi", one.doi)
    if one.pmid:
        yield from (*_texts("eprint", one.pmid), ("eprinttype", "{pubmed}"))
    if one.url:
        yield "url", f"{{{one.url}}}"
    yield from _texts("note", " ".join(one.notes))


def _texts(name: str, text: str | None) -> Iterator[tuple[str, str]]:
    if text:
        yield name, f"{{{escaped(text)}}}"


def _author(author: Author) -> str:
    """*{Family}, A. B.*; braces keep *and*, commas and particles inside a name from being read."""
    if not author.initials:
        return f"{{{escaped(author.name)}}}"
    initials = " ".join(f"{letter}." for letter in author.initials)
    return f"{{{escaped(author.name)}}}, {initials}"
