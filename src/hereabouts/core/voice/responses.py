"""What the columns of a sheet of answers can be: somebody's words, when, in what language, and who they are."""

from collections.abc import Sequence
from datetime import date

from hereabouts.core.imports.fields import Field, day, one_of, text, yes_or_no
from hereabouts.core.voice.profile import NOT_ASKED, Question

VOICES = {
    "resident": ("lives here", "local resident", "residents"),
    "worker": ("works here", "practitioner", "staff", "professional"),
    "business": ("local business", "trader", "shop"),
}
CONSENTS = ("taking part", "quote", "show", "recontact", "research", "in other words")


def fields(questions: Sequence[Question], *, on: date, held_on: date | None = None) -> tuple[Field, ...]:
    """Give the fields of a sheet of answers. The day may be left out only where the activity has one."""
    return (
        Field(
            "words", "What they said", True,
            ("comment", "comments", "answer", "response", "feedback", "said", "words", "would you change", "would you like",
             "what would", "what matters", "in your own words", "tell us", "your views", "your thoughts", "suggestions", "why"),
            hint="Their own words, in the language they used.", examples=("The bins are never emptied.", "Nie ma nic dla młodzieży."),
        ),
        Field(
            "heard_on", "Day", held_on is None,
            ("date", "heard on", "date received", "submitted", "submission date", "timestamp", "completed"),
            read=day(on), empty=held_on,
            hint="20/11/2026, the day first. Without one, the day of the activity is taken.", examples=("20/11/2026", "2026-11-18"),
        ),
        Field(
            "ref", "Reference of the answer", False, ("ref", "id", "response id", "respondent id", "submission id", "number"),
            hint="Lets a later sheet correct an answer instead of adding it again.", examples=("1", "2"),
        ),
        Field(
            "person", "Reference of the person", False, ("person", "participant", "participant id", "person id"),
            hint="Only if one person may stand in several rows. Never a name.", examples=("A1", "A2"),
        ),
        Field(
            "voice", "Speaks as", False, ("speaks as", "respondent type", "role"), read=one_of(VOICES), empty="resident",
            hint="resident, worker or business.", examples=("resident", "resident"),
        ),
        Field("said_in", "Language of the words", False, ("language", "language of response"), read=text, empty="",
              hint="Left out: English.", examples=("", "Polish")),
        Field("translation", "Translation", False, ("translation", "in english", "translated"),
              examples=("", "There is nothing for young people.")),
        Field("translated_by", "Translated by", False, ("translator", "translated by"), examples=("", "A. Nowak, interpreter")),
        *(
            Field(q.id, q.label, False, q.words, read=q.read, empty=NOT_ASKED,
                  hint="Blank: not asked. “Prefer not to say” is kept as that.", examples=(q.answers[-1].id, "prefer not to say"))
            for q in questions
        ),
        Field("quote", "May be quoted", False, ("quote", "consent to quote", "can we quote you", "quotation"),
              read=yes_or_no, empty=False, hint="yes or no. Blank: no.", examples=("yes", "no")),
        Field("recontact", "May be contacted again", False, ("recontact", "contact again", "can we contact you"),
              read=yes_or_no, empty=False, hint="yes or no. Blank: no.", examples=("no", "no")),
    )  # fmt: skip
