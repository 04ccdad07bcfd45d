"""Every room's models in one place, for Django to find."""

from hereabouts.records.ledger.models import AuditEntry, Named, Numbering, Seal
from hereabouts.records.partners.models import Account, Organisation, RoleHeld
from hereabouts.records.places.models import Place, PlaceArea, PlaceFit, PlaceVersion
from hereabouts.records.trust.models import Agreement, Clause

__all__ = [
    "Account", "Agreement", "AuditEntry", "Clause", "Named", "Numbering", "Organisation", "Place", "PlaceArea", "PlaceFit",
    "PlaceVersion", "RoleHeld", "Seal",
]  # fmt: skip
