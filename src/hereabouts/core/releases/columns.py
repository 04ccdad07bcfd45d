"""The columns of the tables of a release, each with what it means."""

from hereabouts.core.figures.printed import Column

MEASURES = (
    Column("measure", "Measure", "What is measured"), Column("unit", "Unit", "What the figure is of; shares are between 0 and 1"),
    Column("period", "Period", "The time that the figure is of, as published"),
    Column("value", "Figure", "The figure of the place", "figure"),
    Column("lo", "From", "Lower end of the likely range (95%)", "figure"),
    Column("hi", "To", "Upper end of the likely range (95%)", "figure"),
    Column("compared_with", "Compared with", "What the place is held against"),
    Column("there", "Its figure", "The figure of what the place is compared with", "figure"),
    Column("in_words", "In words", "Worse, better, higher, lower or similar at 95%; or not compared"),
)  # fmt: skip
AREAS = (
    Column("area", "Area", "The small area, by its name"), Column("code", "Code", "Its code, as published"),
    Column("people", "People", "How many people live there", "count"),
    Column("decile", "Decile", "1 is the most deprived tenth of the nation's small areas", "count"),
)  # fmt: skip
ACTIONS = (
    Column("priority", "Priority", "The priority it serves"), Column("action", "Action", "What was to be done"),
    Column("reference", "Reference", "Its permanent reference"), Column("status", "Status", "How it stands"),
    Column("note", "Note", "Its lead, its day, and every reason that was given"),
)  # fmt: skip
PRIORITIES = (
    Column("priority", "Priority", "What was chosen"),
    Column("raised", "Raised it", "How many of those heard raised it", "count"),
    Column("heard", "Of", "How many were heard", "count"), Column("changed", "What changed", "What is different since, in words"),
)  # fmt: skip
WORDS = (
    Column("priority", "Priority", "The priority that it is about"), Column("words", "You said", "A resident's own words"),
    Column("by", "Who", "As they agreed to be named"),
)  # fmt: skip
MONEY = (
    Column("priority", "Priority", "What it is for"), Column("planned", "Planned", "Pounds planned", "pounds"),
    Column("spent", "Spent so far", "Pounds spent", "pounds"),
)  # fmt: skip
NOT_CHOSEN = (
    Column("what", "What", "What was not chosen, or could not be done"),
    Column("why", "Why", "The reason, and when something put off is looked at again"),
)
FACTS = (Column("name", "About", "What is told"), Column("value", "Is", "What it is"))
