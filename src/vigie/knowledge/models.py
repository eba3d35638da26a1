"""What the curated files hold, once read and checked. All frozen; nothing here reads a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

Language = Literal["fr", "en"]
LANGUAGES: tuple[Language, ...] = ("fr", "en")


class Curated(BaseModel):
    """A curated row: frozen, no unknown key, with the place it was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    _place: tuple[str, int] = PrivateAttr(default=("", 0))

    @property
    def place(self) -> tuple[str, int]:
        """The file and line that it was read from; an empty name when made in memory."""
        return self._place

    def read_from(self, file: str, line: int) -> None:
        """Notes the place; the loader calls it once, nobody else does."""
        self._place = (file, line)


class Sourced(Curated):
    """A curated row that says where it comes from, and what about it is not sure."""

    reference: str = Field(min_length=3)
    uncertain: str | None = None


class Noun(Curated):
    """A name with its grammar.

    French: `gender` m or f, `number` s or p; `takes_article` false for names used bare
    (`Cuba`). Elision is computed. English: `number`, and whether *the* is said.
    A file may write a bare text for a name that needs no grammar (`en: ruxolitinib`).
    """

    text: str
    gender: Literal["m", "f"] | None = None
    number: Literal["s", "p"] = "s"
    takes_article: bool = True
    is_aspirated: bool = False

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Names(Curated):
    """One name per language."""

    fr: Noun
    en: Noun

    def __getitem__(self, language: Language) -> Noun:
        return self.fr if language == "fr" else self.en


class Texts(Curated):
    """One text per language. May hold `{slots}`."""

    fr: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en


class Form(Sourced):
    """A form of the disease. `codes`: system (orpha, mondo, mesh, icd10 …) to code.

    `accompanies`: not one more form, but what may come with several of them.
    """

    id: str
    names: Names
    abbreviations: Mapping[Language, tuple[str, ...]] = {}
    codes: Mapping[str, str] = {}
    parent: str | None = None
    accompanies: bool = False
    note: Texts | None = None


class LookAlike(Sourced):
    """A disease that resembles and must not be counted."""

    id: str
    names: Names
    codes: Mapping[str, str] = {}


class Discouraged(Sourced):
    """A name recognised when read and never written; `instead` is a form id or None (omit).

    `except_in` lists longer names, of other things, in which the word is right.
    """

    fr: str
    en: str
    instead: str | None = None
    except_in: tuple[str, ...] = ()


class Trend(Curated):
    """Printed figures to be seen side by side: what each bar is called, and its statement's key."""

    id: str
    caption: Texts
    axis: Texts
    points: Mapping[str, str]


class Chapter(Curated):
    """A chapter of the edition: what it gathers, how that is named, in what order it comes.

    Studies come in by their `forms`, or by `concepts` of other facets of tags (`modality`,
    `class` …). A chapter that `takes_shared` also has those whose forms stand in several others.
    `subject` names what its studies are about; its forms do, failing that. `printed` are the
    keys of the figures that a source prints of it: `world`, `home`, `publications`, `followed`.
    `questions` are facets to be counted beside phase, approach and recruitment.
    """

    id: str
    title: Texts
    forms: tuple[str, ...] = ()
    concepts: Mapping[str, tuple[str, ...]] = {}
    takes_shared: bool = False
    subject: tuple[Names, ...] = ()
    printed: Mapping[str, str] = {}
    trends: tuple[Trend, ...] = ()
    questions: tuple[str, ...] = ()
    is_whole: bool = False


class PrintedCount(Curated):
    """Which studies a printed number counts: of some forms, of some modalities as printed.

    Without forms, those with a registry number alone. `is_home`: those in the home country.
    """

    forms: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    is_home: bool = False


OPENING_PARTS = frozenset(
    {"disease", "progress", "highlights", "home_studies", "future", "organisations"}
)
"""The pages around the chapters for which an editor may write too."""


class ChapterText(Sourced):
    """A paragraph that an editor wrote for a chapter or a page around them, in both languages.

    `part` says where it stands: `intro`, `approaches`, `figures`, `class_` and a class of
    treatments, `observational`, `result_` and a theme, `form_` and a form … Its `{slots}`
    are figures by key, dots and hyphens written as underscores (`{followed_ibm}`).
    """

    id: str
    chapter: str
    part: str
    text: Texts


class Profile(Curated):
    """A disease: its names, codes, forms, look-alikes, chapters, queries and sentinels.

    `home_country`, in registry English, is the one that its readers look for first.
    `printed_counts` says, by the key of a statement, which studies a printed number counts;
    `shown` are the keys of those that stand on the cover.
    """

    id: str
    names: Names
    home_country: str | None = None
    printed_counts: Mapping[str, PrintedCount] = {}
    shown: tuple[str, ...] = ()
    forms: tuple[Form, ...]
    look_alikes: tuple[LookAlike, ...]
    discouraged: tuple[Discouraged, ...]
    chapters: tuple[Chapter, ...]
    queries: Mapping[str, str] = {}
    sentinels: Mapping[str, tuple[str, ...]] = {}

    def form(self, form_id: str) -> Form:
        """The form of that id. Raises: KeyError."""
        return next_by_id(self.forms, form_id)


class Term(Sourced):
    """Words that say a concept. `polarity` `against` means: these words are not the concept."""

    term: str
    language: Literal["fr", "en", "any"]
    facet: str
    concept: str
    polarity: Literal["for", "against"] = "for"
    example: str
    counter_example: str = ""


class Treatment(Sourced):
    """A treatment: international non-proprietary name, French name with its grammar, and kind."""

    id: str
    inn: str
    names: Names
    brands: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    company: str | None = None
    class_id: str = Field(alias="class")
    targets: tuple[str, ...] = ()
    modality: str
    routes: tuple[str, ...] = ()
    approach: str
    what_it_is: Texts | None = None
    is_preclinical: bool = False


class TreatmentClass(Sourced):
    """A class of treatments, named in the plural as a pipeline table heads its rows."""

    id: str
    names: Names
    what_it_is: Texts | None = None


class Antibody(Sourced):
    """An autoantibody: written as each language writes it."""

    id: str
    names: Names
    synonyms: tuple[str, ...] = ()
    group: str
    antigen: str | None = None
    forms: tuple[str, ...] = ()
    phenotype: Texts | None = None


class Measure(Sourced):
    """An outcome measure: range, unit, and which way is better."""

    id: str
    names: Names
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    better: Literal["higher", "lower"] | None = None


class Measurement(Sourced):
    """A quantity that a criterion may bound: how it is written, its units, its possible values.

    A name that begins with `=` counts only in these capitals. `low` and `high` are the ends of a
    scale, or what no value can pass; none is given where that depends on the unit.
    """

    id: str
    names: tuple[str, ...] = Field(min_length=1)
    units: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


class CriterionName(Sourced):
    """A thing that criteria name, beside forms, antibodies and treatments: its written forms.

    `type`: condition, infection, procedure, pregnancy, consent, vaccine, classification,
    treatment, antibody or other.
    """

    type: str
    id: str
    names: tuple[str, ...] = Field(min_length=1)


class RegistryEntry(Sourced):
    """A patient registry or database."""

    id: str
    names: Names
    country: str | None = None
    url: str | None = None
    trial: str | None = None
    about: Texts | None = None


class Organisation(Sourced):
    """Who does what around a disease. Never a person.

    `language` is that of its name, which is not translated; `names` are said instead where both
    languages have their own. `is_address_checked` is false of an address that
    no source prints and at which nothing of the organisation was read.

    `kind`: association, network, public_body, hospital, society, abroad.
    """

    id: str
    name: str
    names: Names | None = None
    language: Language = "en"
    kind: str
    is_address_checked: bool = True
    country: str | None = None
    url: str | None = None
    about: Texts


class Epidemiology(Sourced):
    """A published figure on how many people are concerned."""

    id: str
    form: str
    values: tuple[float, ...]
    unit: str
    qualifier: str | None = None
    statement: str | None = None
    about: Texts


class GlossaryEntry(Sourced):
    """A word explained: `matches` are the written forms (per language) that it explains."""

    id: str
    names: Names
    matches: Mapping[Language, tuple[str, ...]]
    definition: Texts
    chapters: tuple[str, ...] = ()


class Code(Curated):
    """One code of a closed list, with what it means and how each language says it.

    `short` is for badges and tables, `long` for sentences; `meaning` explains it.
    """

    code: str
    short: Texts
    long: Texts
    meaning: Texts | None = None
    reference: str


class Country(Curated):
    """A country: English registry names, and how each language says *X*, *in X*, *of X*."""

    name: str
    aliases: tuple[str, ...] = ()
    fr: str
    fr_in: str
    fr_of: str
    en: str
    en_in: str
    continent: str


class SourceEntry(Curated):
    """A source: who publishes it, under what terms, how it is cited."""

    id: str
    names: Texts
    publisher: str
    licence: Texts
    terms: Texts
    citation: str
    urls: Mapping[str, str]
    volatile_paths: tuple[str, ...] = ()
    reference: str
    uncertain: str | None = None


class Expected(Curated):
    """A hand-checked tag: this record has (or has not) this concept."""

    record: str
    facet: str
    concept: str
    is_present: bool
    because: str


class SortedArticle(Curated):
    """An article written for the test, and how it must be sorted: codes, spaces between them."""

    title: str
    abstract: str = ""
    types: str = ""
    about: str = ""
    mentions: str = ""
    kind: str = ""
    themes: str = ""


class Review(Curated):
    """What an editor decided of a publication, in a word, and when."""

    record: str
    decision: Literal["accepted", "rejected"]
    word: str
    reviewer: str = Field(min_length=1)
    on: str


class Signature(Curated):
    """Who wrote and who validated a chapter, and when."""

    chapter: str
    written_by: str
    validated_by: str
    on: str


class EditionFile(Curated):
    """A shipped edition: its window, who signed which chapter, and its records as written.

    `trials`, `articles`, `results`, `statements` are rows as the file has them; the source
    `digest` turns each into a payload and reads it. `sentences` are the editor's own: one per
    result (by the result's key), with `{slots}` named after the result's figures. `themes`
    says under which heading each result stands.
    """

    id: str
    source_title: str
    publisher: str
    day: str
    since: str
    signatures: tuple[Signature, ...] = ()
    trials: tuple[Mapping[str, object], ...]
    articles: tuple[Mapping[str, object], ...]
    results: tuple[Mapping[str, object], ...]
    statements: tuple[Mapping[str, object], ...]
    sentences: Mapping[str, Texts] = {}
    themes: Mapping[str, str] = {}
    structure: Mapping[str, object] = {}


class Knowledge(Curated):
    """Everything curated, for one disease. Passed as an argument, never imported.

    `vocabularies` maps a list's name (recruitment, phase, control, approach, modality, target,
    study_type, qualifier …) to its codes; `messages` maps a language to sentences by key.
    `sha256` is the hash of all the files read, in order of their paths.
    """

    profile: Profile
    terms: tuple[Term, ...]
    publication_terms: tuple[Term, ...] = ()
    treatments: tuple[Treatment, ...]
    treatment_classes: tuple[TreatmentClass, ...]
    antibodies: tuple[Antibody, ...]
    measures: tuple[Measure, ...]
    measurements: tuple[Measurement, ...] = ()
    criterion_names: tuple[CriterionName, ...] = ()
    registries: tuple[RegistryEntry, ...]
    organisations: tuple[Organisation, ...] = ()
    epidemiology: tuple[Epidemiology, ...]
    glossary: tuple[GlossaryEntry, ...]
    vocabularies: Mapping[str, tuple[Code, ...]]
    countries: tuple[Country, ...]
    chapter_texts: tuple[ChapterText, ...] = ()
    sources: tuple[SourceEntry, ...]
    messages: Mapping[Language, Mapping[str, str | Mapping[str, str]]]
    editions: tuple[EditionFile, ...]
    expected: tuple[Expected, ...]
    sorted_articles: tuple[SortedArticle, ...] = ()
    reviews: tuple[Review, ...] = ()
    sha256: str


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_HasId)


def next_by_id(rows: Iterable[Row], row_id: str) -> Row:
    """The first row of that id. Raises: KeyError."""
    for row in rows:
        if row.id == row_id:
            return row
    raise KeyError(row_id)
