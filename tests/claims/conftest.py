"""One sentence through the real reader, as a report of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from trucewatch.model.document import Block, BlockRole, Document
from trucewatch.model.time import UNKNOWN_DATE, DateInterval
from trucewatch.pipeline.toolbox import Toolbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

ReadSentence = "Callable[..., tuple[Claim, ...]]"


@pytest.fixture(scope="session")
def toolbox() -> Toolbox:
    """All built-in packs and the parser, loaded once."""
    return Toolbox.load()


@pytest.fixture(scope="session")
def read_sentence(toolbox: Toolbox) -> Callable[..., tuple[Claim, ...]]:
    """`read_sentence(text, published="2025-11-21")`: the claims of a report that holds nothing but `text`."""

    def read(text: str, published: str = "") -> tuple[Claim, ...]:
        day = date.fromisoformat(published) if published else None
        when = DateInterval(first=day, last=day) if day else UNKNOWN_DATE
        block = Block(start=0, end=len(text), role=BlockRole.BODY)
        document = Document(report="r_1", file="one.txt", sha256="0" * 64, text=text, published=when, blocks=(block,))
        claims, _ = toolbox.reader.read(document)
        return claims

    return read
