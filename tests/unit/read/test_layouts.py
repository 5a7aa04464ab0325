"""Layouts of other content systems: where they put title, day, author, comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from takhrij.read import read

if TYPE_CHECKING:
    from takhrij.model import Article

P1 = "The council met on Tuesday night and agreed, after four hours, to postpone the vote on the quarry by a month."
P2 = "“Nobody has read the survey,” said councillor Ruth Amber, who asked for the delay. “I have not read it either.”"
P3 = "The quarry’s owner, Stone & Lime, said in a statement that it would wait, but not for ever."
BODY = f"<p>{P1}</p><p>{P2}</p><p>{P3}</p>"
TEXT = f"{P1}\n\n{P2}\n\n{P3}"


def article(source: str, url: str | None = None) -> Article:
    return read(f"<!doctype html><html lang=en>{source}</html>".encode(), name="x.html", url=url).article


def test_blogger() -> None:
    comments = """<div class="comments" id="comments"><h4>2 comments:</h4><div id="comment-holder"><div class="comment-thread"><ol><li class="comment" id="c8012345678901"><div class="avatar-image-container"></div><div class="comment-block"><div class="comment-header"><cite class="user"><a href="https://b.example" rel="nofollow">Perry</a></cite><span class="icon user"></span><span class="datetime secondary-text"><a rel="nofollow" href="#c80">4 May 2012 at 09:30</a></span></div><p class="comment-content">I was there. It was five hours.</p><span class="comment-actions secondary-text"><a>Reply</a></span></div><div class="comment-replies"><div class="comment-thread inline-thread"><ol><li class="comment" id="c8012345678902"><div class="comment-block"><div class="comment-header"><cite class="user blog-author">Mole</cite><span class="datetime secondary-text"><a>5 May 2012 at 11:00</a></span></div><p class="comment-content">Corrected, thanks.</p></div></li></ol></div></div></li></ol></div></div><p class="comment-footer">Post a Comment</p></div>"""
    a = article(
        f"""<head><title>Mole Hill: Quarry vote postponed</title></head><body><div class="header"><h1 class="title"><a href="/">Mole Hill</a></h1><p class="description">Notes from the edge of town</p></div>
<div class="main"><div class="date-outer"><h2 class="date-header"><span>Thursday, 3 May 2012</span></h2><div class="post hentry"><h3 class="post-title entry-title">Quarry vote postponed</h3><div class="post-body entry-content">{BODY}<div style="clear: both;"></div></div><div class="post-footer"><span class="post-author vcard">Posted by <span class="fn">Will Mole</span></span> <span class="post-timestamp">at <a class="timestamp-link" href="/q"><abbr class="published" title="2012-05-03T21:10:00+01:00">21:10</abbr></a></span><div class="post-labels">Labels: <a rel="tag">quarry</a></div></div></div></div>{comments}</div>
<div class="sidebar"><h2>Blog Archive</h2><ul><li><a href="/2012">2012</a></li></ul></div></body>""",
        url="https://molehill.blogspot.example/2012/05/quarry.html",
    )
    assert (a.title, a.text, a.bylines, a.outlet) == ("Quarry vote postponed", TEXT, ("Will Mole",), "Mole Hill")
    assert (a.published or "")[:10] == "2012-05-03"
    assert [(c.author, (c.date or "")[:10], c.text, c.parent) for c in a.comments] == [
        ("Perry", "2012-05-04", "I was there. It was five hours.", None),
        ("Mole", "2012-05-05", "Corrected, thanks.", "8012345678901"),
    ]


def test_old_wordpress() -> None:
    a = article(
        f"""<head><title>&raquo; Quarry vote postponed The Lime Post</title></head><body><div id="page"><div id="header"><h1><a href="/">The Lime Post</a></h1></div><div id="content" class="narrowcolumn"><div class="navigation"><div class="alignleft">&laquo; <a href="/a">Bridge repairs</a></div></div><div class="post" id="post-12"><h2>Quarry vote postponed</h2><small>May 3rd, 2008 <!-- by admin --></small><div class="entrytext">{BODY}<p class="postmetadata alt"><small>This entry was posted on Saturday, May 3rd, 2008 at 9:14 pm and is filed under <a href="/c">Local</a>. You can follow any responses through the <a href="/f">RSS 2.0</a> feed.</small></p></div></div><p class="nocomments">Comments are closed.</p></div></div></body>"""
    )
    assert (a.title, a.bylines, a.comments) == ("Quarry vote postponed", (), ())
    assert a.published == "2008-05-03"
    assert a.text.startswith(TEXT)


def test_drupal() -> None:
    comments = """<section id="comments" class="comments"><h2 class="title">Comments</h2><a id="comment-41"></a><article class="comment" about="/comment/41"><div class="submitted">Submitted by <span class="username">Ivy</span> on 4 May 2014 - 10:20</div><div class="content"><div class="field field--name-comment-body"><p>Which survey?</p></div><ul class="links"><li>reply</li></ul></div></article></section>"""
    a = article(
        f"""<head><title>Quarry vote postponed | Valley Record</title><meta name="dcterms.date" content="2014-05-03T08:00+02:00"></head><body><div id="page"><h1 class="page-title">Quarry vote postponed</h1><article class="node node-article"><p class="submitted">Submitted by <span class="username">Ada Quill</span> on 3 May 2014 - 08:00</p><div class="field field-name-body"><div class="field-items"><div class="field-item even" property="content:encoded">{BODY}</div></div></div></article>{comments}</div></body>""",
        url="https://valleyrecord.example/node/5",
    )
    assert (a.title, a.text, a.bylines, a.outlet) == ("Quarry vote postponed", TEXT, ("Ada Quill",), "Valley Record")
    assert (a.published or "")[:10] == "2014-05-03"
    assert [(c.author, (c.date or "")[:10], c.text) for c in a.comments] == [("Ivy", "2014-05-04", "Which survey?")]


def test_disqus_saved_with_the_page() -> None:
    post = '<li class="post" id="post-{n}"><div class="post-content"><div class="post-body"><header><span class="post-byline"><span class="author publisher-anchor-color"><a href="#">{a}</a></span></span><span class="post-meta"><a class="time-ago" title="{d}">7 years ago</a></span></header><div class="post-body-inner"><div class="post-message-container"><div class="post-message"><p>{t}</p></div></div></div><footer><ul><li class="reply">Reply</li></ul></footer></div></div><ul class="children">{k}</ul></li>'
    reply = post.format(n="902", a="Sam", d="Saturday, May 5, 2012 1:02 PM", t="So would I.", k="")
    first = post.format(n="901", a="Lou", d="Friday, May 4, 2012 11:40 AM", t="I would read it.", k=reply)
    a = article(
        f'<body><h1>Quarry vote postponed</h1><div class="article-body">{BODY}</div><div id="disqus_thread"><ul id="post-list" class="post-list">{first}</ul></div></body>'
    )
    assert a.text == TEXT
    assert [(c.id, c.author, (c.date or "")[:10], c.text, c.parent) for c in a.comments] == [
        ("901", "Lou", "2012-05-04", "I would read it.", None),
        ("902", "Sam", "2012-05-05", "So would I.", "901"),
    ]


def test_deleted_comment_is_none_and_its_answer_stays() -> None:
    item = '<li class="comment depth-{d}" id="comment-{n}"><div class="comment-body"><cite class="fn">{a}</cite><div class="comment-content"><p>{t}</p></div></div>{k}</li>'
    kid = item.format(d=2, n=2, a="Bo", t="I disagree.", k="")
    a = article(
        f'<body><h1>Quarry vote postponed</h1><div class="entry-content">{BODY}</div><ol class="commentlist">{item.format(d=1, n=1, a="", t="This comment has been deleted.", k="<ul class=children>" + kid + "</ul>")}</ol></body>'
    )
    assert [(c.id, c.author, c.parent) for c in a.comments] == [("2", "Bo", None)]


def test_comments_in_json_ld() -> None:
    data = '{"@type":"NewsArticle","headline":"Quarry vote postponed","comment":[{"@type":"Comment","text":"Read it.","author":{"@type":"Person","name":"Lou"},"dateCreated":"2012-05-04T10:00:00Z"}]}'
    a = article(
        f'<head><script type="application/ld+json">{data}</script></head><body><h1>Quarry vote postponed</h1>{BODY}</body>'
    )
    assert [(c.author, c.date, c.text) for c in a.comments] == [("Lou", "2012-05-04T10:00:00Z", "Read it.")]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('<p class="byline">By Ann Bo and Carl Dee, Staff Writers</p>', ("Ann Bo", "Carl Dee")),
        ('<div class="author"><a rel="author" href="/a">Ann Bo</a></div>', ("Ann Bo",)),
        ('<meta name="author" content="Ann Bo">', ("Ann Bo",)),
        ('<meta name="author" content="admin">', ()),
        ('<meta name="author" content="https://facebook.example/ann">', ()),
        (
            '<p class="byline">By <a href="/author/ann/">Ann Bo</a> | <time datetime="2020-01-02">2 Jan</time></p>',
            ("Ann Bo",),
        ),
        ("<p>Written by: Ann van der Bo</p>", ("Ann van der Bo",)),
        ('<span class="author">The Lime Post</span>', ()),
        ('<p class="byline">By Ann Bo in Paris and Carl Dee in Rome</p>', ("Ann Bo", "Carl Dee")),
        ('<meta name="twitter:creator" content="@annbo">', ()),
    ],
)
def test_bylines(line: str, names: tuple[str, ...]) -> None:
    a = article(
        f'<head><title>Quarry vote postponed | The Lime Post</title><meta property="og:site_name" content="The Lime Post"></head><body><h1>Quarry vote postponed</h1>{line}<div class="article-body">{BODY}</div></body>'
    )
    assert a.bylines == names
    assert a.text == TEXT


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Quarry vote postponed - The Lime Post</title>", "Quarry vote postponed"),
        (
            '<title>The Lime Post | Quarry vote postponed</title><meta property="og:site_name" content="The Lime Post">',
            "Quarry vote postponed",
        ),
        (
            '<title>x</title><meta property="og:title" content="Quarry vote postponed | The Lime Post"><meta property="og:site_name" content="The Lime Post">',
            "Quarry vote postponed",
        ),
        (
            '<title>Quarry - a vote postponed</title><meta property="og:title" content="Quarry - a vote postponed">',
            "Quarry - a vote postponed",
        ),
    ],
)
def test_titles_without_the_site(head: str, title: str) -> None:
    a = article(
        f'<head>{head}</head><body><div class="article-body">{BODY}</div></body>', url="https://thelimepost.example/1"
    )
    assert a.title == title


def test_dates_that_disagree_are_a_warning() -> None:
    source = f'<html><head><meta property="article:published_time" content="2019-05-03T10:00:00Z"></head><body><h1>Quarry vote postponed</h1><p class="date">Published 9 August 2021</p><div class="article-body">{BODY}</div></body></html>'
    r = read(source.encode(), name="x.html", url="https://l.example/2019/05/03/quarry")
    assert (r.article.published or "")[:10] == "2019-05-03"
    assert "date-conflict" in [w.code for w in r.warnings]


def test_no_date_is_invented() -> None:
    a = article(
        f"<body><h1>Quarry vote postponed</h1>{BODY}<footer>© 2021 The Lime Post</footer></body>",
        url="https://l.example/2019/05/quarry",
    )
    assert a.published is None


def test_titles_that_disagree_are_a_warning() -> None:
    source = f'<html><head><meta property="og:title" content="What the council did not say"></head><body><h1>Quarry vote postponed</h1>{BODY}</body></html>'
    assert "title-conflict" in [w.code for w in read(source.encode(), name="x.html").warnings]


def test_lists_tables_and_headings_are_paragraphs() -> None:
    a = article(
        f"<body><h1>Quarry vote postponed</h1><div class='article-body'>{BODY}<h2>What comes next</h2><ul><li>A vote in June.</li><li>A survey in July.</li></ul><table><tr><td>Year</td><td>Tons</td></tr><tr><td>2018</td><td>41</td></tr></table><p>{P1} Again.</p></div></body>"
    )
    paragraphs = [a.text[s:e] for s, e in a.paragraphs]
    assert paragraphs[3:6] == ["What comes next", "A vote in June.", "A survey in July."]
    assert "Year | Tons" in paragraphs
    assert "2018 | 41" in paragraphs


def test_words_that_only_their_look_sets_apart() -> None:
    """A date and an author side by side are two words; parts of a word in the text stay one."""
    page = (
        "<article><h1>Bridge stays closed</h1><div class=entry-meta><span class=date>3 May 2019</span><span class=author>"
        f"Jane Doe</span></div><p>The <b>com</b>mittee <span class=s1>sai</span><span class=s2>d</span> so. {'x ' * 60}</p></article>"
    )
    a = read(page.encode(), name="x.html").article
    assert (a.published, a.bylines) == ("2019-05-03", ("Jane Doe",))
    assert "3 May 2019 Jane Doe" in [f.text for f in a.furniture]
    assert a.text.startswith("The committee said so.")
