"""Every way in which partners change: who they are, who acts for them, what they promise, what help they give."""

from hereabouts.records.partners.changes.commitments import deliver, promise, say_capacity, take_back
from hereabouts.records.partners.changes.organisations import (
    NotAPartner,
    describe,
    end_partner,
    give_number,
    register,
    sign_up,
)
from hereabouts.records.partners.changes.people import (
    AlreadyOver,
    AlreadyThere,
    TooWeak,
    end_role,
    give_role,
    invite,
    make_invitation,
    move_to,
    set_password,
)
from hereabouts.records.partners.changes.services import (
    FaultyServices,
    import_services,
    list_service,
    move_service,
    revise_service,
    undo_services,
)
from hereabouts.records.partners.changes.training import complete, offer_course

__all__ = [
    "AlreadyOver", "AlreadyThere", "FaultyServices", "NotAPartner", "TooWeak",
    "complete", "deliver", "describe", "end_partner", "end_role", "give_number", "give_role", "import_services", "invite",
    "list_service", "make_invitation", "move_service", "move_to", "offer_course", "promise", "register", "revise_service",
    "say_capacity", "set_password", "sign_up", "take_back", "undo_services",
]  # fmt: skip
