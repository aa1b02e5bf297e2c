"""What is dear to load is loaded once for all tests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.remembering import Remembering

from trucewatch.pipeline.toolbox import Toolbox


@pytest.fixture(scope="session")
def toolbox() -> Toolbox:
    """All built-in packs and the parser."""
    return Toolbox.load()


@pytest.fixture(scope="session")
def quick(toolbox: Toolbox) -> Toolbox:
    """The toolbox with a reader that remembers what it read."""
    return replace(toolbox, reader=Remembering(toolbox.reader))
