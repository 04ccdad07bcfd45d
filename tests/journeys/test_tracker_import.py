"""The spreadsheet they have: a tracker of 300 rows comes in, comes again, goes out and comes back, and is taken back."""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml import OxmlElement
from openpyxl import load_workbook

from hereabouts.core.plans.tracker_read import read
from hereabouts.engines.templates import NotATemplate, opened
from hereabouts.engines.trackers import tracker
from hereabouts.records.imports import changes as imports
from hereabouts.records.ledger.changes import NotAllowed
from hereabouts.records.plans import changes, reads
from hereabouts.records.plans.changes.tracker_undo import WorkedOn
from hereabouts.records.plans.models import Action, ActionEvent, TrackerAnswers, WaitingLead
from hereabouts.records.plans.paper import file_of
from tests import trackers
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(partnership):
    return partnership.actor("communities_officer")


@pytest.fixture
def plan(partnership, officer):
    made = changes.draft_plan(
        by=officer,
        on=TODAY,
        place=partnership.east,
        title="East plan",
        period_from=date(2025, 4, 1),
        period_to=date(2028, 3, 31),
    )
    changes.add_outcome(
        by=officer, on=TODAY, plan=made, statement="Warm homes", tier="short", improvement="Fewer cold homes by 2028"
    )
    return made


@pytest.fixture
def taken(partnership, officer, plan, tmp_path):
    """Read a file with answers and import it; give how each row went."""

    def take(path, answers=None, by=officer):
        people = dict.fromkeys(
            ("Jo Brown", partnership.people["practitioner"].name), partnership.people["practitioner"]
        )
        staff = {name: account.organisation.name for name, account in people.items()}
        known = reads.known(plan, organisations=list(partnership.organisations), people=staff, on=TODAY)
        found = read(tracker(path), known=known, answers=reads.remembered(plan) | (answers or {}))
        assert found.ready, [str(one.words) for one in (*found.open, *found.refused)]
        batch = imports.start(
            by=by, on=TODAY, place=plan.place, about=reads.ABOUT, file_name=path.name, chunks=[path.read_bytes()],
            facts={"thing": str(plan.pk)},
        )  # fmt: skip
        given = {q.key: q.answer for q in found.questions if q.answer}
        made = changes.import_actions(
            by=by, on=TODAY, plan=plan, rows=found.rows, organisations=partnership.organisations, people=people, answers=given,
            batch=batch,
        )  # fmt: skip
        return batch, [one.how for one in made]

    return take


@pytest.mark.requirement("S-51")
def test_three_hundred_rows_come_in_once_with_everything_they_say(taken, plan, tmp_path):
    path = trackers.workbook(tmp_path / "tracker.xlsx")
    batch, how = taken(path, trackers.ANSWERS)
    told = trackers.rows()
    assert how == ["added"] * 298  # two rows are struck through
    assert batch.counts == {"added": 298, "changed": 0, "unchanged": 0, "ended": 0}
    first = plan.actions.get(title=told[0][2])
    assert (first.money_planned, first.state) == (Decimal(5000), "in progress")
    two = plan.actions.get(title=next(r[2] for r in told if r[3] == "Harbour Housing / Friends of East"))
    assert (two.organisation.name, [o.name for o in two.supporting.all()]) == ("Harbour Housing", ["Friends of East"])
    quarter = plan.actions.filter(title__in=[r[2] for r in told if r[5] == "Q3 2026/27"])
    assert set(quarter.values_list("due_on", flat=True)) == {date(2026, 12, 31)}
    assert len(reads.leads_waiting(plan)["Third Sector Forum"]) == sum(
        r[3] == "Third Sector Forum" for r in told[:20] + told[21:25] + told[26:]
    )


def test_the_same_sheet_again_changes_nothing_and_asks_nothing(taken, plan, tmp_path):
    path = trackers.workbook(tmp_path / "tracker.xlsx", n=60)
    taken(path, trackers.ANSWERS)
    events = ActionEvent.objects.count()
    _, how = taken(path)  # the answers are remembered
    assert (set(how), ActionEvent.objects.count()) == ({"unchanged"}, events)


def test_a_row_whose_words_were_mended_is_known_by_the_partners_own_reference(taken, plan, tmp_path):
    told = trackers.rows(40)
    taken(trackers.workbook(tmp_path / "a.xlsx", given=told), trackers.ANSWERS)
    told[0][2] += ", from May"
    told[1][2] = "Something else altogether, by somebody else"
    _, how = taken(trackers.workbook(tmp_path / "b.xlsx", given=told))
    assert (how.count("changed"), how.count("added"), plan.actions.count()) == (1, 1, 39)


@pytest.mark.requirement("S-52", "X-36")
@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".docx", ".json"])
def test_what_goes_out_comes_back_without_a_change(taken, officer, partnership, plan, tmp_path, ending):
    taken(trackers.workbook(tmp_path / "tracker.xlsx", n=60), trackers.ANSWERS)
    _everything_said(officer, partnership, plan)
    before = list(Action.objects.order_by("ref").values())
    out = tmp_path / f"plan{ending}"
    out.write_bytes(file_of(officer, plan, ending, on=TODAY))
    _, how = taken(out)
    assert set(how) == {"unchanged"}
    assert list(Action.objects.order_by("ref").values()) == before


def _everything_said(officer, partnership, plan):
    by, first, *others = {"by": officer, "on": TODAY}, *plan.actions.order_by("ref")
    changes.add_action(**by, plan=plan, title="Led by one, in person by another partner's", lead=partnership.people["practitioner"],
                       organisation=partnership.organisations["Friends of East"])  # fmt: skip
    changes.set_target(**by, action=first, measure="Homes", baseline=Decimal(0), target=Decimal("12.5"))
    changes.set_target(**by, action=first, measure="People", baseline=None, target=None)
    changes.stop(**by, action=others[0], reason="The grant ended")
    changes.pause(**by, action=others[1], reason="No venue")
    changes.update_action(**by, action=others[2], state="complete", proof="A photo")
    changes.add_action(**by, plan=plan, title="=SUM(1)", outcomes=plan.outcomes.all(), evidence="A trial; two studies", quick_win=True,
                       lead=partnership.people["practitioner"], supporting=partnership.organisations.values(), money_planned=Decimal(0))  # fmt: skip


def test_a_word_document_of_tables_comes_in(taken, plan, tmp_path):
    path = trackers.document(tmp_path / "tracker.docx")
    _, how = taken(path, trackers.ANSWERS)
    assert how == ["added"] * 10  # one of each table is struck through
    assert (
        plan.actions.filter(organisation__name="Harbour Housing").count() >= 6
    )  # merged over three rows of each table


class TestTakenBack:
    def test_what_came_in_goes_and_what_was_changed_stands_as_before(self, taken, officer, plan, tmp_path):
        told = trackers.rows(30)
        taken(trackers.workbook(tmp_path / "a.xlsx", given=told), trackers.ANSWERS)
        before = list(Action.objects.order_by("ref").values())
        told[0][5], told[0][4] = date(2027, 9, 9), "Friends of East"
        batch, how = taken(
            trackers.workbook(tmp_path / "b.xlsx", given=[*told, *trackers.rows(33, seed=9)[30:]]), trackers.ANSWERS
        )
        assert (how.count("changed"), how.count("added")) == (1, 3)
        changes.undo_tracker(by=officer, on=TODAY, plan=plan, batch=batch)
        assert list(Action.objects.order_by("ref").values()) == before
        assert batch.state == "undone"

    @pytest.mark.parametrize("work", ["milestone", "word"])
    def test_what_somebody_has_worked_on_is_never_taken_away(self, taken, officer, plan, tmp_path, work):
        batch, _ = taken(trackers.workbook(tmp_path / "a.xlsx", n=8), trackers.ANSWERS)
        one = plan.actions.first()
        if work == "milestone":
            changes.add_milestone(by=officer, on=TODAY, action=one, title="Ten", due_on=date(2027, 1, 1))
        else:
            changes.update_action(by=officer, on=TODAY, action=one, told="Begun")
        with pytest.raises(WorkedOn, match=one.ref):
            changes.undo_tracker(by=officer, on=TODAY, plan=plan, batch=batch)
        assert plan.actions.count() == 8

    def test_only_who_may_add_actions_takes_them_back(self, taken, partnership, plan, tmp_path):
        batch, _ = taken(trackers.workbook(tmp_path / "a.xlsx", n=8), trackers.ANSWERS)
        with pytest.raises(NotAllowed):
            changes.undo_tracker(by=partnership.actor("practitioner"), on=TODAY, plan=plan, batch=batch)


def test_a_lead_nobody_knew_is_settled_for_all_its_actions_and_remembered(taken, officer, partnership, plan, tmp_path):
    taken(trackers.workbook(tmp_path / "a.xlsx", n=60), trackers.ANSWERS)
    waiting = reads.leads_waiting(plan)["Third Sector Forum"]
    n = changes.settle_lead(
        by=officer,
        on=TODAY,
        plan=plan,
        words="Third Sector Forum",
        organisation=partnership.organisations["Friends of East"],
    )
    assert (n, "Third Sector Forum" in reads.leads_waiting(plan)) == (len(waiting), False)
    assert {a.organisation.name for a in plan.actions.filter(pk__in=[w.pk for w in waiting])} == {"Friends of East"}
    assert TrackerAnswers.objects.get().answers["lead: third sector forum"] == "Friends of East"
    _, how = taken(tmp_path / "a.xlsx")
    assert set(how) == {"unchanged"}
    assert not WaitingLead.objects.filter(words="Third Sector Forum").exists()


def written(tmp_path, *rows):
    path = tmp_path / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_progress_and_partners_nobody_knows_stay_in_the_words_of_the_action(taken, plan, tmp_path):
    rows = [["Action", "Support", "Progress (please keep brief)", "Reason"],
            ["Dry the flats", "Harbour Housing; Education; NHS", "Six flats are dry.", "Surveyors were late"]]  # fmt: skip
    taken(written(tmp_path, *rows), {"column: progress (please keep brief)": "told"})
    action = plan.actions.get()
    assert [o.name for o in action.supporting.all()] == ["Harbour Housing"]
    told = ActionEvent.objects.get(action=action, what="Told in the tracker").reason
    assert told == "Six flats are dry. Surveyors were late Supported by: Education; NHS."
    assert taken(written(tmp_path, *rows))[1] == ["unchanged"]
    rows[1][2] = "Ten flats are dry."
    _, how = taken(written(tmp_path, *rows))
    assert how == ["changed"]
    assert ActionEvent.objects.filter(action=action, reason__startswith="Ten flats").exists()


def test_themes_become_outcomes_where_somebody_says_so_and_go_again(taken, officer, plan, tmp_path):
    sheet = written(tmp_path, ["Action", "Theme"], ["Dry the flats", "Warm homes"], ["A bus", "Getting about"])
    batch, _ = taken(sheet, {"column: theme": "outcome", "other outcomes": "make"})
    assert sorted(plan.outcomes.values_list("statement", flat=True)) == ["Getting about", "Warm homes"]
    assert plan.actions.get(title="A bus").outcomes.get().statement == "Getting about"
    assert taken(sheet)[1] == ["unchanged", "unchanged"]
    changes.undo_tracker(by=officer, on=TODAY, plan=plan, batch=batch)
    assert list(plan.outcomes.values_list("statement", flat=True)) == ["Warm homes"]


def test_a_completion_day_says_that_it_is_complete(taken, plan, tmp_path):
    taken(written(tmp_path, ["Action", "Completed"], ["Dry the flats", "1/3/2026"], ["A bus", ""]))
    dry, bus = plan.actions.order_by("-title")
    assert (dry.state, dry.completed_on, bus.state) == ("complete", date(2026, 3, 1), "proposed")


def dangerous(kind):
    """Give a Word template that would run or fetch something."""
    out, word = io.BytesIO(), Document()
    if kind == "field":
        word.add_paragraph()._p.append(OxmlElement("w:r"))
        word.paragraphs[-1].runs[0]._r.append(instruction := OxmlElement("w:instrText"))
        instruction.text = 'DDEAUTO c:\\x.exe "/k"'
    if kind == "address":
        word.part.rels.get_or_add_ext_rel(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", "http://evil.example/a.png"
        )
    word.save(out)
    if kind == "macro":
        with zipfile.ZipFile(out, "a") as inside:
            inside.writestr("word/vbaProject.bin", b"x")
    return out.getvalue()


@pytest.mark.parametrize(("kind", "says"), [("macro", "a macro"), ("address", "from another address"), ("field", "DDE, INCLUDE")], ids=["macro", "address", "field"])  # fmt: skip
def test_a_template_that_runs_or_fetches_something_is_refused(kind, says):
    with pytest.raises(NotATemplate, match=says):
        opened(dangerous(kind))


def test_a_template_may_link_to_a_page():
    word, out = Document(), io.BytesIO()
    word.part.rels.get_or_add_ext_rel(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", "https://example.org"
    )
    word.save(out)
    assert opened(out.getvalue()).kept == 0


class TestDocuments:
    """Item 9: a council's own template is honoured; a sheet opens with its headings held and its columns wide enough."""

    def template(self, marked=False):
        word = Document()
        word.sections[0].header.paragraphs[0].text = "LARKHAVEN COUNCIL"
        word.sections[0].footer.paragraphs[0].text = "Chief Executive's Department"
        word.styles["Heading 1"].font.name = "Georgia"
        word.styles.element.remove(word.styles["Quote"].element)
        word.add_paragraph("Report to committee")
        if marked:
            word.add_paragraph("{content}")
            word.add_paragraph("Signed")
        out = io.BytesIO()
        word.save(out)
        return out.getvalue()

    @pytest.mark.parametrize("marked", [True, False], ids=["marked", "bare"])
    def test_a_councils_own_template_keeps_header_footer_and_styles(self, officer, plan, marked):
        word = Document(io.BytesIO(file_of(officer, plan, ".docx", on=TODAY, template=self.template(marked))))
        assert word.sections[0].header.paragraphs[0].text == "LARKHAVEN COUNCIL"
        assert word.sections[0].footer.paragraphs[0].text == "Chief Executive's Department"
        assert word.styles["Heading 1"].font.name == "Georgia"
        said = [p.text for p in word.paragraphs if p.text]
        assert ("Report to committee" in said, said[-1] == "Signed") == (marked, marked)
        assert "East plan" in said
        assert "Warm homes" in said

    @pytest.mark.parametrize("template", [b"no document", b"PK\x03\x04broken"], ids=["text", "broken"])
    def test_a_file_that_is_no_template_says_so(self, officer, plan, template):
        with pytest.raises(NotATemplate, match="template"):
            file_of(officer, plan, ".docx", on=TODAY, template=template)

    def test_a_sheet_has_widths_a_held_heading_and_filters(self, taken, officer, plan, tmp_path):
        taken(trackers.workbook(tmp_path / "a.xlsx", n=8), trackers.ANSWERS)
        sheet = load_workbook(io.BytesIO(file_of(officer, plan, ".xlsx", on=TODAY))).active
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
        assert sheet.column_dimensions["B"].width > 30
        rows = list(csv.DictReader(io.StringIO(file_of(officer, plan, ".csv", on=TODAY).decode("utf-8-sig"))))
        assert [cell.value for cell in sheet[1]] == list(rows[0])
