"""The report as PDF: set from the same page, with nothing fetched, and with no time or name in it but the edition's own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NoReturn

from trucewatch.model.errors import TrucewatchError
from trucewatch.model.extras import install_line
from trucewatch.publications.report.html import html_of

if TYPE_CHECKING:
    from trucewatch.publications.report.content import ReportContent

MOST_AT_LENGTH = 150
"""Incidents up to which the annex is set as on the web page, and tagged; more would take minutes, and hundreds of pages."""


class NoPdfError(TrucewatchError):
    """What sets PDF is not installed: WeasyPrint, or where it is, the system's library of text."""

    def __init__(self, pango: str = "") -> None:
        what, remedy = "WeasyPrint is not installed", f"run {install_line('pdf')}"
        if pango:
            what = f"a system library is missing ({pango})"
            remedy = (
                "install Pango (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0; macOS: brew install pango)"
            )
        super().__init__(f"PDF cannot be written, {what}: {remedy}, or name a file that ends in .html")


class FetchRefusedError(TrucewatchError):
    """A report asked for something outside itself."""

    def __init__(self, url: str) -> None:
        super().__init__(f"a report loads nothing, but this one asked for {url[:80]!r}")


def pdf_of(content: ReportContent) -> bytes:
    """The pages; raises NoPdfError."""
    try:
        import weasyprint
    except ImportError:
        raise NoPdfError from None
    except OSError as error:
        raise NoPdfError(next(iter(str(error).splitlines()), "") or "Pango") from None
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    is_dense = content.length > MOST_AT_LENGTH
    page = html_of(content, is_paged=True, is_dense=is_dense)
    options = {} if is_dense else {"pdf_variant": "pdf/ua-1"}
    made = weasyprint.HTML(string=page, base_url=None, url_fetcher=_refuse).write_pdf(**options)
    return bytes(made)


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    raise FetchRefusedError(url)
