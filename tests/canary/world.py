"""A partnership in which every field of every person holds a word of its own, on top of one thing of every kind.

Four families differ in one thing each: ``family`` stands in East and is Housing's; ``restricted`` is too, and only the
triage co-ordinator may know of it; ``west`` stands in West; ``theirs`` was referred by another partner. Everything is
made by the product's own changes, so that whatever these copy, log or count holds the marks too.
"""

import io
import uuid
from datetime import date, timedelta

import openpyxl
from django.utils import timezone

from hereabouts.core.families.target_group import Criteria
from hereabouts.records.account import changes as account
from hereabouts.records.evidence.own import reads as own
from hereabouts.records.families import access, changes, whole
from hereabouts.records.families.models import LinkageCheck, Match
from hereabouts.records.governance import changes as meetings
from hereabouts.records.imports import changes as imports
from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger.models import AuditEntry
from hereabouts.records.partners import changes as partners
from hereabouts.records.partners.models import Account
from hereabouts.records.plans import changes as plans
from hereabouts.records.problems import changes as problems
from hereabouts.records.trust import changes as trust
from hereabouts.records.trust.access import founder, public
from hereabouts.records.voice import changes as voice
from tests import families, own_tables
from tests.canary.marks import Marks
from tests.doors import things
from tests.gatherings import Gathering

DIGITS = {"family": "471", "restricted": "573", "west": "675", "theirs": "777"}
NOTED = ("danger", "child", "contact", "afraid")


class World:
    """The partnership, its marks, and the id of every thing that an address can be about: page -> ids."""

    def __init__(self, partnership):
        self.p, self.m, self.day = partnership, Marks(), timezone.localdate()
        self.now = timezone.localtime()
        self.ids = {}
        self.base = things.all_of(partnership)
        for (page, _), pk in self.base.items():
            self.ids.setdefault(page, []).append(pk)
        self._people()
        self._families()
        self._letters()
        self._said()
        self._files()
        self._governed()

    def also(self, pk, *pages):
        for page in pages:
            self.ids.setdefault(page, []).append(pk)

    def actor(self, key):
        return self.p.actor(key, on=self.day)

    def _people(self):
        """Somebody of each sort who looks, and what the register holds of staff."""
        self.p.add("triage_coordinator", key="second")
        trusted = partners.register(by=founder(), on=date(2025, 1, 1), name="Quay Trust", kind="community group")
        self.p.organisations["Quay Trust"] = trusted  # a partner that signed no agreement
        self.p.add("practitioner", organisation="Quay Trust", key="outsider")
        self.p.add("triage_coordinator", organisation="Quay Trust", key="triage_outside")
        self.p.add("practitioner", organisation="Larkhaven Council", key="council_worker")
        self.p.add("communities_officer", place=self.p.west, key="west_officer")
        m, worker = self.m, self.p.people["practitioner"]
        Account.objects.filter(pk=worker.pk).update(
            phone=m.number("staff/phone", "01632 960411"), job=m.word("staff/job"), email=m.shape("staff/email", "zxstaffqj@example.org")
        )  # fmt: skip
        worker.refresh_from_db()
        self.also(worker.pk, "person", "invitation")
        self.also(self.p.east.pk, "place-pdf")
        draft = families.changes.draft_agreement(
            by=self.actor("ig_lead"), on=self.day, ref="ISA-99", starts_on=self.day, ends_on=self.day + timedelta(300),
            parties=[worker.organisation, self.p.organisations["Quay Trust"]],
        )  # fmt: skip
        self.also(draft.pk, "agreement-terms")  # whom to ask to sign: of a draft only

    def _families(self):
        for n, (who, by, place) in enumerate(
            [("family", "practitioner", "east"), ("restricted", "practitioner", "east"), ("west", "west_worker", "west"),
             ("theirs", "rep_worker", "east")]
        ):  # fmt: skip
            self._family(who, by, getattr(self.p, place), n)
        self._drafted()
        self._targeted()

    def _family(self, who, by, place, n):
        m, end = self.m, DIGITS[who]
        triage = "west_triage" if who == "west" else "triage_coordinator"
        born = m.day(f"{who}/date of birth", date(1931 + n, 7, 19))
        told = {
            name: m.word(f"{who}/{name}", "They say {} every day.")
            for name in ("worry", "wants", "going well", "safe contact", "not when", "must not know")
        }
        referral = families.refer(
            self.p, by=by, place=place, once=f"canary-{who}", on=self.day, at=self.now - timedelta(hours=1),
            source=m.word(f"{who}/source"), worry=told["worry"], wants=told["wants"], going_well=told["going well"],
            safe_contact=told["safe contact"], not_when=told["not when"], must_not_know=told["must not know"], address=m.word(f"{who}/address", "3 {} Row"),
            postcode=m.shape(f"{who}/postcode", f"ZQ{n + 1} 7XJ", f"ZQ{n + 1}7XJ"),
            people=[
                {"first_name": m.word(f"{who}/first name"), "surname": m.word(f"{who}/surname"), "dob": born,
                 "phone": m.number(f"{who}/phone", f"07700 900{end}"), "language": m.word(f"{who}/language"), "sex": "f"},
                {"first_name": m.word(f"{who}/child"), "surname": m.word(f"{who}/surname"),
                 "dob": m.day(f"{who}/child's date of birth", date(2018, 4, 17 + n))},
            ],
        )  # fmt: skip
        self._listed(who, by, place, n, born)
        answers = {key: ("no", m.word(f"{who}/safety note {key}")) for key in NOTED}
        families.screened(self.p, referral, answers, by=triage, at=self.now)
        changes.try_contact(
            by=self.actor(triage), on=self.day, at=self.now, referral=referral, mode="phone", outcome="message",
            note=m.word(f"{who}/attempt", "They say {} every day."),
        )  # fmt: skip
        self._decided(who, referral, self.actor(triage))
        if who == "restricted":
            found = access.find(self.actor(triage), referral.pk, on=self.day)
            changes.restrict(
                by=self.actor(triage),
                on=self.day,
                referral=found,
                named=[],
                why="abuse",
                words="They must not be found.",
            )
        pages = ("referral", "triage-card", "triage-screen", "triage-decide", "triage-tell", "triage-restrict", "triage-sharing",
                 "triage-who", "triage-contact", "triage-pause", "triage-same", "household")  # fmt: skip
        self.also(referral.pk, *pages)
        setattr(self, who, referral)

    def _targeted(self):
        """A target group of East, which the families of East meet with whom work goes on."""
        group = changes.define_group(
            by=self.actor("locality_leader"), on=self.day, place=self.p.east, title=self.m.word("east target/title"),
            aim=self.m.word("east target/aim"), criteria=Criteria(needs=(whole.domains(self.p.east.pk)[0],)),
        )  # fmt: skip
        self.also(group.pk, "target-group", "target-group-who")

    def _drafted(self):
        """A referral that the practitioner of East began and has not sent."""
        told = {"place": str(self.p.east.pk), "danger": "no", "name": self.m.word("family draft/name", "Ash {}"),
                "worry": self.m.word("family draft/worry", "They say {} every day.")}  # fmt: skip
        draft = changes.begin_draft(
            by=self.actor("practitioner"),
            on=self.day,
            at=self.now,
            place=self.p.east,
            once=uuid.UUID(int=21),
            answers=told,
        )
        self.also(draft.pk, "referral-draft", "referral-check", "referral-drop")

    def _listed(self, who, by, place, n, born):
        """The same person in an agency's list, with everything that a list may hold."""
        m, end = self.m, DIGITS[who]
        row = {
            "id": m.word(f"{who}/local id"), "first_name": m.word(f"{who}/first name"), "surname": m.word(f"{who}/surname"),
            "dob": born.isoformat(), "sex": "f", "address": m.word(f"{who}/address", "3 {} Row"),
            "postcode": m.forms[f"{who}/postcode"][0], "uprn": m.shape(f"{who}/property number", f"906700045{end}"),
            "phone": m.forms[f"{who}/phone"][0], "email": m.word(f"{who}/e-mail", "{}@example.org"),
            "nhs": m.number(f"{who}/NHS number", f"999 000 0{end}"), "service": m.word(f"{who}/service"),
            "support": m.word(f"{who}/support"), "worker": m.word(f"{who}/worker"),
            "worker_phone": m.number(f"{who}/worker's phone", f"01632 960{end}"),
        }  # fmt: skip
        hidden = {**row, "id": m.word(f"{who}/protected id"), "first_name": m.word(f"{who}/protected name"),
                  "address": m.word(f"{who}/protected address", "{} Refuge"), "protected": "yes"}  # fmt: skip
        text = (
            ",".join(hidden) + "\n" + "".join(",".join(one.get(k, "") for k in hidden) + "\n" for one in (row, hidden))
        )
        extract = changes.import_stubs(
            by=self.actor(by), on=self.day, at=self.now + timedelta(minutes=n), place=place, content=text.encode()
        )
        self.also(extract.pk, "extract-undo", "extract-who")

    def _decided(self, who, referral, by):
        m, given = self.m, {"by": by, "on": self.day, "at": self.now + timedelta(minutes=5), "referral": referral}
        match = Match.objects.get(
            person__household=referral.household, person__position=0, stub__first_name=m.forms[f"{who}/first name"][0]
        )
        changes.decide_match(by=by, on=self.day, at=self.now, match=match, answer="yes", why=m.word(f"{who}/match why"))
        pointer = changes.send_pointer(by=by, on=self.day, place=referral.place, referral=referral, stub=match.stub)
        route = {"route": "local solutions group", "level": 3}
        words = {name: m.word(f"{who}/{name}") for name in ("why", "done", "shared", "not shared", "not shared test")}
        changes.decide(
            **given, **route, why=words["why"], done=words["done"], shared=words["shared"], not_shared=words["not shared"],
            not_shared_test=words["not shared test"],
        )  # fmt: skip
        changes.share(
            **given,
            with_whom=m.word(f"{who}/shared with"),
            what=m.word(f"{who}/shared what"),
            why=m.word(f"{who}/shared why"),
        )
        self._needed(who, referral, by)
        check = LinkageCheck.objects.filter(place=referral.place).first()
        check = check or changes.draw_check(by=by, on=self.day, at=self.now, place=referral.place)
        check = LinkageCheck(**{f.attname: getattr(check, f.attname) for f in check._meta.fields if not f.primary_key})
        check.pairs = [[str(match.person_id), str(match.stub_id), "confirm", []]]  # which one is drawn first is chance
        check.save()
        self.also(check.pk, "linkage-judge")
        self.also(match.pk, "match")
        self.also(pointer.pk, "pointer")

    def _needed(self, who, referral, by):
        """What the family needs, the support that is offered, and one action of its plan."""
        m, given = self.m, {"by": by, "on": self.day, "referral": referral}
        need, child = whole.domains(referral.place_id)[0], referral.household.people.last()
        changes.assess(
            **given, at=self.now, domain=need, severity=2, person=str(child.pk),
            **{name: m.word(f"{who}/need {name}") for name in ("evidence", "strength", "view")},
        )  # fmt: skip
        changes.support(
            **given, domain=need, agency=m.word(f"{who}/support agency"), service=m.word(f"{who}/support service"),
            state="ended", why_ended=m.word(f"{who}/support ended"),
        )  # fmt: skip
        changes.plan(
            **given, due_on=self.day + timedelta(days=7),
            **{name: m.word(f"{who}/plan {name}") for name in ("goal", "words", "owner")},
        )  # fmt: skip
        changes.hear(**given, at=self.now, person=str(child.pk), words=m.word(f"{who}/voice"))
        parent = referral.household.people.first()
        if parent != child:
            changes.hear(**given, at=self.now, person=str(parent.pk), why_not=m.word(f"{who}/voice not heard"))
        changes.gain(**given, pounds=520, kind="benefit", what=m.word(f"{who}/gain"), gained_on=self.day)
        changes.lead(**given, at=self.now, name=m.word(f"{who}/lead"), agency=m.word(f"{who}/lead agency"))
        changes.decide_need(**given, at=self.now, taken_up=True, reason=m.word(f"{who}/need decision"))
        said = changes.challenge_need(
            **given, who=m.word(f"{who}/challenge who", "{} mother"), words=m.word(f"{who}/challenge words")
        )
        changes.answer_challenge(
            **given, challenge=str(said.pk), upheld=False, answer=m.word(f"{who}/challenge answer")
        )
        self.also(referral.pk, "need")
        if who in {"theirs", "restricted"}:
            return  # who is still on the need list
        changes.close(**given, outcome="goals met", words=m.word(f"{who}/closing"))

    def _letters(self):
        m, p = self.m, self.p
        for side, officer in (("east", "communities_officer"), ("west", "west_officer")):
            place = getattr(p, side)

            def sent(kind, name, side=side, place=place, **more):
                return intake.send(
                by=public(), on=self.day, kind=kind, place=place, text=m.word(f"{side} {name}/text", "The {} again."),
                contact=m.word(f"{side} {name}/contact", "{}@example.org"), wants_reply=True, **more,
                )  # fmt: skip

            where = {"category": "rubbish", "where": m.word(f"{side} report/where")}
            waiting, report = sent("report", "waiting report", **where), sent("report", "report", **where)
            words, helped = sent("words", "own words", language="English"), sent("help", "help")
            taken = problems.accept(
                by=self.actor(officer), on=self.day, letter=report, words=m.word(f"{side} report/reply")
            )
            problem = problems.open_problem(
                by=self.actor(officer), on=self.day, place=place, title=m.word(f"{side} problem/title"), topic="T13",
                spoc=p.people["practitioner" if side == "east" else "west_officer"], reports=[taken],
            )  # fmt: skip
            problems.update(
                by=self.actor(officer),
                on=self.day,
                problem=problem,
                words=m.word(f"{side} problem/agent's note"),
                tell=False,
            )
            sides = {
                name: m.word(f"{side} problem/{name}") for name in ("objective", "harmed", "responsible", "location")
            }
            problems.describe(by=self.actor(officer), on=self.day, problem=problem, **sides)
            self.also(waiting.pk, "report-waiting")
            self.also(taken.pk, "report-taken")
            self.also(problem.pk, "problem")
            self.also(helped.pk, "asked")
            for letter in (waiting, report, words, helped):
                self.also(letter.pk, "sent")

    def _said(self):
        m, p = self.m, self.p
        for side, officer in (("east", "communities_officer"), ("west", "west_officer")):
            by, place = self.actor(officer), getattr(p, side)
            given = {"by": by, "on": self.day, "place": place, "heard_on": self.day}

            def heard(name, consents, given=given, side=side):
                return voice.record(
                    **given, words=m.word(f"{side} {name}/words", "The {} is loud."), kept_at=m.word(f"{side} {name}/kept at"),
                    said_in="Polish", translation=m.word(f"{side} {name}/translation"), consents=consents,
                    translated_by=m.word(f"{side} {name}/translated by"), contact=m.word(f"{side} {name}/contact", "{}@example.org"),
                )  # fmt: skip

            said, quoted = heard("said", ("taking part",)), heard("quotable", ("taking part", "quote"))
            back = heard("taken back", ("taking part", "quote"))
            voice.withdraw_consent(by=by, on=self.day, contribution=back, kind="taking part")
            for one in (said, quoted):
                voice.code(by=by, on=self.day, contribution=one, accept={"T13": "problem"})
            theme = voice.accept_theme(
                by=by, on=self.day, place=place, statement=m.word(f"{side} theme/statement"), topic="T13",
                contributions=[said, quoted], dissent=m.word(f"{side} theme/dissent"),
            )  # fmt: skip
            for one in (said, quoted, back):
                self.also(one.pk, "contribution", "contribution-withdraw")
            self.also(theme.pk, "theme-drop")

    def _files(self):
        """A sheet of answers and an own table that wait, with a name, a content, an author; a table kept within."""
        m = self.m
        officer, analyst = self.actor("communities_officer"), self.actor("analyst")
        for kind, content in (("csv", self._sheet_csv()), ("xlsx", self._sheet_xlsx())):
            name = m.word(f"{kind} upload/name of the file", "{}." + kind)
            batch = imports.start(
                by=officer, on=self.day, place=self.p.east, about="contribution", file_name=name, chunks=[content]
            )
            self.also(batch.pk, "answers-columns", "answers-check", "answers-loaded")
        within = own_tables.load(analyst, title=m.word("own table/title"), within=True, note=m.word("own table/note"),
                                 source=m.word("own table/source"))  # fmt: skip
        self.also(within.pk, "own-table", "own-undo", "own-clear")
        waiting = imports.start(
            by=analyst, on=self.day, about=own.ABOUT, file_name=m.word("own upload/name of the file", "{}.csv"),
            chunks=[m.word("own upload/cell", "Data zone,{}\nS01009001,4\n").encode()],
        )  # fmt: skip
        self.also(waiting.pk, "own-sheet", "own-columns", "own-facts", "own-check", "own-faults")

    def _sheet_csv(self):
        return self.m.word("csv upload/cell", "Comment,Date\nThe {} is broken,2026-11-01\n").encode()

    def _sheet_xlsx(self):
        book = openpyxl.Workbook()
        book.active.append(["Comment", "Date"])
        book.active.append([self.m.word("xlsx upload/cell"), "2026-11-01"])
        about = book.properties
        about.creator, about.lastModifiedBy = self.m.word("xlsx upload/author"), self.m.word("xlsx upload/last author")
        about.title, about.description = self.m.word("xlsx upload/title"), self.m.word("xlsx upload/comments")
        book.create_sheet(self.m.word("xlsx upload/hidden sheet")).sheet_state = "hidden"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def _governed(self):
        """A meeting with a guest and an exempt paper, an interest that somebody declared, a plan of West, a quarter."""
        m, by = self.m, self.actor("clerk")
        gathering = Gathering.of(self.p, name="Canary group")
        meeting = gathering.call(self.day - timedelta(7), access_note=m.word("meeting/access note"))
        item = {"title": m.word("exempt item/title"), "purpose": "discuss", "summary": m.word("exempt item/summary"),
                "paper": m.word("exempt item/paper"), "exempt_under": "3"}  # fmt: skip
        meetings.add_item(by=by, on=self.day, meeting=meeting, **item)
        meetings.record_attendance(by=by, on=self.day, meeting=meeting, seats={}, guests=[m.word("meeting/guest")])
        self.also(meeting.pk, "meeting", "meeting-papers", "meeting-minutes", "meeting-calendar")
        west = plans.draft_plan(
            by=self.actor("west_officer"), on=self.day, place=self.p.west, title=m.word("west plan/title")
        )
        self.also(west.pk, "plan", "plan-who", "plan-csv", "plan-xlsx")
        frozen = account.report_quarter(by=by, on=self.day, place=self.p.east, year=self.day.year,
                                        quarter=(self.day.month + 2) // 3)  # fmt: skip
        self.also(frozen.pk, "quarter", "quarter-docx")

    def secrets_of(self, *names):
        """Give every shape of the marks that begin like this."""
        return [form for name, forms in self.m.forms.items() if name.startswith(names) for form in forms]

    def suspend(self):
        """Suspend every agreement: from now on nobody may open a family."""
        from hereabouts.records.trust.models import Agreement

        for one in Agreement.objects.filter(state="in force"):
            trust.suspend(
                by=self.actor("ig_lead"), on=self.day, agreement=one, reason=self.m.word("agreement/why suspended")
            )

    def entries(self):
        """Give what the audit trail holds as text."""
        return "\n".join(str(one) for one in AuditEntry.objects.values())
