"""Site furniture out, prose never: a rule drops a line only where it matches the whole of a short line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.documents.shapes import is_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.documents.lines import Line

LONGEST = 300
_USUAL_LENGTH = 160
_SHORT = 40
_LINK_WORDS = 25
_LEAD = re.compile(r"^[\s•●▪■◦‣⁃·*►▶➤➢»>|→✓+]+(?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of furniture; `opens`: a list of links may follow; `after_title`: never the first line of a page."""

    id: str
    pattern: re.Pattern[str]
    longest: int = _USUAL_LENGTH
    opens: bool = False
    after_title: bool = False
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """All rules; `any_rule` is their union, so that most lines are tested once; `keep` is what no rule may drop."""

    rules: tuple[Rule, ...]
    any_rule: re.Pattern[str]
    inline: re.Pattern[str]
    tails: re.Pattern[str]
    keep: tuple[str, ...]

    def rule_for(self, text: str, *, first: bool = False) -> Rule | None:
        """The rule that makes this whole line furniture, or none; `first` where no line of the page was kept yet."""
        if len(text) > LONGEST:
            return None
        line = _LEAD.sub("", text)
        if self.any_rule.fullmatch(line) is None:
            return None
        fitting = (rule for rule in self.rules if len(line) <= rule.longest and rule.pattern.fullmatch(line))
        return next((rule for rule in fitting if not (first and rule.after_title)), None)

    def clean(self, text: str) -> str:
        """A line without shortcodes and without a prompt glued to its end; what is left of it may be empty."""
        if "[" in text or "fbpx" in text:
            text = self.inline.sub(" ", text).strip()
        return self.tails.sub("", text) if len(text) > _SHORT else text

    def drop(self, lines: Iterable[Line]) -> tuple[list[Line], list[str]]:
        """The lines that are not furniture, cleaned, and the words of those that are."""
        kept: list[Line] = []
        dropped: list[str] = []
        opened, gap = "", False
        for line in lines:
            text = self.clean(line.text)
            rule = self.rule_for(text, first=not kept) if text else None
            if rule is not None or not text or (opened and _is_link(text, opened, gap=line.gap)):
                dropped.append(line.text)
                opened = _opening(text, rule)
                gap = gap or line.gap
                continue
            kept.append(replace(line, text=text, gap=line.gap or gap))
            opened, gap = "", False
        return kept, dropped


def _opening(text: str, rule: Rule | None) -> str:
    """What the next line may hang on: the bare head of a list, a link of it, or nothing."""
    if rule is None:
        return "link"
    if not rule.opens:
        return ""
    return "head" if text.endswith(":") or ":" not in text else "line"


def _is_link(text: str, opened: str, *, gap: bool) -> bool:
    """Whether a line below a list's head is one of its links: short, no sentence, and close enough."""
    if is_sentence(text) or text.endswith(":") or text.count(" ") >= _LINK_WORDS:
        return False
    if text[0] in "—–-•*►▶»·":
        return opened != "line"
    return opened == "head" or (opened == "link" and not gap)


@cache
def load_furniture() -> Furniture:
    """The rules that the package ships."""
    text = (files("trucewatch.documents") / "furniture.yaml").read_text(encoding="utf-8")
    return compile_furniture(yaml.load(text, Loader=yaml.CSafeLoader))


def compile_furniture(data: Mapping[str, Any]) -> Furniture:
    """Compile the content of `furniture.yaml`; a missing key, an unknown one or a broken pattern raises."""
    rules = tuple(
        Rule(**entry | {"pattern": re.compile(entry["pattern"], re.IGNORECASE), "examples": tuple(entry["examples"])})
        for entry in data["lines"]
    )
    return Furniture(
        rules=rules,
        any_rule=_any_of([entry["pattern"] for entry in data["lines"]]),
        inline=_any_of(data["inline"]),
        tails=re.compile(rf"(?<=[.!?”\"’')])\s+(?:{'|'.join(data['tails'])})\s*$", re.IGNORECASE),
        keep=tuple(data["keep"]),
    )


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
