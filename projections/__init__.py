"""What follows from the events: each projection one small pure function.

`PROJECTIONS` has them all by name, in the order in which people read them.
"""

from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections.arms import sanctions, suppliers, supply
from statusquo.projections.diplomacy import invocations, mediation, recognition
from statusquo.projections.forces import consents, mandates, stationing, strength
from statusquo.projections.organisations import membership, participation, partnership
from statusquo.projections.routes import access, dependence
from statusquo.projections.statehood import leaders, lineage, names, polities
from statusquo.projections.territory import control, sovereignty
from statusquo.projections.treaties import commitments, instruments, obligations, parties
from statusquo.projections.warfare import belligerents, conflicts, truces

PROJECTIONS: dict[str, Projection | Derived] = {
    projection.name: projection
    for projection in (
        membership,
        partnership,
        participation,
        parties,
        obligations,
        instruments,
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
        supply,
        suppliers,
        sanctions,
        access,
        dependence,
        recognition,
        mediation,
        invocations,
        polities,
        names,
        lineage,
        leaders,
    )
}

__all__ = [
    "PROJECTIONS",
    "access",
    "belligerents",
    "commitments",
    "conflicts",
    "consents",
    "control",
    "dependence",
    "instruments",
    "invocations",
    "leaders",
    "lineage",
    "mandates",
    "mediation",
    "membership",
    "names",
    "obligations",
    "participation",
    "parties",
    "partnership",
    "polities",
    "recognition",
    "sanctions",
    "sovereignty",
    "stationing",
    "strength",
    "suppliers",
    "supply",
    "truces",
]
