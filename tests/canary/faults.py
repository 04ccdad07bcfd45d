"""Leaks planted on purpose, one for each format: the walk must find every one of them, or it proves nothing."""

import io
import zipfile
from contextlib import contextmanager
from unittest import mock

import pypdf
from django.core.handlers.base import BaseHandler

from hereabouts.web.shared import logs


def _within(part, before):
    """Put a word into one part of a zipped document, before a piece of its text."""

    def plant(response, secret):
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(response.content)) as old, zipfile.ZipFile(packed, "w") as new:
            names = old.namelist()
            assert part in names, names
            for name in names:
                text = old.read(name)
                new.writestr(name, text.replace(before, secret.encode() + before, 1) if name == part else text)
        response.content = packed.getvalue()

    return plant


def _before(piece):
    def plant(response, secret):
        assert piece in response.content, response.content[:200]
        response.content = response.content.replace(piece, secret.encode() + piece, 1)

    return plant


def _at_the_end(response, secret):
    response.content = response.content + f"\n{secret}\n".encode()


def _pdf_author(response, secret):
    made, out = pypdf.PdfWriter(clone_from=io.BytesIO(response.content)), io.BytesIO()
    made.add_metadata({"/Author": secret})
    made.write(out)
    response.content = out.getvalue()


def _pdf_text(response, secret):
    made, out = pypdf.PdfWriter(clone_from=io.BytesIO(response.content)), io.BytesIO()
    made.add_outline_item(secret, 0)
    made.write(out)
    response.content = out.getvalue()


def _header(name):
    def plant(response, secret):
        response[name] = f"{response.get(name, '')}{secret}"

    return plant


# format (and of what, where there are several) -> (page, about, method, reader, how it is planted)
FAULTS = {
    "html": ("start", "", "GET", "signed out", _before(b"</main>")),
    "plain": ("start", "", "GET", "signed out", _before(b"</main>")),
    "title and links": ("start", "", "GET", "signed out", _before(b"</title>")),
    "svg": ("place", "east", "GET", "analyst", _before(b"</svg>")),
    "json": ("released-json", "east", "GET", "signed out", _at_the_end),
    "csv": ("released-csv", "east", "GET", "signed out", _at_the_end),
    "csvm+json": ("place-csvw", "east", "GET", "analyst", _at_the_end),
    "calendar": ("meeting-calendar", "east", "GET", "clerk", _before(b"END:VEVENT")),
    "xlsx": ("place-xlsx", "east", "GET", "analyst", _within("xl/workbook.xml", b"</workbook>")),
    "xlsx metadata": ("place-xlsx", "east", "GET", "analyst", _within("docProps/core.xml", b"</cp:coreProperties>")),
    "docx": ("place-docx", "east", "GET", "analyst", _within("word/document.xml", b"</w:body>")),
    "docx metadata": ("place-docx", "east", "GET", "analyst", _within("docProps/core.xml", b"</cp:coreProperties>")),
    "pdf metadata": ("place-pdf", "east", "GET", "analyst", _pdf_author),
    "svg file": ("released-svg", "east", "GET", "signed out", _before(b"</svg>")),
    "geo+json": ("released-geojson", "east", "GET", "signed out", _at_the_end),
    "xlsx of a release": ("released-xlsx", "east", "GET", "signed out", _within("xl/workbook.xml", b"</workbook>")),
    "xlsx metadata of a release": (
        "released-xlsx",
        "east",
        "GET",
        "signed out",
        _within("docProps/core.xml", b"</cp:coreProperties>"),
    ),
    "docx of a release": ("released-docx", "east", "GET", "signed out", _within("word/document.xml", b"</w:body>")),
    "docx metadata of a release": (
        "released-docx",
        "east",
        "GET",
        "signed out",
        _within("docProps/core.xml", b"</cp:coreProperties>"),
    ),
    "pdf metadata of a release": ("released-pdf", "east", "GET", "signed out", _pdf_author),
    "html of a release": ("released-look", "east", "GET", "signed out", _before(b"</main>")),
    "header": ("healthz", "", "GET", "signed out", _header("X-Who")),
    "file name": ("released-csv", "east", "GET", "signed out", _header("Content-Disposition")),
    "redirect": ("my-work", "", "GET", "signed out", _header("Location")),
    "cookie": ("start", "", "GET", "signed out", lambda response, secret: response.set_cookie("last", secret)),
    "error 403": ("audit", "", "GET", "practitioner", _before(b"</main>")),
    "error 404": ("referral", "absent", "GET", "practitioner", _before(b"</main>")),
    "error 405": ("released", "", "DELETE", "signed out", _at_the_end),
    "error 422": ("report", "", "POST", "signed out", _before(b"</main>")),
}


@contextmanager
def planted(plant, secret):
    """Let every answer carry a word that it must not."""
    whole = BaseHandler.get_response

    def leaking(self, request):
        response = whole(self, request)
        plant(response, secret)
        return response

    with mock.patch.object(BaseHandler, "get_response", leaking):
        yield


@contextmanager
def careless_log():
    """Let the log keep what somebody typed into an address."""
    with mock.patch.object(logs.Json, "format", lambda self, record: record.getMessage()):
        yield
