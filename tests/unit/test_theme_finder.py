"""`voice themes FILE --endpoint`: what is sent to a person's own model, and what is not; its faults are sentences."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from hereabouts.core.sentences import Sentence
from hereabouts.engines.theme_finder import checked, found
from tests.unit.test_themes_command import TEXT, folder, run  # noqa: F401 - the fixture of the sheet

GIVEN = {
    "ThemeGenerationResponses": [{"topic_label": "bins", "topic_description": "Bins overflow", "position": "UNCLEAR"}],
    "ThemeCondensationResponses": [{"topic_label": "bins", "topic_description": "Bins overflow", "source_topic_count": 1}],
    "ThemeRefinementResponses": [{"topic": "Bins: Rubbish nobody collects", "source_topic_count": 1}],
    "ThemeMappingResponses": [{"response_id": 1, "labels": ["A", "ZZ"]}, {"response_id": 2, "labels": ["ZZ"]}],
}  # fmt: skip


@contextmanager
def model(status=200, content=None):
    """Serve what a model would, and keep what it was sent."""
    sent = []

    class There(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            sent.append((dict(self.headers), asked))
            name = asked.get("response_format", {}).get("json_schema", {}).get("name", "")
            said = json.dumps({"responses": GIVEN.get(name, [])}) if content is None else content
            body = json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [
                {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}]}).encode()  # fmt: skip
            self.send_response(status)
            if status == 307:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), There)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", sent
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def package():
    pytest.importorskip("themefinder", reason="the themefinder extra is not installed here")


def test_without_may_leave_nothing_is_sent(folder):  # noqa: F811
    with model() as (address, sent):
        assert run(*TEXT, "--endpoint", address, "--model", "m").startswith(f"Nothing was sent. {address} would read")
    assert not sent


def test_without_its_extra_says_how_to_get_it(folder, monkeypatch):  # noqa: F811
    monkeypatch.setitem(__import__("sys").modules, "themefinder", None)
    with model() as (address, sent):
        said = run(*TEXT, "--endpoint", address, "--model", "m", "--may-leave")
    assert said.startswith("Asking a model of your own needs the themefinder extra.")
    assert not sent


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--may-leave",), "--model, --question and --may-leave belong to a model of your own."),
        (("--endpoint", "http://model.example", "--model", "m", "--may-leave"), "model.example is not a safe endpoint"),
        (
            ("--endpoint", "https://me:secret@model.example", "--model", "m", "--may-leave"),
            "Leave name and password out",
        ),
        (("--endpoint", "https://model.example", "--may-leave"), "Say which model reads the answers"),
        (
            ("--endpoint", "https://model.example", "--codebook", "book.csv"),
            "A model with --endpoint proposes a codebook",
        ),
    ],
)
def test_what_is_half_said_is_not_sent(folder, args, said):  # noqa: F811
    assert run(*TEXT, *args).startswith(said)


def test_the_translation_keeps_only_letters_it_knows_and_says_who_was_not_read():
    themes = [{"topic_id": "A", "topic": "Bins: late: often"}, {"topic_id": "B", "topic": "Buses: none"}]
    told = found(themes, [{"response_id": 3, "labels": ["B", "Z", "A", "B"]}, {"response_id": 1, "labels": ["Z"]}], 3)
    assert told.themes == (("Bins", "late: often"), ("Buses", "none"))
    assert told.of == ((), None, (1, 0))


def test_the_key_is_never_shown():
    assert "secret" not in repr(checked("https://model.example", "m", "secret"))
    with pytest.raises(Sentence):
        checked("ftp://model.example", "m", "")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("package")
def test_only_the_question_and_the_words_are_sent(folder, monkeypatch):  # noqa: F811
    monkeypatch.setenv("OPENAI_API_KEY", "of-somebody-else")
    monkeypatch.setenv("HEREABOUTS_MODEL_KEY", "our-key")
    (folder / "private.csv").write_text(
        "Ref,Name,Comment\nX-77,Morag,The bins overflow\nX-78,Ewan,No buses\nX-79,Isla,n/a\n"
    )
    with model() as (address, sent):
        told = json.loads(run(
            "private.csv", "--text", "Comment", "--question", "What next?", "--endpoint", address, "--model", "ours",
            "--may-leave", "--out", "out.json", "--format", "json",
        ))  # fmt: skip
    everything = json.dumps(sent)
    assert "The bins overflow" in everything
    assert "What next?" in everything
    for private in ("X-7", "Morag", "Ewan", "Isla", "n/a", "private.csv", "of-somebody-else"):
        assert private not in everything
    assert {headers["Authorization"] for headers, _ in sent} == {"Bearer our-key"}
    assert "our-key" not in json.dumps(told)
    assert {asked["model"] for _, asked in sent} == {"ours"}
    assert told == json.loads((folder / "out.json").read_text())
    assert told["read_by"] == {"endpoint": address, "model": "ours", "answers_sent": 2}
    assert [(t["label"], t["statement"], t["size"], t["quotes"]) for t in told["themes"]] == [
        ("Bins", "Rubbish nobody collects", 1, ["The bins overflow"])
    ]
    assert [[s["code"] for s in row["suggested"]] for row in told["rows"]] == [["Bins"], [], []]
    assert told["rows"][1]["because"] == "in none of the themes"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("package")
@pytest.mark.parametrize(
    ("status", "content", "why"),
    [
        (401, None, "it answers 401"),
        (307, None, "it answers 307"),
        (200, '{"responses": [{"topic_la', "that cannot be read as themes"),
        (200, '{"responses": []}', "gave no themes"),
        (200, "Sure! Here are your themes.", "that cannot be read as themes"),
    ],
)
def test_faults_of_the_endpoint_are_sentences(folder, status, content, why):  # noqa: F811
    with model(status, content) as (address, sent):
        said = run(*TEXT, "--endpoint", address, "--model", "m", "--may-leave", "--out", "out.json")
    assert said.startswith(f"The model m at {address} gave no themes: ")
    assert why in said
    assert len(sent) <= 4
    assert not (folder / "out.json").exists()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("package")
def test_nobody_there_is_a_sentence(folder):  # noqa: F811
    with model() as (address, _):
        pass
    assert "nothing answers there" in run(*TEXT, "--endpoint", address, "--model", "m", "--may-leave")
