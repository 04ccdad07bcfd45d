"""What a clause allows, in people's words: deeds, whose things, and data items."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

LETS = {
    "referral.make": gettext_lazy("refer a family"), "referral.see": gettext_lazy("read referrals"),
    "referral.screen": gettext_lazy("ask the safety questions"), "referral.decide": gettext_lazy("decide the route"),
    "referral.restrict": gettext_lazy("restrict a referral to named people"), "referral.count": gettext_lazy("count referrals"),
    "stub.see": gettext_lazy("see who is working with a household"), "stub.import": gettext_lazy("give a list of open cases"),
    "match.see": gettext_lazy("see which records may be of one person"), "match.find": gettext_lazy("look for such records"),
    "match.decide": gettext_lazy("decide whether they are one person"), "pointer.see": gettext_lazy("read notes to workers"),
    "pointer.acknowledge": gettext_lazy("acknowledge a note"), "pointer.send": gettext_lazy("send a note to a worker"),
    "extract.see": gettext_lazy("see the lists that were given"), "extract.undo": gettext_lazy("take a list back"),
    "referral.correct": gettext_lazy("put right what was wrong"),
    "match.count": gettext_lazy("count how agencies' work overlaps"), "stub.count": gettext_lazy("count open cases"),
    "pointer.count": gettext_lazy("count notes to workers"),
    "referral.count_gains": gettext_lazy("count what families gained"),
    "referral.relate": gettext_lazy("write down how members are related, and who lives elsewhere"),
    "referral.hear": gettext_lazy("write down what each member says"), "referral.lead": gettext_lazy("say who leads"),
    "referral.close": gettext_lazy("say how it ended"), "referral.gain": gettext_lazy("write down income gained"),
    "referral.verify": gettext_lazy("verify it"), "referral.work": gettext_lazy("write down steps into work"),
    "referral.see_needs": gettext_lazy("see families on the need list"),
    "need.decide": gettext_lazy("take a family of the need list up, or put it off"),
    "need.challenge": gettext_lazy("write down what a family says against the need list"),
    "need.answer": gettext_lazy("answer it"), "referral.count_needs": gettext_lazy("count whom the need list reaches"),
    "target_group.see": gettext_lazy("see target groups"), "target_group.define": gettext_lazy("define target groups"),
    "referral.identify": gettext_lazy("learn which families are in a target group"),
    "letter.see": gettext_lazy("read requests for help"), "letter.answer": gettext_lazy("answer them"),
}  # fmt: skip
WHOSE = {
    "own": gettext_lazy("of their own organisation"),
    "parties": gettext_lazy("of any party"),
    "": gettext_lazy("of the whole partnership"),
}
STATES = {
    "draft": gettext_lazy("Draft"), "DPIA": gettext_lazy("Impact assessment"), "legal": gettext_lazy("Legal check and signatures"),
    "signed": gettext_lazy("Signed"), "in force": gettext_lazy("In force"), "review due": gettext_lazy("In force, review due"),
    "suspended": gettext_lazy("Suspended"), "expired": gettext_lazy("Expired"), "terminated": gettext_lazy("Terminated"),
}  # fmt: skip
# What somebody did with an agreement, by the step or the verb of its entry.
DONE = {
    "draft": gettext_lazy("Drafted it"), "amend": gettext_lazy("Completed its terms"),
    "name signatory": gettext_lazy("Said who signs, and on what basis"), "narrow": gettext_lazy("Changed what a clause opens"),
    "revise": gettext_lazy("Drafted its next version"), "begin DPIA": gettext_lazy("Began the impact assessment"),
    "answer DPIA": gettext_lazy("Answered the impact assessment"), "finish DPIA": gettext_lazy("Handed it to the legal check"),
    "send back": gettext_lazy("Sent it back to draft"), "clear": gettext_lazy("Finished the legal check"),
    "sign": gettext_lazy("Signed it"), "bring_in_force": gettext_lazy("Put it in force"), "review": gettext_lazy("Reviewed it"),
    "supersede": gettext_lazy("Ended it for its next version"), "suspend": gettext_lazy("Suspended it"),
    "terminate": gettext_lazy("Ended it for good"), "call for review": gettext_lazy("Its review fell due"),
    "expire": gettext_lazy("It expired"), "alert": gettext_lazy("Told who reviews it that its end or review is near"),
}  # fmt: skip
KINDS = {
    "need": gettext_lazy("place on the need list"),
    "referral": gettext_lazy("referral"), "stub": gettext_lazy("open case"), "match": gettext_lazy("compared record"),
    "letter": gettext_lazy("request for help"), "pointer": gettext_lazy("note"), "extract": gettext_lazy("list"),
}  # fmt: skip


@register.filter
def lets_said(grants) -> list[str]:
    """Say each deed of a clause with whose things it reaches."""
    return [f"{LETS.get(f'{kind}.{verb}', f'{verb} ({kind})')} {WHOSE[whose]}" for kind, verb, whose in grants]


@register.filter
def state_said(state: str) -> str:
    """Say the state of an agreement."""
    return str(STATES.get(state, state))


@register.filter
def step_said(step: str) -> str:
    """Say what somebody did with an agreement."""
    return str(DONE.get(step, step))


@register.filter
def difference_said(line: str) -> str:
    """Say one thing that came or went between two versions: a deed, a data item, a role."""
    what, _of, whose = line.partition(" of ")
    if what in LETS:
        return f"{LETS[what]} {WHOSE.get(whose, '')}"
    return item_said(line)


@register.filter
def item_said(item: str) -> str:
    """Say a data item: which kind of thing, and which field of it."""
    kind, dot, name = item.partition(".")
    if not dot or kind not in KINDS:
        return item
    return f"{KINDS[kind]}: {_('everything') if name == '*' else name.replace('_', ' ')}"
