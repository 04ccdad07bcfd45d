"""Codebooks: read with every fault, grown with a trail, judged by people; what is only suggested counts nowhere."""

import pytest

from hereabouts.core.voice.codebooks import CodeText, NotTyped, read_codes, typed
from hereabouts.core.voice.unsaying import unsaid
from hereabouts.records.voice import access, changes, reads
from hereabouts.records.voice.changes.codebooks import NotACodebookHere
from hereabouts.records.voice.changes.judging import NotJudged
from hereabouts.records.voice.models import CodeUse, Coding, Contribution, Judgement, Memo, Reading
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
TOPICS = {"T13": "Streets and litter", "T17": "Buses"}
BINS = CodeText("bins", "Bins and litter", "Rubbish that lies about", "litter, rubbish, bins", "Noise", "", "T13")
BUSES = CodeText("buses", "Buses", "Buses that are late or missing", "bus, timetable", "Roads")
SAID = [
    "The bins are full of rubbish and litter", "Litter and rubbish beside the bins every day", "No bus after six, the timetable is a joke",
    "The bus is late, always late", "N/A", "No comment", "The bins are full of rubbish and litter!", "Nice flowers",
]  # fmt: skip


@pytest.fixture
def given(partnership):
    return {"by": partnership.actor("communities_officer"), "on": TODAY}


@pytest.fixture
def said(given, partnership):
    for words in SAID:
        changes.record(**given, place=partnership.east, words=words, heard_on=TODAY, consents=("taking part",))
    return {c.words: c for c in Contribution.objects.all()}


@pytest.fixture
def book(given, partnership):
    return changes.begin_codebook(**given, place=partnership.east, name="Spring", codes=[BINS, BUSES])


def code(book, name):
    return book.codes.get(name=name)


def test_each_fault_of_a_sheet_has_its_row_and_column():
    rows = [
        (2, {"code": "bins", "label": "Bins", "definition": "Rubbish", "topic": "streets AND litter"}),
        (3, {"code": "", "label": "Nothing"}),
        (4, {"code": "Bins"}),
        (5, {"code": "a;b", "topic": "weather"}),
        (6, {"code": "x" * 50}),
    ]
    kept, faults = read_codes(rows, TOPICS)
    assert [(one.code, one.topic) for one in kept] == [("bins", "T13")]
    assert [(f.row, f.column) for f in faults] == [(3, "code"), (4, "code"), (5, "code"), (5, "topic"), (6, "code")]
    assert "“weather” is not one of the shared topics: Streets and litter or Buses." in str(faults[3])
    assert read_codes([], TOPICS)[1][0].row == 1


def test_codes_are_typed_by_number_by_name_and_by_beginning():
    codes = ["bins", "buses", "youth club"]
    assert typed("1 3+ bus?", codes) == {"bins": "problem", "youth club": "praise", "buses": "request"}
    assert typed("youth club+; bins", codes) == {"youth club": "praise", "bins": "problem"}
    assert typed("0", codes) == {}
    for wrong in ("9", "b", "parks"):
        with pytest.raises(NotTyped):
            typed(wrong, codes)


@pytest.mark.requirement("X-34", "L-20")
def test_what_is_suggested_counts_nowhere_until_somebody_accepts(given, partnership, said, book):
    empty = reads.codebook_sheet(given["by"], book, on=TODAY)
    before = (reads.topic_counts(given["by"], partnership.east, on=TODAY), reads.heard(partnership.east, on=TODAY))
    changes.read_anew(**given, codebook=book)
    one = Reading.objects.get(contribution=said[SAID[1]])
    assert one.suggested[0]["code"] == "bins"
    assert set(one.suggested[0]["why"]) & {"bins", "litter", "rubbish"}
    sheet = reads.codebook_sheet(given["by"], book, on=TODAY)
    assert sheet.codes == empty.codes
    assert (sheet.contributors, sheet.nothing, sheet.repeats) == (0, 2, 1)
    assert (
        reads.topic_counts(given["by"], partnership.east, on=TODAY),
        reads.heard(partnership.east, on=TODAY),
    ) == before
    assert not CodeUse.objects.exists()
    changes.judge(**given, contribution=said[SAID[1]], codebook=book, codes={code(book, "bins"): "problem"})
    bins = reads.codebook_sheet(given["by"], book, on=TODAY).codes[0]
    assert (bins.raised.contributors, bins.raised.of, bins.problems, bins.praise) == (1, 1, 1, 0)
    assert reads.heard(partnership.east, on=TODAY).count("T13") == 1  # the shared topic it stands under


def test_one_judgement_serves_all_that_say_the_same_and_one_all_that_say_nothing(given, partnership, said, book):
    changes.read_anew(**given, codebook=book)
    waiting = reads.to_judge(given["by"], book, on=TODAY, one=said[SAID[0]].pk)
    assert (waiting.same, waiting.left) == (1, 8)
    changes.judge(**given, contribution=said[SAID[0]], codebook=book, codes={code(book, "bins"): "request"}, alike=True)
    assert set(Judgement.objects.filter(uses__code__name="bins").values_list("contribution__words", flat=True)) == {
        SAID[0],
        SAID[6],
    }
    assert reads.saying_nothing(given["by"], book, on=TODAY) == {"N/A": 1, "No comment": 1}
    assert changes.judge_nothing(**given, place=partnership.east, codebook=book) == 2
    sheet = reads.codebook_sheet(given["by"], book, on=TODAY)
    assert (sheet.line.judged, sheet.line.waiting, sheet.nothing, sheet.contributors) == (4, 4, 0, 4)
    assert sheet.codes[0].raised.contributors == 2


def test_a_judgement_may_be_changed_and_its_topic_with_it(given, partnership, said, book):
    one = said[SAID[0]]
    changes.judge(**given, contribution=one, codebook=book, codes={code(book, "bins"): "problem"})
    changes.judge(**given, contribution=one, codebook=book, codes={code(book, "buses"): "praise"})
    assert [u.code.name for u in CodeUse.objects.all()] == ["buses"]
    assert reads.heard(partnership.east, on=TODAY).count("T13") == 0
    assert Coding.objects.get(contribution=one, topic="T13").rejected_on == TODAY


@pytest.mark.requirement("X-34")
def test_a_second_coder_judges_blind_and_agreement_is_told_with_counts(given, partnership, said, book):
    partnership.add("communities_officer", key="second officer")
    second = {"by": partnership.actor("second officer"), "on": TODAY}
    truth = {SAID[0]: "bins", SAID[1]: "bins", SAID[2]: "buses", SAID[3]: "buses", SAID[7]: None}
    for words, name in truth.items():
        codes = {code(book, name): "problem"} if name else {}
        changes.judge(**given, contribution=said[words], codebook=book, codes=codes)
    left, done, every = reads.blind_sample(second["by"], book, on=TODAY)
    assert (len(left), done, every) == (5, 0, 5)
    assert all((one.suggested, one.had, one.because) == ((), (), "") for one in left)
    assert reads.blind_sample(given["by"], book, on=TODAY)[2] == 0  # nobody is their own second coder
    with pytest.raises(NotJudged):
        changes.judge_blind(**given, contribution=said[SAID[0]], codebook=book, codes={})
    for words in truth:
        codes = {code(book, "bins"): "problem"} if "bins" in words else {}
        changes.judge_blind(**second, contribution=said[words], codebook=book, codes=codes)
    told = reads.coders(book, on=TODAY)
    bins, buses = told.codes
    assert (told.answers, told.coders, bins.code, bins.answers, bins.by_all, bins.kappa) == (5, 2, "bins", 5, 2, 1.0)
    assert (buses.code, buses.by_anybody, buses.by_all, buses.kappa) == ("buses", 2, 0, 0.0)
    assert (
        reads.codebook_sheet(given["by"], book, on=TODAY).codes[0].raised.contributors == 2
    )  # a second coder adds nobody


@pytest.mark.requirement("X-34")
def test_quality_is_published_against_what_people_accepted(given, partnership, book):
    for n in range(24):
        words = f"Street {n}: the bins are full of rubbish" if n % 2 else f"Road {n}: the bus is late, no timetable"
        changes.record(**given, place=partnership.east, words=words, heard_on=TODAY, consents=("taking part",))
    assert reads.quality_of(book, on=TODAY).accepted is None
    changes.read_anew(**given, codebook=book)
    for n, one in enumerate(Contribution.objects.order_by("words")):
        right = "bins" if "bins" in one.words else "buses"
        wrong = {"bins": "buses", "buses": "bins"}[right]
        changes.judge(
            **given, contribution=one, codebook=book, codes={code(book, wrong if n < 3 else right): "problem"}
        )
    found = reads.quality_of(book, on=TODAY)
    assert found.answers == 24
    assert found.accepted.micro.f1.value == pytest.approx(21 / 24, abs=0.05)
    assert found.accepted.micro.f1.lo < found.accepted.micro.f1.value < found.accepted.micro.f1.hi
    assert found.blind is None


def test_versions_say_who_what_and_why(given, partnership, book):
    changes.write_codes(
        **given, codebook=book, codes=[BINS, CodeText("parks", "Parks")], because="People speak of them"
    )
    assert changes.write_codes(**given, codebook=book, codes=[BINS]).version == 2  # the same again is no change
    first, begun = reads.trail(book)
    assert (first.version, first.what, first.because, begun.what) == (
        2,
        "Added parks",
        "People speak of them",
        "Begun with 2 codes",
    )
    assert [c["code"] for c in book.versions.get(number=1).codes] == ["bins", "buses"]


@pytest.mark.requirement("X-34")
def test_reflexive_codes_are_joined_and_split_with_a_trail_and_no_kappa(given, partnership, said):
    book = changes.begin_codebook(
        **given, place=partnership.east, name="Reading", mode="reflexive", codes=[BINS, CodeText("dirt", "Dirt")]
    )
    changes.judge(
        **given,
        contribution=said[SAID[0]],
        codebook=book,
        codes={code(book, "bins"): "problem", code(book, "dirt"): "problem"},
    )
    changes.judge(**given, contribution=said[SAID[1]], codebook=book, codes={code(book, "dirt"): "request"})
    changes.write_memo(
        **given, codebook=book, words="Dirt is how they speak of being forgotten", code=code(book, "dirt")
    )
    for change in (lambda: changes.read_anew(**given, codebook=book),
                   lambda: changes.judge_blind(**given, contribution=said[SAID[0]], codebook=book, codes={})):  # fmt: skip
        with pytest.raises(NotJudged):
            change()
    with pytest.raises(NotACodebookHere):
        changes.join_codes(**given, codebook=book, codes=[code(book, "dirt")], into=code(book, "bins"), because=" ")
    changes.join_codes(**given, codebook=book, codes=[code(book, "dirt")], into=code(book, "bins"), because="One thing")
    uses = {u.judgement.contribution.words: (u.code.name, u.was) for u in CodeUse.objects.all()}
    assert uses == {SAID[0]: ("bins", ""), SAID[1]: ("bins", "dirt")}
    assert code(book, "dirt").into == code(book, "bins")
    into = dict.fromkeys(reads.words_with(given["by"], code(book, "bins"), on=TODAY), "forgotten")
    changes.split_code(**given, codebook=book, code=code(book, "bins"), into=into, because="It is not about bins")
    assert {u.code.name for u in CodeUse.objects.all()} == {"forgotten"}
    assert code(book, "bins").ended_on == TODAY
    told = [line.what for line in reads.trail(book)]
    assert told == ["Split bins into forgotten", "Joined dirt to bins", "Begun with 2 codes", "dirt"]


@pytest.mark.requirement("X-34")
def test_words_taken_back_leave_no_trace_in_codes(given, partnership, said):
    words = SAID[0]
    quoted = CodeText("bins", "Bins", examples=f"{words}; another")
    book = changes.begin_codebook(**given, place=partnership.east, name="With examples", codes=[quoted])
    changes.read_anew(**given, codebook=book)
    changes.judge(**given, contribution=said[words], codebook=book, codes={code(book, "bins"): "problem"})
    changes.write_memo(**given, codebook=book, words="Strong words", contribution=said[words])
    changes.write_memo(**given, codebook=book, words=f"I keep thinking of “{words}”")
    changes.withdraw_consent(**given, contribution=said[words], kind="taking part")
    assert not Judgement.objects.filter(contribution=said[words]).exists()
    assert not Reading.objects.filter(contribution=said[words]).exists()
    assert Memo.objects.count() == 1
    kept = [
        *Memo.objects.values_list("words", flat=True),
        *book.codes.values_list("examples", flat=True),
        *map(str, book.versions.values_list("codes", flat=True)),
    ]
    assert not any(words in one for one in kept)
    assert access.codebooks(given["by"], on=TODAY).count() == 1


@pytest.mark.parametrize(
    ("text", "told", "left"),
    [
        ("No bus; No; Nobody", "No", "No bus;; Nobody"),
        ("Noise is not here\n- No.\nNo parking", "No", "Noise is not here\n\nNo parking"),
        ("I think “no” says it. No doubt", "No", "I think … says it. No doubt"),
        ("isn't it", "isn", "isn't it"),
        ("Beside the bins: the bins  are full\nof rubbish!", "The bins are full of rubbish", "Beside the bins: …!"),
        ("The bins are full of rubbishes", "The bins are full of rubbish", "The bins are full of rubbishes"),
    ],
)
def test_nothing_is_cut_out_of_what_anybody_else_said(text, told, left):
    assert unsaid(text, [told, " "], mark="…" if "…" in left else "") == left


def test_a_short_word_taken_back_leaves_the_others_whole(given, partnership):
    no = changes.record(**given, place=partnership.east, words="No", heard_on=TODAY, consents=("taking part",))
    quoted = CodeText(
        "bins", "No bins", definition="No bin, or none that is emptied", examples="No; Nothing for us here"
    )
    book = changes.begin_codebook(**given, place=partnership.east, name="Nobody", codes=[quoted])
    changes.write_memo(**given, codebook=book, words="Nobody says “No” without a reason. No surprise")
    changes.withdraw_consent(**given, contribution=no, kind="taking part")
    assert book.codes.values_list("label", "definition", "examples").get() == (
        "No bins", "No bin, or none that is emptied", "; Nothing for us here",
    )  # fmt: skip
    assert Memo.objects.get().words == "Nobody says … without a reason. No surprise"
    assert book.versions.get().codes[0]["label"] == "No bins"
