"""Accuracy on single sentences stays at or above the floors pinned in floors.yaml, group by group."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from trucewatch.measures.compare import compare
from trucewatch.measures.key import load_key
from trucewatch.measures.tally import Tally
from trucewatch.model.document import Block, BlockRole, Document, Reading
from trucewatch.model.time import DateInterval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.measures.tally import Measures
    from trucewatch.pipeline.toolbox import Toolbox

CORPUS = Path(__file__).parent
SENTENCES: list[dict[str, Any]] = yaml.safe_load((CORPUS / "sentences.yaml").read_text(encoding="utf-8"))["sentences"]
FLOORS: dict[str, Any] = yaml.safe_load((CORPUS / "floors.yaml").read_text(encoding="utf-8"))["sentences"]
GROUPS = sorted({sentence["group"] for sentence in SENTENCES} - {"trap"})
HARM = ("killed", "injured", "missing", "displaced", "captured")
FIELDS = ("claims", "claims_with_scope", "stance", "actors", "targets", "parties", "places", "origins", "sources")
PUBLISHED = date(2025, 11, 21)


def claim_of_key(sentence: Mapping[str, Any], number: int, expected: Mapping[str, Any]) -> dict[str, Any]:
    """An expectation as a claim of a key: the whole sentence is its quote."""
    plain = {k: v for k, v in expected.items() if k not in {"counts", "source", "who", "women", "children"}}
    groups = {f"killed_{name}": expected[name] for name in ("women", "children") if name in expected}
    source = {"sources": [expected["source"]]} if "source" in expected else {}
    return {
        "id": f"{sentence['id']}.{number}",
        "quote": sentence["text"],
        **plain,
        **expected.get("counts", {}),
        **groups,
        **source,
    }


def reading_of(sentence: Mapping[str, Any], toolbox: Toolbox) -> Reading:
    """The sentence as a report of its own."""
    text = sentence["text"]
    document = Document(
        report=f"r_{sentence['id']}",
        file=f"{sentence['id']}.txt",
        sha256="0" * 64,
        text=text,
        published=DateInterval(first=PUBLISHED, last=PUBLISHED),
        blocks=(Block(start=0, end=len(text), role=BlockRole.BODY),),
    )
    claims, issues = toolbox.reader.read(document)
    return Reading(document=document, claims=claims, issues=issues)


@pytest.fixture(scope="module")
def readings(toolbox: Toolbox) -> dict[str, Reading]:
    return {sentence["id"]: reading_of(sentence, toolbox) for sentence in SENTENCES}


@pytest.fixture(scope="module")
def measures(
    toolbox: Toolbox, readings: Mapping[str, Reading], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Measures]:
    """What comes of comparing the readings of each group with what is expected."""
    found = {}
    for group in GROUPS:
        members = [sentence for sentence in SENTENCES if sentence["group"] == group]
        reports = {
            f"{one['id']}.txt": {"claims": [claim_of_key(one, n, e) for n, e in enumerate(one["expect"], 1)]}
            for one in members
        }
        path = tmp_path_factory.mktemp("keys") / f"{group}.yaml"
        path.write_text(yaml.safe_dump({"reports": reports}, allow_unicode=True), encoding="utf-8")
        key = load_key(path, toolbox.packs.kinds)
        found[group] = compare(key, [readings[one["id"]] for one in members], toolbox.packs)
    return found


def who_tally(readings: Mapping[str, Reading], group: str) -> Tally:
    """Whether the dead, or else the injured, of a sentence's claim are told as civilians or combatants where the words say so."""
    right = found = keyed = 0
    for sentence in SENTENCES:
        for expected in sentence["expect"]:
            if sentence["group"] != group or "who" not in expected:
                continue
            effect = next((name for name in ("killed", "injured") if name in expected), "killed")
            told = [
                harm.who for claim in readings[sentence["id"]].claims for harm in claim.harm if harm.effect == effect
            ]
            keyed += 1
            found += bool(told)
            right += bool(told) and set(told) == {expected["who"]}
    return Tally(found_right=right, found=found, key_met=right, keyed=keyed)


def scores_of(measures: Measures, who: Tally) -> Iterator[tuple[str, Tally]]:
    """The tallies of one group by the name of the score."""
    for name in FIELDS:
        if name in measures.fields:
            yield name, measures.fields[name]
    harm = sum((measures.fields.get(name, Tally()) for name in HARM), Tally())
    for name, tally in (("harm", harm), ("counts", measures.fields.get("counts", Tally())), ("who", who)):
        if tally.keyed or tally.found:
            yield name, tally


@pytest.mark.parametrize("group", GROUPS)
def test_group_is_at_its_floor(group: str, measures: Mapping[str, Measures], readings: Mapping[str, Reading]) -> None:
    """Each score's F1 of the group; on failure, what was read otherwise is listed."""
    sheet = measures[group]
    scores = {name: round(tally.f1 or 0.0, 3) for name, tally in scores_of(sheet, who_tally(readings, group))}
    below = {
        name: (scores.get(name, 0.0), floor)
        for name, floor in FLOORS["f1"][group].items()
        if scores.get(name, 0.0) < floor
    }
    listed = "\n".join(
        f"{one.file} {one.field} {one.outcome}: expected {one.expected!r}, found {one.found!r}" for one in sheet.details
    )
    sys.stdout.write(f"{group} {scores}\n{listed}\n")
    assert not below, f"below the floor: {below}\n{listed}"


def test_trap_sentences_hold_no_claim(readings: Mapping[str, Reading]) -> None:
    """Sentences of another matter: the number of those that give a claim stays within its ceiling."""
    caught = [one["id"] for one in SENTENCES if one["group"] == "trap" and readings[one["id"]].claims]
    assert len(caught) <= FLOORS["trap_sentences_with_claims"], caught
