"""What a reader gets, taken apart into everything that could tell: text, metadata, pictures, titles, headers, names of files."""

import io
import re
import zipfile
from html import unescape
from urllib.parse import unquote_plus

import pypdf

TITLES = re.compile(r"<title>.*?</title>|(?:href|action|src|id|name|class)=\"[^\"]*\"", re.DOTALL)
SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
TAGS = re.compile(r"<[^>]+>")
PROPERTIES = ("docProps/", "xl/comments", "customXml/")


def parts(response):
    """Give [(format, text)] of one answer: its body by kind, its headers, its cookies and the name of its file."""
    status, kind = response.status_code, response.headers.get("Content-Type", "").partition(";")[0]
    body = b"".join(response.streaming_content) if response.streaming else response.content
    found = [("header", _headers(response))]
    if response.cookies:
        found.append(("cookie", unquote_plus(response.cookies.output())))
    if name := response.headers.get("Content-Disposition"):
        found.append(("file name", unquote_plus(name)))
    if 300 <= status < 400:
        return [*found, ("redirect", unquote_plus(response.headers.get("Location", "")))]
    if status >= 400:
        return [*found, (f"error {status}", unescape(body.decode("utf-8", "replace")))]
    return found + of(kind, body)


def of(kind, body):
    """Take one body apart by its content type; an answer to HEAD has none."""
    if not body:
        return []
    if kind == "text/html":
        return _html(body.decode())
    if kind == "image/svg+xml":
        text = unescape(body.decode())
        return [("svg file", text), ("svg file", TAGS.sub("", text))]
    if "json" in kind or kind.startswith("text/"):
        return [(kind.rpartition("/")[2], unescape(body.decode("utf-8-sig")))]
    if kind == "application/pdf":
        return _pdf(body)
    if body[:2] == b"PK":
        return _zip("xlsx" if "spreadsheet" in kind else "docx", body)
    return [(kind or "no kind", body.decode("latin-1"))]


def _headers(response):
    return "\n".join(f"{k}: {unquote_plus(v)}" for k, v in response.headers.items() if k != "Content-Disposition")


def _html(text):
    told = [("svg", unescape(one)) for one in SVG.findall(text)]
    told += [("title and links", unescape(unquote_plus("\n".join(TITLES.findall(text)))))]
    return [*told, ("html" if "<html" in text else "fragment", unescape(text)), ("plain", unescape(TAGS.sub("", text)))]


def _zip(kind, body):
    with zipfile.ZipFile(io.BytesIO(body)) as parts_:
        names = parts_.namelist()
        read = {name: unescape(parts_.read(name).decode("utf-8", "replace")) for name in names}
    about = "\n".join([*names, *(text for name, text in read.items() if name.startswith(PROPERTIES))])
    inside = "\n".join(text for name, text in read.items() if not name.startswith(PROPERTIES))
    return [(kind, inside), (kind, TAGS.sub("", inside)), (f"{kind} metadata", about)]


def _pdf(body):
    read = pypdf.PdfReader(io.BytesIO(body))
    text = "\n".join(page.extract_text() for page in read.pages)
    xmp = read.trailer["/Root"].get("/Metadata")
    about = "\n".join(
        [*(f"{k} {v}" for k, v in (read.metadata or {}).items()), xmp.get_object().get_data().decode() if xmp else ""]
    )
    outline = "\n".join(str(getattr(one, "title", one)) for one in read.outline)
    return [("pdf", text), ("pdf", text.replace("\n", "")), ("pdf metadata", f"{about}\n{outline}\n{read.attachments}")]
