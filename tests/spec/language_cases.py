"""How things are said, case by case: what is given, the French, the English.

These cases are tests, and the page docs/spec/language.md is made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from saying import Case, Said, Told

from vigie.knowledge.models import Names, Noun
from vigie.knowledge.nouns import (
    ClassNoun,
    CodeNoun,
    CountryNoun,
    FormNoun,
    NamedNoun,
    TreatmentNoun,
)
from vigie.publishing.document import Linked, Target, Verbatim
from vigie.records.dates import PartialDate
from vigie.records.entries import Intervention, Measured, Moment, Quantity, Relation
from vigie.records.ids import RecordId
from vigie.records.vocabulary import Qualifier


def _noun(fr: Mapping[str, object], en: str = "") -> NamedNoun:
    """A noun by hand; a code is the same in English, and takes no article there."""
    english = Noun(text=en or str(fr["text"]), takes_article=bool(en))
    return NamedNoun(Names(fr=Noun.model_validate(fr), en=english))


def _forms(given: str, noun: object, fr: str, en: str) -> Said:
    """A noun in the four forms that sentences use most."""
    return Said(given, ("{x:le}, {x:de}, {x:a}, {x:of}", "{x:the}"), {"x": noun}, fr, en)


ARTICLES: tuple[Case, ...] = (
    _forms("nipocalimab", TreatmentNoun("nipocalimab"),
           "le nipocalimab, du nipocalimab, au nipocalimab, de nipocalimab", "nipocalimab"),
    _forms("ulviprubart: elision", TreatmentNoun("ulviprubart"),
           "l’ulviprubart, de l’ulviprubart, à l’ulviprubart, d’ulviprubart", "ulviprubart"),
    _forms("pirfenidone: feminine", TreatmentNoun("pirfenidone"),
           "la pirfénidone, de la pirfénidone, à la pirfénidone, de pirfénidone", "pirfenidone"),
    _forms("intravenous immunoglobulins: plural", TreatmentNoun("immunoglobulins_iv"),
           "les immunoglobulines intraveineuses, des immunoglobulines intraveineuses, "
           "aux immunoglobulines intraveineuses, d’immunoglobulines intraveineuses",
           "intravenous immunoglobulins"),
    _forms("AZD5492: a code read letter by letter, from a vowel", TreatmentNoun("azd5492"),
           "l’AZD5492, de l’AZD5492, à l’AZD5492, d’AZD5492", "AZD5492"),
    _forms("RAY121: a code from a consonant", TreatmentNoun("ray121"),
           "le RAY121, du RAY121, au RAY121, de RAY121", "RAY121"),
    _forms("FT819: F is not elided", _noun({"text": "FT819", "gender": "m"}),
           "le FT819, du FT819, au FT819, de FT819", "FT819"),
    _forms("YTB323: nor is Y", _noun({"text": "YTB323", "gender": "f", "number": "p"}),
           "les YTB323, des YTB323, aux YTB323, de YTB323", "YTB323"),
    _forms("ABC008", _noun({"text": "ABC008", "gender": "m"}),
           "l’ABC008, de l’ABC008, à l’ABC008, d’ABC008", "ABC008"),
    _forms("hôpital: mute h", _noun({"text": "hôpital", "gender": "m"}, "hospital"),
           "l’hôpital, de l’hôpital, à l’hôpital, d’hôpital", "the hospital"),
    _forms("hanche: aspirated h", _noun({"text": "hanche", "gender": "f"}, "hip"),
           "la hanche, de la hanche, à la hanche, de hanche", "the hip"),
    _forms("a name that its row marks as aspirated",
           _noun({"text": "Hx-12", "gender": "m", "is_aspirated": True}),
           "le Hx-12, du Hx-12, au Hx-12, de Hx-12", "Hx-12"),
    _forms("onze", _noun({"text": "onzième mois", "gender": "m"}, "eleventh month"),
           "le onzième mois, du onzième mois, au onzième mois, de onzième mois",
           "the eleventh month"),
    _forms("CAR-T cells: a class loses the capital of its row", ClassNoun("car_t"),
           "les cellules CAR-T, des cellules CAR-T, aux cellules CAR-T, de cellules CAR-T",
           "CAR-T cells"),
    Said("an indefinite article", ("{x:un} et {y:un}", "{x:a} and {y:a}"),
         {"x": _noun({"text": "essai", "gender": "m"}, "trial"),
          "y": _noun({"text": "extension", "gender": "f"}, "extension")},
         "un essai et une extension", "a trial and an extension"),
    Said("an English article before letters and sounds",
         ("(le, la, l’)", "{x:a}, {y:a}, {z:a}"),
         {"x": "FT819 product", "y": "UCAR-T product", "z": "university hospital"},
         "(le, la, l’)",
         "an FT819 product, a UCAR-T product, a university hospital"),
    Said("companies, hospitals and universities",
         ("{a:of}, {b:of}, {c:le}, {d:de}, {e:le}", "{a:of}, {b:of}, {c:the}, {d:of}, {e:the}"),
         {"a": "Abcuro", "b": "Novartis", "c": "CHU de Brest", "d": "AFM-Téléthon",
          "e": "University of Alabama"},
         "d’Abcuro, de Novartis, le CHU de Brest, de l’AFM-Téléthon, l’University of Alabama",
         "of Abcuro, of Novartis, CHU de Brest, of AFM-Téléthon, the University of Alabama"),
    Said("towns, one of them with an article", ("{x:a}", "{x:in}"),
         {"x": ("Lyon", "Le Kremlin-Bicêtre", "Paris")},
         "à Lyon, au Kremlin-Bicêtre et à Paris", "in Lyon, Le Kremlin-Bicêtre and Paris"),
    Said("countries", ("{a:in}, {b:in}, {c:in}, {d:of}", "{a:in}, {b:in}, {c:in}, {d:of}"),
         {"a": CountryNoun("France"), "b": CountryNoun("United States"),
          "c": CountryNoun("Japan"), "d": CountryNoun("Germany")},
         "en France, aux États-Unis, au Japon, d’Allemagne",
         "in France, in the United States, in Japan, of Germany"),
    Said("a treatment that opens a sentence", ("{x:le:cap} agit.", "{x:the:cap} acts."),
         {"x": TreatmentNoun("efgartigimod_alfa")},
         "L’efgartigimod alfa agit.", "Efgartigimod alfa acts."),
)  # fmt: skip

LISTS: tuple[Case, ...] = (
    Said("one form", ("atteints {x:of:or}", "with {x:bare:or}"), {"x": (FormNoun("dm"),)},
         "atteints de dermatomyosite", "with dermatomyositis"),
    Said("two forms, either", ("atteints {x:of:or}", "with {x:bare:or}"),
         {"x": (FormNoun("dm"), FormNoun("pm"))},
         "atteints de dermatomyosite ou de polymyosite", "with dermatomyositis or polymyositis"),
    Said("three forms, either", ("atteints {x:of:or}", "with {x:bare:or}"),
         {"x": (FormNoun("dm"), FormNoun("imnm"), FormNoun("asys"))},
         "atteints de dermatomyosite, de myopathie nécrosante auto-immune ou de syndrome des "
         "antisynthétases",
         "with dermatomyositis, immune-mediated necrotising myopathy or antisynthetase syndrome"),
    Said("three towns", ("{x:a}", "{x:in}"), {"x": ("Lyon", "Paris", "Rennes")},
         "à Lyon, Paris et Rennes", "in Lyon, Paris and Rennes"),
    Said("two treatments", ("Essai {x:de}", "Trial of {x:the}"),
         {"x": (TreatmentNoun("pozelimab"), TreatmentNoun("cemdisiran"))},
         "Essai du pozelimab et du cemdisiran", "Trial of pozelimab and cemdisiran"),
)  # fmt: skip

NUMBERS: tuple[Case, ...] = (
    *(Said(f"{n:g} centres (number written in letters up to ten)",
           ("La France compte {n:words} centres.", "France has {n:words} centres."),
           {"n": n}, f"La France compte {fr} centres.", f"France has {en} centres.")
      for n, fr, en in ((3, "trois", "three"), (11, "11", "11"))),
    Said("one, feminine", ("{n:words_f} étude", "{n:words_f} study"), {"n": 1},
         "une étude", "one study"),
    Said("a thousand and more", ("{n} articles", "{n} articles"), {"n": 1600},
         "1 600 articles", "1,600 articles"),
    Said("a decimal", ("{n} mois", "{n} months"), {"n": 18.5}, "18,5 mois", "18.5 months"),
    Said("a year is not a quantity", ("{n:plain}", "{n:plain}"), {"n": 2025}, "2025", "2025"),
    *(Said(f"{qualifier} {value}".replace("_", " "), ("{n} personnes", "{n} people"),
           {"n": Quantity(value, qualifier)}, fr, en)
      for qualifier, value, fr, en in (
          (Qualifier.MORE_THAN, 2250, "plus de 2 250 personnes", "more than 2,250 people"),
          (Qualifier.ABOUT, 12, "environ 12 personnes", "about 12 people"),
          (Qualifier.NEARLY, 100, "près de 100 personnes", "nearly 100 people"),
          (Qualifier.AT_LEAST, 2, "au moins 2 personnes", "at least 2 people"),
          (Qualifier.UP_TO, 24, "jusqu’à 24 personnes", "up to 24 people"))),
    *(Said(given, ("{x}", "{x}"), {"x": measured}, fr, en)
      for given, measured, fr, en in (
          ("percent, versus", Measured("k", (49.5, 6.6), "percent", "versus"),
           "49,5 % contre 6,6 %", "49.5% versus 6.6%"),
          ("percent, range", Measured("k", (10, 20), "percent", "to"), "10 à 20 %", "10 to 20%"),
          ("percent, up to", Measured("k", (40,), "percent", None, Qualifier.UP_TO),
           "jusqu’à 40 %", "up to 40%"),
          ("part of a whole", Measured("k", (9, 11), None, "of"), "9 sur 11", "9 of 11"))),
)  # fmt: skip

DATES: tuple[Case, ...] = (
    Said("a day", ("au {x}", "{x}"), {"x": date(2025, 5, 17)}, "au 17 mai 2025", "17 May 2025"),
    Said("the first of a month", ("{x:in}", "{x:in}"), {"x": PartialDate(2024, 3, 1)},
         "le 1er mars 2024", "on 1 March 2024"),
    Said("a month", ("{x:in}", "{x:in}"), {"x": PartialDate(2024, 3)},
         "en mars 2024", "in March 2024"),
    Said("a year", ("{x:in}", "{x:in}"), {"x": PartialDate(2022)}, "en 2022", "in 2022"),
    Said("a month in a box", ("{x:short} – {y:short}", "{x:short} – {y:short}"),
         {"x": PartialDate(2023, 2), "y": PartialDate(2024, 4)},
         "Fév. 2023 – Avr. 2024", "Feb. 2023 – April 2024"),
    Said("as of a day, as of a month", ("{x:a}, {y:a}", "{x:a}, {y:a}"),
         {"x": PartialDate(2025, 5, 17), "y": PartialDate(2025, 4)},
         "au 17 mai 2025, au mois d’avril 2025", "as of 17 May 2025, as of April 2025"),
    *(Said(given, ("{x:in}", "{x:in}"), {"x": Moment(PartialDate.parse(on), qualifier)}, fr, en)
      for given, on, qualifier, fr, en in (
          ("end of 2025", "2025", Qualifier.END_OF, "fin 2025", "at the end of 2025"),
          ("by 2026", "2026", Qualifier.BY, "d’ici 2026", "by 2026"),
          ("mid-2024", "2024", Qualifier.MIDDLE_OF, "mi-2024", "in mid-2024"),
          ("start of 2023", "2023", Qualifier.START_OF, "début 2023", "in early 2023"))),
)  # fmt: skip

TYPE: tuple[Case, ...] = (
    Said("French signs and units",
         ("Où ? Ici : « oui » ; 40 % en 18 mois !", "Where? Here: “yes”; 40% in 18 months!"), {},
         "Où\u202f? Ici\u00a0: «\u00a0oui\u00a0»\u202f; 40\u00a0% en 18\u00a0mois\u202f!",
         "Where? Here: “yes”; 40% in 18 months!", is_exact=True),
    Said("a number, then its unit, from two places", ("{n} ans", "{n} years"), {"n": 18},
         "18\u00a0ans", "18 years", is_exact=True),
    Said("a thousand", ("{n}", "{n}"), {"n": 2250}, "2\u202f250", "2,250", is_exact=True),
    Said("apostrophes", ("L'essai d'{x}", "The trial of {x}"), {"x": "Abcuro"},
         "L’essai d’Abcuro", "The trial of Abcuro", is_exact=True),
    Said("words of a record stay as they are", ("Titre : {x}", "Title: {x}"),
         {"x": Verbatim("Is it safe ? \"Yes\" ; 'maybe'")},
         "Titre\u00a0: Is it safe ? \"Yes\" ; 'maybe'",
         "Title: Is it safe ? \"Yes\" ; 'maybe'", is_exact=True),
    Said("a part left out takes its space with it", ("Essai {x} {y}", "{y} trial {x}"),
         {"x": "BIRD", "y": ""}, "Essai BIRD", "trial BIRD", is_exact=True),
    Said("a link is words like others", ("Voir {x:le}.", "See {x:the}."),
         {"x": Linked(TreatmentNoun("baricitinib"), Target("record", "x"))},
         "Voir le baricitinib.", "See baricitinib."),
    Said("a code of a list", ("donné {x}", "given {x}"), {"x": CodeNoun("route", "subcutaneous")},
         "donné en injection sous la peau", "given by injection under the skin"),
)  # fmt: skip

HOSTILE: tuple[Case, ...] = (
    Said("HTML in a title", ("{x}", "{x}"), {"x": Verbatim("<script>alert(1)</script> trial")},
         "<script>alert(1)</script> trial", "<script>alert(1)</script> trial"),
    Said("marks and slots in a title", ("{x}", "{x}"), {"x": Verbatim("**b** {treatment} #e")},
         "**b** {treatment} #e", "**b** {treatment} #e"),
    Said("letters that would be read backwards", ("{x}", "{x}"),
         {"x": Verbatim("safe\u202eevil\u2066x")},
         "safe[U+202E]evil[U+2066]x", "safe[U+202E]evil[U+2066]x"),
    Said("line ends, tabs, bells", ("{x}", "{x}"), {"x": Verbatim(" a\r\n\tb \x07 ")},
         "a b [U+0007]", "a b [U+0007]"),
    Told({"acronym": "=HYPERLINK(\"x\")", "treatment": ("baricitinib",)}, "title",
         "Essai =HYPERLINK(\"x\")".replace("Essai", "Étude"), "=HYPERLINK(\"x\") study"),
    Told({"acronym": "B\u202eDRIB", "type": "interventional"}, "title",
         "Essai B[U+202E]DRIB", "B[U+202E]DRIB trial"),
)  # fmt: skip

_BIRD = {
    "type": "interventional", "acronym": "BIRD", "treatment": ("baricitinib",),
    "against": ("placebo",), "disease": ("dermatomyositis",), "ages": (18, 64),
    "countries": ("France",), "is_abroad": False, "towns": ("Paris",),
}  # fmt: skip
_ULVI = {
    "key": "ulvi", "type": "interventional", "treatment": ("ulviprubart",),
    "against": ("placebo",), "disease": ("inclusion body myositis",),
}  # fmt: skip
_RAPAMYCIN = {
    "type": "interventional", "acronym": "Optimism in IBM", "treatment": ("sirolimus",),
    "against": ("placebo",), "disease": ("inclusion body myositis",),
    "countries": ("United States", "Australia"), "countries_ruled_out": ("France",),
}  # fmt: skip

TITLES: tuple[Case, ...] = (
    Told(_BIRD, "title", "Essai BIRD contre placebo", "BIRD placebo-controlled trial"),
    Told(_ULVI, "title", "Essai de l’ulviprubart contre placebo",
         "Placebo-controlled trial of ulviprubart"),
    Told({"type": "interventional", "acronym": "MYOCIT", "against": ("open",)}, "title",
         "Essai MYOCIT en ouvert", "MYOCIT open-label trial"),
    Told({"type": "interventional", "acronym": "VALOR", "against": ("placebo", "open")}, "title",
         "Essai VALOR contre placebo, puis en ouvert",
         "VALOR placebo-controlled then open-label trial"),
    Told({"type": "interventional", "acronym": "CATR-PAT", "against": ("active",),
          "treatment": ("cyclophosphamide", Intervention("tacrolimus", is_comparator=True))},
         "title", "Essai CATR-PAT contre tacrolimus", "CATR-PAT tacrolimus-controlled trial"),
    Told({"type": "interventional", "treatment": ("ulviprubart",), "against": ("open_extension",)},
         "title", "Extension en ouvert de l’ulviprubart", "Open-label extension with ulviprubart"),
    Told({"type": "interventional", "acronym": "ALKIVIA+", "against": ("open_extension",)},
         "title", "Extension en ouvert ALKIVIA+", "ALKIVIA+ open-label extension"),
    Told({"type": "observational", "acronym": "JADE"}, "title", "Étude JADE", "JADE study"),
    Told({"type": "registry", "acronym": "IBMR"}, "title", "Registre IBMR", "IBMR registry"),
    Told({"type": "observational", "disease": ("juvenile dermatomyositis",)}, "title",
         "Étude observationnelle de la dermatomyosite juvénile",
         "Observational study of juvenile dermatomyositis"),
    Told({"type": "interventional", "registry_numbers": ("NCT01234567",)}, "title",
         "Essai NCT01234567", "Trial NCT01234567"),
    Told({}, "title", "Étude", "Study"),
    Told({"type": "interventional", "treatment": ("Substance X-1",), "against": ("placebo",)},
         "title", "Essai de « Substance X-1 » contre placebo",
         "Placebo-controlled trial of “Substance X-1”"),
)  # fmt: skip

SENTENCES: tuple[Case, ...] = (
    Told(_BIRD, "first",
         "L’essai BIRD compare le baricitinib à un placebo chez des adultes de 18 à 64 ans "
         "atteints de dermatomyosite, à Paris.",
         "The BIRD trial compares baricitinib with a placebo in adults aged 18 to 64 years with "
         "dermatomyositis, in Paris."),
    Told(_ULVI, "first",
         "Cet essai compare l’ulviprubart à un placebo chez des personnes atteintes de myosite à "
         "inclusions.",
         "This trial compares ulviprubart with a placebo in people with inclusion body myositis."),
    Told(_RAPAMYCIN, "first",
         "L’essai Optimism in IBM compare le sirolimus à un placebo chez des personnes atteintes "
         "de myosite à inclusions, aux États-Unis et en Australie, mais pas en France.",
         "The Optimism in IBM trial compares sirolimus with a placebo in people with inclusion "
         "body myositis, in the United States and Australia, but not in France."),
    Told({"type": "interventional", "acronym": "MYOCIT", "treatment": ("baricitinib",),
          "against": ("open",), "disease": ("juvenile dermatomyositis",), "ages": (3, 17),
          "countries": ("France",)}, "first",
         "L’essai MYOCIT évalue le baricitinib en ouvert chez des enfants et des adolescents de "
         "3 à 17 ans atteints de dermatomyosite juvénile, en France.",
         "The MYOCIT trial tests baricitinib open-label in children and adolescents aged 3 to 17 "
         "years with juvenile dermatomyositis, in France."),
    Told({"type": "interventional", "acronym": "CATR-PAT", "against": ("active",),
          "treatment": ("cyclophosphamide", "azathioprine",
                        Intervention("tacrolimus", is_comparator=True)),
          "disease": ("antisynthetase syndrome",), "ages": (18, None)}, "first",
         "L’essai CATR-PAT compare le cyclophosphamide et l’azathioprine au tacrolimus chez des "
         "adultes atteints de syndrome des antisynthétases.",
         "The CATR-PAT trial compares cyclophosphamide and azathioprine with tacrolimus in adults "
         "with antisynthetase syndrome."),
    Told({"type": "interventional", "against": ("active",), "treatment": ("nipocalimab",)},
         "first", "Cet essai compare le nipocalimab à un autre traitement.",
         "This trial compares nipocalimab with another treatment."),
    Told({"type": "interventional", "against": ("sham",), "treatment": ("plasma exchange",)},
         "first", "Cet essai compare les échanges plasmatiques à une procédure fictive.",
         "This trial compares plasma exchange with a sham procedure."),
    Told({"type": "interventional", "against": ("placebo", "open"), "treatment": ("brepocitinib",)},
         "sentences",
         "Cet essai compare le brépocitinib à un placebo. Une période en ouvert suit la "
         "comparaison : chacun sait alors quel traitement il reçoit.",
         "This trial compares brepocitinib with a placebo. An open-label period follows the "
         "comparison: everyone then knows which treatment they receive."),
    Told({"type": "interventional", "against": ("placebo",), "treatment": ("efgartigimod alfa",),
          "disease": ("dermatomyositis", "polymyositis"), "population": "adults, refractory"},
         "first",
         "Cet essai compare l’efgartigimod alfa à un placebo chez des adultes atteints d’une forme "
         "réfractaire de dermatomyosite ou de polymyosite.",
         "This trial compares efgartigimod alfa with a placebo in adults with refractory "
         "dermatomyositis or polymyositis."),
    Told({"type": "interventional", "treatment": ("intravenous immunoglobulins",),
          "disease": ("immune-mediated necrotizing myopathy",), "antibodies": ("anti-HMGCR",),
          "population": "people of 16 or over with anti-HMGCR antibodies", "ages": (16, None)},
         "first",
         "Cet essai évalue les immunoglobulines intraveineuses chez des personnes de 16 ans et "
         "plus atteintes de myopathie nécrosante auto-immune avec des anticorps anti-HMGCR.",
         "This trial tests intravenous immunoglobulins in people aged 16 years and over with "
         "immune-mediated necrotising myopathy and anti-HMGCR antibodies."),
    Told({"type": "interventional", "treatment": ("nintedanib",), "against": ("placebo",),
          "disease": ("antisynthetase syndrome", "interstitial lung disease")}, "first",
         "Cet essai compare le nintédanib à un placebo chez des personnes atteintes de syndrome "
         "des antisynthétases avec une pneumopathie interstitielle associée aux myosites.",
         "This trial compares nintedanib with a placebo in people with antisynthetase syndrome "
         "and myositis-associated interstitial lung disease."),
    Told({"type": "interventional", "treatment": ("RAY121",), "population": "healthy volunteers"},
         "first", "Cet essai évalue le RAY121 chez des volontaires en bonne santé.",
         "This trial tests RAY121 in healthy volunteers."),
    Told({"type": "interventional", "treatment": ("Substance X-1",)}, "first",
         "Cet essai évalue un traitement que la source nomme « Substance X-1 ».",
         "This trial tests a treatment that the source calls “Substance X-1”."),
    Told({"type": "interventional", "against": ("placebo",)}, "first",
         "Cet essai compare un traitement à un placebo.",
         "This trial compares a treatment with a placebo."),
    Told({"type": "observational", "acronym": "JADE", "population": "children and adults",
          "disease": ("dermatomyositis",), "countries": ("France",)}, "first",
         "L’étude JADE porte sur des enfants et des adultes atteints de dermatomyosite, en France.",
         "The JADE study looks at children and adults with dermatomyositis, in France."),
    Told({"type": "registry", "acronym": "IBMR", "disease": ("inclusion body myositis",),
          "countries": ("United States",)}, "first",
         "Le registre IBMR rassemble les données de personnes atteintes de myosite à inclusions, "
         "aux États-Unis.",
         "The IBMR registry gathers data on people with inclusion body myositis, in the United "
         "States."),
    Told({"type": "registry", "acronym": "MAIA", "disease": ("myositis",), "ages": (18, None),
          "population": "people suspected of having myositis"}, "first",
         "Le registre MAIA rassemble les données d’adultes chez qui l’on suspecte une myosite.",
         "The MAIA registry gathers data on adults with suspected myositis."),
    Told({"type": "expanded_access", "treatment": ("ulviprubart",)}, "first",
         "Cet accès élargi permet de recevoir l’ulviprubart hors d’un essai clinique.",
         "This expanded access programme gives access to ulviprubart outside a clinical trial."),
    Told({}, "first", "La source ne dit pas sur quoi porte cette étude.",
         "The source does not say what this study is about."),
    Told({"type": "interventional", "treatment": ("ulviprubart",), "against": ("open_extension",),
          "relations": (Relation("extension_of", RecordId("digest", "2025/ulvi")),
                        Relation("fed_by", RecordId("digest", "2025/ulvi")))}, "sentences",
         "Cette extension en ouvert poursuit l’évaluation de l’ulviprubart. L’extension prolonge "
         "l’essai de l’ulviprubart contre placebo et accueille des personnes qui en viennent.",
         "This open-label extension goes on testing ulviprubart. The extension continues the "
         "placebo-controlled trial of ulviprubart and takes people who come from there.",
         others=(_ULVI,)),
    Told({"type": "interventional", "treatment": (Intervention(
          "ulviprubart", route="subcutaneous", dose="0.5 mg/kg or 2 mg/kg every 8 weeks"),)},
         "sentences",
         "Cet essai évalue l’ulviprubart. L’ulviprubart s’administre en injection sous la peau, à "
         "la dose de 0,5 mg/kg ou 2 mg/kg toutes les huit semaines.",
         "This trial tests ulviprubart. Ulviprubart is given by injection under the skin, at a "
         "dose of 0.5 mg/kg or 2 mg/kg every eight weeks."),
    Told({"type": "interventional", "treatment": (
          Intervention("pozelimab", route="subcutaneous"),
          Intervention("cemdisiran", route="subcutaneous")), "developer": "Regeneron"},
         "sentences",
         "Cet essai évalue le pozelimab et le cemdisiran. Le pozelimab et le cemdisiran "
         "s’administrent en injection sous la peau. Regeneron développe le pozelimab et le "
         "cemdisiran.",
         "This trial tests pozelimab and cemdisiran. Pozelimab and cemdisiran are given by "
         "injection under the skin. Regeneron is developing pozelimab and cemdisiran."),
    Told({"type": "registry", "acronym": "MAIA", "sponsor": "CHU de Brest"}, "sentences",
         "La source ne dit pas sur quoi porte le registre MAIA. Le CHU de Brest est le promoteur "
         "du registre.",
         "The source does not say what the MAIA registry is about. CHU de Brest is the sponsor of "
         "the registry."),
    Told({"type": "interventional", "acronym": "BIGTIM", "treatment": ("ruxolitinib",),
          "sponsor": "an individual physician", "lead_centre": "Hôpital Henri-Mondor (Créteil)",
          "funders": ("AFM-Téléthon",)}, "sentences",
         "L’essai BIGTIM évalue le ruxolitinib. L’Hôpital Henri-Mondor (Créteil) conduit l’essai. "
         "L’AFM-Téléthon soutient l’essai.",
         "The BIGTIM trial tests ruxolitinib. Hôpital Henri-Mondor (Créteil) leads the trial. "
         "AFM-Téléthon supports the trial."),
    Told({"type": "interventional", "treatment": ("ulviprubart",), "countries": ("France",),
          "is_abroad": True, "towns": ("Paris",), "centres": ((1, "France"),)}, "sentences",
         "Cet essai évalue l’ulviprubart, en France et à l’étranger. En France, l’essai compte un "
         "centre investigateur, à Paris.",
         "This trial tests ulviprubart, in France and abroad. In France, the trial has one centre, "
         "in Paris."),
    Told({"type": "interventional", "treatment": ("anifrolumab",), "countries": ("France",),
          "is_abroad": True, "centres": ((11, "France"), (100, None))}, "sentences",
         "Cet essai évalue l’anifrolumab, en France et à l’étranger. En France, l’essai compte 11 "
         "centres investigateurs. L’essai compte 100 centres en tout.",
         "This trial tests anifrolumab, in France and abroad. In France, the trial has 11 centres. "
         "The trial has 100 centres in all."),
    Told({"type": "interventional", "treatment": ("rapcabtagene autoleucel",), "is_abroad": True,
          "towns": ("Rennes", "Lyon", "Paris")}, "sentences",
         "Cet essai évalue le rapcabtagene autoleucel, en France et à l’étranger. En France, les "
         "centres se trouvent à Lyon, Paris et Rennes.",
         "This trial tests rapcabtagene autoleucel, in France and abroad. In France, the centres "
         "are in Lyon, Paris and Rennes."),
    Told({"type": "interventional", "treatment": ("GLPG3667",), "other_conditions": ("psoriasis",)},
         "sentences",
         "Cet essai évalue le GLPG3667. L’essai porte sur d’autres maladies que les myopathies "
         "inflammatoires.",
         "This trial tests GLPG3667. The trial is about diseases other than inflammatory "
         "myopathies."),
)  # fmt: skip

LINES: tuple[Case, ...] = (
    Told({"countries": ("France",), "is_abroad": True}, "place",
         "France et étranger", "France and abroad"),
    Told({"countries": ("Norway",)}, "place", "À l’étranger : Norvège", "Abroad: Norway"),
    Told(_RAPAMYCIN, "place", "Hors de France : États-Unis et Australie",
         "Outside France: United States and Australia"),
    Told({}, "place", "Lieu non précisé", "Place not stated"),
    Told({"number": 1}, "number", "1 participant", "1 participant"),
    Told({"number": 62}, "number", "62 participants", "62 participants"),
    Told({"number": Quantity(2250, Qualifier.MORE_THAN)}, "number",
         "Plus de 2 250 participants", "More than 2,250 participants"),
    Told({"number": Quantity(1000, Qualifier.TARGET)}, "number",
         "1 000 participants prévus", "1,000 participants planned"),
    Told({"number": 0}, "number", "Aucun participant", "No participants"),
    Told({}, "number", "(no line)", "(no line)"),
    Told({"ages": (45, 80)}, "ages", "45 à 80 ans", "45 to 80 years"),
    Told({"ages": (18, None)}, "ages", "18 ans et plus", "18 years and over"),
    Told({"ages": (None, 17)}, "ages", "Jusqu’à 17 ans", "Up to 17 years"),
    Told({"ages": (0.5, 17)}, "ages", "6 mois à 17 ans", "6 months to 17 years"),
    Told({"recruitment": ("recruiting", "2025-05-17")}, "recruitment",
         "Recrutement en cours au 17 mai 2025", "Recruiting as of 17 May 2025"),
    Told({"recruitment": ("recruiting", "2025-05-17"), "seen_on": date(2025, 7, 1)}, "recruitment",
         "Recrutement en cours le 17 mai 2025, non vérifié depuis",
         "Recruiting on 17 May 2025, not checked since"),
    Told({"recruitment": ("closed", "2025-05-17"), "seen_on": date(2026, 7, 1)}, "recruitment",
         "Recrutement terminé au 17 mai 2025", "Recruitment closed as of 17 May 2025"),
    Told({}, "recruitment", "Recrutement non précisé", "Recruitment not stated"),
    Told({"start": "2023-02", "completion": "2024-04"}, "period",
         "Fév. 2023 – Avr. 2024", "Feb. 2023 – April 2024"),
    Told({"start": "2013"}, "period", "Début en 2013", "Start in 2013"),
    Told({"completion": Moment(PartialDate(2025), Qualifier.END_OF)}, "period",
         "Jusqu’à fin 2025", "Until the end of 2025"),
    Told({"start": Moment(PartialDate(2026), Qualifier.BY)}, "period",
         "Début d’ici 2026", "Start by 2026"),
    Told({"follow_up": 12}, "follow_up", "1 an de suivi", "1 year of follow-up"),
    Told({"follow_up": 18.5}, "follow_up", "18,5 mois de suivi", "18.5 months of follow-up"),
    Told({"follow_up": Quantity(24, Qualifier.UP_TO)}, "follow_up",
         "Jusqu’à 2 ans de suivi", "Up to 2 years of follow-up"),
    Told({"follow_up": 3.7}, "follow_up", "Environ 16 semaines de suivi",
         "About 16 weeks of follow-up"),
    Told({"registry_numbers": ("NCT04972760",)}, "registry", "NCT04972760", "NCT04972760"),
    Told({"key": "a", "registry_numbers": ("NCT06857240",)}, "registry",
         "NCT06857240 (numéro imprimé pour deux études)",
         "NCT06857240 (number printed for two studies)",
         others=({"key": "b", "registry_numbers": ("NCT06857240",)},)),
    Told({"phases": ("2", "3")}, "badges", "Phase II · Phase III", "Phase 2 · Phase 3"),
    Told({"is_marked_new": True}, "badges", "Nouveau", "New"),
)  # fmt: skip

WARNINGS: tuple[Case, ...] = (
    Told({"key": "a", "registry_numbers": ("NCT06857240",)}, "warnings",
         "La source imprime le numéro NCT06857240 pour deux études différentes : l’une des deux "
         "porte donc un numéro faux, et nous ne savons pas laquelle.",
         "The source prints the number NCT06857240 for two different studies: one of the two "
         "carries a wrong number, and we do not know which.",
         others=({"key": "b", "registry_numbers": ("NCT06857240",)},)),
    Told({"recruitment": ("recruiting", "2025-05-17"), "completion": "2024-04"}, "warnings",
         "À vérifier : la source annonce « recrutement en cours » au 17 mai 2025, alors qu’elle "
         "donne pour fin de l’étude une date déjà passée (avril 2024).",
         "To check: the source says “recruiting” as of 17 May 2025, but gives as the study’s end "
         "a date already past (April 2024)."),
    Told({"ages": (64, 18)}, "warnings",
         "À vérifier : la source donne un âge minimal (64) plus élevé que l’âge maximal (18).",
         "To check: the source gives a minimum age (64) above the maximum age (18)."),
)  # fmt: skip

SECTIONS: Mapping[str, tuple[str, tuple[Case, ...]]] = {
    "Articles, elision, contraction": (
        (
            "A noun knows its gender and number; the article, its elision and its contraction "
            "are computed. The French column gives the noun with *le*, with *de* and *à* before "
            "the article, and with a bare *de*."
        ),
        ARTICLES,
    ),
    "Lists": ("A French preposition is repeated, and there is no comma before the last.", LISTS),
    "Numbers": ("Numbers keep the hedge of their source.", NUMBERS),
    "Dates": ("A date is as precise as its source.", DATES),
    "Type": (
        (
            "French spaces do not break: here ⍽ is the wide one (U+00A0) and ⸱ the narrow one "
            "(U+202F)."
        ),
        TYPE,
    ),
    "Text from outside": ("Words of a record are data: shown, never obeyed.", HOSTILE),
    "What a study is called": ("", TITLES),
    "What a card says": (
        "What is not stated is left out; the sentence stays whole.",
        SENTENCES,
    ),
    "The lines of a card": ("", LINES),
    "What a card warns of": ("", WARNINGS),
}
