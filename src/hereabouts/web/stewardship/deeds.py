"""What an audit entry says somebody did, in people's words: one table by kind and verb, and a way to say what is not in it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hereabouts.core.rights.disclosing import BASES
from hereabouts.engines.definitions import sharing_tests

DEEDS = {
    "account.invite": gettext_lazy("Invited somebody"), "account.publish": gettext_lazy("Published for the public"),
    "account.set_password": gettext_lazy("Set their password"), "action.end": gettext_lazy("Ended or paused an action"),
    "action.propose": gettext_lazy("Added an action"), "action.update": gettext_lazy("Told how an action stands"),
    "activity.plan": gettext_lazy("Planned a way of listening"), "agreement.bring_in_force": gettext_lazy("Put an agreement in force"),
    "agreement.clear": gettext_lazy("Finished the legal check of an agreement"), "agreement.sign": gettext_lazy("Signed an agreement"),
    "agreement.review": gettext_lazy("Reviewed an agreement"), "agreement.age": gettext_lazy("Marked an agreement as due or over"),
    "agreement.alert": gettext_lazy("Told who reviews agreements of an end or a review"),
    "access.ask": gettext_lazy("Asked who could see a record"), "interest.declare": gettext_lazy("Declared an interest"),
    "interest.approve": gettext_lazy("Approved an interest"),
    "agreement.draft": gettext_lazy("Drafted an agreement"), "agreement.suspend": gettext_lazy("Suspended an agreement"),
    "audit.back_up": gettext_lazy("Copied the whole installation"), "audit.declare": gettext_lazy("Told us of themself"),
    "audit.digest": gettext_lazy("Sent the day's head away"), "audit.draw": gettext_lazy("Drew looks for review"),
    "audit.review": gettext_lazy("Judged somebody's look"), "audit.verify": gettext_lazy("Checked the whole trail"),
    "aim.record": gettext_lazy("Wrote down an aim"), "board.run": gettext_lazy("Put the board together"),
    "answer.write": gettext_lazy("Told residents what came of what they said"),
    "board.expect": gettext_lazy("Said what they expected of a board"),
    "board.see": gettext_lazy("Was first shown a board"),
    "session.hold": gettext_lazy("Prepared, held or counted a session"),
    "session.vote": gettext_lazy("Voted in a session"),
    "session.close": gettext_lazy("Closed a session for good"),
    "board.settle": gettext_lazy("Settled a row of the board"), "contribution.code": gettext_lazy("Filed somebody's words by topic"),
    "contribution.import": gettext_lazy("Imported a sheet of answers"), "contribution.record": gettext_lazy("Wrote down somebody's words"),
    "contribution.see": gettext_lazy("Saw how to reach somebody"), "contribution.undo": gettext_lazy("Undid an import of answers"),
    "contribution.withdraw": gettext_lazy("Took somebody's words back"), "decision.record": gettext_lazy("Recorded a decision"),
    "extract.undo": gettext_lazy("Took a list back"), "group.set_up": gettext_lazy("Set up a group"),
    "import.start": gettext_lazy("Began an import"), "letter.answer": gettext_lazy("Answered a letter"),
    "letter.see": gettext_lazy("Read a letter"), "letter.send": gettext_lazy("Sent a letter"),
    "local_note.write": gettext_lazy("Wrote what the numbers miss"), "local_note.end": gettext_lazy("Ended a note on the numbers"),
    "match.decide": gettext_lazy("Said whether two records are one person"),
    "match.find": gettext_lazy("Looked who else may work with a family"),
    "match.see": gettext_lazy("Saw a possible match"), "meeting.call": gettext_lazy("Called a meeting"),
    "own_table.clear": gettext_lazy("Said whether an own table may be published"),
    "own_table.import": gettext_lazy("Loaded an own table"), "own_table.undo": gettext_lazy("Took a load of an own table back"),
    "meeting.minute": gettext_lazy("Minuted a meeting"), "organisation.register": gettext_lazy("Registered or changed a partner"),
    "commitment.record": gettext_lazy("Wrote down what a partner promised, or can do"),
    "commitment.deliver": gettext_lazy("Wrote down what came of a promise"),
    "training.offer": gettext_lazy("Put a course into the catalogue"),
    "training.note": gettext_lazy("Wrote down a completed course"),
    "service.list": gettext_lazy("Changed the directory of services"),
    "place.define": gettext_lazy("Defined a place"), "plan.agree": gettext_lazy("Agreed a plan"),
    "plan.draft": gettext_lazy("Drafted or changed a plan"), "pointer.acknowledge": gettext_lazy("Acknowledged a note"),
    "pointer.send": gettext_lazy("Sent a note to another worker"), "priority.adopt": gettext_lazy("Adopted a priority"),
    "priority.move": gettext_lazy("Said how a priority stands"), "priority.propose": gettext_lazy("Proposed a priority"),
    "problem.open": gettext_lazy("Opened a problem"), "problem.update": gettext_lazy("Worked on a problem"),
    "quarter.report": gettext_lazy("Froze a quarter's report"), "referral.decide": gettext_lazy("Decided about a referral"),
    "referral.make": gettext_lazy("Made a referral"), "referral.restrict": gettext_lazy("Restricted a referral to named people"),
    "glass.break": gettext_lazy("Broke the glass"), "glass.review": gettext_lazy("Judged broken glass"),
    "restriction.review": gettext_lazy("Looked again at a restriction"),
    "referral.screen": gettext_lazy("Asked the safety questions"), "referral.see": gettext_lazy("Saw a referral"),
    "referral.keep_safe": gettext_lazy("Read a family's emergency sheet behind broken glass"),
    "referral.assess": gettext_lazy("Wrote down what a family needs"),
    "referral.support": gettext_lazy("Wrote down support of a family"),
    "referral.plan": gettext_lazy("Agreed an action with a family"),
    "referral.finish": gettext_lazy("Wrote down that an action for a family was done"),
    "referral.hear": gettext_lazy("Wrote down what a member of a family said"),
    "referral.lead": gettext_lazy("Wrote down who leads for a family"),
    "referral.close": gettext_lazy("Wrote down how work with a family ended"),
    "referral.gain": gettext_lazy("Wrote down what income a family gained"),
    "referral.verify": gettext_lazy("Verified what income a family gained"),
    "referral.work": gettext_lazy("Wrote down how far a parent has come with work"),
    "referral.share": gettext_lazy("Shared something of a family"),
    "referral.withhold": gettext_lazy("Decided not to share something of a family"),
    "release.publish": gettext_lazy("Released a copy for the public alone"),
    "release.propose": gettext_lazy("Put a copy forward for release"),
    "release.approve": gettext_lazy("Released a copy that somebody else put forward"),
    "release.send_back": gettext_lazy("Sent a copy back that somebody put forward"),
    "account.propose": gettext_lazy("Put forward for the public"),
    "release.withdraw": gettext_lazy("Withdrew a public copy"),
    "report.accept": gettext_lazy("Took on a resident's report"), "report.see": gettext_lazy("Saw how to reach who reported"),
    "return.accept": gettext_lazy("Checked a progress return"), "return.submit": gettext_lazy("Handed in a progress return"),
    "role.end": gettext_lazy("Ended a role"), "role.give": gettext_lazy("Gave a role"),
    "pointer.see": gettext_lazy("Read a note from another worker"),
    "stub.see": gettext_lazy("Saw an agency's record"),
    "referral.correct": gettext_lazy("Put right what a record said"),
    "referral.try_contact": gettext_lazy("Wrote down an attempt to reach a family"),
    "referral.pause": gettext_lazy("Stopped or started the clock of a referral"),
    "referral.recognise": gettext_lazy("Said whether a family was referred before"),
    "referral_draft.see": gettext_lazy("Read a referral of theirs that was not sent yet"),
    "referral_draft.keep": gettext_lazy("Worked on a referral that was not sent yet"),
    "huddle.record": gettext_lazy("Wrote down a morning huddle"), "hub.keep": gettext_lazy("Changed the register of hubs"),
    "solutions_group.keep": gettext_lazy("Changed the register of local solutions groups"),
    "rights_request.register": gettext_lazy("Registered a rights request"),
    "rights_request.move": gettext_lazy("Took a rights request a step further"),
    "rights_request.gather": gettext_lazy("Said which records are theirs, for a rights request"),
    "rights_request.redact": gettext_lazy("Reviewed passages of an access pack"),
    "rights_request.note": gettext_lazy("Noted what somebody says is wrong, or decided about it"),
    "disposal.propose": gettext_lazy("Proposed records for disposal"), "disposal.review": gettext_lazy("Reviewed a disposal"),
    "disposal.execute": gettext_lazy("Carried a reviewed disposal out"),
    "legal_hold.set": gettext_lazy("Put records on hold"), "legal_hold.lift": gettext_lazy("Lifted a hold"),
    "disclosure_request.write": gettext_lazy("Put a request for data in writing"),
    "disclosure_request.reply": gettext_lazy("Decided about a request for data"),
    "stub.import": gettext_lazy("Gave a list of cases"), "theme.accept": gettext_lazy("Accepted a theme"),
    "codebook.write": gettext_lazy("Worked on a codebook"), "vote_round.load": gettext_lazy("Loaded votes"),
    "engagement.plan": gettext_lazy("Worked on a plan to listen"), "activity.announce": gettext_lazy("Said how people can take part"),
    "stakeholder.note": gettext_lazy("Noted who has a stake"), "link_visit.write": gettext_lazy("Logged a link worker's visit"),
    "connector.keep": gettext_lazy("Changed the register of connectors"),
    "place_score.record": gettext_lazy("Wrote down how people scored a place"),
    "sealing_key.keep": gettext_lazy("Kept a key for conversations without signal"),
    "consent.take_back": gettext_lazy("Took consent back"), "consent.expire": gettext_lazy("Ended consent whose last day had passed"),
    "contribution.retell": gettext_lazy("Told somebody's meaning in other words"),
    "taken_back.settle": gettext_lazy("Said that copies by hand are taken down"),
}  # fmt: skip
OUTCOMES = {"done": gettext_lazy("Done"), "seen": gettext_lazy("Seen"), "refused": gettext_lazy("Refused")}


def why_told(told: dict) -> str:
    """Say what an entry keeps of its reason: the reason itself, or the test by which something was not shared."""
    labels = {test.id: f"{test.label} ({test.law})" for test in sharing_tests()}
    decided = ", ".join(filter(None, [told.get("outcome", ""), BASES.get(told.get("basis", ""), "")]))
    return told.get("reason", "") or labels.get(told.get("test", ""), "") or decided


def deed(what: str) -> str:
    """Say what was done in words; what has no words yet is said by its kind and verb."""
    kind, _dot, verb = what.partition(".")
    return str(
        DEEDS.get(what) or _("%(verb)s (%(kind)s)") % {"verb": verb.replace("_", " ").capitalize(), "kind": kind}
    )
