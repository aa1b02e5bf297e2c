"""Sentences and short reports through the real reader."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from trucewatch.model.document import Block, BlockRole, Document
from trucewatch.model.time import UNKNOWN_DATE, DateInterval

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Issue
    from trucewatch.pipeline.toolbox import Toolbox

DAY = date(2025, 11, 21)


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


@pytest.fixture(scope="session")
def read_report(toolbox: Toolbox) -> Callable[..., tuple[tuple[Claim, ...], tuple[Issue, ...]]]:
    """`read_report("First paragraph.", "Second.", title="Headline")`: claims and issues of a report of 21 November 2025."""

    def read(*paragraphs: str, title: str = "") -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
        parts = [(BlockRole.TITLE, title)] * bool(title) + [(BlockRole.BODY, text) for text in paragraphs]
        blocks: list[Block] = []
        at = 0
        for role, text in parts:
            blocks.append(Block(start=at, end=at + len(text), role=role))
            at += len(text) + 1
        return toolbox.reader.read(
            Document(
                report="r_1",
                file="one.txt",
                sha256="0" * 64,
                text="\n".join(text for _, text in parts),
                published=DateInterval(first=DAY, last=DAY),
                blocks=tuple(blocks),
            )
        )

    return read
