"""A tracker as partners really keep one: title rows, merged themes, free words for leads and days, colours, hidden rows.

Made without looking at the importer, from the habits listed in issue 7 (names are made up). The same seed gives the same file.
"""

import random
from datetime import date, timedelta

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

PARTNERS = ("Larkhaven Council", "Harbour Housing", "Friends of East")
THEMES = ("Warm homes", "Money in pockets", "Healthy lives", "Safe streets", "A fair start")
VERBS = ("Set up", "Extend", "Review", "Run", "Train staff for", "Map", "Promote", "Pilot", "Evaluate", "Fund")
THINGS = (
    "the warm hub", "benefit checks", "the walking group", "a repair café", "street lighting walks", "the holiday lunch club",
    "debt advice", "the befriending line", "a youth forum", "the food pantry", "smoke alarm visits", "job club sessions",
)  # fmt: skip
WHERE = (
    "in East",
    "at the harbour",
    "for under-fives",
    "for carers",
    "on Mill Street",
    "with tenants",
    "in two schools",
)
LEADS = ("Larkhaven Council", "Harbour Housing", "harbour housing", "Friends of East", "Council", "Harbour Housing / Friends of East",
         "Larkhaven Council & Friends of East", "Third Sector Forum", "Jo B", "")  # fmt: skip
DUE = ("31/03/2027", "30 June 2027", "Q3", "Q3 2026/27", "ongoing", "TBC", "March 2027", "31.12.27", "Ongoing", "")
COLOURS = {"red": "FFC00000", "amber": "FFFFC000", "green": "FF00B050"}
HEADINGS = (
    "Ref",
    "Theme",
    "Action",
    "Lead agency",
    "Partners",
    "By when",
    "Measure",
    "Baseline",
    "Target",
    "Cost (£)",
    "RAG",
    "Comments",
)


def rows(n=300, seed=7):
    """Give so many rows under HEADINGS; every title is different."""
    chance = random.Random(seed)
    made = []
    for i in range(n):
        title = f"{VERBS[i % 10]} {THINGS[(i // 10) % 12]} {WHERE[(i // 120) % 7]}, part {i // 40 + 1}"
        due = chance.choice(DUE)
        due = date(2026, 12, 1) + timedelta(chance.randrange(400)) if chance.random() < 0.5 else due
        cost = chance.choice([0, 250, "£1,200", "5k", "TBC", "in kind", None])
        measure = chance.choice(["Households reached", "Sessions held", ""])
        made.append([f"{i // 60 + 1}.{i % 60 + 1}", THEMES[i * 5 // n], title, chance.choice(LEADS), chance.choice(["", "Harbour Housing"]),
                     due, measure, 0 if measure else None, chance.choice([40, 100]) if measure else None, cost,
                     chance.choice(["red", "amber", "green", ""]), chance.choice(["", "Going well", "Waiting for a venue"])])  # fmt: skip
    return made


def workbook(path, n=300, seed=7, given=None):
    """Write the tracker as XLSX: title rows, themes merged, status in colour alone, rows hidden and struck through."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Action tracker"
    sheet["A1"] = "East Locality Plan: action tracker"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:L1")
    sheet["A2"] = "Updated for the board of November. Please do not sort."
    sheet.append([])
    sheet.append(HEADINGS)
    told = rows(n, seed) if given is None else given
    for row in told:
        *values, rag, comment = row
        sheet.append([*values, None, comment])
        if rag:
            sheet.cell(sheet.max_row, 11).fill = PatternFill("solid", fgColor=COLOURS[rag])
    _merge_themes(sheet, told)
    for number in range(16, 20):
        sheet.row_dimensions[number].hidden = True
    for number in (25, 30):
        for cell in sheet[number]:
            cell.font = Font(strike=True)
    sheet.column_dimensions["L"].hidden = True
    book.create_sheet("Lists").sheet_state = "hidden"
    book.save(path)
    return path


def _merge_themes(sheet, told):
    first = 5
    for n, row in enumerate(told, start=5):
        last = n - 4 == len(told) or told[n - 4][1] != row[1]
        if last and n > first:
            sheet.merge_cells(start_row=first, end_row=n, start_column=2, end_column=2)
        first = n + 1 if last else first


def document(path, n=12, seed=7):
    """Write a tracker as a Word document: a table for each theme, the lead merged over its rows, a struck row, shading."""
    word = docx.Document()
    word.add_heading("East Locality Plan", 1)
    word.add_paragraph("Actions by theme.")
    told = rows(n, seed)
    for theme, part in ((THEMES[0], told[: n // 2]), (THEMES[1], told[n // 2 :])):
        word.add_heading(theme, 2)
        table = word.add_table(rows=1, cols=4, style="Table Grid")
        for cell, words in zip(table.rows[0].cells, ("Action", "Lead", "By when", "RAG"), strict=True):
            cell.text = words
        for row in part:
            cells = table.add_row().cells
            cells[0].text, cells[2].text = (
                row[2],
                "" if row[5] is None else f"{row[5]:%d/%m/%Y}" if isinstance(row[5], date) else row[5],
            )
            shade = OxmlElement("w:shd")
            shade.set(qn("w:fill"), "C00000" if row[10] == "red" else "auto")
            cells[3]._tc.get_or_add_tcPr().append(shade)
        table.cell(1, 1).merge(table.cell(3, 1)).text = "Harbour Housing"
        table.cell(4, 0).paragraphs[0].runs[0].font.strike = True
    word.save(path)
    return path


# What an officer would say to the questions that these trackers put.
ANSWERS = {
    "hidden rows": "yes", "struck rows": "no", "quarters": "april", "year of q3": "2026",
    "leads: harbour housing / friends of east": "Harbour Housing", "leads: larkhaven council & friends of east": "Larkhaven Council",
    "no days due": "open", "periods due": "edge", "words in cost (£)": "empty",
    "colour: c00000": "in progress", "colour: ffc000": "in progress", "colour: 00b050": "in progress", "sheet": "all of them",
    "hidden column: comments": "no",
}  # fmt: skip
