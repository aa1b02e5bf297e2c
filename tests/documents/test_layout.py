from __future__ import annotations

import pytest
from tests.documents.builders import blocks_of, codes_of, document_of

from trucewatch.documents.shapes import load_shapes
from trucewatch.model.document import BlockRole

LEAD = "Three mortar bombs fell on the market of Riverton on Sunday and wounded a trader, the town council said."
MORE = "The council blamed the Hill Guard, which denied it and said that it had no mortars within range of the town."


def roles(text: str) -> list[tuple[str, str]]:
    document = document_of(text)
    return [(block.role.value, document.text[block.start : block.end]) for block in document.blocks]


def test_a_magazine_page_with_standfirst_caption_and_repeated_title() -> None:
    text = f"""Mortars hit Riverton market

Mortars hit Riverton market for the third time in a week
2 min read
06 March, 2020
The market of Riverton has been shelled again, and both sides blame each other for it.
A trader sweeps glass from his stall in Riverton [Getty]
{LEAD}

{MORE}
"""
    assert roles(text) == [
        ("title", "Mortars hit Riverton market"),
        ("standfirst", "Mortars hit Riverton market for the third time in a week"),
        ("meta", "2 min read"),
        ("meta", "06 March, 2020"),
        ("standfirst", "The market of Riverton has been shelled again, and both sides blame each other for it."),
        ("caption", "A trader sweeps glass from his stall in Riverton [Getty]"),
        ("body", LEAD),
        ("body", MORE),
    ]


def test_the_publisher_and_the_day_above_the_title() -> None:
    text = f"NORTHERN STAR\n6 March 2020, 19:05\n\nMortars hit the market of Riverton\n\n{LEAD}"
    assert roles(text)[:3] == [
        ("title", "Mortars hit the market of Riverton"),
        ("meta", "NORTHERN STAR"),
        ("meta", "6 March 2020, 19:05"),
    ]


def test_sections_of_a_round_up() -> None:
    text = f"""Daily log of the valley watch

{LEAD}

Eastern valley:

• Two shells fell near Old Mill; nobody was hurt.
• A drone was seen over the dam.

2. Western valley
1) A patrol was stopped at the bridge for an hour.
It turned back.
"""
    assert roles(text)[2:] == [
        ("heading", "Eastern valley:"),
        ("listing", "Two shells fell near Old Mill; nobody was hurt."),
        ("listing", "A drone was seen over the dam."),
        ("heading", "Western valley"),
        ("listing", "A patrol was stopped at the bridge for an hour."),
        ("body", "It turned back."),
    ]


def test_titles_of_other_stories_below_the_last_paragraph_are_dropped() -> None:
    text = f"Mortars hit Riverton market\n\n{LEAD}\n\nCup final ends in a draw\n\nFerry sinks off the cape"
    assert roles(text)[-1] == ("body", LEAD)


def test_a_report_that_starts_with_its_story_has_no_title() -> None:
    document = document_of(f"{LEAD}\n\n{MORE}")
    assert document.title == ""
    assert "title_missing" in codes_of(document)
    assert blocks_of(document, BlockRole.BODY) == [LEAD, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Lind and Karim Saleh",
        "by Riverton Courier news desk",
        "Published On 6 Oct 2024",
        "Updated 10:47 PM GMT, October 19, 2025",
        "Thu - 19 Nov 2020 - 08:12 PM",
        "Issued on: 17/04/2022 - 19:02",
        "21.03.2022 | 09:15",
        "Riverton Ledger | Tuesday, 21 January 2020 – 17:40",
        "3 min read",
        "Home » News » Valley",
        "FOR IMMEDIATE RELEASE",
        "(Reporting by A. Lind; Editing by K. Saleh)",
        "Source: Delta Wire",
        "3:59 pm",
        "Published July 30, 2019. If you know more, write to us.",
    ],
)
def test_lines_about_the_report(line: str) -> None:
    assert load_shapes().is_meta(line)


@pytest.mark.parametrize(
    "line",
    [
        "Clashes in Riverton on 6 March 2020",
        "By Friday the army had taken the bridge.",
        "Sudan: army retakes bridge",
        "On 5 May a shell hit the school.",
        "Two killed at 10:30 near the dam",
        "May the dead rest, said the priest",
    ],
)
def test_lines_about_the_world(line: str) -> None:
    assert not load_shapes().is_meta(line)


@pytest.mark.parametrize(
    "line",
    [
        "Smoke over the dam [Delta Wire/File]",
        "A burnt lorry on the Riverton road (File photo: social media)",
        "The market after the raid. (Governor / Telegram)",
        "FILE PHOTO: Troops cross the river",
        "Photo: Anna Lind",
    ],
)
def test_captions(line: str) -> None:
    assert load_shapes().is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The Hill Guard Front (HGF) said it had shot down a drone.",
        "Videos posted online showed a burning truck (the date could not be checked).",
        "The army [which denied it] withdrew.",
    ],
)
def test_prose_with_brackets_is_no_caption(line: str) -> None:
    assert not load_shapes().is_caption(line)


def test_a_file_of_one_sentence_is_a_story_without_a_title() -> None:
    assert roles("A shell hit the town.") == [("body", "A shell hit the town.")]


def test_a_form_with_fields_has_no_title_and_its_fields_are_no_story() -> None:
    text = f"Incident code: R-17\nIncident date: July 11, 2019\nLocation: Riverton\n\n{LEAD}\n\nCivilians killed: 2 – 4"
    document = document_of(text)
    assert document.title == ""
    assert blocks_of(document, BlockRole.META) == text.split("\n")[:3]
    assert blocks_of(document, BlockRole.LISTING) == ["Civilians killed: 2 – 4"]
    assert not document.published.is_day
