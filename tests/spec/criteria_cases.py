"""Criteria in the style of registries, of all forms of the disease, each with its tree.

The sentences are written here; they are no facts about any study. These cases are tests, and
the page docs/spec/criteria.md is made of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from criteria_saying import NO, OPEN, YES, Criterion

from vigie.eligibility.evaluating import Polarity

IN, OUT = Polarity.INCLUSION, Polarity.EXCLUSION

SECTIONS: Mapping[str, tuple[str, tuple[Criterion, ...]]] = {
    "Forms and classification criteria": (
        "A form is asked for by its name; a further sign beside it is asked for too.",
        (
            Criterion(
                IN,
                "Definite or probable dermatomyositis according to the 2017 EULAR/ACR criteria",
                (
                    'all(has(subtype dm), unread("probable dermatomyositis"), '
                    "has(classification eular_acr_2017))"
                ),
                (
                    ("not dm", NO),
                    ("dm; eular_acr_2017", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Diagnosis of inclusion body myositis by the 2011 ENMC criteria",
                "all(has(subtype ibm), has(classification ibm_enmc))",
                (
                    ("ibm; ibm_enmc", YES),
                    ("ibm; not ibm_enmc", NO),
                    ("ibm", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Polymyositis or dermatomyositis by the criteria of Bohan and Peter",
                (
                    "all(any(has(subtype pm), has(subtype dm)), has(classification "
                    "bohan_peter_1975))"
                ),
                (
                    ("pm; bohan_peter_1975", YES),
                    ("not pm; not dm", NO),
                ),
            ),
            Criterion(
                IN,
                "Immune-mediated necrotizing myopathy with anti-SRP or anti-HMGCR antibodies",
                "all(has(subtype imnm), any(has(antibody srp), has(antibody hmgcr)))",
                (
                    ("imnm; hmgcr", YES),
                    ("imnm; not srp; not hmgcr", NO),
                    ("imnm; not srp", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Antisynthetase syndrome with interstitial lung disease",
                "all(has(subtype asys), has(condition ild))",
                (
                    ("asys; ild", YES),
                    ("asys; not ild", NO),
                ),
            ),
            Criterion(
                IN,
                "Juvenile dermatomyositis, aged 2 to 17 years",
                'all(has(subtype jdm), compare(age >= 2 <= 17 "year"))',
                (
                    ("jdm; age 17 year", YES),
                    ("jdm; age 18 year", NO),
                ),
            ),
            Criterion(
                IN,
                "Adults with amyopathic dermatomyositis",
                'all(unread("Adults"), has(subtype adm))',
                (
                    ("not adm", NO),
                    ('adm; "Adults"', YES),
                ),
            ),
            Criterion(
                IN,
                "Anti-MDA5 positive dermatomyositis",
                "all(has(antibody mda5), has(subtype dm))",
                (
                    ("mda5; dm", YES),
                    ("not mda5; dm", NO),
                ),
            ),
            Criterion(
                IN,
                "DM, PM or IMNM, aged 18 to 75 years",
                (
                    "all(any(has(subtype dm), has(subtype pm), has(subtype imnm)), "
                    'compare(age >= 18 <= 75 "year"))'
                ),
                (
                    ("dm; age 40 year", YES),
                    ("dm; age 80 year", NO),
                    ("age 40 year", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Dermatomyositis (including amyopathic)",
                "any(has(subtype dm), has(subtype adm))",
                (
                    ("adm", YES),
                    ("not dm; not adm", NO),
                ),
            ),
            Criterion(
                IN,
                "Presence of at least one myositis-specific antibody",
                "has(antibody msa)",
                (
                    ("msa", YES),
                    ("not msa", NO),
                ),
            ),
            Criterion(
                IN,
                "Positive anti-Jo-1 antibody",
                "has(antibody jo1)",
                (
                    ("jo1", YES),
                    ("not jo1", NO),
                    ("", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Positive for a myositis antibody such as MDA-5, NXP2 or Ro-52",
                (
                    "any(has(antibody msa), has(antibody mda5), has(antibody nxp2), "
                    "has(antibody ro52))"
                ),
                (
                    ("nxp2", YES),
                    ("not nxp2", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Antisynthetase antibodies (anti-Jo-1, anti-PL-7, anti-PL-12)",
                (
                    'all(has(antibody ars), unread("Antisynthetase antibodies (anti-Jo-1, '
                    'anti-PL-7, anti-PL-12)"))'
                ),
                (("pl7", OPEN),),
            ),
            Criterion(
                IN,
                "IBM",
                "has(subtype ibm)",
                (
                    ("ibm", YES),
                    ("dm", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Inclusion body myositis",
                "has(subtype ibm)",
                (
                    ("ibm", YES),
                    ("not ibm", NO),
                ),
            ),
            Criterion(
                OUT,
                "IBM, PM, or cancer-associated myositis",
                "any(has(subtype ibm), has(subtype pm), has(subtype cam))",
                (
                    ("pm", YES),
                    ("not ibm; not pm; not cam", NO),
                ),
            ),
            Criterion(
                OUT,
                "IBM and overlap myositis",
                "any(has(subtype ibm), has(subtype om))",
                (
                    ("om", YES),
                    ("not ibm; not om", NO),
                ),
            ),
            Criterion(
                OUT,
                "Overlap myositis, except overlap with Sjögren syndrome",
                (
                    'all(has(subtype om), not(all(unread("overlap with Sjögren syndrome"), '
                    'unread("except overlap with Sjögren syndrome"))))'
                ),
                (
                    ("not om", NO),
                    ("om", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Drug-induced myopathy",
                "has(condition drug_induced_myositis)",
                (
                    ("drug_induced_myositis", YES),
                    ("not drug_induced_myositis", NO),
                ),
            ),
            Criterion(
                IN,
                "Myositis (DM, PM, IMNM or ASyS)",
                'all(has(subtype iim), unread("Myositis (DM, PM, IMNM or ASyS)"))',
                (
                    ("not iim", NO),
                    ("iim", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Patients with dermatomyositis, with or without weakness",
                "has(subtype dm)",
                (
                    ("dm", YES),
                    ("not dm", NO),
                ),
            ),
            Criterion(
                IN,
                "Biopsy-proven IBM",
                'unread("Biopsy-proven IBM")',
                (
                    ("ibm", OPEN),
                    ('"Biopsy-proven IBM"', YES),
                ),
            ),
            Criterion(
                IN,
                "Muscle biopsy compatible with IBM within the past 5 years",
                'unread("Muscle biopsy compatible with IBM within the past 5 years")',
                (("", OPEN),),
            ),
        ),
    ),
    "Age and sex": (
        "`=` may be the rest of a lost `≥`: it is left to a person.",
        (
            Criterion(
                IN,
                "Age ≥ 18 years and ≤ 75 years",
                'compare(age >= 18 <= 75 "year")',
                (
                    ("age 18 year", YES),
                    ("age 76 year", NO),
                ),
            ),
            Criterion(
                IN,
                "18 to 70 years old, inclusive",
                'compare(age >= 18 <= 70 "year")',
                (
                    ("age 70 year", YES),
                    ("age 71 year", NO),
                ),
            ),
            Criterion(
                IN,
                "Aged at least 50 years",
                'compare(age >= 50 "year")',
                (
                    ("age 50 year", YES),
                    ("age 49 year", NO),
                ),
            ),
            Criterion(
                IN,
                "Male or female, 18 years of age or older",
                'compare(age >= 18 "year")',
                (
                    ("age 18 year", YES),
                    ("age 12 year", NO),
                ),
            ),
            Criterion(
                OUT,
                "Age under 18",
                'compare(age < 18 "year")',
                (
                    ("age 17 year", YES),
                    ("age 18 year", NO),
                ),
            ),
            Criterion(
                IN,
                "Age 18 or older. Younger patients with JDM are allowed.",
                'any(compare(age >= 18 "year"), unread("Younger patients with JDM are allowed"))',
                (
                    ("age 20 year", YES),
                    ("age 12 year", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Symptom onset after the age of 45",
                'unread("Symptom onset after the age of 45")',
                (("age 60 year", OPEN),),
            ),
            Criterion(
                IN,
                "All of the following: age ≥ 18, definite DM, CK > 2 x ULN",
                (
                    'all(compare(age >= 18 "year"), has(subtype dm), unread("definite DM"), '
                    'compare(creatine_kinase > 2 "xULN"))'
                ),
                (
                    ("age 17 year", NO),
                    ("age 20 year; dm; creatine_kinase 5 xULN", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Children",
                'unread("Children")',
                (("", OPEN),),
            ),
        ),
    ),
    "Pregnancy and contraception": (
        "What is asked of some people asks nothing of the others.",
        (
            Criterion(
                OUT,
                "Pregnant or breastfeeding women",
                "any(has(pregnancy pregnant), has(pregnancy breastfeeding))",
                (
                    ("breastfeeding", YES),
                    ("not pregnant; not breastfeeding", NO),
                ),
            ),
            Criterion(
                OUT,
                "Pregnancy, breastfeeding, or unwillingness to use contraception",
                (
                    "any(has(pregnancy pregnant), has(pregnancy breastfeeding), "
                    'not(unread("to use contraception")))'
                ),
                (
                    ("pregnant", YES),
                    ("not pregnant; not breastfeeding", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Women of childbearing potential must agree to use effective contraception",
                "any(not(has(pregnancy childbearing_potential)), has(pregnancy contraception))",
                (
                    ("not childbearing_potential", YES),
                    ("childbearing_potential; not contraception", NO),
                ),
            ),
            Criterion(
                IN,
                "Women of childbearing potential must have a negative pregnancy test",
                (
                    "any(not(has(pregnancy childbearing_potential)), has(pregnancy "
                    "pregnancy_test_negative))"
                ),
                (
                    ("childbearing_potential; pregnancy_test_negative", YES),
                    ("childbearing_potential", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Men must use a condom during the study",
                'any(not(has(other sex_male)), unread("must use a condom during the study"))',
                (
                    ("not sex_male", YES),
                    ("sex_male", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Women of childbearing potential not using contraception",
                "all(has(pregnancy childbearing_potential), not(has(pregnancy contraception)))",
                (
                    ("childbearing_potential; not contraception", YES),
                    ("not childbearing_potential", NO),
                ),
            ),
            Criterion(
                IN,
                "No pregnant or nursing women",
                "not(any(has(pregnancy pregnant), has(pregnancy breastfeeding)))",
                (
                    ("pregnant", NO),
                    ("not pregnant; not breastfeeding", YES),
                ),
            ),
            Criterion(
                OUT,
                "Femme enceinte ou allaitante",
                "any(has(pregnancy pregnant), has(pregnancy breastfeeding))",
                (
                    ("pregnant", YES),
                    ("not pregnant; not breastfeeding", NO),
                ),
            ),
            Criterion(
                OUT,
                "Grossesse ou allaitement",
                "any(has(pregnancy pregnant), has(pregnancy breastfeeding))",
                (
                    ("breastfeeding", YES),
                    ("not pregnant", OPEN),
                ),
            ),
        ),
    ),
    "Activity, strength and function": (
        "Counted lists want as many of their items as their head says.",
        (
            Criterion(
                IN,
                "MMT-8 score ≤ 142/150",
                'compare(mmt8 <= 142 "/150")',
                (
                    ("mmt8 142 /150", YES),
                    ("mmt8 143 /150", NO),
                ),
            ),
            Criterion(
                IN,
                "MMT-8 between 80 and 136, with at least two other abnormal core set measures",
                "all(compare(mmt8 >= 80 <= 136), compare(other_abnormal_core_set_measures >= 2))",
                (
                    ("mmt8 140", NO),
                    ("mmt8 100", OPEN),
                ),
            ),
            Criterion(
                IN,
                "CDASI activity score of at least 14",
                "compare(cdasi_activity >= 14)",
                (
                    ("cdasi_activity 14", YES),
                    ("cdasi_activity 13", NO),
                ),
            ),
            Criterion(
                IN,
                "CK at least 4 times the upper limit of normal",
                'compare(creatine_kinase >= 4 "xULN")',
                (
                    ("creatine_kinase 4 xULN", YES),
                    ("creatine_kinase 3.9 xULN", NO),
                    ("creatine_kinase 900 U/L", OPEN),
                ),
            ),
            Criterion(
                IN,
                "MMT-8 below 142/150 or CK above 3 x ULN",
                'any(compare(mmt8 < 142 "/150"), compare(creatine_kinase > 3 "xULN"))',
                (
                    ("mmt8 150 /150; creatine_kinase 4 xULN", YES),
                    ("mmt8 150 /150; creatine_kinase 1 xULN", NO),
                    ("mmt8 150 /150", OPEN),
                ),
            ),
            Criterion(
                IN,
                "MMT-8 below 142/150 and CK above 3 x ULN",
                'all(compare(mmt8 < 142 "/150"), compare(creatine_kinase > 3 "xULN"))',
                (
                    ("mmt8 120 /150; creatine_kinase 4 xULN", YES),
                    ("mmt8 145 /150", NO),
                ),
            ),
            Criterion(
                IN,
                (
                    "Two or more of: physician global ≥ 2 cm; patient global ≥ 2 cm; HAQ-DI "
                    "≥ 0.25; extramuscular global ≥ 1 cm"
                ),
                (
                    'at_least_2(compare(physician_global >= 2 "cm"), compare(patient_global '
                    '>= 2 "cm"), compare(haq >= 0.25), compare(extramuscular_global >= 1 '
                    '"cm"))'
                ),
                (
                    ("physician_global 3 cm; haq 1", YES),
                    ("physician_global 1 cm; patient_global 1 cm; haq 0", NO),
                    ("physician_global 3 cm", OPEN),
                ),
            ),
            Criterion(
                IN,
                (
                    "MMT-8 < 142/150 plus two or more of: physician global ≥ 2 cm, patient "
                    "global ≥ 2 cm, HAQ-DI ≥ 0.25"
                ),
                (
                    'all(compare(mmt8 < 142 "/150"), at_least_2(compare(physician_global >= '
                    '2 "cm"), compare(patient_global >= 2 "cm"), compare(haq >= 0.25)))'
                ),
                (
                    ("mmt8 100 /150; physician_global 3 cm; haq 1", YES),
                    ("mmt8 145 /150", NO),
                ),
            ),
            Criterion(
                IN,
                "One of the following: (1) DM with CDASI ≥ 14; (2) PM with MMT-8 ≤ 136/150",
                (
                    "any(all(has(subtype dm), compare(cdasi_activity >= 14)), "
                    'all(has(subtype pm), compare(mmt8 <= 136 "/150")))'
                ),
                (
                    ("pm; mmt8 120 /150", YES),
                    ("not dm; not pm", NO),
                    ("dm; cdasi_activity 10; pm", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Able to walk at least 6 meters without assistance",
                'all(compare(able_to_walk >= 6 "m"), not(unread("assistance")))',
                (
                    ("able_to_walk 3 m", NO),
                    ("able_to_walk 8 m", OPEN),
                ),
            ),
            Criterion(
                IN,
                "FVC ≥ 50% predicted and DLCO ≥ 40% predicted",
                'all(compare(vital_capacity >= 50 "%"), compare(dlco >= 40 "%"))',
                (
                    ("vital_capacity 50 %; dlco 40 %", YES),
                    ("vital_capacity 45 %", NO),
                ),
            ),
            Criterion(
                OUT,
                "FVC < 45% or DLCO < 30% of predicted",
                'any(compare(vital_capacity < 45 "%"), compare(dlco < 30 "%"))',
                (
                    ("dlco 25 %", YES),
                    ("vital_capacity 60 %; dlco 50 %", NO),
                ),
            ),
            Criterion(
                IN,
                "CMAS < 48 or weakness on examination",
                'any(compare(cmas < 48), unread("weakness on examination"))',
                (
                    ("cmas 40", YES),
                    ("cmas 50", OPEN),
                ),
            ),
            Criterion(
                IN,
                "A fall in FVC of at least 10%",
                'compare(vital_capacity_decline >= 10 "%")',
                (
                    ("vital_capacity_decline 12 %", YES),
                    ("vital_capacity 40 %", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Global extramuscular activity, with a minimum of 1.0 cm on a 10 cm VAS",
                'compare(extramuscular_global >= 1 "cm")',
                (
                    ("extramuscular_global 1 cm", YES),
                    ("extramuscular_global 0.5 cm", NO),
                ),
            ),
            Criterion(
                IN,
                "Weakness of finger flexors or knee extensors",
                'any(unread("Weakness of finger flexors"), unread("knee extensors"))',
                (("", OPEN),),
            ),
            Criterion(
                OUT,
                "Not able to walk",
                'not(unread("to walk"))',
                (("", OPEN),),
            ),
            Criterion(
                IN,
                "Able to walk, with or without a cane",
                'unread("Able to walk")',
                (("", OPEN),),
            ),
            Criterion(
                IN,
                "CDASI > 14 (range 0-100)",
                "compare(cdasi_activity > 14)",
                (
                    ("cdasi_activity 20", YES),
                    ("cdasi_activity 14", NO),
                ),
            ),
            Criterion(
                IN,
                "IBMFRS total score of 38 or less",
                "compare(ibmfrs <= 38)",
                (
                    ("ibmfrs 38", YES),
                    ("ibmfrs 39", NO),
                ),
            ),
        ),
    ),
    "Laboratory and vital signs": (
        "Units are never converted but by exact factors: a value in another unit decides nothing.",
        (
            Criterion(
                OUT,
                "Hemoglobin < 8 g/dL, platelets < 100,000/mm3 or neutrophils < 1,500/mm3",
                (
                    'any(compare(hemoglobin < 8 "g/dL"), compare(platelets < 100000 "/mm3"), '
                    'compare(anc < 1500 "/mm3"))'
                ),
                (
                    ("platelets 90 10^9/L", YES),
                    ("hemoglobin 12 g/dL; platelets 200000 /mm3; anc 3000 /mm3", NO),
                ),
            ),
            Criterion(
                OUT,
                "AST or ALT > 3 x ULN",
                'any(compare(ast > 3 "xULN"), compare(alt > 3 "xULN"))',
                (
                    ("alt 4 xULN", YES),
                    ("ast 1 xULN; alt 1 xULN", NO),
                    ("ast 1 xULN", OPEN),
                ),
            ),
            Criterion(
                IN,
                "AST and ALT ≤ 2.5 x ULN",
                'all(compare(ast <= 2.5 "xULN"), compare(alt <= 2.5 "xULN"))',
                (
                    ("ast 1 xULN; alt 1 xULN", YES),
                    ("alt 3 xULN", NO),
                ),
            ),
            Criterion(
                OUT,
                "eGFR below 30 mL/min/1.73 m2",
                'compare(egfr < 30 "mL/min/1.73m2")',
                (
                    ("egfr 29 mL/min/1.73m2", YES),
                    ("egfr 30 mL/min/1.73m2", NO),
                ),
            ),
            Criterion(
                OUT,
                "Hemoglobin below 9 g/dL for men or below 8 g/dL for women",
                (
                    'any(all(has(other sex_male), compare(hemoglobin < 9 "g/dL")), '
                    'all(has(other sex_female), compare(hemoglobin < 8 "g/dL")))'
                ),
                (
                    ("sex_male; hemoglobin 8.5 g/dL", YES),
                    ("not sex_male; sex_female; hemoglobin 8.5 g/dL", NO),
                    ("hemoglobin 8.5 g/dL", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "QTcF > 450 ms in men or > 470 ms in women",
                (
                    'any(all(has(other sex_male), compare(qtc > 450 "msec")), all(has(other '
                    'sex_female), compare(qtc > 470 "msec")))'
                ),
                (
                    ("sex_female; not sex_male; qtc 460 msec", NO),
                    ("sex_male; qtc 460 msec", YES),
                ),
            ),
            Criterion(
                OUT,
                "Left ventricular ejection fraction below 45%",
                'compare(lvef < 45 "%")',
                (
                    ("lvef 44 %", YES),
                    ("lvef 45 %", NO),
                ),
            ),
            Criterion(
                OUT,
                "Uncontrolled hypertension (systolic pressure > 160 mmHg)",
                'compare(systolic_bp > 160 "mmHg")',
                (
                    ("systolic_bp 170 mmHg", YES),
                    ("systolic_bp 150 mmHg", NO),
                ),
            ),
            Criterion(
                OUT,
                "Renal insufficiency, defined as creatinine > 2 mg/dL",
                'compare(creatinine > 2 "mg/dL")',
                (
                    ("creatinine 2.5 mg/dL", YES),
                    ("creatinine 2 mg/dL", NO),
                ),
            ),
            Criterion(
                IN,
                "Adequate liver function, defined as bilirubin ≤ 1.5 x ULN and ALT ≤ 3 x ULN",
                'all(compare(bilirubin <= 1.5 "xULN"), compare(alt <= 3 "xULN"))',
                (
                    ("bilirubin 1 xULN; alt 1 xULN", YES),
                    ("alt 4 xULN", NO),
                ),
            ),
            Criterion(
                OUT,
                "Neutropenia, i.e. ANC lower than 1,000/mm3",
                'compare(anc < 1000 "/mm3")',
                (
                    ("anc 800 /mm3", YES),
                    ("anc 1000 /mm3", NO),
                ),
            ),
            Criterion(
                OUT,
                "Hypogammaglobulinemia (IgG < 4 g/L)",
                'compare(igg < 4 "g/L")',
                (
                    ("igg 3 g/L", YES),
                    ("igg 4 g/L", NO),
                ),
            ),
            Criterion(
                OUT,
                "Weight < 40 kg or BMI > 40 kg/m2",
                'any(compare(body_weight < 40 "kg"), compare(bmi > 40 "kg/m2"))',
                (
                    ("body_weight 39 kg", YES),
                    ("body_weight 70 kg; bmi 24 kg/m2", NO),
                ),
            ),
            Criterion(
                IN,
                "Hemoglobin ≥ 9 g/dL; platelets ≥ 75 x 10^9/L; creatinine ≤ 1.5 mg/dL",
                (
                    'all(compare(hemoglobin >= 9 "g/dL"), compare(platelets >= 75 "10^9/L"), '
                    'compare(creatinine <= 1.5 "mg/dL"))'
                ),
                (
                    ("hemoglobin 8 g/dL", NO),
                    ("hemoglobin 10 g/dL; platelets 80 10^9/L; creatinine 1 mg/dL", YES),
                ),
            ),
            Criterion(
                IN,
                "Platelets ≥ 100,000/mm3",
                'compare(platelets >= 100000 "/mm3")',
                (
                    ("platelets 100 10^9/L", YES),
                    ("platelets 100", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Diabetes mellitus with HbA1c > 9%",
                'all(has(condition diabetes), compare(hba1c > 9 "%"))',
                (
                    ("diabetes; hba1c 10 %", YES),
                    ("not diabetes", NO),
                ),
            ),
            Criterion(
                IN,
                "Age = 18 years",
                'unread("= 18 years")',
                (("age 18 year", OPEN),),
            ),
        ),
    ),
    "Treatments, doses and their time": (
        "What never was did not happen lately; that it was stopped long enough ago is another question.",
        (
            Criterion(
                IN,
                "Prednisone ≤ 20 mg/day, at a stable dose for at least 4 weeks before baseline",
                (
                    'all(compare(prednisone_equivalent <= 20 "mg/day"), window(stable '
                    'prednisone >= 4 "week"))'
                ),
                (
                    ("prednisone_equivalent 10 mg/day; stable:prednisone 4 week", YES),
                    ("prednisone_equivalent 25 mg/day", NO),
                ),
            ),
            Criterion(
                IN,
                "Stable dose of methotrexate for at least 12 weeks",
                'window(stable methotrexate >= 12 "week")',
                (
                    ("stable:methotrexate 12 week", YES),
                    ("stable:methotrexate 4 week", NO),
                ),
            ),
            Criterion(
                IN,
                "If taking hydroxychloroquine, the dose must be stable for at least 8 weeks",
                (
                    "any(not(has(treatment hydroxychloroquine)), window(stable "
                    'hydroxychloroquine >= 8 "week"))'
                ),
                (
                    ("not hydroxychloroquine", YES),
                    ("hydroxychloroquine; stable:hydroxychloroquine 4 week", NO),
                    ("hydroxychloroquine", OPEN),
                ),
            ),
            Criterion(
                IN,
                "When on glucocorticoids, a stable dose for 2 weeks",
                (
                    "any(not(has(treatment glucocorticoids)), window(stable glucocorticoids "
                    '>= 2 "week"))'
                ),
                (
                    ("not glucocorticoids", YES),
                    ("glucocorticoids; stable:glucocorticoids 1 week", NO),
                ),
            ),
            Criterion(
                OUT,
                "Prednisone above 1 mg/kg/day",
                'compare(prednisone_equivalent > 1 "mg/kg/day")',
                (
                    ("prednisone_equivalent 1.2 mg/kg/day", YES),
                    ("prednisone_equivalent 60 mg/day", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Treatment with rituximab within 6 months before screening",
                'window(since rituximab <= 6 "month")',
                (
                    ("since:rituximab 3 month", YES),
                    ("since:rituximab 8 month", NO),
                    ("not rituximab:ever", NO),
                ),
            ),
            Criterion(
                OUT,
                "Rituximab, cyclophosphamide or IVIG within the past 6 months",
                (
                    'any(window(since rituximab <= 6 "month"), window(since cyclophosphamide '
                    '<= 6 "month"), window(since immunoglobulins_iv <= 6 "month"))'
                ),
                (
                    ("since:rituximab 3 month", YES),
                    (
                        "not rituximab:ever; not cyclophosphamide:ever; since:immunoglobulins_iv 7 month",
                        NO,
                    ),
                ),
            ),
            Criterion(
                OUT,
                "Rituximab in the past year, or IVIG in the past 3 months",
                (
                    'any(window(since rituximab <= 1 "year"), window(since '
                    'immunoglobulins_iv <= 3 "month"))'
                ),
                (
                    ("since:rituximab 8 month", YES),
                    ("not rituximab:ever; since:immunoglobulins_iv 4 month", NO),
                ),
            ),
            Criterion(
                OUT,
                "Rituximab in the past year, or IVIG or any other biologic in the past 6 months",
                (
                    'any(window(since rituximab <= 1 "year"), window(since '
                    'immunoglobulins_iv <= 6 "month"), window(since biologics <= 6 "month"))'
                ),
                (
                    ("since:immunoglobulins_iv 3 month", YES),
                    ("not rituximab:ever; not immunoglobulins_iv:ever; not biologics:ever", NO),
                ),
            ),
            Criterion(
                OUT,
                (
                    "Investigational drug within 30 days or 5 half-lives, whichever is "
                    "longer, before baseline"
                ),
                (
                    'any(window(since investigational_agent <= 30 "day"), window(since '
                    'investigational_agent <= 5 "half_life"))'
                ),
                (
                    ("since:investigational_agent 10 day", YES),
                    ("since:investigational_agent 60 day", OPEN),
                    ("not investigational_agent:ever", NO),
                ),
            ),
            Criterion(
                IN,
                "Off cyclophosphamide for at least 3 months",
                'window(since cyclophosphamide >= 3 "month")',
                (
                    ("since:cyclophosphamide 4 month", YES),
                    ("since:cyclophosphamide 1 month", NO),
                    ("not cyclophosphamide:ever", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Washout of at least 4 weeks for JAK inhibitors",
                'window(since jak_inhibitor >= 4 "week")',
                (
                    ("since:jak_inhibitor 6 week", YES),
                    ("since:jak_inhibitor 2 week", NO),
                ),
            ),
            Criterion(
                IN,
                "Former rituximab participants: off that drug for at least 6 months",
                'any(not(has(treatment rituximab ever)), window(since rituximab >= 6 "month"))',
                (
                    ("not rituximab:ever", YES),
                    ("rituximab:ever; since:rituximab 2 month", NO),
                ),
            ),
            Criterion(
                IN,
                "Inadequate response to glucocorticoids",
                "has(condition failed_glucocorticoids ever)",
                (
                    ("failed_glucocorticoids:ever", YES),
                    ("glucocorticoids", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Failure of at least two immunosuppressants",
                "compare(failed_immunosuppressants >= 2)",
                (
                    ("failed_immunosuppressants 2", YES),
                    ("failed_immunosuppressants 1", NO),
                    ("immunosuppressants 3", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Refractory to glucocorticoids and at least one immunosuppressant",
                (
                    "all(has(condition failed_glucocorticoids ever), "
                    "compare(failed_immunosuppressants >= 1))"
                ),
                (
                    ("failed_glucocorticoids:ever; failed_immunosuppressants 1", YES),
                    ("not failed_glucocorticoids:ever", NO),
                ),
            ),
            Criterion(
                IN,
                "Has failed methotrexate, azathioprine or mycophenolate mofetil",
                (
                    "any(has(condition failed_methotrexate ever), has(condition "
                    "failed_azathioprine ever), has(condition failed_mycophenolate_mofetil "
                    "ever))"
                ),
                (
                    ("failed_azathioprine:ever", YES),
                    ("methotrexate", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Previous treatment with CAR-T cells",
                "has(treatment car_t ever)",
                (
                    ("car_t:ever", YES),
                    ("not car_t:ever", NO),
                ),
            ),
            Criterion(
                OUT,
                "Prior exposure to efgartigimod",
                "has(treatment efgartigimod_alfa ever)",
                (
                    ("efgartigimod_alfa:ever", YES),
                    ("not efgartigimod_alfa:ever", NO),
                ),
            ),
            Criterion(
                IN,
                "Never treated with a JAK inhibitor",
                "not(has(treatment jak_inhibitor ever))",
                (
                    ("not jak_inhibitor:ever", YES),
                    ("jak_inhibitor:ever", NO),
                ),
            ),
            Criterion(
                OUT,
                "History of allergy to immunoglobulins or to any excipient",
                (
                    'any(has(condition hypersensitivity_immunoglobulin ever), unread("to any '
                    'excipient"))'
                ),
                (
                    ("rituximab", OPEN),
                    ("hypersensitivity_immunoglobulin:ever", YES),
                ),
            ),
            Criterion(
                OUT,
                "Known hypersensitivity to rituximab or other murine proteins",
                (
                    'any(has(condition hypersensitivity_rituximab ever), unread("other '
                    'murine proteins"))'
                ),
                (
                    ("hypersensitivity_rituximab:ever", YES),
                    ("rituximab", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Intolerance to methotrexate",
                'unread("Intolerance to methotrexate")',
                (("", OPEN),),
            ),
            Criterion(
                OUT,
                "Plasma exchange within 8 weeks, or IVIG within 4 weeks, before baseline",
                (
                    'any(window(since plasma_exchange <= 8 "week"), window(since '
                    'immunoglobulins_iv <= 4 "week"))'
                ),
                (
                    ("since:plasma_exchange 5 week", YES),
                    ("not plasma_exchange:ever; since:immunoglobulins_iv 5 week", NO),
                ),
            ),
            Criterion(
                OUT,
                "Anticoagulants, unless stopped 7 days before biopsy",
                'unread("unless stopped 7 days before biopsy")',
                (("", OPEN),),
            ),
            Criterion(
                IN,
                "No concomitant biologic agents (e.g. rituximab, tocilizumab)",
                "not(has(treatment biologics))",
                (
                    ("not biologics", YES),
                    ("biologics", NO),
                ),
            ),
            Criterion(
                OUT,
                "Rituximab within 6 months; prior IVIG is allowed",
                'all(window(since rituximab <= 6 "month"), not(unread("prior IVIG is allowed")))',
                (
                    ("since:rituximab 8 month", NO),
                    ("since:rituximab 2 month", OPEN),
                ),
            ),
        ),
    ),
    "Infections and vaccines": (
        "",
        (
            Criterion(
                OUT,
                "Active infection",
                "has(infection active_infection)",
                (
                    ("active_infection", YES),
                    ("not active_infection", NO),
                ),
            ),
            Criterion(
                OUT,
                "Active or chronic infection requiring treatment",
                'unread("Active or chronic infection requiring treatment")',
                (("active_infection", OPEN),),
            ),
            Criterion(
                OUT,
                "Active bacterial, viral or fungal infection",
                (
                    'all(has(infection active_infection), unread("bacterial, viral or fungal '
                    'infection"), unread("Active bacterial, viral or fungal infection"))'
                ),
                (
                    ("not active_infection", NO),
                    ("active_infection", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Serious infection within 2 months before screening",
                'window(since serious_infection <= 2 "month")',
                (
                    ("since:serious_infection 1 month", YES),
                    ("not serious_infection:ever", NO),
                ),
            ),
            Criterion(
                OUT,
                "HIV, hepatitis B or hepatitis C infection",
                "any(has(infection hiv), has(infection hbv), has(infection hcv))",
                (
                    ("hcv", YES),
                    ("not hiv; not hbv; not hcv", NO),
                ),
            ),
            Criterion(
                OUT,
                "Positive test for HIV or hepatitis B surface antigen",
                "any(has(infection hiv), has(infection hbv))",
                (
                    ("hbv", YES),
                    ("not hiv; not hbv", NO),
                ),
            ),
            Criterion(
                OUT,
                "Active or latent tuberculosis",
                (
                    'all(has(infection tuberculosis), unread("latent tuberculosis"), '
                    'unread("Active or latent tuberculosis"))'
                ),
                (
                    ("not tuberculosis", NO),
                    ("tuberculosis", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "History of herpes zoster within 3 months",
                'window(since herpes_zoster <= 3 "month")',
                (
                    ("since:herpes_zoster 1 month", YES),
                    ("since:herpes_zoster 12 month", NO),
                ),
            ),
            Criterion(
                OUT,
                "Live vaccine within 4 weeks before the first dose or planned during the study",
                'any(window(since live_vaccine <= 4 "week"), has(vaccine live_vaccine planned))',
                (
                    ("live_vaccine:planned", YES),
                    ("not live_vaccine:ever; not live_vaccine:planned", NO),
                ),
            ),
            Criterion(
                OUT,
                "Any of the following: HIV; hepatitis B; tuberculosis",
                "any(has(infection hiv), has(infection hbv), has(infection tuberculosis))",
                (
                    ("tuberculosis", YES),
                    ("not hiv; not hbv; not tuberculosis", NO),
                ),
            ),
            Criterion(
                IN,
                "No evidence of active infection",
                "not(has(infection active_infection))",
                (
                    ("not active_infection", YES),
                    ("active_infection", NO),
                ),
            ),
            Criterion(
                OUT,
                "Active infection unless treated",
                'all(has(infection active_infection), not(unread("treated")))',
                (
                    ("not active_infection", NO),
                    ("active_infection", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Infection active",
                "has(infection active_infection)",
                (
                    ("active_infection", YES),
                    ("not active_infection", NO),
                ),
            ),
            Criterion(
                OUT,
                "Infection par le VIH",
                "has(infection hiv)",
                (
                    ("hiv", YES),
                    ("not hiv", NO),
                ),
            ),
        ),
    ),
    "Cancer, heart, lungs and other diseases": (
        "Words that narrow (*severe*, *requiring*) leave only the contrary decided; an exception spares.",
        (
            Criterion(
                OUT,
                "Malignancy within the past 5 years, except basal cell carcinoma of the skin",
                (
                    'all(window(since malignancy <= 5 "year"), not(all(has(condition bcc), '
                    'unread("except basal cell carcinoma of the skin"))))'
                ),
                (
                    ("since:malignancy 6 year", NO),
                    ("since:malignancy 2 year", OPEN),
                    ("since:malignancy 2 year; not bcc", YES),
                ),
            ),
            Criterion(
                OUT,
                "Any history of cancer other than basal cell carcinoma",
                (
                    "all(has(condition malignancy ever), not(all(has(condition bcc ever), "
                    'unread("other than basal cell carcinoma"))))'
                ),
                (
                    ("not malignancy:ever", NO),
                    ("malignancy:ever; not bcc:ever", YES),
                ),
            ),
            Criterion(
                IN,
                "No malignancy other than basal cell carcinoma",
                (
                    "not(all(has(condition malignancy), not(all(has(condition bcc), "
                    'unread("other than basal cell carcinoma")))))'
                ),
                (
                    ("not malignancy", YES),
                    ("malignancy; not bcc", NO),
                ),
            ),
            Criterion(
                OUT,
                "Cancer at present or within 3 years",
                'any(has(condition malignancy), window(since malignancy <= 3 "year"))',
                (
                    ("malignancy", YES),
                    ("not malignancy; since:malignancy 5 year", NO),
                ),
            ),
            Criterion(
                IN,
                "No malignancy in the last 5 years",
                'not(window(since malignancy <= 5 "year"))',
                (
                    ("since:malignancy 2 year", NO),
                    ("not malignancy:ever", YES),
                ),
            ),
            Criterion(
                OUT,
                "History of or current lymphoma",
                "has(condition lymphoma ever)",
                (
                    ("lymphoma:ever", YES),
                    ("not lymphoma:ever", NO),
                ),
            ),
            Criterion(
                IN,
                "No history of stroke, seizure or multiple sclerosis",
                (
                    "not(any(has(condition stroke ever), has(condition seizure_disorder "
                    "ever), has(condition multiple_sclerosis ever)))"
                ),
                (
                    ("stroke:ever", NO),
                    (
                        "not stroke:ever; not seizure_disorder:ever; not multiple_sclerosis:ever",
                        YES,
                    ),
                ),
            ),
            Criterion(
                OUT,
                "Family history of stroke, diabetes or cancer",
                'any(unread("Family history of stroke"), unread("diabetes"), unread("cancer"))',
                (
                    ("stroke", OPEN),
                    ("diabetes", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Myocardial infarction, stroke or unstable angina within 6 months",
                (
                    'any(window(since myocardial_infarction <= 6 "month"), all(has(condition '
                    'myocardial_infarction ever), unread("Myocardial infarction")), '
                    'window(since stroke <= 6 "month"), all(has(condition stroke ever), '
                    'unread("stroke")), window(since acute_coronary_syndrome <= 6 "month"))'
                ),
                (
                    ("since:stroke 2 month", YES),
                    ("stroke:ever", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Heart failure (NYHA class III or IV)",
                (
                    'all(has(condition heart_failure), unread("Heart failure (NYHA class III '
                    'or IV)"))'
                ),
                (
                    ("not heart_failure", NO),
                    ("heart_failure", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Uncontrolled diabetes, hypertension or asthma",
                (
                    'any(all(has(condition diabetes), unread("Uncontrolled diabetes")), '
                    'all(has(condition hypertension), unread("hypertension")), '
                    'all(has(condition asthma), unread("asthma")))'
                ),
                (
                    ("asthma", OPEN),
                    ("not diabetes; not hypertension; not asthma", NO),
                ),
            ),
            Criterion(
                OUT,
                "Severe renal or hepatic disease",
                (
                    'any(all(has(condition renal_disease), unread("Severe renal")), '
                    "has(condition liver_disease))"
                ),
                (
                    ("not renal_disease; not liver_disease", NO),
                    ("renal_disease", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Severe interstitial lung disease requiring oxygen",
                (
                    'all(has(condition ild), unread("Severe interstitial lung disease '
                    'requiring oxygen"))'
                ),
                (
                    ("not ild", NO),
                    ("ild", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Pulmonary hypertension",
                "has(condition pulmonary_hypertension)",
                (
                    ("pulmonary_hypertension", YES),
                    ("not pulmonary_hypertension", NO),
                ),
            ),
            Criterion(
                OUT,
                (
                    "Known demyelinating disorder such as multiple sclerosis, or another "
                    "severe neurological disorder"
                ),
                (
                    'any(has(condition demyelinating_disease), unread("another severe '
                    'neurological disorder"))'
                ),
                (
                    ("demyelinating_disease", YES),
                    ("not demyelinating_disease", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Major surgery within 8 weeks or planned during the study",
                (
                    'any(window(since major_surgery <= 8 "week"), has(procedure '
                    "major_surgery planned))"
                ),
                (
                    ("major_surgery:planned", YES),
                    ("not major_surgery:ever; not major_surgery:planned", NO),
                ),
            ),
            Criterion(
                OUT,
                "Major surgery within 4 weeks; diagnostic surgery does not count",
                (
                    'all(window(since major_surgery <= 4 "week"), not(unread("diagnostic '
                    'surgery does not count")))'
                ),
                (
                    ("since:major_surgery 9 week", NO),
                    ("since:major_surgery 2 week", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Organ transplant",
                "has(procedure organ_transplant)",
                (
                    ("organ_transplant", YES),
                    ("not organ_transplant", NO),
                ),
            ),
            Criterion(
                OUT,
                "Deep vein thrombosis during the past year",
                'window(since dvt <= 1 "year")',
                (
                    ("since:dvt 3 month", YES),
                    ("since:dvt 2 year", NO),
                ),
            ),
            Criterion(
                OUT,
                "History of deep vein thrombosis or pulmonary embolism, unless on anticoagulants",
                (
                    "all(any(has(condition dvt ever), has(condition pulmonary_embolism "
                    'ever)), not(all(has(treatment anticoagulants ever), unread("History of '
                    "deep vein thrombosis or pulmonary embolism, unless on "
                    'anticoagulants"))))'
                ),
                (
                    ("not dvt:ever; not pulmonary_embolism:ever", NO),
                    ("dvt:ever", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Patients without interstitial lung disease",
                "not(has(condition ild))",
                (
                    ("not ild", YES),
                    ("ild", NO),
                ),
            ),
            Criterion(
                IN,
                "Without any of the following: diabetes, stroke, heart failure",
                (
                    "not(any(has(condition diabetes), has(condition stroke), has(condition "
                    "heart_failure)))"
                ),
                (
                    ("diabetes", NO),
                    ("not diabetes; not stroke; not heart_failure", YES),
                ),
            ),
            Criterion(
                IN,
                "None of the following: pregnancy, active infection, malignancy",
                (
                    "not(any(has(pregnancy pregnant), has(infection active_infection), "
                    "has(condition malignancy)))"
                ),
                (
                    ("malignancy", NO),
                    ("not pregnant; not active_infection; not malignancy", YES),
                ),
            ),
            Criterion(
                IN,
                "Absence of severe cardiac disease",
                'not(all(has(condition heart_disease), unread("of severe cardiac disease")))',
                (
                    ("not heart_disease", YES),
                    ("heart_disease", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Type 2 diabetes",
                'all(has(condition diabetes), unread("Type 2 diabetes"))',
                (
                    ("not diabetes", NO),
                    ("diabetes", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Two of the following: diabetes, stroke or asthma",
                (
                    "at_least_2(has(condition diabetes), has(condition stroke), "
                    "has(condition asthma))"
                ),
                (
                    ("diabetes; asthma", YES),
                    ("not diabetes; not asthma", NO),
                    ("diabetes", OPEN),
                ),
            ),
            Criterion(
                IN,
                "Two of the following: diabetes and stroke, or asthma",
                'unread("Two of the following: diabetes and stroke, or asthma")',
                (("diabetes; stroke; asthma", OPEN),),
            ),
            Criterion(
                OUT,
                "Diabetes or knee replacement that would interfere with testing",
                (
                    'any(all(has(condition diabetes), unread("Diabetes")), unread("knee '
                    'replacement that would interfere with testing"))'
                ),
                (
                    ("not diabetes", OPEN),
                    ("diabetes", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "Wheelchair-bound patients",
                "has(condition wheelchair)",
                (
                    ("wheelchair", YES),
                    ("not wheelchair", NO),
                ),
            ),
            Criterion(
                OUT,
                "Calcinosis as the only manifestation of the disease",
                'unread("Calcinosis as the only manifestation of the disease")',
                (("calcinosis", OPEN),),
            ),
            Criterion(
                OUT,
                "Insuffisance rénale",
                "has(condition renal_insufficiency)",
                (
                    ("renal_insufficiency", YES),
                    ("not renal_insufficiency", NO),
                ),
            ),
        ),
    ),
    "Time of the disease": (
        "",
        (
            Criterion(
                IN,
                "Disease duration of less than 5 years",
                'window(duration disease < 5 "year")',
                (
                    ("duration:disease 4 year", YES),
                    ("duration:disease 5 year", NO),
                ),
            ),
            Criterion(
                IN,
                "Onset of weakness within 12 months",
                'window(since weakness <= 12 "month")',
                (
                    ("since:weakness 6 month", YES),
                    ("since:weakness 2 year", NO),
                ),
            ),
            Criterion(
                IN,
                "Diagnosis made at least 6 months before screening",
                'window(since diagnosis >= 6 "month")',
                (
                    ("since:diagnosis 6 month", YES),
                    ("since:diagnosis 3 month", NO),
                ),
            ),
            Criterion(
                OUT,
                "Cancer dans les 5 ans",
                'unread("dans les 5 ans")',
                (("since:malignancy 2 year", OPEN),),
            ),
        ),
    ),
    "Consent, judgement and what only a person can tell": (
        "",
        (
            Criterion(
                IN,
                "Able and willing to give written informed consent",
                "has(consent informed_consent)",
                (
                    ("informed_consent", YES),
                    ("not informed_consent", NO),
                ),
            ),
            Criterion(
                OUT,
                "Unable to give informed consent",
                "not(has(consent informed_consent))",
                (
                    ("informed_consent", NO),
                    ("not informed_consent", YES),
                ),
            ),
            Criterion(
                IN,
                "Patient or legal guardian able to give consent",
                "has(consent informed_consent)",
                (
                    ("informed_consent", YES),
                    ("not informed_consent", NO),
                ),
            ),
            Criterion(
                OUT,
                "Unable or unwilling to comply with the study visits",
                "not(has(other compliance))",
                (
                    ("compliance", NO),
                    ("not compliance", YES),
                ),
            ),
            Criterion(
                OUT,
                (
                    "Any condition that, in the opinion of the investigator, makes "
                    "participation unsafe"
                ),
                (
                    'unread("Any condition that, in the opinion of the investigator, makes '
                    'participation unsafe")'
                ),
                (
                    ("", OPEN),
                    (
                        '"Any condition that, in the opinion of the investigator, makes participation unsafe"',
                        YES,
                    ),
                ),
            ),
            Criterion(
                OUT,
                "Participation in another clinical trial within 30 days",
                'window(since other_trial <= 30 "day")',
                (
                    ("since:other_trial 10 day", YES),
                    ("not other_trial:ever", NO),
                ),
            ),
            Criterion(
                OUT,
                "Prisoners or persons under guardianship",
                "any(has(other prisoner), has(other guardianship))",
                (
                    ("guardianship", YES),
                    ("not prisoner; not guardianship", NO),
                ),
            ),
            Criterion(
                IN,
                "Affiliated to a social security scheme",
                "has(other social_security)",
                (
                    ("social_security", YES),
                    ("not social_security", NO),
                ),
            ),
            Criterion(
                OUT,
                "Alcohol or drug abuse",
                "has(condition drug_abuse)",
                (
                    ("drug_abuse", YES),
                    ("", OPEN),
                ),
            ),
            Criterion(
                OUT,
                "History of alcohol or drug abuse within 1 year",
                'window(since drug_abuse <= 1 "year")',
                (
                    ("since:drug_abuse 6 month", YES),
                    ("not drug_abuse:ever", NO),
                ),
            ),
            Criterion(
                IN,
                "Healthy volunteers will be eligible only if they are 18 or older",
                'any(not(has(other healthy_volunteer)), compare(age >= 18 "year"))',
                (
                    ("healthy_volunteer; age 17 year", NO),
                    ("not healthy_volunteer", YES),
                ),
            ),
            Criterion(
                OUT,
                "Healthy volunteers without IBM",
                "all(has(other healthy_volunteer), not(has(subtype ibm)))",
                (
                    ("healthy_volunteer; not ibm", YES),
                    ("not healthy_volunteer", NO),
                ),
            ),
            Criterion(
                OUT,
                "Current smoker",
                "has(condition smoking)",
                (
                    ("smoking", YES),
                    ("not smoking", NO),
                ),
            ),
            Criterion(
                OUT,
                "Contraindication to MRI",
                'unread("Contraindication to MRI")',
                (("", OPEN),),
            ),
            Criterion(
                IN,
                "Consentement éclairé signé",
                "has(consent informed_consent)",
                (
                    ("informed_consent", YES),
                    ("not informed_consent", NO),
                ),
            ),
        ),
    ),
}
