"""The groups of a study, what they are given, and what the treatment is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vigie.records.entries import Arm, Intervention
from vigie.records.vocabulary import Control, StudyType
from vigie.sources.ctgov import codes
from vigie.sources.ctgov.notebook import Notebook
from vigie.sources.ctgov.parts import ArmsInterventions, Given, Protocol

# A group names what it is given with its kind before it: `Drug: Baricitinib`.
_KINDS = frozenset(kind.replace("_", " ").title() for kind in codes.KIND.values())
_PLACEBO = re.compile(r"\bplacebos?\b", re.IGNORECASE)
_SHAM = re.compile(r"\bsham\b", re.IGNORECASE)
_EXTENSION = re.compile(
    r"\bopen[- ]label(?:,? long[- ]term)? extension\b|\bopen extension\b", re.IGNORECASE
)
_THEN = re.compile(r"\bfollowed by (?:an? )?(?:optional )?(?:\S+ ){0,2}?open[- ]label extension\b")


def arms_of(given: ArmsInterventions, note: Notebook) -> tuple[Arm, ...]:
    """The groups of participants."""
    return tuple(_arms(given, note))


def interventions_of(
    given: ArmsInterventions, arms: tuple[Arm, ...], note: Notebook
) -> tuple[Intervention, ...]:
    """What the study gives."""
    roles = {arm.label: arm.role for arm in arms}
    return tuple(_interventions(given, roles, note))


def controls_of(
    study_type: StudyType | None, protocol: Protocol, arms: tuple[Arm, ...]
) -> tuple[Control, ...]:
    """What the treatment is compared with: as the groups' roles say, else as the names do.

    A study without comparison is open where the registry says that nothing is masked. An open
    extension is one only where a title, a group or the summary calls it so.
    """
    if study_type is not StudyType.INTERVENTIONAL:
        return ()
    masking = protocol.design_module.design_info.masking_info.masking
    compared = tuple(dict.fromkeys(_compared(protocol, arms, masking)))
    if _has_open_extension(protocol):
        return (*compared, Control.OPEN_EXTENSION)
    if not compared and masking == "NONE":
        return (Control.OPEN,)
    return compared


def _arms(given: ArmsInterventions, note: Notebook) -> Iterator[Arm]:
    for at, group in enumerate(given.arm_groups):
        role = note.code(codes.ROLE, group.type, "Arm.role", at)
        if group.label is None:
            note.missing("Arm.label", at)
        else:
            yield Arm(group.label, role, tuple([_bare(name) for name in group.intervention_names]))


def _interventions(
    given: ArmsInterventions, roles: Mapping[str, str | None], note: Notebook
) -> Iterator[Intervention]:
    has_tested = "experimental" in roles.values()
    for at, one in enumerate(given.interventions):
        kind = note.code(codes.KIND, one.type, "Intervention.kind", at)
        if one.name is None:
            note.missing("Intervention.name", at)
        else:
            yield Intervention(
                one.name,
                one.other_names,
                is_comparator=has_tested and _is_comparator(one, roles),
                kind=kind,
            )


def _is_comparator(one: Given, roles: Mapping[str, str | None]) -> bool:
    """Whether only groups that serve as comparison are given it."""
    return bool(one.arm_group_labels) and all(
        roles.get(label) in codes.CONTROL_OF_ROLE for label in one.arm_group_labels
    )


def _compared(protocol: Protocol, arms: tuple[Arm, ...], masking: str | None) -> Iterator[Control]:
    by_role = [control for arm in arms if (control := codes.CONTROL_OF_ROLE.get(arm.role or ""))]
    if by_role or masking in (None, "NONE"):
        yield from by_role
        return
    for one in protocol.arms_interventions_module.interventions:
        if one.name and _PLACEBO.search(one.name):
            yield Control.PLACEBO
        elif one.name and _SHAM.search(one.name):
            yield Control.SHAM


def _has_open_extension(protocol: Protocol) -> bool:
    named = protocol.identification_module
    groups = protocol.arms_interventions_module.arm_groups
    called = (named.brief_title, named.official_title, *(group.label for group in groups))
    summary = protocol.description_module.brief_summary
    return any(text and _EXTENSION.search(text) for text in called) or bool(
        summary and _THEN.search(summary)
    )


def _bare(name: str) -> str:
    kind, _, rest = name.partition(": ")
    return rest if rest and kind in _KINDS else name
