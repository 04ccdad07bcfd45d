"""What the room can tell: partners, people, promises, training, the directory of help."""

from hereabouts.records.partners.reads.commitments import (
    CommitmentLine,
    DeliveryLine,
    Resources,
    Tracker,
    capacity,
    commitment_line,
    resources,
    tracker,
)
from hereabouts.records.partners.reads.organisations import (
    Partner,
    PartnerSheet,
    kinds,
    nations_of,
    organisation,
    organisations,
    organisations_called,
    partner_sheet,
)
from hereabouts.records.partners.reads.people import (
    Holding,
    Person,
    called,
    described,
    everybody,
    nobody_yet,
    people,
    person,
    practitioners,
    roles_held,
    signing_in,
)
from hereabouts.records.partners.reads.services import (
    Prepared,
    directory,
    offer,
    prepared,
    services_in,
    services_on_disk,
    topic_words,
)
from hereabouts.records.partners.reads.training import (
    Completed,
    CourseLine,
    catalogue,
    completed_by,
    course,
    trained,
)

__all__ = [
    "CommitmentLine", "Completed", "CourseLine", "DeliveryLine", "Holding", "Partner", "PartnerSheet", "Person", "Prepared",
    "Resources", "Tracker", "called", "capacity", "catalogue", "commitment_line", "completed_by", "course", "described",
    "directory", "everybody", "kinds", "nations_of", "nobody_yet", "offer", "organisation", "organisations",
    "organisations_called", "partner_sheet", "people",
    "person", "practitioners", "prepared", "resources", "roles_held", "services_in", "services_on_disk",
    "signing_in", "topic_words", "tracker", "trained",
]  # fmt: skip
