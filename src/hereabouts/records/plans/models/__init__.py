"""What is remembered of plans: outcomes and what they lead to, plans and their versions, actions with all that belongs to them, returns."""

from hereabouts.records.plans.models.action_facts import (
    ActionOption,
    CoDesign,
    Dependency,
    Facility,
)
from hereabouts.records.plans.models.actions import (
    ACTION_STATES,
    Action,
    ActionEvent,
    Milestone,
    Target,
)
from hereabouts.records.plans.models.asking import (
    AskedOf,
    ReturnDraft,
    ReturnLink,
)
from hereabouts.records.plans.models.freezes import (
    AlreadyFrozen,
    QuarterFreeze,
)
from hereabouts.records.plans.models.measures import (
    MeasureReading,
    Output,
)
from hereabouts.records.plans.models.offers import (
    Occurrence,
    Offer,
    RotaPlace,
)
from hereabouts.records.plans.models.outcomes import (
    TIERS,
    CityContribution,
    Framework,
    Outcome,
    OutcomeLink,
)
from hereabouts.records.plans.models.pairs import (
    ActionPair,
)
from hereabouts.records.plans.models.plan_life import (
    Assumption,
    LinkedProgramme,
    PartnerRequest,
    Representation,
)
from hereabouts.records.plans.models.plans import (
    KINDS,
    PLAN_STATES,
    Plan,
    PlanVersion,
)
from hereabouts.records.plans.models.proofs import (
    Proof,
)
from hereabouts.records.plans.models.returns import (
    RETURN_STATES,
    Return,
)
from hereabouts.records.plans.models.templates import (
    KeptTemplate,
    Lineage,
)
from hereabouts.records.plans.models.together import (
    ActionSource,
    ServicePart,
    Shock,
)
from hereabouts.records.plans.models.trackers import (
    TrackerAnswers,
    WaitingLead,
)

__all__ = [
    "ACTION_STATES",
    "KINDS",
    "PLAN_STATES",
    "RETURN_STATES",
    "TIERS",
    "Action",
    "ActionEvent",
    "ActionOption",
    "ActionPair",
    "ActionSource",
    "AlreadyFrozen",
    "AskedOf",
    "Assumption",
    "CityContribution",
    "CoDesign",
    "Dependency",
    "Facility",
    "Framework",
    "KeptTemplate",
    "Lineage",
    "LinkedProgramme",
    "MeasureReading",
    "Milestone",
    "Occurrence",
    "Offer",
    "Outcome",
    "OutcomeLink",
    "Output",
    "PartnerRequest",
    "Plan",
    "PlanVersion",
    "Proof",
    "QuarterFreeze",
    "Representation",
    "Return",
    "ReturnDraft",
    "ReturnLink",
    "RotaPlace",
    "ServicePart",
    "Shock",
    "Target",
    "TrackerAnswers",
    "WaitingLead",
]
