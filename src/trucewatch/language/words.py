"""Text to words, cut as the UD English treebanks cut them.

Invariant: words are slices of the text given; joined with the space between them they give it back.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

CURLY = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u02bb": "'",
        "\u02bf": "'",
        "\u02be": "'",
        "\u0060": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u00ad": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\t": " ",
        "\n": " ",
        "\r": " ",
        "\u2028": " ",
        "\u2029": " ",
    },
) | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_JOIN = re.compile(r"(?<=[^\W_])(?:-|–|—|--+|~|/)(?=[^\W_])|(?<=\.)-(?=[^\W_])|(?<=[^\W_])[-–](?=[$£€])")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_NAME_AHEAD = re.compile(r"[A-Z\u00c0-\u00de]['\w]")
_DESIGNATION = re.compile(r"(?<![^\W_])[A-Z][A-Za-z]{0,3}$")


def straighten(text: str) -> str:
    """Return `text` with curly quotes, odd spaces and odd hyphens made plain; every offset stays what it was."""
    return text.translate(CURLY)


def make_tokenizer(nlp: Any) -> Any:
    """Return spaCy's English tokenizer, adjusted by `words.yaml`, for the pipeline `nlp`."""
    from spacy.symbols import ORTH
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    rules = _rules()
    defaults = nlp.Defaults
    usual = compile_infix_regex([rule for rule in defaults.infixes if "-|" not in rule and r"\-" not in rule]).finditer
    exceptions = dict(defaults.tokenizer_exceptions)
    exceptions.update({word: [{ORTH: word}] for word in rules["abbreviations"]})

    def infixes(word: str) -> Iterator[re.Match[str]]:
        found = {match.start(): match for match in usual(word) if match.end() > match.start()}
        for match in _JOIN.finditer(word):
            if match.group() != "-" or not keeps_hyphen(word[: match.start()], word[match.end() :]):
                found[match.start()] = match
        return iter([found[at] for at in sorted(found)])

    return Tokenizer(
        nlp.vocab,
        rules=exceptions,
        prefix_search=compile_prefix_regex(defaults.prefixes).search,
        suffix_search=compile_suffix_regex(defaults.suffixes).search,
        infix_finditer=infixes,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


def keeps_hyphen(before: str, after: str) -> bool:
    """Tell whether a hyphen between `before` and `after` stays inside one word: "al-Sham", "mid-March", "Su-24"."""
    stem = _WORD_BEFORE.search(before)
    if stem is None:
        return False
    if after[:1].isdigit():
        return _DESIGNATION.search(before) is not None
    rules = _rules()
    word = stem.group().lower()
    return word in rules["prefixes"] or (word in rules["articles"] and _NAME_AHEAD.match(after) is not None)


@cache
def _rules() -> dict[str, list[str]]:
    """Read `words.yaml`."""
    rules: dict[str, list[str]] = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text("utf-8"))
    return rules
