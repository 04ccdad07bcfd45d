"""Downloading from a publisher: limits, patience, and nothing half kept. The publisher is a server of the test's own."""

import threading
from datetime import date
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from hereabouts.engines import definitions, downloads, evidence_add
from hereabouts.engines.downloads import NotDownloaded, fetch
from hereabouts.engines.evidence_add import NoSuchDataset, add_named, named
from hereabouts.engines.evidence_build import NothingFound
from hereabouts.engines.evidence_list import age, inventory
from tests.conftest import FIXTURES
from tests.unit.test_bad_data import OWN

TODAY = date(2026, 11, 22)
BODY = b"code,n\nS01009001,3\n"


class Publisher(BaseHTTPRequestHandler):
    asked: list = []

    def do_GET(self):
        self.asked.append(self.path)
        tries = self.asked.count(self.path)
        answers = {
            "/mine.csv": (200, BODY, {}), "/moved.csv": (302, b"", {"Location": "/mine.csv"}),
            "/plain.csv": (302, b"", {"Location": "http://example.org/x.csv"}),
            "/tired.csv": (503, b"", {}) if tries < 3 else (200, BODY, {}), "/none.csv": (404, b"", {}),
            "/short.csv": (200, BODY, {"Content-Length": "400"}), "/page.csv": (200, b"<html>Sorry</html>", {}),
            "/large.csv": (200, b"x" * 5000, {}),
        }  # fmt: skip
        code, body, headers = answers[self.path]
        self.send_response(code)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def publisher():
    Publisher.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def got(address, into, **options):
    return fetch(address, into, on=TODAY, wait=lambda seconds: None, **options)


@pytest.mark.parametrize("path", ["/mine.csv", "/moved.csv"])
def test_a_file_comes_whole_with_its_hash(publisher, tmp_path, path):
    fetched = got(publisher + path, tmp_path / "mine.csv")
    assert (tmp_path / "mine.csv").read_bytes() == BODY
    assert (fetched.bytes, fetched.sha256) == (len(BODY), sha256(BODY).hexdigest())


def test_patience_has_an_end(publisher, tmp_path):
    waited = []
    fetch(publisher + "/tired.csv", tmp_path / "t.csv", on=TODAY, wait=waited.append)
    assert waited == [2.0, 4.0]
    with pytest.raises(NotDownloaded, match="answers 404"):
        got(publisher + "/none.csv", tmp_path / "n.csv")
    assert Publisher.asked.count("/none.csv") == 1


@pytest.mark.parametrize(
    ("path", "said"),
    [("/short.csv", "of 400 bytes came"), ("/plain.csv", "is not a safe address"), ("/large.csv", "is larger than")],
)
def test_what_is_cut_short_too_large_or_on_an_open_line_is_not_kept(publisher, tmp_path, path, said):
    with pytest.raises(NotDownloaded, match=said):
        got(publisher + path, tmp_path / "x.csv", most=1000)
    assert list(tmp_path.iterdir()) == []


def test_nobody_there(tmp_path):
    with pytest.raises(NotDownloaded, match=r"could not be read: .*Get the file with a browser"):
        got("http://127.0.0.1:9/x.csv", tmp_path / "x.csv", seconds=1)
    with pytest.raises(NotDownloaded, match="must begin with https"):
        got("ftp://example.org/x.csv", tmp_path / "x.csv")


@pytest.fixture
def home(tmp_path, publisher, monkeypatch):
    """An installation with a lookup, where the description of our own dataset names the test's publisher."""
    monkeypatch.setattr(downloads.time, "sleep", lambda seconds: None)
    folder = tmp_path / "home" / "data"
    evidence_add.add([FIXTURES / "data" / "lookup.csv"], folder, tmp_path / "home" / "e.duckdb")

    def described(path):
        (folder / "mine.toml").write_text(
            OWN.replace("generation", f'download = "{publisher}{path}"\nindex = "Mine 2026"\ngeneration')
        )
        return folder

    return described


def test_a_dataset_is_fetched_by_the_name_of_its_index_and_the_list_says_so(home, tmp_path):
    folder, out = home("/mine.csv"), tmp_path / "home" / "e.duckdb"
    line = next(one for one in inventory(folder, out, on=TODAY) if one["id"] == "mine")
    assert (line["tried"], line["in_evidence"], line["age"]) == ("not tried", False, "0 months")
    known, fetched, built = add_named("mine 2026", folder, out, on=TODAY)
    assert (known.id, built.datasets["mine"], (folder / "mine.csv").read_bytes()) == ("mine", 1, BODY)
    line = next(one for one in inventory(folder, out, on=TODAY) if one["id"] == "mine")
    assert (line["tried"], line["in_evidence"]) == ("worked on 2026-11-22", True)
    assert fetched.sha256 == sha256(BODY).hexdigest()


def test_what_is_not_the_dataset_is_not_kept(home, tmp_path):
    folder, out = home("/large.csv"), tmp_path / "home" / "e.duckdb"
    before = out.read_bytes()
    with pytest.raises(NothingFound, match=r"What came from .* is not “Mine”"):
        add_named("mine", folder, out, on=TODAY)
    assert (out.read_bytes(), (folder / "mine.csv").exists()) == (before, False)


@pytest.mark.parametrize("name", ["SIMD 2020v2", "simd 2020v2", "SIMD  2020V2", "Scottish Index of Multiple Deprivation 2020v2: ranks and deciles"])  # fmt: skip
def test_names_that_people_use(name):
    found = named(name, definitions.datasets())
    assert (found.index, found.download[:8]) == ("SIMD 2020v2", "https://")


def test_names_that_are_nobodys_or_several(tmp_path):
    with pytest.raises(NoSuchDataset, match="Nothing here is called"):
        named("weather", definitions.datasets())
    with pytest.raises(NoSuchDataset, match="Say which"):
        named("census 2022", definitions.datasets())
    with pytest.raises(NoSuchDataset, match="We know no lasting address"):
        add_named("food banks", tmp_path / "data", tmp_path / "e.duckdb", on=TODAY)


@pytest.mark.parametrize(("published", "told"), [("2020-06", "6 years"), ("2026-05-12", "6 months"), ("2025", "11 months"), ("soon", "")])  # fmt: skip
def test_age(published, told):
    assert age(published, TODAY) == told


@pytest.mark.requirement("I-37")
def test_the_list_names_source_licence_vintage_age_and_geography(command):
    rows = {row["id"]: row for row in command.json("data", "list")}
    assert len(rows) == len(definitions.datasets())
    simd = next(row for row in rows.values() if row["index"] == "SIMD 2020v2")
    assert (simd["areas"], simd["period"], simd["published"], simd["tried"]) == (
        "DZ2011",
        "2020v2",
        "2020-06",
        "not tried",
    )
    assert all(row["source"] and row["licence"] and row["publisher"] for row in rows.values())
    assert {row["tried"] for row in rows.values()} <= {
        "not tried",
        "no address",
    }  # nothing could be tried where it was written
    assert command("data", "list").stdout.startswith("Datasets that are described")
