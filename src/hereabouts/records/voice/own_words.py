"""The hatch through which people take their own words back: by the number they hold, without an account.

The public face knows nothing else of this room. What it learns here is how often somebody spoke and what they agreed to,
never a word of what they said.
"""

from hereabouts.engines.definitions import promised_days
from hereabouts.records.voice.access import UnknownNumber
from hereabouts.records.voice.changes.taking_back import take_back
from hereabouts.records.voice.reads.mine import Mine, mine

__all__ = ["Mine", "UnknownNumber", "mine", "promised_days", "take_back"]
