"""Every room's models in one place, for Django to find."""

import hereabouts.records.account.models
import hereabouts.records.evidence.models
import hereabouts.records.families.models
import hereabouts.records.governance.models
import hereabouts.records.imports.models
import hereabouts.records.intake.models
import hereabouts.records.ledger.models
import hereabouts.records.partners.models
import hereabouts.records.places.models
import hereabouts.records.plans.models
import hereabouts.records.priorities.models
import hereabouts.records.problems.models
import hereabouts.records.releases.models
import hereabouts.records.rights.models
import hereabouts.records.trust.models
import hereabouts.records.voice.models  # noqa: F401 - importing registers them
