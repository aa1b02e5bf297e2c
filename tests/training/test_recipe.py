"""The training recipe's own parts: reading trees, altering copies, drawing sentences. No training happens here."""
# ruff: noqa: S311 -- seeded draws must repeat

from __future__ import annotations

import gzip
from random import Random
from typing import TYPE_CHECKING

import pytest
from training.augment import Augmenter, headline, lower, title, upper
from training.finish import digest
from training.grammar import Grammar, GrammarError
from training.lemma_table import build_table
from training.train import Recipe, Schedule
from training.trees import Row, Tree, drop, read_trees

if TYPE_CHECKING:
    from pathlib import Path

CONLLU = """# text = The al-Noor men’s boat fled.
1\tThe\tthe\tDET\tDT\tDefinite=Def|PronType=Art\t5\tdet\t_\t_
2\tal\tal\tPROPN\tNNP\tNumber=Sing\t5\tcompound\t_\tSpaceAfter=No
3\t-\t-\tPUNCT\tHYPH\t_\t2\tpunct\t_\tSpaceAfter=No
4\tNoor\tNoor\tPROPN\tNNP\tNumber=Sing\t2\tflat\t_\t_
5-6\tmen’s\t_\t_\t_\t_\t_\t_\t_\t_
5\tmen\tman\tNOUN\tNNS\tNumber=Plur\t7\tnmod:poss\t_\tSpaceAfter=No
6\t’s\t's\tPART\tPOS\t_\t5\tcase\t_\t_
7\tboat\tboat\tNOUN\tNN\tNumber=Sing\t8\tnsubj\t_\t_
8\tfled\tflead\tVERB\tVBD\tMood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t8\tpunct\t_\t_

"""


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    path = tmp_path / "one.conllu.gz"
    path.write_bytes(gzip.compress(CONLLU.encode()))
    (only,) = read_trees(path)
    return only


def shown(tree: Tree) -> str:
    return " ".join(f"{row.form}>{tree[row.head].form}" for row in tree)


def is_tree(tree: Tree) -> bool:
    def top(i: int) -> int:
        for _ in tree:
            i = tree[i].head
        return i

    return [row.dep for row in tree].count("ROOT") == 1 and len({top(i) for i in range(len(tree))}) == 1


def test_reading_joins_names_straightens_quotes_and_prunes_features(tree: Tree) -> None:
    assert shown(tree) == "The>men al-Noor>men men>boat 's>men boat>fled fled>fled .>fled"
    assert tree[1].pos == "PROPN"
    assert tree[5].feats == "Mood=Ind|Tense=Past|VerbForm=Fin"
    assert tree[0].feats == "PronType=Art"


def test_dropping_leaves_moves_the_heads(tree: Tree) -> None:
    assert shown(drop(tree, {0, 6})) == "al-Noor>men men>boat 's>men boat>fled fled>fled"


def test_dress_changes_words_and_not_structure(tree: Tree) -> None:
    assert lower(tree)[1].form == "al-noor"
    assert upper(tree)[2].form == "MEN"
    assert title(tree)[5].form == "Fled"
    assert [row.head for row in upper(tree)] == [row.head for row in tree]


def test_a_headline_has_no_stop(tree: Tree) -> None:
    assert {headline(tree, Random(seed))[-1].form for seed in range(8)} == {"fled"}


def test_altered_copies_are_trees_and_repeat_with_the_seed(tree: Tree) -> None:
    augmenter = Augmenter()
    copies = [augmenter.copy(tree, Random(seed)) for seed in range(60)]
    assert all(is_tree(copy) for copy in copies)
    assert copies == [augmenter.copy(tree, Random(seed)) for seed in range(60)]
    assert len({copy[1].form for copy in copies}) > 1


def test_weekdays_and_titles_keep_their_names() -> None:
    words = [("General", "nmod:desc", 1), ("Lwin", "ROOT", 1), ("Monday", "obl:unmarked", 1)]
    rows = tuple(Row(form=w, lemma=w, pos="PROPN", feats="Number=Sing", head=h, dep=d) for w, d, h in words)
    for seed in range(20):
        renamed = Augmenter().rename(rows, Random(seed), share=1.0)
        assert (renamed[0].form, renamed[2].form) == ("General", "Monday")


def test_the_grammar_draws_trees_and_repeats_with_the_seed() -> None:
    grammar = Grammar()
    drawn = [grammar.draw(Random(seed)) for seed in range(300)]
    assert all(is_tree(tree) for tree in drawn)
    assert drawn == [grammar.draw(Random(seed)) for seed in range(300)]
    assert {"nsubj:pass", "obl:agent", "acl:relcl", "ccomp", "conj"} <= {row.dep for tree in drawn for row in tree}


@pytest.mark.parametrize(
    ("alternative", "reason"),
    [("the:DEF/det <N_SITE>/obj", "one head"), ("*<N_SITE>/obj", "cannot read"), ("the", "cannot read")],
)
def test_an_unreadable_alternative_is_refused(alternative: str, reason: str) -> None:
    with pytest.raises(GrammarError, match=reason):
        Grammar()._read(alternative)


def test_a_rare_slip_of_the_treebank_does_not_beat_wordnet(tree: Tree) -> None:
    pytest.importorskip("spacy_lookups_data")
    table = build_table([tree], ["fled", "struck", "walked"])
    assert table["VERB", "fled"] == "flee"
    assert table["VERB", "struck"] == "strike"
    assert ("VERB", "walked") not in table


def test_the_rate_rises_then_falls() -> None:
    recipe = Recipe(warmup=10, rate=1.0, rate_end=0.1)
    schedule = Schedule(recipe, 110)
    rates = [schedule.rate(step) for step in (0, 9, 10, 60, 110)]
    assert rates == pytest.approx([0.1, 1.0, 1.0, 0.55, 0.1])


def test_the_recipe_has_one_digest() -> None:
    assert digest() == digest()
    assert len(digest()) == 64
