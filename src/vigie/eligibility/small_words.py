"""The words around the things that a sentence names: what each kind does to its sense."""

from __future__ import annotations

from vigie.eligibility.folding import word_set

# Words that say nothing of their own around a leaf.
PLAIN = word_set(
    """
    a an the of to in on at by for from with is are was were be been being has have had having
    as that this these those any all patient patients subject subjects participant participants
    individual individuals person persons people who must should will may can shall would
    diagnosis diagnosed diagnostic known documented current currently history previous previously
    prior past ever received receiving treated treatment treatments therapy therapies use used
    using taking take takes exposed presence evidence excluded included selected present preexisting
    screening baseline visit visits time enrollment enrolment randomization randomisation
    inclusion study entry day start before signed sign give giving provide provided written
    obtained voluntary voluntarily willing able agree agrees their his her its signing form dose
    dosage existing serum blood total level levels value values score scores aged age ages
    years old year exposure administration initiation first prior participation trial test
    testing agreement consent both either confirmed established pre coexisting concomitant
    found fulfil fulfill fulfills fulfilling fulfilled satisfied meet meets meeting
    criteria criterion per
    according preceding detected positive result results suffering undergoing eligible
    measured determined antibody antibodies least inclusive inclusively male exluded exclusion
    female gender sex latest al adult affiliated affiliation
    ability willingness scheme signe signed ecrit libre eclaire et ou
    controls cases there it he she they do does did identified registered
    background possess possesses possessing
    chez patients un une des le la les de du d en et avec ayant
    presentant antecedent antecedents
    connu connue traitement sujet sujets
    """
)
# Adjectives and tails that make what they stand by narrower, never wider.
NARROW = word_set(
    """
    severe serious significant significantly clinically uncontrolled unstable chronic acute active
    recurrent symptomatic major alone new relapsed relapsing refractory subacute
    systemic advanced poorly controlled persistent progressive
    moderate marked stable untreated autoimmune nyha class ii iii iv definite probable
    clinical typical clinically-significant
    severe grave graves severes active actives chronique chroniques evolutive evolutif
    """
)
TAILS = word_set("requiring requires needing needs interfering necessitant")
# Words around a measured value: how, with what and on which scale it is taken.
MEASURING = word_set(
    """
    manual testing tests muscle strength scale scales vas visual analog analogue assay method
    measurement assessment assessed index disability questionnaire central local laboratory lab
    point points hand grade global activity disease score out normal range institutional limit
    limits standard predicted corrected calculated estimated using via resting rest ago least
    about approximately minimum maximum equal equals absolute count counts concentration
    healthy male female or equivalent equivalents daily per day oral orally weight body
    maintained kept stable initiation room air ambient
    """
)
# Words that say how a stretch of time is counted, and add nothing to its bounds.
TIMING = word_set(
    """
    within off washout wash-out elution period interval discontinued discontinuation stopped over
    elapsed since last past previous preceding before prior onset begun began out made stop ago
    free least more less than at minimum systemic inoculated administered intake consecutive
    during duration symptoms symptom first drug drugs agent agents medication medications
    medicine device other another background concomitant given continued unchanged constant same
    oral intravenous subcutaneous topical regimen course performed done completed must route
    supplement supplements supplementation reached target desired soc
    """
)
# Words that make a quantity another one.
NOT_THE_VALUE = word_set(
    "difference ratio product variability variation slope partner partners father mother family"
    " donor donors time times change changes changed delta sum without parent parents"
    " expectancy survival prognosis"
)
NEGATIONS = word_set(
    """
    no not without never absence unable unwilling refuse refuses refusal cannot lack lacking
    inability neither reluctant unwillingness free pas sans aucun aucune absence jamais
    """
)
# Two words that begin with a negation and do not deny what follows.
NO_DENIAL = {
    (first, second)
    for first in ("no", "not")
    for second in (
        *("limited", "only", "more", "less", "later", "older", "fewer", "greater", "required"),
        *("exceed", "related", "explained", "longer", "higher", "lower", "above", "below", "due"),
        *("yet", "otherwise", "necessarily", "just", "because", "younger"),
    )
}
# A bracket, and a bracket with bounds of its own, which may let through what the rest would not.
ASIDE, BOUND_ASIDE = "(…)", "(…≤…)"
# What turns the sentence in ways that are not read: conditions, exceptions, contrasts, doubts.
BEYOND = word_set(
    """
    unless if when where whichever however but although than whether until after during following
    fewer allowed permitted acceptable exception except excluding excepting only
    opinion judgment judgement discretion considered whatever longer shorter instead
    despite regardless while sauf si post between preferably ideally preferable
    preferred naive outside
    """
) | {BOUND_ASIDE}
# Words of a clause that lets something through which the rest would not.
PERMITTING = word_set(
    "allowed permitted acceptable eligible allow permit accepted exempt waived tolerated ok"
)
RELATIVE = word_set(
    "that which whose where because due interfering requiring requires needing caused causing"
    " despite resulting manifested"
)
# Words of a clause at the end that may be about every item before it.
BACKWARDS = word_set(
    "that which would could may might interfere interfering require requires requiring resulting"
    " causing due secondary whose precluding preventing affecting needing needs"
)
PEOPLE = word_set(
    """
    patient patients subject subjects participant participants individual individuals men women
    volunteers volunteer child children adults adult man woman males females persons people
    group groups cohort arm patientes sujets femmes hommes
    """
)
DUTIES = word_set(
    "must should shall need needs agree agrees required has have will use using uses on under"
    " only doivent doit"
)
CHANGES = {
    **dict.fromkeys(
        word_set("fall decline decrease drop reduction loss falling declining"), "decline"
    ),
    **dict.fromkeys(word_set("increase rise gain elevation rising"), "increase"),
}
