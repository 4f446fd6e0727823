"""How sentences become exhibits: cover, the box on page one, findings, notices, readings, method.

A sentence is made by :func:`say` from a message of the catalogue; its numbers are cells of
published tables, so that whoever doubts a sentence can look it up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import nh3
from markdown_it import MarkdownIt

from toolkit import bundle
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.note import Note

_NOTE_TAGS = {"p", "em", "strong", "ul", "ol", "li", "blockquote", "br", "h3", "h4", "code"}
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


def number(text: str, table: str, row: int, column: str) -> bundle.Number:
    """Tie a number, as it is written, to its cell: table, row (from 0) and column."""
    return bundle.Number(text=text, table=table, row=row, column=column)


def say(
    language: Language, message: str, /, *, lead: str = "", **values: object
) -> bundle.Sentence:
    """Write a sentence in `language`.

    Parameters
    ----------
    message
        The English message, with ``{names}``.
    lead
        Words before it that stand out.
    values
        What the names stand for; a :class:`toolkit.bundle.Number` keeps its origin.
    """
    numbers = tuple(value for value in values.values() if isinstance(value, bundle.Number))
    words = {
        name: value.text if isinstance(value, bundle.Number) else value
        for name, value in values.items()
    }
    text = language.text(message, **words)
    return bundle.Sentence(text=text[:1].upper() + text[1:], lead=lead, numbers=numbers)


def quote(names: Iterable[object], language: Language) -> str:
    """List names, each in quotes."""
    return language.listing(f"“{name}”" for name in names)


def plain(text: str, lead: str = "") -> bundle.Sentence:
    """Take a sentence that was written elsewhere as it is."""
    return bundle.Sentence(text=text, lead=lead)


def cover(
    folder: ClientFolder,
    language: Language,
    *,
    chapter: str,
    chapter_title: str,
    title: str,
    lede: str,
    as_of: str | None = None,
) -> Exhibit:
    """Make the cover of a chapter, with the strategy's own title from ``notes/strategy.md``.

    ``as_of`` is the client's own unless given; the client's may take all data to find.
    """
    if as_of is None:
        as_of = folder.as_of.isoformat() if folder.as_of else ""
    client, strategy = folder.client, folder.note("strategy") or Note()
    made = bundle.Cover(
        chapter=chapter,
        chapter_title=chapter_title,
        title=title,
        lede=lede,
        report_title=strategy.title
        or language.text("Social media strategy of {client}", client=client.name),
        report_lede=strategy.lede,
        client=client.name,
        sender=folder.brand.sender,
        language="nl" if language.code == "nl" else "en",
        as_of=as_of,
        fictional=client.fictional,
        brand=bundle.Brand(
            accent=folder.brand.accent,
            logo=folder.logo(),
            logo_alt=language.text("Logo of {client}", client=client.name),
            font=folder.brand.font,
        ),
    )
    return Exhibit(made, f"<h1>{escape(title)}</h1><p>{escape(lede)}</p>")


def summary(sentences: Sequence[bundle.Sentence], name: str = "summary") -> Exhibit:
    """Make the left side of the box on page one: what is so."""
    return _listing(bundle.Text(name=name, role="summary", sentences=tuple(sentences)))


def asks(sentences: Sequence[bundle.Sentence], note: Note | None, name: str = "asks") -> Exhibit:
    """Make the right side of the box: what is asked, by the results and by the consultant."""
    own = tuple(plain(text) for text in (note.asks if note else ()))
    return _listing(bundle.Text(name=name, role="ask", sentences=(*sentences, *own)))


def finding(sentences: Iterable[bundle.Sentence], name: str) -> Exhibit:
    """Make a paragraph of the running text."""
    return _paragraph(bundle.Text(name=name, role="finding", sentences=tuple(sentences)))


def notice(sentences: Iterable[bundle.Sentence], name: str) -> Exhibit:
    """Make a warning that the reader must not miss."""
    return _paragraph(bundle.Text(name=name, role="notice", sentences=tuple(sentences)))


def method(sentences: Iterable[bundle.Sentence], name: str, title: str) -> Exhibit:
    """Make a paragraph of the method appendix, under its own title."""
    return _paragraph(
        bundle.Text(name=name, role="method", sentences=tuple(sentences), title=title)
    )


def reading(folder: ClientFolder, language: Language, chapter: str) -> Exhibit:
    """Make the consultant's own reading of a chapter; an empty exhibit where none is written."""
    note = folder.note(chapter)
    if note is None or not note.body:
        made = bundle.Text(name=f"{chapter}-reading", role="reading", sentences=())
        return Exhibit(made, "")
    signed = ", ".join(one for one in (note.author, _written(note, language)) if one)
    made = bundle.Text(
        name=f"{chapter}-reading",
        role="reading",
        title=note.title or language.text("Our reading"),
        signed=signed,
        sentences=tuple(plain(part) for part in note.body.split("\n\n")),
    )
    clean = nh3.clean(_MARKDOWN.render(note.body), tags=_NOTE_TAGS, attributes={})
    html = (
        f'<div class="own-words"><h3>{escape(made.title)}</h3>{clean}'
        f"<footer>{escape(made.signed)}</footer></div>"
    )
    return Exhibit(made, html)


def sources(folder: ClientFolder, language: Language) -> Exhibit:
    """List everything that the chapter read; it comes last, when all has been read."""
    made = folder.sources()
    rows = "".join(
        f"<tr><td>{escape(file.path)}</td><td>{escape(file.contents)}</td></tr>"
        for file in made.files
        if file.sha256
    )
    caption = escape(language.text("Files that this chapter rests on"))
    return Exhibit(made, f"<table><caption>{caption}</caption><tbody>{rows}</tbody></table>")


def _written(note: Note, language: Language) -> str:
    return language.date(note.written) if note.written else ""


def _listing(text: bundle.Text) -> Exhibit:
    items = "".join(f"<li>{_inline(sentence)}</li>" for sentence in text.sentences)
    return Exhibit(text, f"<ul>{items}</ul>" if items else "")


def _paragraph(text: bundle.Text) -> Exhibit:
    title = f"<h3>{escape(text.title)}</h3>" if text.title else ""
    words = " ".join(_inline(sentence) for sentence in text.sentences)
    kind = ' class="notice"' if text.role == "notice" else ""
    return Exhibit(text, f"{title}<p{kind}>{words}</p>" if words else "")


def _inline(sentence: bundle.Sentence) -> str:
    lead = f"<b>{escape(sentence.lead)}</b> " if sentence.lead else ""
    return lead + escape(sentence.text)
