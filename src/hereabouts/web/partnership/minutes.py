"""The minutes of a meeting as a document: who was there, what was said, what was decided, who does what."""

from django.utils import timezone
from django.utils.translation import gettext as _

from hereabouts.engines.documents import Block, Document, Facts, Heading, Paragraph, Table
from hereabouts.records.governance.reads import DecisionLine, ItemLine, MeetingSheet
from hereabouts.web.shared.tags import clock, day


def document(meeting: MeetingSheet) -> Document:
    """Write the minutes down. The same record gives the same document."""
    agreed = meeting.minutes_agreed_on
    title = _("Minutes of {group}") if agreed else _("Draft minutes of {group}")
    blocks: list[Block] = [Facts(_head(meeting)), *_presence(meeting)]
    for item in meeting.items:
        blocks += _item(item)
    if meeting.others:
        blocks += [Heading(_("Other decisions")), *(p for line in meeting.others for p in _decision(line))]
    return Document(
        title=title.format(group=meeting.group),
        subject=f"{meeting.group}, {day(meeting.starts_at)}",
        blocks=[*blocks, *_actions(meeting)],
        made_at=meeting.starts_at,
        author=meeting.group,
        numbered=True,
    )


def _head(meeting: MeetingSheet) -> list[tuple[str, str]]:
    ends = clock(timezone.localtime(meeting.ends_at))
    head = [
        (_("Held"), f"{day(meeting.starts_at)}, {clock(meeting.starts_at)} - {ends}"),
        (_("Where"), meeting.where),
        (_("Voting"), str(meeting.quorum)),
    ]
    return [*head, (_("Agreed"), day(meeting.minutes_agreed_on))] if meeting.minutes_agreed_on else head


def _presence(meeting: MeetingSheet) -> list[Block]:
    said = {"present": _("Here"), "apologies": _("Apologies"), "substitute": _("Substitute"), "": _("Not recorded")}
    rows = [
        (p.substitute or p.name or p.organisation, p.organisation, p.role, said[p.how] + (f" ({p.name})" if p.substitute else ""))
        for p in meeting.presence
    ]  # fmt: skip
    headings = [_("Name"), _("Organisation"), _("Role"), _("Attendance")]
    return [Heading(_("Who was there")), Table(_("Attendance"), headings, rows)] if rows else []


def _item(item: ItemLine) -> list[Block]:
    blocks: list[Block] = [Heading(item.title)]
    blocks += [Paragraph(text) for text in item.discussion.splitlines() if text.strip()]
    blocks += [paragraph for line in item.decisions for paragraph in _decision(line)]
    return blocks if len(blocks) > 1 else [*blocks, Paragraph(_("Nothing was recorded on this item."))]


def _decision(line: DecisionLine) -> list[Block]:
    parts = [f"{line.verb_said} ({line.ref}): {line.text}"]
    for label, value in [
        (_("Why"), line.reasons),
        (_("Also considered"), "; ".join(line.options)),
        (_("Disagreed"), line.dissent),
        (_("Carried out by"), line.owner),
        (_("By"), day(line.implement_by)),
        (_("Update by"), day(line.update_on)),
    ]:
        if value:
            parts.append(f"{label}: {value.rstrip('.')}.")
    return [Paragraph(" ".join(parts))]


def _actions(meeting: MeetingSheet) -> list[Block]:
    if not meeting.actions:
        return [Heading(_("Actions")), Paragraph(_("None."))]
    headings = [_("What"), _("Who"), _("By when"), _("Follows from")]
    rows = [(a.what, a.owner, day(a.due_on) or _("no day set"), a.decision or "-") for a in meeting.actions]
    return [Heading(_("Actions")), Table(_("Actions from this meeting"), headings, rows)]
