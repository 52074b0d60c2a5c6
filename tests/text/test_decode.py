"""Bytes decode to text, and encode to the same bytes again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import UnreadableError
from cleaner.text.decode import decode, encode


@pytest.mark.parametrize(
    ("raw", "text", "encoding", "bom"),
    [
        pytest.param(b"", "", "utf-8", b"", id="empty"),
        pytest.param(b"a\r\nb\rc\n", "a\r\nb\rc\n", "utf-8", b"", id="mixed line ends"),
        pytest.param("café".encode(), "café", "utf-8", b"", id="utf-8"),
        pytest.param(b"\xef\xbb\xbfcaf\xc3\xa9", "café", "utf-8", b"\xef\xbb\xbf", id="utf-8 with mark"),
        pytest.param(b"\xff\xfea\0\r\0\n\0", "a\r\n", "utf-16-le", b"\xff\xfe", id="utf-16 with mark"),
        pytest.param(b"\xfe\xff\0a", "a", "utf-16-be", b"\xfe\xff", id="utf-16, big end first"),
        pytest.param(b"\xff\xfe\0\0a\0\0\0", "a", "utf-32-le", b"\xff\xfe\0\0", id="utf-32: its mark begins like that of utf-16"),
        pytest.param("plain – text".encode("utf-16-be"), "plain – text", "utf-16-be", b"", id="utf-16 without mark"),
        pytest.param(b"\xff\xfea\0\0\xd8", "a\ud800", "utf-16-le", b"\xff\xfe", id="half a surrogate pair"),
        pytest.param("It’s a “café” for £5 – naïve…".encode("cp1252"), "It’s a “café” for £5 – naïve…", "cp1252", b"", id="windows"),
        pytest.param("It’s a “café” — naïve".encode("mac_roman"), "It’s a “café” — naïve", "mac_roman", b"", id="old Mac"),
        pytest.param("It costs 5 €".encode("iso8859_15"), "It costs 5 €", "iso8859_15", b"", id="euro of Latin-9"),
        pytest.param("Łódź is a city, and Gdańsk".encode("cp1250"), "Łódź is a city, and Gdańsk", "cp1250", b"", id="Polish names"),
        pytest.param("He said «Добрый день, товарищи»".encode("cp1251"), "He said «Добрый день, товарищи»", "cp1251", b"", id="Cyrillic"),
    ],
)  # fmt: skip
def test_decodes_by_mark_form_and_plausibility(raw: bytes, text: str, encoding: str, bom: bytes) -> None:
    part, notifications = decode(raw)
    assert (part.text, part.encoding, part.bom, notifications) == (text, encoding, bom, ())


@pytest.mark.parametrize(
    ("raw", "text", "where"),
    [
        pytest.param(b"one\r\ntwo \xff three", "one\r\ntwo \udcff three", "1 bad byte, the first (0xff) at byte 9, line 2", id="no encoding makes it text"),
        pytest.param("é “a” ".encode() + b"\x92", "é “a” \udc92", "(0x92) at byte 11, line 1", id="mostly UTF-8"),
        pytest.param(b"don\xe2\x80t do it", "don\udce2\udc80t do it", "2 bad bytes, the first (0xe2) at byte 3, line 1", id="a quote cut short"),
        pytest.param(b"\xef\xbb\xbfa\r\rb\xe9", "a\r\rb\udce9", "(0xe9) at byte 7, line 3", id="behind a mark nothing else is meant"),
        pytest.param(b"\xff\xfe ab", "\udcff\udcfe ab", "(0xff) at byte 0, line 1", id="no whole UTF-16 behind its mark"),
    ],
)  # fmt: skip
def test_broken_utf8_is_kept_and_named(raw: bytes, text: str, where: str) -> None:
    part, (note,) = decode(raw)
    assert (part.text, part.encoding) == (text, "utf-8")
    assert (note.code, note.level) == ("broken-utf8", "warning")
    assert where in note.message
    assert encode(part) == raw


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"text \0 more", id="one NUL"),
        pytest.param(b"\x7fELF\2\1\1" + bytes(9), id="a program"),
        pytest.param(b"\xef\xbb\xbf\0", id="behind the mark of UTF-8"),
        pytest.param(b"\xff\xfea\0\0\0", id="NUL in UTF-16"),
        pytest.param(b"\0\0\xfe\xff\xff\xff\xff\xff", id="no character of UTF-32"),
        pytest.param(b"\0a\0b\0", id="UTF-16 that ends in half a unit"),
    ],
)
def test_binary_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^news\.txt: binary; "):
        decode(raw, "news.txt")


_encoded = st.builds(
    lambda text, name: text.encode(name, "ignore"),
    st.text(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "cp1252", "cp1251", "gb18030", "cp932"]),
)


@given(st.binary() | _encoded | st.builds(lambda a, b, c: a + b + c, _encoded, st.binary(max_size=3), _encoded))
def test_any_bytes_come_back(raw: bytes) -> None:
    try:
        part, _ = decode(raw)
    except UnreadableError:
        assert b"\0" in raw
    else:
        assert encode(part) == raw
        assert "\0" not in part.text
