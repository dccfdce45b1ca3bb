"""What follows from the events: each projection one small pure function.

`PROJECTIONS` has them all by name, in the order in which people read them. `external_involvement`
makes one for a region and a coding rule; beside it stand the questions that go over many of its
facts: who took part, in how many conflicts, and who was the first.
"""

from statusquo.projecting.decorators import Derived, Projection
from statusquo.projections.arms import sanctions, suppliers, supply, uses
from statusquo.projections.balances.goldstein_balance import goldstein
from statusquo.projections.balances.influence_balance import influence
from statusquo.projections.balances.weights import ALTERNATIVES, InfluenceWeights
from statusquo.projections.diplomacy import invocations, mediation, recognition
from statusquo.projections.forces import consents, mandates, stationing, strength
from statusquo.projections.involvement.coding_rules import CODING_RULES, CodingRule
from statusquo.projections.involvement.counting import decades, involvement_shares
from statusquo.projections.involvement.outsiders import external_involvement
from statusquo.projections.involvement.party_kinds import PartyKind
from statusquo.projections.involvement.precedents import first_involvements
from statusquo.projections.involvement.regions import Region
from statusquo.projections.involvement.roster import outside_parties
from statusquo.projections.organisations import membership, participation, partnership
from statusquo.projections.routes import access, dependence
from statusquo.projections.statehood import elections, leaders, lineage, names, polities
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
        uses,
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
        elections,
    )
}

__all__ = [
    "ALTERNATIVES",
    "CODING_RULES",
    "PROJECTIONS",
    "CodingRule",
    "InfluenceWeights",
    "PartyKind",
    "Region",
    "access",
    "belligerents",
    "commitments",
    "conflicts",
    "consents",
    "control",
    "decades",
    "dependence",
    "elections",
    "external_involvement",
    "first_involvements",
    "goldstein",
    "influence",
    "instruments",
    "invocations",
    "involvement_shares",
    "leaders",
    "lineage",
    "mandates",
    "mediation",
    "membership",
    "names",
    "obligations",
    "outside_parties",
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
    "uses",
]
