"""A page as PDF: tagged, with its language and title, so that it can be read aloud; nothing is fetched from anywhere."""

import logging

from hereabouts.core.sentences import Sentence

VARIANT = "pdf/ua-1"  # what WeasyPrint is asked for; no validator has judged the result


class NoPdf(Sentence):
    """What makes PDF is not installed."""


class FetchError(Exception):
    """A page for PDF asked for something outside itself; it is whole, or it is a defect."""


def pdf_of(html: str) -> bytes:
    """Turn a whole page into PDF. Raises NoPdf where WeasyPrint, or the Pango that it draws letters with, is missing."""
    try:
        from weasyprint import HTML  # it takes half a second to load, and most processes never make a PDF
        from weasyprint.urls import FatalURLFetchingError, URLFetcher
    except (ImportError, OSError) as problem:
        raise NoPdf(
            "PDF needs WeasyPrint 70 and the system's Pango, and this machine lacks them. Print the page, or take DOCX or HTML."
        ) from problem
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it says aloud which screen styles it skips
    nothing = URLFetcher(allowed_protocols=(), fail_on_errors=True)
    try:
        return bytes(HTML(string=html, url_fetcher=nothing).write_pdf(pdf_variant=VARIANT))
    except FatalURLFetchingError as outside:
        raise FetchError(str(outside)) from outside
