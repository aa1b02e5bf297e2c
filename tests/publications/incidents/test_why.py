"""What `why` says: the weights that joined the claims, and the rule behind each value, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publications.incidents.builders import bare, decisions, hostile, market, settled

from trucewatch.incidents.scoring.features import FEATURES
from trucewatch.model.count import CountRange
from trucewatch.model.incident import Evidence, Join
from trucewatch.publications.incidents.why import why_lines, wording
from trucewatch.publications.table import Look, columns_of

RULES = {"alone": "One claim tells it.", "most-origins": "More independent origins hold it."}
JOINED = """\
TW-7K2M9
4 claims of one occurrence
    c_wire: “Artillery hit the Karm market on Saturday, killing at least 54” (wire.txt)
    c_copy: “Artillery hit the Karm market on Saturday, killing at least 54” (copy.html)
    c_min: “56 people were killed by Front shelling of the market, the ministry said” (ministry.txt)
    c_doc, too coarse to be linked at first: “An attack on Karm left more than 60 dead, and the army
    was to blame” (doctors.txt)

log-odds: above 0 speaks for one occurrence, below 0 against it; 0.69 doubles the odds
c_wire and c_copy
      +4.10  place           the same spot
      +3.50  days            the same day
      +3.63  rare words      many in common
     +11.23  sum
c_wire and c_min
    together by decision: Amina Idris holds TW-7K2M9 and TW-3F3F3 to be one occurrence (d_9): one
    shelling, told twice
      -0.40  sum
"""
KILLED = """
killed
    54–60 (best figure 54), set by Amina Idris (d_12), according to Delta Wire / 56, according to
    health ministry / 60 or more, according to doctors' network
    rule set by a person
    the rules gave: 56
    held by c_wire, c_copy
killed: civilians
    54, according to Delta Wire
    rule alone: One claim tells it.
    held by c_wire
killed: civilians, children
    3, according to Delta Wire
    rule alone: One claim tells it.
    held by c_wire
"""


def text_of(*lines: str) -> str:
    return "\n".join(lines)


def test_the_joins_with_their_weights() -> None:
    assert text_of(*why_lines(market(), Look(), decisions=decisions(), rules=RULES)).startswith(JOINED)


def test_every_value_names_its_rule() -> None:
    text = text_of(*why_lines(market(), Look(), decisions=decisions(), rules=RULES))
    assert KILLED in text
    assert "\nto whom\n    not named\n    rule untold\n" in text


def test_a_decision_that_is_not_at_hand_is_named() -> None:
    text = text_of(*why_lines(market(), Look(), decisions={}, rules={}))
    assert "together by decision d_9\n" in text


def test_a_value_that_the_rules_did_not_give() -> None:
    incident = replace(bare(), counts={"shells": settled(CountRange(low=4, best=4, high=4), "x", decision="d_1")})
    assert "the rules gave: nothing" in text_of(*why_lines(incident, Look(), decisions={}, rules={}))


@pytest.mark.parametrize("width", [40, 100])
def test_no_line_is_wider_than_the_terminal_or_steers_it(width: int) -> None:
    for incident in (market(), hostile()):
        for line in why_lines(incident, Look(width=width), decisions={}, rules={}):
            assert columns_of(line) <= width, line
            assert not set(line) & set("\x1b\x07\u202e")


def test_every_level_of_every_feature_has_words() -> None:
    told = [(feature.name, level) for feature in FEATURES for level in feature.levels]
    bare_names = [pair for pair in told if not all(wording(*pair))]
    assert not bare_names


def test_an_unknown_feature_shows_its_name() -> None:
    incident = replace(
        bare(),
        joins=(
            Join(
                left="a",
                right="b",
                score=1.0,
                evidence=(Evidence(feature="moon_phase", level="full_moon", weight=1.0),),
            ),
        ),
    )
    text = text_of(*why_lines(incident, Look(), decisions={}, rules={}))
    assert "      +1.00  moon phase      full moon\n" in text
