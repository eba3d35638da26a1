"""An edition made by hand, with every kind of block, and a voice that says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vigie.analyses.figures import Count
from vigie.knowledge.models import Language, Texts
from vigie.publishing.document import (
    Badge, Bar, Block, Box, Bullets, Card, CardLine, Cell, Chart, Definition, Document, Edition,
    KeyFigure, KeyFigures, Linked, Paragraph, Prose, Run, Runs, Section, Sentence, Table, Target,
    Verbatim,
)  # fmt: skip
from vigie.records.ids import RecordId, RecordRef
from vigie.records.message import Message

SLOT = "\x00"


@dataclass(frozen=True)
class PlainVoice:
    """Says prose by filling its slots; knows a message by its key alone."""

    language: Language = "fr"

    def say(self, sentence: Message | Prose | Verbatim) -> Runs:
        if isinstance(sentence, Verbatim):
            return (Run(sentence.text, language=sentence.language),)
        if isinstance(sentence, Message):
            return (Run(f"{sentence.key} {' '.join(str(v) for _, v in sentence.slots)}".strip()),)
        return self._prose(sentence)

    def text(self, sentence: Message | Prose | Verbatim) -> str:
        return "".join(run.text for run in self.say(sentence))

    def _prose(self, sentence: Prose) -> Runs:
        text, slots = sentence.texts[self.language], dict(sentence.slots)
        pieces = text.replace("{", SLOT + "{").replace("}", "}" + SLOT).split(SLOT)
        runs = []
        for piece in filter(None, pieces):
            value = slots[piece[1:-1]] if piece.startswith("{") else piece
            runs.append(_run(value))
        return tuple(runs)


def _run(value: object) -> Run:
    if not isinstance(value, Linked):
        return Run(str(value))
    target = value.target
    return Run(str(value.value), target, figure="counted" if target.kind == "evidence" else None)


def p(fr: str, en: str = "", **slots: object) -> Prose:
    return Prose(Texts(fr=fr, en=en or fr), tuple(slots.items()))


def linked(value: object, kind: str, name: str) -> Linked:
    return Linked(value, Target(kind, name))  # type: ignore[arg-type]


def para(*sentences: Sentence, terms: tuple[str, ...] = ()) -> Paragraph:
    return Paragraph(sentences, terms)


def ref(name: str) -> RecordRef:
    return RecordRef(RecordId("digest", f"2025/{name}"), "0123456789ab")


def count_of(key: str, number: int) -> Count:
    label = Message("figure.label", (("figure", key),))
    return Count(
        key=key, label=label, definition=label, evidence=tuple(ref(f"r{i}") for i in range(number))
    )


def card(name: str, title: Sentence, *, is_new: bool = False, warning: bool = False) -> Card:
    new = (Badge("new", p("Nouveau", "New"), p("Publiée depuis mai 2024")),) if is_new else ()
    lines = (
        CardLine(
            "place",
            p("Lieu", "Place"),
            p("France, Allemagne, États-Unis", "France, Germany, United States"),
        ),
        CardLine("number", p("Participants", "Participants"), p("273 personnes", "273 people")),
        CardLine("ages", p("Âges", "Ages"), p("40 ans et plus", "40 years and over")),
        CardLine(
            "recruitment",
            p("Recrutement", "Recruitment"),
            p(
                "Terminé au 17 mai 2025 (date d’arrêt du livret, non vérifié depuis)",
                "Closed on 17 May 2025 (not checked since)",
            ),
        ),
        CardLine(
            "period",
            p("Période", "Period"),
            p("de mars 2023 à fin 2026", "from March 2023 to the end of 2026"),
        ),
        CardLine("follow_up", p("Suivi", "Follow-up"), p("76 semaines", "76 weeks")),
        CardLine(
            "registry",
            p("Numéro", "Number"),
            p(
                "{n}",
                "{n}",
                n=linked("NCT05721573", "url", "https://clinicaltrials.gov/study/NCT05721573"),
            ),
        ),
    )
    warnings = (
        p(
            "La date de fin est passée alors que le recrutement est dit ouvert.",
            "The end date has passed while recruitment is said to be open.",
        ),
    )
    return Card(
        id=f"digest-2025-{name}",
        ref=ref(name),
        title=title,
        badges=(
            Badge("phase", p("Phase II", "Phase 2"), p("recherche la dose")),
            Badge("phase", p("Phase III", "Phase 3")),
            *new,
        ),
        lines=lines,
        sentences=(
            p(
                "L’essai compare l’ulviprubart à un placebo chez des personnes atteintes de myosite à inclusions.",
                "The trial compares ulviprubart with a placebo in people with inclusion-body myositis.",
            ),
            p(
                "Le médicament est donné en perfusion toutes les huit semaines ; ni les participants ni les médecins ne savent qui reçoit quoi.",
                "The drug is given as an infusion every eight weeks; neither participants nor doctors know who receives what.",
            ),
        ),
        warnings=warnings if warning else (),
        source=p("Source : Avancées 2025, p. 15.", "Source: digest 2025, p. 15."),
    )


def pipeline() -> Table:
    head = ("Approche", "Traitement", "Étude", "Phase", "Lieu")
    names = (
        "Inhibiteur de mTOR",
        "Anti-KLRG1",
        "Anti-complément",
        "Cellules souches",
        "Inhibiteur de JAK",
        "Exercice physique",
    )
    rows = tuple(
        (
            Cell((p(names[i % 6]),)),
            Cell((p("{t}", t=linked("ulviprubart (ABC008)", "record", "digest-2025-bird")),)),
            Cell((p("Essai contre placebo, puis extension en ouvert"),)),
            Cell(badges=(Badge("phase", p("Phase II/III")),)),
            Cell((p("France, États-Unis, Royaume-Uni, Australie"),)),
        )
        for i in range(14)
    )
    return Table(
        "ibm.pipeline",
        p("Les traitements à l’essai, par classe", "Treatments on trial, by class"),
        tuple(map(p, head)),
        rows,
        p("Une ligne par étude."),
    )


def chart() -> Chart:
    bars = tuple(
        Bar(
            p(name),
            count_of(f"ibm.phase.{name}", n),
            p("{n}", n=linked(n, "evidence", f"ibm.phase.{name}")),
        )
        for name, n in (("Phase I", 2), ("Phase II", 4), ("Phase III", 3))
    )
    rows = tuple((Cell((bar.name,)), Cell((bar.number,))) for bar in bars)
    table = Table(
        "ibm.phases.table",
        p("Études par phase", "Studies by phase"),
        (p("Phase"), p("Études", "Studies")),
        rows,
    )
    return Chart(
        "ibm.phases",
        p("Études par phase", "Studies by phase"),
        p("Diagramme en barres : deux en phase I, quatre en phase II, trois en phase III."),
        p("Nombre d’études"),
        bars,
        table,
    )


WORDS = {
    "placebo": (
        "Placebo",
        "Produit sans substance active, de même aspect que le traitement étudié. Il sert de comparaison.",
    ),
    "extension": (
        "Extension en ouvert",
        "Suite d’un essai où tous les participants reçoivent le traitement et le savent.",
    ),
    "car_t": (
        "CAR-T",
        "Lymphocytes T d’une personne, modifiés en laboratoire pour reconnaître une cible précise, puis rendus par perfusion.",
    ),
    "phase": (
        "Phase",
        "Étape du développement d’un traitement : la phase I étudie la tolérance, la phase II la dose, la phase III l’efficacité.",
    ),
    "klrg1": (
        "KLRG1",
        "Molécule portée par des lymphocytes T très actifs, nombreux dans le muscle au cours de la myosite à inclusions.",
    ),
}


def glossary() -> Section:
    blocks = tuple(Definition(key, p(word), p(text)) for key, (word, text) in WORDS.items())
    return Section("glossary", p("Glossaire", "Glossary"), blocks)


def key_figures() -> KeyFigures:
    return KeyFigures(
        (
            KeyFigure(
                p("{n}", n=linked(11, "evidence", "ibm.studies")),
                p(
                    "études de la myosite à inclusions dans nos fiches",
                    "studies of inclusion-body myositis among our records",
                ),
                "counted",
            ),
            KeyFigure(
                p("{n}", n=linked(120, "evidence", "digest.studies")),
                p(
                    "études annoncées par la source dans les myosites",
                    "studies announced by the source in myositis",
                ),
                "stated",
                p("dont 61 dans nos fiches", "of which we hold 61"),
            ),
            KeyFigure(
                p("{n}", n=linked(3, "evidence", "ibm.france")),
                p("études ouvertes ou annoncées en France", "studies open or announced in France"),
                "counted",
            ),
        )
    )


LONG = "La myosite à inclusions touche surtout des personnes de plus de 50 ans et progresse lentement. Elle affaiblit d’abord les cuisses et les muscles qui ferment la main. Les traitements qui freinent l’immunité, utiles dans les autres myosites, y ont montré peu d’effet : la recherche suit donc plusieurs voies à la fois."


def chapter(extra: tuple[Block, ...] = ()) -> Section:
    link = p(
        "Parmi les {n} études, plusieurs comparent un médicament à un {w}, puis proposent une {e} ; voir {c}.",
        n=linked(11, "evidence", "ibm.studies"),
        w=linked("placebo", "term", "placebo"),
        e=linked("extension en ouvert", "term", "extension"),
        c=linked("l’essai BIRD", "record", "digest-2025-bird"),
    )
    return Section(
        "ibm",
        p("Dans la myosite à inclusions", "In inclusion-body myositis"),
        (
            para(p(LONG)),
            key_figures(),
            Section(
                "ibm-approaches",
                p("Les voies de recherche", "The approaches"),
                (
                    para(link, terms=("placebo", "extension")),
                    para(
                        p(LONG),
                        p(
                            "Les cellules {w} sont aussi à l’étude.",
                            w=linked("CAR-T", "term", "car_t"),
                        ),
                        terms=("car_t", "phase"),
                    ),
                    Bullets(
                        (
                            para(p("Freiner les lymphocytes qui portent KLRG1."), terms=("klrg1",)),
                            para(p("Protéger la cellule musculaire.")),
                            para(p("Bouger : l’exercice adapté est une forme de traitement.")),
                        )
                    ),
                    para(p(LONG)),
                    pipeline(),
                    Box(
                        "note",
                        p("Comment lire", "How to read"),
                        (
                            para(
                                p(
                                    "Un chiffre compté renvoie à ses fiches ; un chiffre imprimé renvoie à la page de sa source."
                                )
                            ),
                        ),
                    ),
                    Box(
                        "warning",
                        p("Attention"),
                        (
                            para(p("Deux sources ne donnent pas le même nombre.")),
                            Bullets((para(p("L’une dit 11.")), para(p("L’autre dit 12.")))),
                        ),
                    ),
                    chart(),
                ),
            ),
            Section(
                "ibm-studies",
                p("Les études, une par une", "The studies, one by one"),
                (
                    Section(
                        "ibm-drugs",
                        p("Médicaments", "Drugs"),
                        (
                            card(
                                "bird",
                                p("Essai BIRD contre placebo", "BIRD, a placebo-controlled trial"),
                                is_new=True,
                                warning=True,
                            ),
                            card(
                                "bird-extension",
                                p("Extension en ouvert de l’essai BIRD", "Open extension of BIRD"),
                            ),
                            card(
                                "sirolimus",
                                p(
                                    "La rapamycine (sirolimus) en phase III, un essai mené dans quatre pays",
                                    "Sirolimus in phase 3",
                                ),
                            ),
                            card(
                                "pozelimab",
                                p(
                                    "Associer le pozelimab et le cemdisiran",
                                    "Pozelimab with cemdisiran",
                                ),
                                is_new=True,
                            ),
                        ),
                    ),
                    *extra,
                ),
            ),
        ),
    )


def evidence(key: str, name: str) -> tuple[Cell, ...]:
    return (
        Cell((p("{n}", n=linked(name, "evidence", key)),)),
        Cell((p("compté"),)),
        Cell((p("11"),)),
        Cell((p("Études dont la forme est la myosite à inclusions, au 17 mai 2025."),)),
    )


def document(*extra: Block, title: Sentence | None = None) -> Document:
    rows = (
        evidence("ibm.studies", "Études"),
        evidence("digest.studies", "Études annoncées"),
        evidence("ibm.france", "Études en France"),
    )
    annex = Section(
        "annex",
        p("Annexe : d’où vient chaque chiffre", "Annex: where each figure comes from"),
        (
            Table(
                "annex.figures",
                p("Les chiffres de cette édition"),
                tuple(map(p, ("Chiffre", "Nature", "Valeur", "Définition"))),
                rows,
            ),
        ),
    )
    how = Section(
        "how",
        p("Comment lire ce livret", "How to read this booklet"),
        (
            para(p(LONG)),
            para(
                p("Voir {r}.", r=linked("une étude hors du livret", "record", "digest-2025-other"))
            ),
            Table(
                "how.phases",
                p("Les phases"),
                (p("Phase"), p("Question")),
                (
                    (Cell((p("I"),)), Cell((p("Est-ce bien toléré ?"),))),
                    (Cell((p("II"),)), Cell((p("À quelle dose ?"),))),
                ),
            ),
        ),
    )
    other = Section(
        "digest-2025-other",
        p("Autre"),
        (para(p("{u}", u=linked("NCT01", "url", "https://clinicaltrials.gov/study/NCT01"))),),
    )
    return Document(
        edition=Edition(
            id="2025",
            day=date(2025, 5, 17),
            since=date(2024, 5, 18),
            stamp="abc",
            versions=(("typst", "0.15"),),
            is_signed=False,
        ),
        title=title
        or p(
            "Les myosites : où en est la recherche en 2025 ?",
            "Myositis: where research stands in 2025",
        ),
        subtitle=p(
            "La sélection 2025 de l’AFM-Téléthon, relue étude par étude",
            "The 2025 selection of AFM-Téléthon, read study by study",
        ),
        draft=p(
            "Brouillon établi par un programme, non relu par une personne.",
            "Draft made by a program, not reviewed by a person.",
        ),
        cover=(para(p(LONG)), key_figures(), how),
        chapters=(chapter(extra), glossary()),
        records=(other,),
        evidence=(),
        annex=annex,
        figures=(),
    )
