"""A site comes into place whole or not at all, and the same edition gives the same bytes."""

from __future__ import annotations

import errno
import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.publications.editions import empty, made_up

from trucewatch.publications.jsonl import UnwritableError
from trucewatch.publications.site import pages, write
from trucewatch.publications.site.pages import Download
from trucewatch.publications.site.write import NotASiteError, write_site


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_edition_gives_the_same_bytes(tmp_path: Path) -> None:
    number = write_site(made_up(30), tmp_path / "one")
    write_site(made_up(30), tmp_path / "two")
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert number == len(digests(tmp_path / "one"))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_site_is_replaced_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(made_up(30), site)
    write_site(empty(), site)
    assert not (site / "incidents").exists()
    assert (site / "index.html").is_file()


def test_what_others_put_into_the_folder_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(made_up(30), site)
    (site / ".git" / "objects").mkdir(parents=True)
    (site / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (site / "CNAME").write_text("truce.example\n")
    for _ in range(2):
        write_site(empty(), site)
    assert (site / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert (site / ".git" / "objects").is_dir()
    assert (site / "CNAME").read_text() == "truce.example\n"
    assert not (site / "incidents").exists(), "a page of ours that is no more is gone"
    assert "CNAME" not in (site / "site.json").read_text()


@pytest.mark.parametrize("mark", ["{}", "[]", "no JSON", '{"holds": "all"}'])
def test_a_site_whose_mark_says_nothing_loses_nothing(tmp_path: Path, mark: str) -> None:
    site = tmp_path / "site"
    write_site(empty(), site)
    (site / "site.json").write_text(mark)
    (site / "CNAME").write_text("truce.example\n")
    write_site(empty(), site)
    assert (site / "CNAME").exists()


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("three years of work")
    with pytest.raises(NotASiteError, match="holds something else than a trucewatch site"):
        write_site(empty(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file")
    with pytest.raises(NotASiteError):
        write_site(empty(), tmp_path / "site")


def test_an_empty_folder_will_do_and_so_will_a_link_to_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    write_site(empty(), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "empty" / "index.html").is_file()


def test_a_folder_beside_it_that_only_has_the_name_of_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".site.part").mkdir()
    (tmp_path / ".site.part" / "mine").write_text("mine")
    with pytest.raises(NotASiteError, match=r"\.site\.part"):
        write_site(empty(), tmp_path / "site")
    assert (tmp_path / ".site.part" / "mine").is_file()


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
@pytest.mark.parametrize("at", [(pages, "feed"), (write, "_swap"), (Path, "write_bytes")])
def test_a_run_that_fails_leaves_the_old_site_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, at: tuple[Any, str]
) -> None:
    site = tmp_path / "site"
    write_site(empty(), site)
    before = digests(site)

    def stop(*_: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(*at, stop)
        with pytest.raises((KeyboardInterrupt, UnwritableError)):
            write_site(made_up(30), site)
    assert digests(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_site_comes_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    write_site(empty(), site)
    before = digests(site)
    rename = Path.rename

    def stop(path: Path, target: Path) -> Path:
        if path.name == ".site.part":
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", stop)
        with pytest.raises(KeyboardInterrupt):
            write_site(made_up(30), site)
    assert digests(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_run_left_is_cleared_up(tmp_path: Path) -> None:
    for name, files in ((".site.part", ("site.json", "index.html")), (".site.old", ("site.json",))):
        (tmp_path / name).mkdir()
        for file in files:
            (tmp_path / name / file).write_text("{}")
    write_site(empty(), tmp_path / "site")
    write_site(made_up(30), tmp_path / "site")
    assert (tmp_path / "site" / "incidents").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_ours_loses_its_mark_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(empty(), tmp_path / "site")

    def stop(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(shutil, "rmtree", stop)
    write._remove(tmp_path / "site")
    assert (tmp_path / "site" / "site.json").is_file()


def test_a_run_that_stopped_between_the_two_renames_loses_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(made_up(30), site)
    site.rename(tmp_path / ".site.old")
    write_site(empty(), site)
    assert (site / "index.html").is_file()
    assert not (tmp_path / ".site.old").exists()


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file")
    with pytest.raises(UnwritableError, match="cannot be written"):
        write_site(empty(), tmp_path / "file" / "site")


def test_downloads_are_copied_in_and_linked(tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text("code\n")
    offered = Download(name="all incidents.csv", about="one row an incident", path=tmp_path / "all.csv")
    write_site(empty(), tmp_path / "site", downloads=[offered])
    assert (tmp_path / "site" / offered.address).read_text() == "code\n"
    page = (tmp_path / "site" / "downloads.html").read_text()
    assert f'href="{offered.address}"' in page
    assert "one row an incident" in page
