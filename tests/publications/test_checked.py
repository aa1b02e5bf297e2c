"""A value that is not as it was written is named with its whole path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from trucewatch.publications.checked import Node, RecordError

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD: Any = {"id": 7, "claims": [{}, {}, {"when": {"first": 3}, "spans": [[1, "x"]]}]}


@pytest.mark.parametrize(
    ("read", "path"),
    [
        (lambda node: node.text(), "record"),
        (lambda node: node.at("id").text(), "id"),
        (lambda node: node.at("claims").text(), "claims"),
        (lambda node: node.at("claims").items()[2].text(), "claims[2]"),
        (lambda node: node.at("claims").items()[2].at("when").at("first").text(), "claims[2].when.first"),
        (lambda node: node.at("claims").items()[2].at("spans").items()[0].items()[1].flag(), "claims[2].spans[0][1]"),
        (lambda node: node.at("id").at("name"), "id"),
        (lambda node: node.at("id").items(), "id"),
    ],
)
def test_a_refusal_names_the_path(read: Callable[[Node], object], path: str) -> None:
    with pytest.raises(RecordError) as refused:
        read(Node(RECORD))
    assert str(refused.value).startswith(f"{path}: must be")


def test_a_list_as_a_record_is_told_by_its_members() -> None:
    assert Node([1, 2]).items()[1].field == "[1]"
