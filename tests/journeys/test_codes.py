"""An officer codes: a codebook from a sheet, what a machine suggests and why, quickly by keyboard, a colleague blind, and quotes."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hereabouts.core.voice.consent import Agreed
from hereabouts.records.voice import changes
from hereabouts.records.voice.models import Codebook, Contribution, Judgement, VoteRound
from tests.unit.test_codebooks import SAID
from tests.worlds import TODAY

pytestmark = pytest.mark.django_db
SHEET = "code,label,definition,inclusion,exclusion,examples,topic\nbins,Bins and litter,Rubbish that lies about,litter rubbish bins,Noise,,T13\nbuses,Buses,Buses that are late or missing,bus timetable,Roads,,\n"


@pytest.fixture(autouse=True)
def uploads(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"


@pytest.fixture
def said(partnership):
    by = partnership.actor("communities_officer")
    for n, words in enumerate(SAID):
        consents = ("taking part", "quote") if n % 2 else ("taking part",)
        changes.record(by=by, on=TODAY, place=partnership.east, words=words, heard_on=TODAY, consents=consents)
    return {c.words: c for c in Contribution.objects.all()}


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def read(client, name, pk, **query):
    answer = client.get(reverse(name, args=[pk]), query)
    assert answer.status_code == 200, answer.status_code
    return words(answer)


def sheet(text=SHEET):
    return SimpleUploadedFile("codes.csv", text.encode())


def begun(client, place, **more):
    told = {
        "name": "Spring survey",
        "question": "What would you change?",
        "mode": "codebook",
        "start": "file",
        "file": sheet(),
    } | more
    return client.post(reverse("codebook-begin", args=[place.pk]), told)


@pytest.mark.requirement("X-34", "L-20")
def test_from_a_sheet_of_codes_to_counts_that_people_made(as_role, partnership, said):
    officer, east = as_role("communities_officer"), partnership.east
    bad = begun(officer, east, file=sheet(SHEET + "bins,Again,,,,,weather\n"))
    assert bad.status_code == 422
    assert "2 faults to mend" in words(bad)
    assert "Row 4 code “bins” stands in the sheet already." in words(bad)
    assert not Codebook.objects.exists()
    address = begun(officer, east).url
    book = Codebook.objects.get()
    assert address == reverse("codebook", args=[book.pk])
    assert (
        officer.get(reverse("codebook-file", args=[book.pk])).content.decode("utf-8-sig").splitlines()
        == SHEET.splitlines()
    )

    before = {name: read(officer, name, east.pk) for name in ("themes", "who-we-heard", "board")}
    assert "Read. What is suggested counts for nothing" in words(
        officer.post(reverse("codebook-read", args=[book.pk]), follow=True)
    )
    assert {name: read(officer, name, east.pk) for name in before} == before
    assert "Bins and litter Rubbish that lies about Not: Noise" in read(officer, "codebook", book.pk)
    assert "What 1 person raised" not in read(officer, "codebook", book.pk)

    desk = reverse("coding-desk", args=[book.pk])
    shown = words(officer.get(desk, {"answer": said[SAID[0]].pk}))
    assert "Suggested: 1 Bins and litter because of “" in shown
    assert "1 other answer says the same" in shown
    missing = officer.post(desk, {"answer": said[SAID[0]].pk})
    assert (missing.status_code, "Type or choose a code." in words(missing)) == (422, True)
    officer.post(desk, {"answer": said[SAID[0]].pk, "as": "problem", "alike": "on"})
    officer.post(desk, {"answer": said[SAID[2]].pk, "line": "2? bins"})
    officer.post(desk, {"answer": said[SAID[7]].pk, "as": "none"})
    wrong = officer.post(desk, {"answer": said[SAID[3]].pk, "line": "9"})
    assert "“9” is not a code." in words(wrong)
    assert "N/A" in read(officer, "coding-nothing", book.pk)
    officer.post(reverse("coding-nothing", args=[book.pk]))
    told = read(officer, "codebook", book.pk)
    assert "6 judged by people 2 waiting" in told
    assert "What 6 people raised" in told
    assert "Bins and litter Rubbish that lies about Not: Noise Counts under" in told
    themes = read(as_role("community_rep"), "themes", east.pk)
    assert "Spring survey" in themes
    assert "What would you change?" in themes


@pytest.mark.requirement("X-34")
def test_a_colleague_codes_blind_and_both_see_how_far_they_agree(as_role, partnership, said, client):
    officer, east = as_role("communities_officer"), partnership.east
    begun(officer, east)
    book = Codebook.objects.get()
    officer.post(reverse("codebook-read", args=[book.pk]))
    for text in SAID[:4]:
        officer.post(
            reverse("coding-desk", args=[book.pk]), {"answer": said[text].pk, "line": "1" if "bins" in text else "2"}
        )
    assert "Nothing for a second coder yet" in read(officer, "coding-second", book.pk)
    partnership.add("communities_officer", key="second officer")
    client.force_login(
        partnership.people["second officer"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    for n in range(4):
        shown = read(client, "coding-second", book.pk)
        assert "Suggested" not in shown
        assert f"{n} of 4 done" in shown
        answer = client.get(reverse("coding-second", args=[book.pk])).context["found"].id
        client.post(reverse("coding-second", args=[book.pk]), {"answer": answer, "line": "1"})
    assert "You have judged the sample" in read(client, "coding-second", book.pk)
    told = read(client, "codebook-quality", book.pk)
    assert "4 answers that 2 people judged" in told
    assert "Bins and litter 4 4 2 0.00" in told
    assert Judgement.objects.filter(counts=True).count() == 4


@pytest.mark.requirement("X-34")
def test_reflexive_codes_are_written_while_reading_and_joined_with_a_trail(as_role, partnership, said):
    officer, east = as_role("communities_officer"), partnership.east
    begun(officer, east, name="Reading", mode="reflexive", start="nothing", file="")
    book = Codebook.objects.get()
    desk = reverse("coding-desk", args=[book.pk])
    officer.post(desk, {"answer": said[SAID[0]].pk, "fresh": "being forgotten", "memo": "Nobody comes, they say."})
    officer.post(desk, {"answer": said[SAID[1]].pk, "fresh": "dirt"})
    assert "How well it works" not in read(officer, "codebook", book.pk)
    assert "Reflexive coding has no figure for agreement" in read(officer, "codebook-quality", book.pk)
    codes = {c.name: c for c in book.codes.all()}
    told = {"codes": [str(codes["dirt"].pk)], "into": str(codes["being forgotten"].pk), "because": ""}
    join = reverse("codebook-join", args=[book.pk])
    assert "Write why they are one." in words(officer.post(join, told))
    officer.post(join, told | {"because": "Dirt stands for it"})
    trail = read(officer, "codebook-trail", book.pk)
    assert "Joined dirt to being forgotten Dirt stands for it" in trail
    assert "Memo on somebody’s words" in trail
    split = reverse("codebook-split", args=[book.pk]) + "?code=being+forgotten"
    use = officer.get(split).context["uses"][0][0]
    officer.post(split, {f"u-{use.pk}": "promises broken", "because": "Two things after all"})
    assert "promises broken" in read(officer, "codebook", book.pk)


@pytest.mark.requirement("X-34")
def test_words_propose_codes_that_somebody_edits_and_takes_over(as_role, partnership):
    by, east = partnership.actor("communities_officer"), partnership.east
    from tests.unit.test_coding_quality import BUSES, RUBBISH

    for told in (*RUBBISH, *BUSES):
        changes.record(by=by, on=TODAY, place=east, words=told, heard_on=TODAY, consents=("taking part",))
    officer = as_role("communities_officer")
    page = officer.get(reverse("codebook-proposed", args=[east.pk]))
    form = page.context["form"]
    assert len(form.themes) == 2
    told = {f.html_name: f.value() for f in form if f.value() is not None} | {
        "name": "From the words",
        "code-0": "dirt",
        "statement-0": "Dirt",
    }
    told = {k: v for k, v in told.items() if k not in {"take-1"}}
    officer.post(reverse("codebook-proposed", args=[east.pk]), told)
    book = Codebook.objects.get()
    assert [(c.name, c.definition) for c in book.codes.all()] == [("dirt", "Dirt")]
    assert not Judgement.objects.exists()


def test_only_words_that_may_be_quoted_are_found_with_a_line_that_gives_nobody_away(as_role, partnership, said):
    officer, east = as_role("communities_officer"), partnership.east
    for text in SAID[:2]:
        changes.code(
            by=partnership.actor("communities_officer"), on=TODAY, contribution=said[text], accept={"T13": "problem"}
        )
    told = read(officer, "quotes", east.pk, topic="T13")
    assert "1 found whose speaker agrees to be quoted." in told
    assert SAID[1] in told
    assert SAID[0] not in told
    assert "1 more was not agreed to." in told
    assert "Somebody who took part" in told or "Resident" in told
    assert as_role("community_rep").get(reverse("quotes", args=[east.pk])).status_code == 403
    changes.withdraw_consent(
        by=partnership.actor("communities_officer"), on=TODAY, contribution=said[SAID[1]], kind="quote"
    )
    assert SAID[1] not in read(as_role("communities_officer"), "quotes", east.pk, topic="T13")


def test_the_finder_keeps_to_the_audience_and_to_other_words(as_role, partnership):
    by, place, on = partnership.actor("communities_officer"), partnership.east, TODAY
    given = {"by": by, "on": on, "place": place, "heard_on": on}
    for told, audience in (("Kept among us", "listeners"), ("For partners", "partners"), ("For print", "anybody")):
        changes.record(**given, words=told, consents=["taking part", Agreed("quote", audience=audience)])
    retold = changes.record(**given, words="The stairwell frightens me", consents=["taking part", "quote"])
    changes.withdraw_consent(by=by, on=on, contribution=retold, kind="quote", retell=True)
    changes.retell(by=by, on=on, contribution=retold, words="She avoids going up after dark.")
    officer = as_role("communities_officer")
    told = read(officer, "quotes", place.pk)
    assert [said in told for said in ("Kept among us", "“For partners”", "“For print”", "frightens")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert "“She avoids" not in told
    assert "She avoids going up after dark. In our words" in told
    assert told.count("Among partners only") == 1
    printed = read(officer, "quotes", place.pk, print="on")
    assert ("For partners" in printed, "“For print”" in printed, "She avoids" in printed) == (False, True, True)
    assert "She avoids" not in read(officer, "quotes", place.pk, text="stairwell")
    assert "She avoids" in read(officer, "quotes", place.pk, text="after dark")


def votes(n=60):
    rows = ["participant," + ",".join(str(k) for k in range(12))]
    for voter in range(n):
        side = 1 if voter % 2 else -1
        rows.append(f"v{voter}," + ",".join(str(1 if k < 3 else side if k % 2 else -side) for k in range(12)))
    return SimpleUploadedFile("votes.csv", "\n".join(rows).encode())


def test_votes_become_groups_with_a_picture_or_a_reason_and_no_voter_is_kept(as_role, partnership):
    officer, east = as_role("communities_officer"), partnership.east
    texts = SimpleUploadedFile("c.csv", b"comment-id,comment-body\n0,Light the path\n4,Build here\n")
    load = reverse("votes-load", args=[east.pk])
    made = officer.post(load, {"name": "The park", "file": votes(), "statements": texts})
    html = as_role("community_rep").get(made.url).content.decode()
    told = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "The park: 2 groups" in told
    assert "Light the path" in told
    assert html.count("<circle") + html.count("m-4 -4h8") == 60 + 2
    kept = VoteRound.objects.get()
    assert "v17" not in f"{kept.found}{kept.points}"
    officer = as_role("communities_officer")
    few = officer.post(load, {"name": "Too few", "file": votes(26)})
    assert "At least 40 are needed" in read(officer, "opinion-groups", few.url.split("/")[-2])
    bad = officer.post(load, {"name": "Bad", "file": SimpleUploadedFile("v.csv", b"participant,1\nx,7\n")})
    assert (bad.status_code, "Row 2, column “1”: “7” is not a vote." in words(bad)) == (422, True)
    officer.post(reverse("votes-drop", args=[kept.pk]))
    assert "The park" not in read(officer, "votes", east.pk)
