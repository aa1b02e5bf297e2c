from __future__ import annotations

import hashlib

import numpy as np
import pytest

from trucewatch.incidents.origins.signature import COPY, SLOTS, signature_of, signature_table, similarities, similarity
from trucewatch.model.document import Block, BlockRole, Document

PARAGRAPHS = (
    "Mortar bombs fell on the grain market of Lower Karm on Tuesday morning and killed four traders, hospital staff said.",
    "The first round struck a stall of scales at about nine, when lorries from the valley were still being unloaded.",
    "Two more landed in the yard behind the mosque, where drivers rest, and set fire to a fuel tank.",
    "The garrison on the ridge said its guns had been silent since Sunday and blamed a quarrel between smugglers.",
    "Residents counted eleven blasts in all before the truce monitors arrived with a white flag on their van.",
    "It was the third such barrage since both sides signed the spring accord in the old customs house.",
    "A nurse who gave only her first name said the wounded had been carried in on doors and carpets.",
    "The mayor has asked the mission to leave two of its observers in the town overnight.",
)
RIVAL = (
    "Four people died when shells hit a market in Lower Karm, medics in the town told this newspaper by telephone.",
    "Witnesses described fire spreading from a tank of diesel to a row of parked trucks near the mosque.",
    "An officer of the garrison denied that his battery had fired, and spoke of a feud over contraband.",
    "Observers of the truce mission drove in at noon and photographed three craters before they left again.",
    "The accord of last spring has been broken almost every week, most often along this stretch of the valley.",
    "Traders say that they will stay away from the market until somebody promises them a quiet morning.",
)
AROUND = (
    "Our paper brings you the valley's news each morning, from the price of seed to the result of the wrestling.",
    "The bridge at Upper Karm will stay closed to carts until the council has found money for new planks.",
)


def document_of(
    *paragraphs: str, role: BlockRole = BlockRole.BODY, around: dict[str, BlockRole] | None = None
) -> Document:
    parts = {text: BlockRole(kind) for text, kind in (around or {}).items()} | dict.fromkeys(paragraphs, role)
    blocks, at = [], 0
    for text, kind in parts.items():
        blocks.append(Block(start=at, end=at + len(text), role=kind))
        at += len(text) + 2
    return Document(report="r_1", file="a.txt", sha256="", text="\n\n".join(parts), blocks=tuple(blocks))


STORY = signature_of(document_of(*PARAGRAPHS))
GOLDEN_SLOTS = [25004828, 3035964, 32701210, 4670587]
GOLDEN = "f61af856587af7ff6e7395765ce02f6b4982ee89cde047b36776aa740ca23501"


def test_the_signature_never_changes() -> None:
    """Ledgers keep signatures: another value here means that every kept one has to be made anew."""
    assert len(STORY) == 4 * SLOTS
    assert np.frombuffer(STORY, "<u4")[:4].tolist() == GOLDEN_SLOTS
    assert hashlib.sha256(STORY).hexdigest() == GOLDEN


@pytest.mark.parametrize(
    ("copy", "at_least"),
    [
        (PARAGRAPHS, 1.0),
        (PARAGRAPHS[:4], 0.35),
        (PARAGRAPHS[:3], 0.25),
        (PARAGRAPHS[5:], COPY),
        (PARAGRAPHS[::2], 0.35),
        ((*AROUND, *PARAGRAPHS), 0.6),
        ((AROUND[0], *PARAGRAPHS[:3], AROUND[1]), COPY),
        (tuple(p.replace("'", "’").upper() for p in PARAGRAPHS), 1.0),
        (tuple(p.replace("said", "stated").replace("Tuesday", "the 4th") for p in PARAGRAPHS), 0.6),
        (tuple(p.replace("the ", "this ") for p in PARAGRAPHS), COPY),
    ],
)
def test_a_copy_is_alike(copy: tuple[str, ...], at_least: float) -> None:
    assert similarity(STORY, signature_of(document_of(*copy))) >= at_least


def test_another_hand_on_the_same_event_is_not_alike() -> None:
    assert similarity(STORY, signature_of(document_of(*RIVAL))) < COPY / 2


def test_what_stands_around_the_story_bears_on_nothing() -> None:
    around = {
        "Four traders killed in Lower Karm market by mortar fire": BlockRole.TITLE,
        "By a reporter of the Valley Post, with pictures by another hand": BlockRole.META,
        "Smoke over the grain market of Lower Karm in an older picture": BlockRole.CAPTION,
        "What we know of the day": BlockRole.HEADING,
        "In other news: the ferry runs again, seed is dear, the wrestlers lost": BlockRole.LISTING,
    }
    assert signature_of(document_of(*PARAGRAPHS, around=around)) == STORY


def test_a_report_that_is_a_list_is_signed_by_its_entries() -> None:
    assert similarity(signature_of(document_of(*PARAGRAPHS, role=BlockRole.LISTING)), STORY) == 1.0


def test_a_document_read_back_without_blocks_is_signed() -> None:
    text = "\n\n".join(("Four traders killed", *PARAGRAPHS))
    plain = Document(report="r_1", file="a.txt", sha256="", title="Four traders killed", text=text)
    assert similarity(signature_of(plain), STORY) == 1.0


@pytest.mark.parametrize("text", ["", "Shells fell on Karm.", " ".join(["shell"] * 39), "١٢٣ " * 3])
def test_a_short_text_has_none_and_resembles_nothing(text: str) -> None:
    short = signature_of(document_of(text))
    assert short == b""
    assert similarity(short, short) == similarity(short, STORY) == 0.0


def test_one_word_said_over_and_over_is_signed() -> None:
    again = signature_of(document_of(" ".join(["shell"] * 60)))
    assert similarity(again, again) == 1.0


def test_pairs_by_the_thousand_are_as_single_ones() -> None:
    kept = [STORY, signature_of(document_of(*PARAGRAPHS[:4])), signature_of(document_of(*RIVAL)), b""]
    left, right = (side.ravel().astype(np.intp) for side in np.meshgrid(range(4), range(4)))
    found = similarities(signature_table(kept), np.tile(left, 400), np.tile(right, 400))
    single = [similarity(kept[i], kept[j]) for i, j in zip(left, right, strict=True)]
    assert found.tolist() == single * 400
    assert similarities(signature_table([]), left[:0], right[:0]).tolist() == []
