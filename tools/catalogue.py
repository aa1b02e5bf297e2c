"""Makes the report's catalogues: collects its messages, keeps the translations there are, and compiles them.

    python tools/catalogue.py            update report.pot and every report.po, compile every report.mo
    python tools/catalogue.py --check    change nothing; fail where a file is behind the code or a message untranslated

A translation is written into `locale/LANGUAGE/LC_MESSAGES/report.po`; then run this again.
"""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from trucewatch.packs import load_packs
from trucewatch.publications.report.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT = Path(__file__).parents[1] / "src" / "trucewatch" / "publications" / "report"
LOCALE = REPORT / "locale"
POT = LOCALE / "report.pot"
KEYWORDS = {"say": None, "told": None, "_fact": None, "many": (1, 2), "counted": (1, 2)}
_WIDTH = 0
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_PLACE = re.compile(r"\{\w+\}")


def messages() -> Catalog:
    """All messages of the report: those in its code, then the words of its vocabularies."""
    found = _empty()
    calls = extract_from_dir(REPORT, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for _, _, message, _, _ in sorted(calls, key=lambda call: (call[0], call[1])):
        found.add(message if isinstance(message, str) else tuple(message))
    kinds = load_packs(None).kinds.values()
    for word in vocabulary(kind.label for kind in kinds):
        found.add(word)
    return found


def _empty(locale: str | None = None) -> Catalog:
    return Catalog(
        locale=locale,
        domain="report",
        project="trucewatch",
        version="1",
        copyright_holder="trucewatch",
        msgid_bugs_address="",
        creation_date=_MADE,
        revision_date=_MADE,
        last_translator="trucewatch",
        language_team="trucewatch",
        fuzzy=False,
    )


def catalogues() -> Iterator[Path]:
    """The translations there are."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/report.po"))


def updated(path: Path) -> Catalog:
    """A translation with all messages of today, in the order of the code; what was translated stays so."""
    locale = path.parts[-3]
    with path.open("rb") as file:
        old = read_po(file, locale=locale)
    new = _empty(locale)
    for message in messages():
        if message.id:
            known = old.get(message.id if isinstance(message.id, str) else message.id[0])
            new.add(message.id, string=known.string if known else None)
    return new


def untranslated(catalogue: Catalog) -> list[str]:
    """Messages without a translation, or with other places to fill than in English."""
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else message.id
        told = (message.string,) if isinstance(message.string, str) else message.string or ("",)
        wanted = {place for id_ in ids for place in _PLACE.findall(id_)}
        is_plural = len(ids) > 1
        for one in told:
            places = set(_PLACE.findall(one))
            if not one or places - wanted or (not is_plural and places != wanted):
                wrong.append(ids[0])
                break
    return wrong


def po_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as its file."""
    held = io.BytesIO()
    write_po(held, catalogue, width=_WIDTH, no_location=True)
    return held.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """A catalogue compiled."""
    held = io.BytesIO()
    write_mo(held, catalogue)
    return held.getvalue()


def outputs() -> Iterator[tuple[Path, bytes, list[str]]]:
    """Each file as it should be, with the messages that are not translated in it."""
    yield POT, po_bytes(messages()), []
    for path in catalogues():
        catalogue = updated(path)
        yield path, po_bytes(catalogue), untranslated(catalogue)
        yield path.with_suffix(".mo"), mo_bytes(catalogue), []


def main(arguments: list[str]) -> int:
    """Write the files, or check them."""
    is_check, is_wrong = "--check" in arguments, False
    for path, data, missing in outputs():
        for message in missing:
            print(f"{path}: not translated: {message!r}")
            is_wrong = True
        if not path.exists() or path.read_bytes() != data:
            if is_check:
                print(f"{path}: behind the code; run python tools/catalogue.py")
                is_wrong = True
            else:
                path.write_bytes(data)
    return int(is_wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
