"""What follows from the events: each projection one small pure function.

`PROJECTIONS` has them all by name, in the order in which people read them.
"""

from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections.diplomacy import recognition
from statusquo.projections.forces import consents, mandates, stationing, strength
from statusquo.projections.organisations import membership, participation, partnership
from statusquo.projections.statehood import leaders, lineage, names, polities
from statusquo.projections.territory import control, sovereignty
from statusquo.projections.treaties import commitments, obligations, parties
from statusquo.projections.warfare import belligerents, conflicts, truces

PROJECTIONS: dict[str, Projection | Derived] = {
    projection.name: projection
    for projection in (
        membership,
        partnership,
        participation,
        parties,
        obligations,
        commitments,
        stationing,
        strength,
        consents,
        mandates,
        conflicts,
        belligerents,
        truces,
        sovereignty,
        control,
        recognition,
        polities,
        names,
        lineage,
        leaders,
    )
}

__all__ = [
    "PROJECTIONS",
    "belligerents",
    "commitments",
    "conflicts",
    "consents",
    "control",
    "leaders",
    "lineage",
    "mandates",
    "membership",
    "names",
    "obligations",
    "participation",
    "parties",
    "partnership",
    "polities",
    "recognition",
    "sovereignty",
    "stationing",
    "strength",
    "truces",
]
