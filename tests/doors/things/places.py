"""Places, and a note in East."""

from hereabouts.records.evidence import changes
from tests.worlds import TODAY

POSTED = {"note-write": {"text": "The bus was taken off in May."}}
OF_A_PLACE = (
    "place", "place-json", "place-csv", "place-docx", "place-xlsx", "place-html", "place-csvw", "place-indicator", "place-compare",
    "place-committee", "place-easy-read", "place-languages", "place-services", "place-define", "place-line", "place-pick", "place-made",
    "place-overrule", "hot-spots", "hot-spots-json", "note-write",
)  # fmt: skip


def made(partnership):
    note = changes.write_note(
        by=partnership.actor("communities_officer"), on=TODAY, place=partnership.east, text="Two flats stand empty."
    )
    return {(page, "east"): partnership.east.pk for page in OF_A_PLACE} | {("note-end", "east"): note.pk}
