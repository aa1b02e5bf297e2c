from __future__ import annotations

import pytest

from trucewatch.documents.furniture import LONGEST, load_furniture
from trucewatch.documents.lines import split_lines

FURNITURE = load_furniture()
EXAMPLES = [(rule.id, example) for rule in FURNITURE.rules for example in rule.examples]


def kept(text: str) -> list[str]:
    return [line.text for line in FURNITURE.drop(split_lines(text))[0]]


@pytest.mark.parametrize(("rule", "line"), EXAMPLES)
def test_each_rule_drops_its_examples(rule: str, line: str) -> None:
    assert FURNITURE.rule_for(line) is not None, rule


@pytest.mark.parametrize("line", FURNITURE.keep)
def test_no_rule_touches_the_lines_to_keep(line: str) -> None:
    assert FURNITURE.rule_for(line) is None
    assert FURNITURE.clean(line) == line


def test_rules_are_named_once_bounded_and_shown_by_example() -> None:
    names = [rule.id for rule in FURNITURE.rules]
    assert len(names) == len(set(names))
    assert all(rule.examples and rule.longest <= LONGEST for rule in FURNITURE.rules)


@pytest.mark.parametrize("start", ["Read also: ", "Follow us ", "© ", "Sign up ", "Tags: ", "We use cookies "])
def test_a_long_paragraph_is_never_dropped(start: str) -> None:
    prose = start + "and then the column moved north, where it met the guns of the garrison. " * 5
    assert kept(f"A title first\n\n{prose}")[-1].startswith(start)


def test_a_list_of_links_goes_with_its_head_and_prose_after_it_stays() -> None:
    text = """Shelling resumes at Two Rivers

More on this topic:
— What the sides had signed
— Ruble falls again

Three people were hurt on Monday, the mayor said.

Read also:
The bridge that nobody crosses

Nobody has claimed the shelling.
"""
    assert kept(text) == [
        "Shelling resumes at Two Rivers",
        "Three people were hurt on Monday, the mayor said.",
        "Nobody has claimed the shelling.",
    ]


def test_a_link_on_one_line_takes_nothing_with_it() -> None:
    text = "Title of the day\n\nRead also: The bridge\n\nSouthern front\n\nTwo men died there."
    assert kept(text) == ["Title of the day", "Southern front", "Two men died there."]


def test_shortcodes_and_glued_prompts_are_cut_from_a_line() -> None:
    text = (
        "A title\n\n[ssba] The army said that its guns had answered fire from the hills on Sunday. "
        "Follow our war coverage on the blog"
    )
    assert kept(text)[1] == "The army said that its guns had answered fire from the hills on Sunday."


def test_a_title_that_looks_like_a_link_is_kept_where_it_stands_first() -> None:
    assert kept("Video: Warplanes bomb Riverton\n\nVideo: The last convoy out\n\nIt was Sunday.") == [
        "Video: Warplanes bomb Riverton",
        "It was Sunday.",
    ]
