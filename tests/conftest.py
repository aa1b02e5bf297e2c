"""What is dear to load is loaded once for all tests."""

from __future__ import annotations

import pytest

from trucewatch.pipeline.toolbox import Toolbox


@pytest.fixture(scope="session")
def toolbox() -> Toolbox:
    """All built-in packs and the parser."""
    return Toolbox.load()
