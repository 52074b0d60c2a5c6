"""What Markdown shows to rules, what it hides, and which ignores it reads."""

from __future__ import annotations

import time

import pytest

from cleaner.formats.markdown import PLUGIN, escape
from cleaner.model import Segment
from cleaner.render import edits_for, splice

read = PLUGIN.read


def views(source: str, path: str = "a.md") -> list[tuple[str, str]]:
    return [(s.kind, s.view) for s in read(source.encode(), path).segments]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("$5 or **$20** a day", [("paragraph", "$5 or $20 a day")], id="sums in dollars are no formula"),
        pytest.param("If $2x$ is 4", [("paragraph", "If \ufffc is 4")], id="a formula is"),
        pytest.param("# One #\n\ntwo\n", [("heading", "One"), ("paragraph", "two")], id="heading and paragraph"),
        pytest.param("One\n===\n", [("heading", "One")], id="underlined heading"),
        pytest.param("- a\n- b\n\n  c\n", [("item", "a"), ("item", "b"), ("item", "c")], id="tight and loose items"),
        pytest.param("- a\n  - b\n  more\n", [("item", "a"), ("item", "b\nmore")], id="nested items"),
        pytest.param("> one\n> two\n", [("quote", "one\ntwo")], id="block quote"),
        pytest.param("> [!NOTE]\n> one\n", [("quote", "one")], id="alert"),
        pytest.param("|a|b|\n|-|-|\n|c|*d*|\n", [("cell", "a"), ("cell", "b"), ("cell", "c"), ("cell", "d")], id="table"),
        pytest.param("a **b** _c_ ~~d~~ [e](u 'f')", [("paragraph", "a b c d e")], id="a phrase over markup is one text"),
        pytest.param("a `b c` d ``e`` f", [("paragraph", "a \ufffc d \ufffc f")], id="code"),
        pytest.param("a ![b *c*](d) e", [("paragraph", "a \ufffc e")], id="image"),
        pytest.param("a <http://b.c> d <e@f.gh>", [("paragraph", "a \ufffc d \ufffc")], id="autolinks"),
        pytest.param("a https://b.c/d_e_f, www.g.hi. j k@l.mn", [("paragraph", "a \ufffc, \ufffc. j \ufffc")], id="bare addresses"),
        pytest.param("a $x_i$ b $$y$$", [("paragraph", "a \ufffc b \ufffc")], id="formulas"),
        pytest.param("from $5-$6 to US$7 or $8", [("paragraph", "from $5-$6 to US$7 or $8")], id="dollars are no formula"),
        pytest.param("a[^1] b\n\n[^1]: c\n", [("paragraph", "a b"), ("paragraph", "c")], id="footnote"),
        pytest.param("a <b>c</b><!-- d --> e<br>f <img src='g'>", [("paragraph", "a c e\nf \ufffc")], id="inline HTML"),
        pytest.param("a <code>b *c*</code> d", [("paragraph", "a \ufffc d")], id="code in HTML"),
        pytest.param("a <code>*b</code> c*", [("paragraph", "a b c")], id="an element over the end of markup holds no code"),
        pytest.param("<div>\na\n</div>\n\nb", [("paragraph", "b")], id="HTML block"),
        pytest.param("```\na\n```\n\n    b\n\n~~~x\nc\n~~~\n", [], id="code blocks"),
        pytest.param("a &amp; b&nbsp;c \\* d\\\\", [("paragraph", "a & b\u00a0c * d\\")], id="entities and escapes"),
        pytest.param("a  \nb\\\nc\n   d", [("paragraph", "a\nb\nc\nd")], id="line breaks"),
        pytest.param("a\r\nb\rc\r\n\r\nd", [("paragraph", "a\nb\nc"), ("paragraph", "d")], id="CRLF and CR"),
        pytest.param("a [b] c\n\n[b]: d 'e'\n", [("paragraph", "a b c")], id="reference"),
        pytest.param("{{< a b=\"c\" >}} d {{% e %}} f {{ g }} {% h %}", [("paragraph", "\ufffc d \ufffc f \ufffc \ufffc")], id="shortcodes and templates"),
        pytest.param("# a {#b .c}\n\n[d](e){.f}", [("heading", "a"), ("paragraph", "d\ufffc")], id="attributes"),
        pytest.param("::: note\na\n:::", [("paragraph", "\ufffc\na\n\ufffc")], id="containers"),
        pytest.param("a [[B c]] d", [("paragraph", "a \ufffc d")], id="wiki link"),
        pytest.param("import A from 'a'\n\nexport const b = 1\n\nimport duties rise", [("paragraph", "import duties rise")], id="MDX modules"),
        pytest.param("---\na: b\n---\nc", [("paragraph", "c")], id="YAML front matter"),
        pytest.param("+++\r\na = 1\r\n\r\n+++\r\nc", [("paragraph", "c")], id="TOML front matter, CRLF"),
        pytest.param("\ufeff---\na: b\n---\nc", [("paragraph", "c")], id="front matter behind a mark"),
        pytest.param("---\n\na\n\n---\n", [("paragraph", "a")], id="two rules are no front matter"),
        pytest.param("a\n\n---\nb: c\n---\n", [("paragraph", "a"), ("heading", "b: c")], id="no front matter but in front"),
        pytest.param("---\na: b", [("paragraph", "a: b")], id="front matter without an end"),
        pytest.param("😀 *é* a", [("paragraph", "😀 é a")], id="offsets count code points"),
        pytest.param("`a` ![b](c)\n\n***\n", [], id="no text"),
    ],
)  # fmt: skip
def test_views(source: str, expected: list[tuple[str, str]]) -> None:
    assert views(source) == expected


def test_mdx_hides_elements_and_expressions() -> None:
    assert views("a <B c={{d: 1}}>e</B> {f({g})} h", "a.mdx") == [("paragraph", "a \ufffce \ufffc h")]
    assert views("a {f} h") == [("paragraph", "a {f} h")]


def test_broken_bytes_stand_in_the_view() -> None:
    doc = read(b"a \xff *b*", "a.md")
    assert doc.segments[0].view == "a \udcff b"
    assert [n.code for n in doc.notifications] == ["broken-utf8"]


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        pytest.param("a **IA** chip", "IA chip", "AI chips", "a **AI** chips", id="over markup"),
        pytest.param("a [flea *b*](flea)", "flea b", "chip b", "a [chip *b*](flea)", id="text of a link"),
        pytest.param("a [flea][b]\n\n[b]: c", "flea", "chip", "a [chip][b]\n\n[b]: c", id="text of a link with a key"),
        pytest.param("a [flea]\n\n[flea]: c", "flea", "chip", None, id="text that is the key"),
        pytest.param("a [flea][]\n\n[flea]: c", "flea", "chip", None, id="text that is the key, brackets behind"),
        pytest.param("a\n> b the\n> big fleas", "the\nbig fleas", "the big chips", "a\n> b the big chips", id="over a line break in a quote"),
        pytest.param("a\\*b flea", "*b flea", "*b chip", "a\\*b chip", id="behind an escape"),
        pytest.param("a &copy;b", "©b", "c", "a c", id="an entity goes whole"),
        pytest.param("see `x` flea", "\ufffc flea", "\ufffc chip", "see `x` chip", id="behind code"),
        pytest.param("see `x` flea", "\ufffc flea", "chip", None, id="code can't go"),
    ],
)
def test_edits(source: str, old: str, new: str, expected: str | None) -> None:
    doc = read(source.encode(), "a.md")
    segment = next(s for s in doc.segments if old in s.view)
    start = segment.view.index(old)
    edits = edits_for(segment, source, start, start + len(old), new, escape)
    assert (None if edits is None else splice(doc.parts[0], edits).text) == expected


@pytest.mark.parametrize(
    ("new", "kind", "expected"),
    [
        pytest.param("plain, words: (all) fine - 3.5% + 1 #1 a>b $5 R&D!", "paragraph", None, id="nothing needed"),
        pytest.param("2 * 3 and a_b_c and 1 _ 2", "paragraph", None, id="no markup between spaces or inside words"),
        pytest.param("*a* _b_", "paragraph", "\\*a\\* \\_b\\_", id="emphasis"),
        pytest.param("`a` <b> &amp; &#65; \\*", "paragraph", "\\`a\\` \\<b> \\&amp; \\&#65; \\\\\\*", id="code, tag, entity, backslash"),
        pytest.param("[sic]", "paragraph", None, id="brackets that are no link"),
        pytest.param("[a](b) c]", "paragraph", "\\[a\\](b) c\\]", id="brackets that are one"),
        pytest.param("~~a~~ ~5", "paragraph", "\\~\\~a\\~\\~ ~5", id="struck out"),
        pytest.param("\n# a", "paragraph", "\n\\# a", id="heading"),
        pytest.param("\n- a", "item", "\n\\- a", id="item"),
        pytest.param("\n12) a", "quote", "\n12\\) a", id="numbered item"),
        pytest.param("\n> a", "paragraph", "\n\\> a", id="quote"),
        pytest.param("\n- a", "heading", "\n- a", id="no item begins in a heading"),
        pytest.param("C #\n", "heading", "C \\#\n", id="closing mark of a heading"),
        pytest.param("a|b", "cell", "a\\|b", id="cell"),
    ],
)
def test_escape_only_what_is_needed(new: str, kind: str, expected: str | None) -> None:
    assert escape(new, Segment("", (), kind=kind)) == (new if expected is None else expected)


@pytest.mark.parametrize(
    ("source", "rules", "covered"),
    [
        pytest.param("<!-- clean: ignore -->\n\na\nb\n\nc", (), "a\nb\n", id="on its own line it covers the next block"),
        pytest.param("<!-- clean: ignore -->\na\n\nb", (), "a\n", id="right above it too"),
        pytest.param("<!-- clean: ignore x/y -->\n<!-- about -->\n\n# a\n\nb", ("x/y",), "# a\n", id="another comment between"),
        pytest.param("<!-- clean: ignore x -->\n- a\n- b\n\nc", ("x",), "- a\n- b\n\n", id="a whole list"),
        pytest.param("a <!-- clean: ignore x,z/*  w --> b\n\nc", ("x", "z/*", "w"), "a <!-- clean: ignore x,z/*  w --> b", id="inside it covers its paragraph"),
        pytest.param("- a\n- b *c* <!-- clean:ignore x --> d\n- e", ("x",), "b *c* <!-- clean:ignore x --> d", id="inside an item"),
        pytest.param("# a <!-- clean: ignore x -->\nb", ("x",), "# a <!-- clean: ignore x -->", id="inside a heading"),
        pytest.param("a\n\n<!-- clean: ignore-file x -->\n", ("x",), "a\n\n<!-- clean: ignore-file x -->\n", id="the file"),
        pytest.param("a\n\n<!-- clean: ignore x -->\n", ("x",), "", id="nothing comes"),
        pytest.param("<!-- clean: ignore x -->\n```\na\n```\nb", ("x",), "```\na\n```", id="code is a block as well"),
        pytest.param("---\nt: é\n---\né\n\n<!-- clean: ignore x -->\n\né\n", ("x",), "é\n", id="offsets behind front matter"),
    ],
)  # fmt: skip
def test_ignores(source: str, rules: tuple[str, ...], covered: str) -> None:
    doc = read(source.encode(), "a.md")
    (ignore,) = doc.ignores
    assert (ignore.rules, source[ignore.start : ignore.end]) == (rules, covered)
    comment = source.index("<!-- clean")
    assert (ignore.line, ignore.column) == (source.count("\n", 0, comment) + 1, comment - source.rfind("\n", 0, comment))
    assert doc.notifications == ()


@pytest.mark.parametrize("comment", ["clean: ingore x", "clean: ignore_file", "clean ignore x", "clean:"])
def test_a_misspelt_directive_is_told(comment: str) -> None:
    doc = read(f"a\n\n<!-- {comment} -->\nb".encode(), "a.md")
    assert [(n.code, n.level) for n in doc.notifications] == [("unknown-directive", "note")]
    assert doc.notifications[0].message.startswith("3:1: ")
    assert doc.ignores == ()


@pytest.mark.parametrize("comment", ["clean up this section", "cleaner: ignore", "a clean: ignore"])
def test_other_comments_are_no_directives(comment: str) -> None:
    doc = read(f"<!-- {comment} -->\na".encode(), "a.md")
    assert (doc.ignores, doc.notifications) == ((), ())


@pytest.mark.parametrize("bad", ["{{", "{%", "<!-- clean:", "[", "[[", "www.", "a@", "<code>", "`a", "*a ", "$1", "> ", "---\na\n"])
def test_hostile_repetition_takes_no_second(bad: str) -> None:
    began = time.process_time()
    read((bad * 5000).encode(), "a.mdx")
    assert time.process_time() - began < 1


def test_a_comment_in_code_is_no_directive() -> None:
    doc = read(b"```\n<!-- clean: ignore x -->\n```\n\n`<!-- clean: ignore x -->`\n", "a.md")
    assert doc.ignores == ()
