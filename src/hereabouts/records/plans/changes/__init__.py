"""How plans change: the plan and its outcomes, its actions, and the returns that tell of them."""

from hereabouts.records.plans.changes.action_facts import (
    WrittenMeanwhile,
    note_lived,
    say_grounds,
    say_risk,
    say_who,
    say_whom,
    say_why,
)
from hereabouts.records.plans.changes.action_parts import (
    add_considered,
    add_dependency,
    add_facility,
    count_output,
    log_codesign,
    meet_dependency,
    read_measure,
)
from hereabouts.records.plans.changes.action_words import (
    correct_action,
)
from hereabouts.records.plans.changes.actions import (
    OPEN,
    NoReason,
    add_action,
    add_milestone,
    carry_forward,
    merge,
    pause,
    reach_milestone,
    set_target,
    stop,
    update_action,
)
from hereabouts.records.plans.changes.asking import (
    NotAsked,
    anew,
    ask,
    ask_again,
    revoke,
)
from hereabouts.records.plans.changes.freezing import (
    freeze_quarter,
)
from hereabouts.records.plans.changes.offers import (
    begin_offer,
    call_off,
    change_offer,
    plan_days,
    tell_session,
    write_rota,
)
from hereabouts.records.plans.changes.offers_told import (
    NothingOn,
    propose_whats_on,
)
from hereabouts.records.plans.changes.outcomes import (
    answer_for,
    contribute,
    set_framework,
)
from hereabouts.records.plans.changes.pairs import (
    decide_pair,
)
from hereabouts.records.plans.changes.plan_life import (
    answer_representation,
    answer_request,
    ask_partner,
    assume,
    describe,
    link_programme,
    receive_representation,
    review_assumption,
)
from hereabouts.records.plans.changes.plans import (
    NotComplete,
    add_outcome,
    agree,
    draft_plan,
    link_outcomes,
    move_plan,
    set_period,
    take_framework,
)
from hereabouts.records.plans.changes.proofs import (
    drop_proof,
)
from hereabouts.records.plans.changes.renewal import (
    DECISIONS,
    Decision,
    endorse,
    follow,
    put_forward,
    renew,
    send_back,
)
from hereabouts.records.plans.changes.returns import (
    OthersWords,
    accept_return,
    submit_return,
)
from hereabouts.records.plans.changes.telling import (
    keep_draft,
    opened,
    tell,
)
from hereabouts.records.plans.changes.templates import (
    keep_template,
    lift,
    say_travelled,
)
from hereabouts.records.plans.changes.together import (
    answer_shock,
    join_forces,
    record_shock,
    say_part,
    say_source,
)
from hereabouts.records.plans.changes.tracker_undo import (
    WorkedOn,
    undo_tracker,
)
from hereabouts.records.plans.changes.trackers import (
    Imported,
    answer_tracker,
    import_actions,
    remember_answers,
    settle_lead,
)

__all__ = [
    "DECISIONS",
    "OPEN",
    "Decision",
    "Imported",
    "NoReason",
    "NotAsked",
    "NotComplete",
    "NothingOn",
    "OthersWords",
    "WorkedOn",
    "WrittenMeanwhile",
    "accept_return",
    "add_action",
    "add_considered",
    "add_dependency",
    "add_facility",
    "add_milestone",
    "add_outcome",
    "agree",
    "anew",
    "answer_for",
    "answer_representation",
    "answer_request",
    "answer_shock",
    "answer_tracker",
    "ask",
    "ask_again",
    "ask_partner",
    "assume",
    "begin_offer",
    "call_off",
    "carry_forward",
    "change_offer",
    "contribute",
    "correct_action",
    "count_output",
    "decide_pair",
    "describe",
    "draft_plan",
    "drop_proof",
    "endorse",
    "follow",
    "freeze_quarter",
    "import_actions",
    "join_forces",
    "keep_draft",
    "keep_template",
    "lift",
    "link_outcomes",
    "link_programme",
    "log_codesign",
    "meet_dependency",
    "merge",
    "move_plan",
    "note_lived",
    "opened",
    "pause",
    "plan_days",
    "propose_whats_on",
    "put_forward",
    "reach_milestone",
    "read_measure",
    "receive_representation",
    "record_shock",
    "remember_answers",
    "renew",
    "review_assumption",
    "revoke",
    "say_grounds",
    "say_part",
    "say_risk",
    "say_source",
    "say_travelled",
    "say_who",
    "say_whom",
    "say_why",
    "send_back",
    "set_framework",
    "set_period",
    "set_target",
    "settle_lead",
    "stop",
    "submit_return",
    "take_framework",
    "tell",
    "tell_session",
    "undo_tracker",
    "update_action",
    "write_rota",
]
