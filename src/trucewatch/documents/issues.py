"""Issues by code, in the words of `issues.yaml`: each says what is wrong and what to do."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from trucewatch.model.document import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping


def make_issue(code: str) -> Issue:
    """The issue of this code; an unknown code is a fault of ours and raises KeyError."""
    return Issue(code=code, text=_words()[code])


@cache
def _words() -> Mapping[str, str]:
    text = (files("trucewatch.documents") / "issues.yaml").read_text(encoding="utf-8")
    words: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return words
