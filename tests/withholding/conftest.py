"""The vocabulary of the built-in packs, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.withholding.samples import known_vocabulary

if TYPE_CHECKING:
    from trucewatch.withholding.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return known_vocabulary()
