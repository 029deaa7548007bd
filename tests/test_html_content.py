"""Of a page that is no committee system's, every word of the content is read, and no menu."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.formats.html import read

SHELLS = {
    "main": "<main>{}</main>",
    "role": '<div class="page"><div role="main">{}</div></div>',
    "article": "<div><article>{}</article></div>",
    "named": '<div id="wrapper"><div class="content-area">{}</div></div>',
    "form": '<form id="aspnetForm" class="site-nav-open"><div>{}</div></form>',
    "plain": "<div>{}</div>",
    "table": "<table><tr><td>{}</td></tr></table>",
}
AROUND = (
    '<header><a href="/">menuword Logo</a></header>'
    '<nav><ul><li><a href="/a">menuword</a></li><li><a href="/b">menuword Bins</a></li></ul></nav>'
    '<div class="breadcrumb"><a href="/">menuword</a> &gt; here menuword</div>'
    '<div class="left"><ul><li><a href="/c">menuword</a></li><li><a href="/d">menuword</a></li>'
    "</ul></div>",
    '<div class="sidebar"><h2>menuword Related</h2><ul><li><a href="/e">menuword</a></li></ul>'
    '</div><div id="siteFooter"><p>menuword Accessibility</p></div>'
    "<footer><p>menuword Contact us</p></footer>",
)
# Each holds one place, {0}, for words or further content.
FORMS = (
    "<p>{0}</p>",
    "<div>{0}</div>",
    "<ul><li>{0}</li><li>{0}</li></ul>",
    "<ol><li>{0}<ol type='a'><li>{0}</li></ol></li></ol>",
    "<ul><li><p>{0}</p><ul><li>{0}</li></ul></li></ul>",
    "<dl><dt>{0}</dt><dd>{0}</dd></dl>",
    "<blockquote>{0}</blockquote>",
    "<table><caption>{0}</caption><tr><th>{0}</th><td>{0}</td></tr><tr><td>{0}</td></tr></table>",
    "<table><tr class='table-header'><td><ul><li>{0}</li></ul></td><td>{0}</td></tr></table>",
    "<h2>{0}</h2><p>{0}</p>",
    "<h4>{0}</h4><ul><li>{0}</li></ul>",
    "{0}<br>{0}<br><br>{0}",
    "<section><header><h3>{0}</h3></header><p>{0}</p></section>",
    "<details><summary>{0}</summary><p>{0}</p></details>",
    "<div class='accordion-panel' hidden><p>{0}</p></div>",
    "<figure><figcaption>{0}</figcaption></figure>",
    "<pre>{0}</pre><address>{0}</address>",
    "<p>{0} <a href='/x'>{0}</a> {0}</p>",
    "<p>{0}</p><ul><li><a href='/minutes-of-may'>{0}</a></li><li><a href='/y'>{0}</a></li></ul>",
    "<ul><li><a href='/report.pdf'>{0}</a></li><li><a href='/plan.docx'>{0}</a></li></ul>",
    "<div class='minutes-header'>{0}</div>",
    "<span>{0}</span> <b>{0}</b> <i>{0}</i>",
)


@st.composite
def contents(draw: st.DrawFn) -> str:
    """The markup of some content, every word of it different."""
    words = (f"word{number}x" for number in itertools.count())
    forms = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=6))
    return re.sub(
        r"\{0\}",
        lambda _: f"{next(words)} {next(words)}",
        "<p>{0} opening of the page, which is long enough to be one.</p>" + "".join(forms),
    )


@settings(deadline=None)
@given(contents(), st.sampled_from(sorted(SHELLS)))
def test_no_word_of_the_content_is_lost_or_moved(content: str, shell: str) -> None:
    inner = SHELLS[shell].format(f"<h1>Scrutiny of fostering</h1>{content}")
    before, after = AROUND
    source = read(f"<html><body>{before}{inner}{after}</body></html>".encode())
    text = " ".join(block.text for block in source.blocks)
    assert re.findall(r"word\d+x", text) == re.findall(r"word\d+x", content)
    assert "menuword" not in text


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<ul><li>Only a list</li><li>of two points</li></ul>", "Only a list"),
        ("First line<br><br>Second line", "Second line"),
        ("<nav><a href='/a'>All that is here</a></nav>", "All that is here"),
        ("<table><tr><form><td>In a form</td><td>7</td></form></tr></table>", "In a form | 7"),
    ],
)
def test_a_page_of_little_is_read_whole(markup: str, kept: str) -> None:
    source = read(f"<html><body>{markup}</body></html>".encode())
    assert kept in [re.sub(r"^• ", "", block.text) for block in source.blocks]
