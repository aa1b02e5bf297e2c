"""Commands that read what a test hands them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.readings import Reads

    from trucewatch.model.document import Reading


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    def install(*readings: Reading | BaseException) -> list[dict[str, Any]]:
        calls: list[dict[str, Any]] = []

        def read_paths(paths: object, **options: object) -> Iterator[Reading]:
            calls.append({"paths": paths, **options})
            return one_by_one()

        def one_by_one() -> Iterator[Reading]:
            for reading in readings:
                if isinstance(reading, BaseException):
                    raise reading
                yield reading

        monkeypatch.setattr("trucewatch.pipeline.read_paths", read_paths)
        return calls

    return install
