"""Digests read plain files only; whatever else lies there is refused with a remedy, or passed over as it is in loading."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.packs.agreements.conftest import VALLEY

from trucewatch.packs.digest import agreements_digest, digest_of
from trucewatch.packs.errors import PackError
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.packs.conftest import MakePack

    from trucewatch.packs.merged import Packs


@pytest.fixture
def packs() -> Packs:
    return replace(load_packs(["world"]), agreement_files=(), zone_files=())


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("make", "what"),
    [
        (os.mkfifo, "this is no regular file"),
        (lambda path: path.mkdir(), "this is no regular file"),
        (lambda path: path.symlink_to("/dev/zero"), "lies outside"),
        (lambda path: path.symlink_to("nowhere.yaml"), "cannot be read"),
    ],
    ids=["pipe", "folder", "device", "dangling link"],
)
def test_what_is_no_plain_file_is_refused(
    packs: Packs, tmp_path: Path, make: Callable[[Path], None], what: str
) -> None:
    make(tmp_path / "x.yaml")
    with pytest.raises(PackError, match=what) as caught:
        agreements_digest(packs, [tmp_path])
    assert caught.value.faults[0].path == tmp_path / "x.yaml"


def test_hidden_files_are_passed_over(packs: Packs, tmp_path: Path) -> None:
    (tmp_path / "valley.yaml").write_text(VALLEY, encoding="utf-8")
    before = agreements_digest(packs, [tmp_path])
    (tmp_path / ".#valley.yaml").symlink_to("nobody@nowhere.1234")
    assert agreements_digest(packs, [tmp_path]) == before != agreements_digest(packs)


def test_pipes_in_a_pack_are_passed_over(make_pack: MakePack) -> None:
    pack = make_pack("hills")
    before = digest_of(load_packs([pack]))
    os.mkfifo(pack / "places.fifo")
    assert digest_of(load_packs([pack])) == before


def test_new_boundaries_make_no_report_read_anew(make_pack: MakePack) -> None:
    folder = make_pack("hills", {"boundaries.json": "{}"})
    before = digest_of(load_packs([folder]))
    (folder / "boundaries.json").write_text('{"lines": []}', encoding="utf-8")
    assert digest_of(load_packs([folder])) == before
    (folder / "actors.yaml").write_text("- {id: hill-guard, name: Hill Guard, type: faction}\n", encoding="utf-8")
    assert digest_of(load_packs([folder])) != before
