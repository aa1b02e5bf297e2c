from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.packs import yamlfile
from trucewatch.packs.errors import Fault, PackError
from trucewatch.packs.yamlfile import MAX_BYTES, all_located, line_of, parse, read_bytes

FILE = Path("some.yaml")


def test_words_stay_words() -> None:
    text = "country: NO\nhour: 12:30\nday: 2020-03-05\nanswer: yes\noctal: 010\nnumber: 12\nratio: 0.5\nno: ~\ntrue: true\n"
    assert parse(text.encode(), FILE) == {
        "country": "NO",
        "hour": "12:30",
        "day": "2020-03-05",
        "answer": "yes",
        "octal": "010",
        "number": 12,
        "ratio": 0.5,
        "no": None,
        "true": True,
    }


def test_quoted_numbers_are_text_and_empty_files_are_nothing() -> None:
    assert parse(b"version: \"1\"\nname: 'true'", FILE) == {"version": "1", "name": "true"}
    assert parse(b"", FILE) is None
    assert parse(b"# only a remark\n", FILE) is None
    assert parse("\ufeffname: x".encode(), FILE) == {"name": "x"}


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"a: &x [1]\nb: *x\n", 1, "anchors"),
        (b"ok: 1\nb: *x\n", 2, "anchors"),
        (b"ok: 1\nbad: !!python/object/apply:os.system [id]\n", 2, "tag"),
        (b"a: 1\nb: 2\na: 3\n", 3, "twice"),
        (b"? [a, b]\n: 1\n", 1, "key"),
        (b"a: 1\nb: caf\xe9\n", 2, "UTF-8"),
        (b"a: 1\n---\nb: 2\n", 2, "second"),
        (b"a: b: c\n", 1, "not valid YAML"),
        (b"a: [1, \x07]\n", None, "not valid YAML"),
        (b"[" * 200_000, 1, "deep"),
        (b"{a: " * 200_000, 1, "deep"),
        (b"- " * 200_000, 1, "deep"),
        (b"\n".join(b" " * depth + b"a:" for depth in range(3_000)), 18, "deep"),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_line(content: bytes, line: int | None, says: str) -> None:
    with pytest.raises(PackError, match=says) as caught:
        parse(content, FILE)
    assert caught.value.faults[0].line == line


def test_lines_are_found_along_a_trail(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("# remark\n- id: a\n  names:\n    - one\n    - two\n- id: b\n", encoding="utf-8")
    assert line_of(file, (0, "names", 1)) == 5
    assert line_of(file, (1, "nothing", "here")) == 6
    assert line_of(tmp_path / "gone.yaml", ()) is None


def test_files_that_are_missing_too_large_or_no_files(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as handle:
        handle.truncate(MAX_BYTES + 1)
    for path, says in ((large, "more than"), (tmp_path, "no regular file"), (tmp_path / "gone", "cannot be read")):
        with pytest.raises(PackError, match=says):
            read_bytes(path)


def test_a_file_is_parsed_once_for_all_its_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("".join(f"- id: w{number}\n" for number in range(60)), encoding="utf-8")
    read: list[Path] = []

    def noted(path: Path) -> bytes:
        read.append(path)
        return path.read_bytes()

    monkeypatch.setattr(yamlfile, "read_bytes", noted)
    known = frozenset({"wadi"})
    faults = [
        Fault(path=file, what="no", remedy="mend it", trail=(at, "id"), near=(f"wad{at}", known)) for at in range(60)
    ]
    found = all_located(faults)
    assert read == [file]
    assert [fault.line for fault in found] == list(range(1, 61))
    assert {fault.remedy for fault in found} == {"did you mean 'wadi'?"}
    assert "(and 1 more: `trucewatch packs check` lists them)" in str(PackError(*found[:2]))
    assert "(and 49 or more: " in str(PackError(*found[:50]))
