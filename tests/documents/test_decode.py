from __future__ import annotations

import pytest

from trucewatch.documents.decode import decode

ENGLISH = "“Two shells fell on Al-Qasr,” said the mayor’s café owner – no one was hurt. "
ARABIC = "سقطت قذيفتان على القرية صباح الأحد ولم يصب أحد بأذى وفق ما قاله رئيس البلدية لمراسلنا هناك. "


def codes(content: bytes) -> list[str]:
    return [issue.code for issue in decode(content).issues]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_remark(encoding: str) -> None:
    text = "Two shells fell on the village – no one was hurt."
    assert decode(text.encode(encoding)).text == text
    assert not codes(text.encode(encoding))


def test_arabic_with_a_byte_order_mark_is_read() -> None:
    assert decode(ARABIC.encode("utf-16")).text == ARABIC


def test_western_and_arabic_code_pages_are_guessed_and_the_guess_is_told() -> None:
    for text, encoding in ((ENGLISH, "cp1252"), (ARABIC * 5, "cp1256")):
        decoded = decode(text.encode(encoding))
        assert decoded.text == text
        assert [issue.code for issue in decoded.issues] == ["encoding"]
        assert encoding in decoded.issues[0].text


def test_a_page_names_its_own_encoding() -> None:
    page = f'<html><head><meta charset="windows-1256"></head><body><p>{ARABIC}</p></body></html>'
    assert ARABIC in decode(page.encode("cp1256")).text
    assert not codes(page.encode("cp1256"))


@pytest.mark.parametrize("name", ["utf-8", "no-such-code", "rot13", "base64", "unicode_escape", "idna"])
def test_a_false_or_odd_name_of_an_encoding_is_not_believed(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>{ENGLISH}</p></body></html>'
    assert ENGLISH in decode(page.encode("cp1252")).text


def test_a_utf8_file_with_a_cut_letter_stays_utf8() -> None:
    content = (ENGLISH * 20).encode()[:-1] + "é".encode()[:1]
    decoded = decode(content)
    assert decoded.text.startswith(ENGLISH)
    assert codes(content) == ["encoding"]
    assert "1 damaged" in decoded.issues[0].text


@pytest.mark.parametrize("content", [b"", b"  \n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 50])
def test_nothing_is_empty(content: bytes) -> None:
    assert decode(content).text == ""
    assert codes(content) == ["empty"]


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04" + bytes(range(256)),
        b"\x1f\x8b\x08" + b"\x00" * 40,
        b"\x89PNG\r\n\x1a\n",
        bytes(range(256)) * 20,
        b"{\\rtf1 Two shells fell}",
        b"\x01\x02\x03\x04 mostly controls \x05\x06",
    ],
)
def test_what_is_no_text_says_so_and_names_a_remedy(content: bytes) -> None:
    decoded = decode(content)
    assert (decoded.text, codes(content)) == ("", ["binary"])
    assert "save the report as plain text" in decoded.issues[0].text
