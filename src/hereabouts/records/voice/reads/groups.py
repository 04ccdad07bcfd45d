"""What each group of those heard raises."""

from datetime import date

from hereabouts.core.voice.by_group import ByGroup, by_group
from hereabouts.core.voice.coding import raised
from hereabouts.core.voice.profile import Question
from hereabouts.engines.definitions import topics
from hereabouts.records.voice.access import standing


def raised_by(place: object, question: Question, *, on: date) -> ByGroup:
    """Count, for each answer to a question, which topics the residents who gave it raised as a problem or a request.

    People, not responses: somebody who spoke twice is one, with all that they raised.
    """
    rows = standing(on=on).filter(place=place.id, participant__voice="resident", coded_on__lte=on)
    told = rows.values_list(
        "participant", f"participant__{question.id}", "codings__topic", "codings__valence", "codings__accepted_on"
    )
    answers: dict[object, str] = {}
    pairs: dict[object, list[tuple[str, str]]] = {}
    for person, answer, topic, valence, accepted_on in told:
        answers[person] = answer
        mine = pairs.setdefault(person, [])
        if accepted_on is not None and accepted_on <= on:
            mine.append((topic, valence))
    people = [(answers[person], raised(mine)) for person, mine in pairs.items()]
    return by_group(people, question, list(topics()))
