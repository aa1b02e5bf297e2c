"""The words of the packs: a record without its form is named, with what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.claims.lexicon import Lexicon, LexiconError
from trucewatch.packs import load_packs

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.pipeline.toolbox import Toolbox

PACK = 'name: mine\ntitle: A pack\nversion: "1"\nlicence: CC0-1.0\nrequires: [world]\ncountries: [YE]\n'

# The lexicon, what a pack adds to it, the record that is to be named and the reason.
BAD: list[tuple[str, str, str, str]] = [
    ("triggers", "- {id: quarrel, kind: quarrel, verbs: [quarrel]}", "'quarrel'", "unknown kind 'quarrel'"),
    ("triggers", "- {id: feud, kind: attack, also: [vendetta], verbs: [feud]}", "'feud'", "unknown kind 'vendetta'"),
    ("triggers", "- {id: bare, verbs: [brawl]}", "'bare'", "unknown kind 'None'"),
    ("triggers", "- {kind: attack, verbs: [brawl]}", "brawl", "each record needs an `id`"),
    ("triggers", "- brawl", "'brawl'", "each record needs an `id`"),
    (
        "weapons",
        "- {id: catapult, means: siege_engine, words: [catapult]}",
        "'catapult'",
        "unknown kind 'siege_engine'",
    ),
    ("classes", "vehicle: [2024]", "'vehicle'", "2024 is no word"),
]


@pytest.fixture(scope="module")
def lexicon(toolbox: Toolbox) -> Lexicon:
    return Lexicon.of(toolbox.packs)


def pack_with(folder: Path, name: str, content: str) -> Path:
    """A pack that adds to one lexicon of the base."""
    (folder / "lexicons").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "lexicons" / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "content", "record", "reason"), BAD)
def test_a_bad_record_is_named(name: str, content: str, record: str, reason: str, tmp_path: Path) -> None:
    packs = load_packs([pack_with(tmp_path / "mine", name, content)])
    with pytest.raises(LexiconError) as caught:
        Lexicon.of(packs)
    assert str(caught.value).startswith(f"lexicon {name}.yaml: ")
    assert record in str(caught.value)
    assert reason in str(caught.value)


def test_a_pack_adds_words(tmp_path: Path) -> None:
    content = "- {id: catapult, means: shelling, words: [trebuchet]}"
    found = Lexicon.of(load_packs([pack_with(tmp_path / "mine", "weapons", content)]))
    assert "trebuchet" in found.means
    assert "mortar" in found.means


def test_what_the_base_knows(lexicon: Lexicon) -> None:
    assert "shelling" in lexicon.nouns
    assert "shell" in lexicon.verbs
    assert lexicon.families["air_strike"] == "violence"
    assert lexicon.is_a("ceasefire", "truce_strict")
    assert not lexicon.is_a("ceasefire", "negators")
    assert not lexicon.is_a("ceasefire", "no such class")
