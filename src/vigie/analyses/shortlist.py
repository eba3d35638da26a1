"""What an editor may want to read first among what was published, and why.

There is no score. Each publication carries its reasons; the strongest reason orders the list,
then how many there are, then the day. Withdrawn articles are never proposed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vigie.analyses.linking import is_of_results
from vigie.analyses.publications import Literature
from vigie.records.corpus import Corpus, Held
from vigie.records.dates import PartialDate
from vigie.records.entries import Article, Trial
from vigie.records.ids import RecordRef
from vigie.records.links import Link

LARGE_COHORT_PEOPLE = 200
"""From how many people on a cohort of a rare disease is called large here."""
RARE_FORM_SHARE = 0.05
"""A form is rarely studied when less than this part of the publications is about it."""
# Up to three words may stand between the number and the people; a unit or a link word may not.
_BETWEEN = r"(?!(?:mg|g|kg|ml|years?|months?|weeks?|days?|in|of|per|for|or|to|and|the)\b)[\w-]+\s+"
_PEOPLE = re.compile(
    r"\b(?P<count>\d{1,3}(?:[,\s]\d{3})+|\d+)\s+(?:" + _BETWEEN + r"){0,3}?"
    r"(?:patients|people|participants|adults|children|individuals|subjects)\b",
    re.IGNORECASE,
)
_FIRST_IN_HUMAN = re.compile(r"\bfirst[- ]in[- ](?:human|man|patient)\b", re.IGNORECASE)
_WITHDRAWN = frozenset({"retracted", "partly_retracted"})
_NO_NEWS = frozenset({"notice", "opinion"})


class Reason(StrEnum):
    """Why a publication is proposed, the strongest first."""

    RESULT_OF_STUDY = "result_of_study"
    GUIDELINE = "guideline"
    FIRST_IN_HUMAN = "first_in_human"
    TRIAL_REPORT = "trial_report"
    LARGE_COHORT = "large_cohort"
    RARE_FORM = "rare_form"
    HOME_TEAM = "home_team"


_STRONGEST = tuple(Reason)


@dataclass(frozen=True, slots=True)
class Because:
    """A reason with the words of the record that give it."""

    reason: Reason
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A publication that an editor may want to read, with all the reasons for it."""

    article: Held[Article]
    because: tuple[Because, ...]


def shortlist(
    corpus: Corpus,
    links: Iterable[Link],
    *,
    since: date,
    home: Iterable[str] = (),
    forms: Iterable[str] = (),
) -> tuple[Proposal, ...]:
    """What came in since that day and has a reason, the strongest first.

    `home` are the names of the country whose teams its readers look for; `forms` those of which
    it may be said that they are rarely studied. What an editor has already accepted or rejected
    is not proposed again, nor what is set apart from the literature.
    """
    groups = Literature(corpus).apart.values()
    apart = {held.ref for group in groups for held in group}
    rare = _rare_forms(corpus) & frozenset(forms)
    reasons = _Reasons(corpus, links, frozenset(name.casefold() for name in home), rare)
    proposals = (
        Proposal(held, because)
        for held in corpus.publications
        if held.ref not in apart
        and not corpus.concepts(held.ref, "review")
        and _is_news(corpus, held, since)
        if (because := tuple(reasons.of(held)))
    )
    return tuple(sorted(proposals, key=_order))


def people_in(text: str) -> tuple[int, str] | None:
    """The largest number of people that a text counts, and the words that say it.

    >>> people_in("We followed 1,204 adult patients and 12 children.")
    (1204, '1,204 adult patients')
    """
    found = [
        (int(re.sub(r"\D", "", match["count"])), match.group()) for match in _PEOPLE.finditer(text)
    ]
    return max(found, default=None)


class _Reasons:
    """The reasons of one corpus, what they compare with counted once."""

    def __init__(
        self, corpus: Corpus, links: Iterable[Link], home: frozenset[str], rare: frozenset[str]
    ) -> None:
        self._corpus = corpus
        self._home = home
        self._rare = rare
        self._results: Mapping[RecordRef, list[str]] = _results(links, corpus)

    def of(self, held: Held[Article]) -> Iterator[Because]:
        """Every reason to read a publication, the strongest first."""
        kinds = self._corpus.concepts(held.ref, "publication")
        if held.ref in self._results:
            yield Because(Reason.RESULT_OF_STUDY, "; ".join(self._results[held.ref]))
        yield from self._by_kind(held, kinds)
        yield from self._by_team(held)

    def _by_kind(self, held: Held[Article], kinds: frozenset[str]) -> Iterator[Because]:
        if "guideline" in kinds:
            yield Because(Reason.GUIDELINE, self._words(held, "publication", "guideline"))
        said = _FIRST_IN_HUMAN.search(_text(held.entry))
        if said:
            yield Because(Reason.FIRST_IN_HUMAN, said.group())
        if "trial_report" in kinds and held.ref not in self._results:
            yield Because(Reason.TRIAL_REPORT, self._words(held, "publication", "trial_report"))
        people = people_in(_text(held.entry)) if "cohort" in kinds else None
        if people and people[0] >= LARGE_COHORT_PEOPLE:
            yield Because(Reason.LARGE_COHORT, people[1])
        for form in sorted(self._corpus.concepts(held.ref, "form") & self._rare):
            yield Because(Reason.RARE_FORM, self._words(held, "form", form))

    def _by_team(self, held: Held[Article]) -> Iterator[Because]:
        for country in held.entry.author_countries:
            if country.casefold() in self._home:
                yield Because(Reason.HOME_TEAM, country)
                return

    def _words(self, held: Held[Article], facet: str, concept: str) -> str:
        tags = self._corpus.tags.get(held.ref, ())
        return next(tag.words for tag in tags if (tag.facet, tag.concept) == (facet, concept))


def _is_news(corpus: Corpus, held: Held[Article], since: date) -> bool:
    """About the disease, come in within the window, not withdrawn, and more than a letter."""
    came = held.entry.entered or held.entry.published
    return (
        came is not None
        and _is_within(came, since, corpus.day)
        and bool(corpus.concepts(held.ref, "form"))
        and not corpus.concepts(held.ref, "notice") & _WITHDRAWN
        and not corpus.concepts(held.ref, "publication") & _NO_NEWS
    )


def _is_within(came: PartialDate, since: date, day: date) -> bool:
    """Whether it may have come in the window: a bare month or year is given its chance."""
    return since <= came.latest() and came.earliest() <= day


def _rare_forms(corpus: Corpus) -> frozenset[str]:
    about = [corpus.concepts(held.ref, "form") for held in corpus.publications]
    total = sum(1 for forms in about if forms)
    counts = Counter(form for forms in about for form in forms)
    return frozenset(form for form, count in counts.items() if count < RARE_FORM_SHARE * total)


def _results(links: Iterable[Link], corpus: Corpus) -> Mapping[RecordRef, list[str]]:
    """Per publication, the studies whose results it reports, by the names that they go by."""
    found: defaultdict[RecordRef, list[str]] = defaultdict(list)
    for link in links:
        if is_of_results(link, corpus):
            found[link.article].append(_called(corpus.trials_by_id[link.study.record]))
    return found


def _called(study: Held[Trial]) -> str:
    """A study by its acronym and its number, as far as it has them."""
    named = (study.entry.acronym, *study.entry.registry_numbers[:1])
    return " ".join(filter(None, named)) or study.ref.record.local


def _text(article: Article) -> str:
    return " ".join([article.title or "", *(part.text for part in article.abstract)])


def _order(proposal: Proposal) -> tuple[int, int, int, str]:
    strongest = _STRONGEST.index(proposal.because[0].reason)
    came = proposal.article.entry.entered or proposal.article.entry.published
    day = came.latest().toordinal() if came else 0
    return strongest, -len(proposal.because), -day, str(proposal.article.ref)
