"""The numbers under which registries know a study."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vigie.sources.ctgov.parts import Identification

# Numbers that name one study in a register of studies, whatever the sponsor called them. An NCT
# number given as a secondary one is most often that of another study: it is not a claim.
_NUMBER = re.compile(
    r"""
    \d{4}-\d{6}-\d{2}(-\d{2})?      # EudraCT, or European (CTIS) with its last two figures
    | \d{4}-A\d{5}-\d{2}            # ID-RCB, of the French agency
    | U1111-\d{4}-\d{4}             # World Health Organization
    | ISRCTN-?\d{8}
    | jRCTs?\w?\d{9,10} | UMIN\d{9} | JapicCTI-\d{6}
    | ChiCTR[-\w]*\d{8,10}
    | DRKS\d{8} | ACTRN\d{14} | CTRI/\d{4}/\d{2,3}/\d{6} | KCT\d{7} | PACTR\d{15,16}
    | SNCTP\d{9} | TCTR\d{11} | IRCT\w+ | RBR-\w{6,8} | SLCTR/\d{4}/\d{3} | RPCEC\d{8}
    """,
    re.VERBOSE,
)
_LABEL = re.compile(
    r"^(EudraCT|EU[ -]?CT|CTIS|EUCT|ID-?RCB|WHO|UTN)\b(\s*(No|Number)\b\.?)?[\s:#]*"
)


def registry_numbers(named: Identification) -> tuple[str, ...]:
    """The registry's own number, those it has replaced, and those of other registers."""
    return tuple(dict.fromkeys(_numbers(named)))


def _numbers(named: Identification) -> Iterator[str]:
    if named.nct_id:
        yield named.nct_id
    yield from named.nct_id_aliases
    for other in named.secondary_id_infos:
        number = _LABEL.sub("", (other.id or "").strip())
        if _NUMBER.fullmatch(number):
            yield number.replace("ISRCTN-", "ISRCTN")
