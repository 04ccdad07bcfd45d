"""The browser's fixture, for the promises that a browser keeps."""

from tests.browser.conftest import browser

__all__ = ["browser"]
