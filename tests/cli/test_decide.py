"""Decisions by the command line: kept with name and reason, refused where they cannot be meant, undone and undone again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import AUTHOR, Done, claims, codes

from trucewatch.pipeline.workspace import AUTHOR as AUTHOR_VARIABLE

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")


def decided(done: Done) -> str:
    """The id of the decision that was made."""
    assert (done.code, done.err) == (0, ""), done
    return done.out.partition(":")[0]


def grade(tw: Command, code: str) -> str:
    """Whether it happened, as graded now."""
    found: str = tw("show", code, "--json").json[0]["grade"]
    return found


@pytest.mark.parametrize(
    ("words", "says", "shown"),
    [
        (["discount"], "discounts {0}", "discounted; the rules gave: "),
        (["grade", "{0}", "contested"], "grades happened of {0} contested", "contested; the rules gave: "),
        (["set", "{0}", "killed", "3..5"], "sets killed of {0} to 3–5", "3–5, set by A. Tester"),
        (["set", "{0}", "kind", "shelling"], "sets kind of {0} to shelling", "shelling, set by A. Tester"),
        (["set", "{0}", "where", "Idlib"], "sets where of {0} to Idlib", "Idlib"),
        (["set", "{0}", "when", "2020-03-05"], "sets when of {0} to 2020-03-05", "5 March 2020, set by A. Tester"),
    ],
)
def test_what_was_decided_is_shown_with_name_and_reason(tw: Command, words: list[str], says: str, shown: str) -> None:
    code = codes(tw)[0]
    args = [word.format(code) for word in words] + ([code] if len(words) == 1 else [])
    done = tw("decide", *args, "--why", "as the witness said")
    name = decided(done)
    assert done.lines[0].startswith(f"{name}: {AUTHOR} ")
    assert says.format(code) in done.lines[0]
    assert done.lines[0].endswith("; why: as the witness said")
    told = " ".join(tw("show", code).out.split())
    assert shown in told
    assert f"{name}) why: as the witness said" in told
    assert f" | {AUTHOR} | decision | {name} " in tw("log", "--verb", "decision").out
    assert tw("verify").code == 0


def test_a_decision_for_later_waits_for_the_build(tw: Command) -> None:
    code = codes(tw)[0]
    before = grade(tw, code)
    done = tw("decide", "discount", code, "--why", "x", "--later")
    assert len(done.lines) == 1
    assert grade(tw, code) == before
    assert tw("status").lines[-1] == "the incidents are not up to date; run `trucewatch build`"
    assert tw("build").code == 0
    assert grade(tw, code) == "discounted"


def test_same_and_different_on_one_chain_contradict_each_other(tw: Command) -> None:
    first, second, third = codes(tw)[:3]
    ends = claims(tw, first)[0], claims(tw, third)[0]
    chain = [decided(tw("decide", "same", *pair, "--why", "one act")) for pair in ((first, second), (second, third))]
    before = tw("log").out
    line = tw("decide", "different", *ends, "--why", "two acts").refusal
    assert line.startswith("these were decided to be the same: ")
    assert any(f"trucewatch decide undo {name}" in line for name in chain)
    assert "are one already" in tw("decide", "different", first, third, "--why", "two acts").refusal
    assert tw("log").out == before
    decided(tw("decide", "undo", chain[1], "--why", "a mistake"))
    decided(tw("decide", "different", *ends, "--why", "two acts"))
    assert "decided to be different" in tw("decide", "same", second, third, "--why", "one act").refusal
    assert tw("verify").code == 0


def test_undo_and_undo_of_an_undo(tw: Command) -> None:
    code = codes(tw)[0]
    before = grade(tw, code)
    name = decided(tw("decide", "discount", code, "--why", "x"))
    undo = decided(tw("decide", "undo", name, "--why", "not so"))
    assert grade(tw, code) == before
    line = tw("decide", "undo", name, "--why", "again").refusal
    assert line == f"{name} is taken back already, by {undo}; to have it again: `trucewatch decide undo {undo}`"
    decided(tw("decide", "undo", undo.removeprefix("d_"), "--why", "it was so"))
    assert grade(tw, code) == "discounted"
    assert re.search(r"^decisions in force +1$", tw("status").out, re.MULTILINE)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["discount", "{code}", "--why", ""], "needs its reason; give it with --why"),
        (["discount", "{code}", "--why", " \t "], "needs its reason; give it with --why"),
        (["discount", "{code}"], "Missing option '--why'"),
        (["discount", "TW-00000000", "--why", "x"], "no incident has the code 'TW-00000000'"),
        (["discount", "{claim}", "--why", "x"], "wants an incident's code"),
        (["accept", "{code}", "--why", "x"], "wants a claim"),
        (["reject", "c_", "--why", "x"], "no claim in the ledger begins with 'c_'"),
        (["same", "{code}", "{code}", "--why", "x"], "are one already"),
        (["same", "{code}", "", "--why", "x"], "no incident has the code ''"),
        (["same", "{claim}", "{claim}", "--why", "x"], "are one already"),
        (["grade", "{code}", "sure", "--why", "x"], "use one of: acknowledged"),
        (["grade", "{code}", "contested", "--of", "when", "--why", "x"], "use one of: happened, who"),
        (["set", "{code}", "weather", "fair", "--why", "x"], "no field 'weather'"),
        (["set", "{code}", "killed", "many", "--why", "x"], "write 15, 15..17"),
        (["set", "{code}", "killed", "5..3", "--why", "x"], "write the lower number first"),
        (["set", "{code}", "when", "yesterday", "--why", "x"], "write 2020-09-20"),
        (["set", "{code}", "kind", "shelled", "--why", "x"], "shelling"),
        (["undo", "d_zz", "--why", "x"], "`trucewatch log` lists them"),
        (["undo", "", "--why", "x"], "`trucewatch log` lists them"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_not_logged(tw: Command, args: list[str], says: str) -> None:
    code = codes(tw)[0]
    claim = claims(tw, code)[0]
    before = tw("log").out
    assert says in tw("decide", *(arg.format(code=code, claim=claim) for arg in args)).refusal
    assert tw("log").out == before


def test_names_and_reasons_cannot_steer_a_terminal(tw: Command) -> None:
    code = codes(tw)[0]
    done = tw("decide", "discount", code, "--why", "evil\x1b[31m\nline \u202e\udcff", "--by", "Mal\x1b[0m\nlory")
    assert done.lines[0].count("\ufffd") == 4
    for told in (done.out, tw("log").out, tw("show", code).out, tw("status").out):
        assert not {"\x1b", "\u202e", "\udcff"} & set(told)
    assert len(tw("log", "--verb", "decision").lines) == 2
    assert tw("verify").code == 0


def test_nobody_decides_without_a_name(tw: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(AUTHOR_VARIABLE)
    monkeypatch.setattr("trucewatch.pipeline.workspace._login", str)
    line = tw("decide", "discount", codes(tw)[0], "--why", "x").refusal
    assert "--by NAME" in line
    assert decided(tw("decide", "discount", codes(tw)[0], "--why", "x", "--by", "B. Tester"))
