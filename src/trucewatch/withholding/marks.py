"""A stretch of a text that must not be told, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.profile import Ground

NAME, CONTACT = "name of a person", "contact"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that must not be told, and why; `value` are the words that must be found nowhere.

    `keys` are those of `value` that may be looked for elsewhere too: the parts of a name that tell him by themselves.
    """

    start: int
    end: int
    ground: Ground
    rule: str
    value: str
    keys: tuple[str, ...] = ()
