"""The columns of a profile to take away: each with its heading for people and what it means, as CSVW and the last sheet say it."""

from hereabouts.core.figures.printed import Column

FIGURES = (
    Column("place", "Place", "The place, by the name the partnership gave it"),
    Column("id", "Id", "The id of the indicator in the shared library"),
    Column("indicator", "Measure", "What is measured"),
    Column("unit", "Unit", "What the figure is of, or per what; shares are between 0 and 1"),
    Column("better", "Better is", "Which way is better: lower, higher or neither"),
    Column("period", "Period", "The time that the figure is of, as published"),
    Column("value", "Figure", "The figure of the place", "figure"),
    Column("lo", "From", "Lower end of the likely range (95%)", "figure"),
    Column("hi", "To", "Upper end of the likely range (95%)", "figure"),
    Column("numerator", "Count", "How many were counted in the place", "count"),
    Column("denominator", "Out of", "Out of how many", "count"),
    Column("compared_with", "Compared with", "The council or nation that the place is held against"),
    Column("council", "Its figure", "The figure of what the place is compared with", "figure"),
    Column("words", "In words", "Worse, better, higher, lower or similar at 95%; or not compared"),
    Column("nation", "Nation", "The figure of the nation, where it is known", "figure"),
    Column("caution", "Caution", "Why to be careful with the figure; empty where there is no reason"),
    Column("note", "Note", "What was left out of the figure, or why there is none"),
    Column("method", "Method", "The calculation that gives the figure and its range"),
    Column("boundaries", "Boundaries", "The generation of boundaries that the figure is counted on"),
    Column("source", "Source", "The dataset that the figure comes from"),
    Column("licence", "Licence", "On what terms it may be used, in the publisher's words"),
)
KINDS = (
    Column("kind", "Kind", "The domain of the index"),
    Column("areas_10", "Areas in the worst 10%", "Areas in the nation's most deprived tenth", "count"),
    Column("areas_20", "Areas in the worst 20%", "Areas in the nation's most deprived fifth", "count"),
    Column("people_20", "People in the worst 20%", "People who live in the areas of the fifth", "count"),
    Column("share_20", "Share of people", "Their share of everybody here", "share"),
)
AGES = (
    Column("age", "Age", "Age in years"),
    Column("women", "Women", "Women of that age, where the publisher tells", "count"),
    Column("men", "Men", "Men of that age, where the publisher tells", "count"),
    Column("people", "People", "People of that age", "count"),
    Column("share", "Share", "Their share of everybody here", "share"),
    Column("council_share", "Share in the council", "The same share in the council", "share"),
)
YEARS = (
    Column("id", "Id", "The id of the indicator"),
    Column("indicator", "Measure", "What is measured"),
    Column("unit", "Unit", "What the figure is of, or per what"),
    Column("period", "Period", "The time of the figure"),
    Column("value", "Figure", "The figure of the place", "figure"),
    Column("lo", "From", "Lower end of the likely range (95%)", "figure"),
    Column("hi", "To", "Upper end of the likely range (95%)", "figure"),
    Column("council", "Council", "The council's figure of the same time", "figure"),
    Column("note", "Note", "Why there is no figure"),
)
AREAS = (
    Column("id", "Id", "The id of the indicator"),
    Column("indicator", "Measure", "What is measured"),
    Column("unit", "Unit", "What the figure is of, or per what"),
    Column("area", "Area code", "The code of the small area"),
    Column("name", "Area", "The name of the small area"),
    Column("value", "Figure", "The figure of the area", "figure"),
    Column("lo", "From", "Lower end of the likely range (95%)", "figure"),
    Column("hi", "To", "Upper end of the likely range (95%)", "figure"),
    Column("numerator", "Count", "How many were counted", "count"),
    Column("denominator", "Out of", "Out of how many", "count"),
    Column("numerator_row", "Row of the count", "The row of the publisher's file, headings counted"),
    Column("denominator_row", "Row of the other", "The row of the file that it is out of"),
    Column("note", "Note", "Why there is no figure"),
)
PROVENANCE = (
    Column("id", "Dataset", "The id of the dataset's description"),
    Column("title", "Title", "What the dataset is called"),
    Column("publisher", "Publisher", "Who published it"),
    Column("period", "Period", "What time it is of"),
    Column("published", "Published", "When it was published"),
    Column("licence", "Licence", "On what terms it may be used"),
    Column("source", "Where from", "The publisher's address"),
    Column("file", "File", "The file that was read"),
    Column("sha256", "SHA-256", "The fingerprint of that file"),
    Column("rows", "Rows", "Rows that were read", "count"),
)
FORMULAS = (
    Column("id", "Id", "The id of the indicator"),
    Column("indicator", "Measure", "What is measured"),
    Column("numerator", "Counted", "The cells that are counted: dataset/measure/part"),
    Column("denominator", "Out of", "The cells that they are out of"),
    Column("method", "Method", "How figure and range are worked out"),
    Column("why", "Why it matters", "Why it is in the library"),
    Column("caveats", "Beware", "What the figure does not say"),
    Column("author", "Stands behind it", "Who wrote the document"),
    Column("reviewed_on", "Reviewed", "When it was last reviewed"),
)
