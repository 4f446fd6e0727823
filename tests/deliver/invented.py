# ruff: noqa: E501 - sentences are sentences
"""Executed chapters that nobody executed: bundles and pictures made up for the tests of delivery.

Everything in them is invented, and some of it is hostile.
"""

from __future__ import annotations

from html import escape
from typing import Any

import nbformat
from nbformat import NotebookNode

from toolkit import bundle
from toolkit.bundle import Column, Number, Sentence, Table, Text
from toolkit.exhibit import Exhibit

HOSTILE = "<script>alert('x')</script> & \"Jansen\" 'Söhne' </figure></style>"
LONG = "Stichting Openbare Bibliotheekvoorzieningen Midden-Waterlandsemeerpolder-Zuidoost"
LOGO = (
    "data:image/svg+xml;base64,"
    "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA2NCAyNCI+PHBhdGggZD0iTTAg"
    "MjRMMTIgMGgxMkwxMiAyNHpNMjAgMjRMMzIgMGgxMkwzMiAyNHpNNDAgMjRMNTIgMGgxMkw1MiAyNHoiIGZpbGw9IiMwYjVj"
    "NmIiLz48L3N2Zz4="
)  # fmt: skip


def notebook(*cells: NotebookNode) -> NotebookNode:
    """A notebook whose cell ids follow from their order."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return nbformat.v4.new_notebook(cells=list(cells))


def markdown(source: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(source)


def shown(*exhibits: Exhibit, tags: tuple[str, ...] = ()) -> NotebookNode:
    """A code cell with one output for each exhibit, the last one its value."""
    outputs = [
        nbformat.v4.new_output("display_data", data=one._repr_mimebundle_()) for one in exhibits
    ]
    if outputs:
        last = nbformat.v4.new_output(
            "execute_result", data=exhibits[-1]._repr_mimebundle_(), execution_count=3
        )
        outputs[-1] = last
    metadata = {"tags": list(tags)} if tags else {}
    return nbformat.v4.new_code_cell(
        "secret_code_of_this_cell()", outputs=outputs, metadata=metadata, execution_count=3
    )


def output(kind: str, **contents: Any) -> NotebookNode:
    """A code cell with one output that carries no bundle."""
    return nbformat.v4.new_code_cell(
        "secret_code_of_this_cell()", outputs=[nbformat.v4.new_output(kind, **contents)]
    )


def cover(language: str = "nl", **changes: Any) -> Exhibit:
    dutch = language == "nl"
    values: dict[str, Any] = {
        "chapter": "channel_benchmark",
        "chapter_title": "Kanaalbenchmark" if dutch else "Channel benchmark",
        "title": (
            "Facebook is uw sterkste kanaal, Instagram dat van Kennisplein"
            if dutch
            else "Facebook is your strongest channel, Instagram is Summit's"
        ),
        "lede": (
            "Wat een bericht van u losmaakt, naast wat dat van drie andere losmaakt."
            if dutch
            else "What a post of yours calls up, beside those of three others."
        ),
        "report_title": (
            "Minder kanalen, sneller antwoord, één leesclub"
            if dutch
            else "Fewer channels, faster answers, one walking club"
        ),
        "report_lede": (
            "Wat u het komende jaar op sociale media doet, wat u laat, en wat dat van uw mensen vraagt."
            if dutch
            else "What to do on social media next year, what to leave, and what that asks of people."
        ),
        "client": "Bibliotheek Waterland" if dutch else "Fell & Heath",
        "sender": "Bureau Noorderlicht",
        "language": language,
        "as_of": "2026-10-31",
        "fictional": True,
        "brand": bundle.Brand(logo=LOGO, logo_alt="Logo"),
    }
    return Exhibit(bundle.Cover(**(values | changes)), "<h1>cover</h1>")


def text(role: Any, *sentences: Sentence | str, title: str = "", name: str = "") -> Exhibit:
    made = [one if isinstance(one, Sentence) else Sentence(text=one) for one in sentences]
    return Exhibit(
        Text(name=name or role, role=role, title=title, sentences=tuple(made)),
        "".join(f"<p>{escape(one.text)}</p>" for one in made),
    )


def reading(title: str, paragraph: str, signed: str) -> Exhibit:
    return Exhibit(
        Text(
            name="reading",
            role="reading",
            title=title,
            signed=signed,
            sentences=(Sentence(text=paragraph),),
        ),
        f'<div class="own-words"><h3>{escape(title)}</h3><p>{escape(paragraph)}</p>'
        f"<footer>{escape(signed)}</footer></div>",
    )


BRANDS: tuple[tuple[str, float | None, float | None, float | None, int], ...] = (
    ("Bibliotheek Waterland", 2.9, 2.3, 3.6, 212),
    ("Kennisplein", 1.8, 1.5, 2.2, 1340),
    (LONG, 1.7, 1.2, 2.3, 156),
    ("Leeshuis Oost", None, None, None, 14),
)


def medians(language: str = "nl", name: str = "figure_response") -> Table:
    dutch = language == "nl"
    return Table(
        name=name,
        title="Interacties" if dutch else "Interactions",
        columns=(
            Column(name="brand", label="Bibliotheek" if dutch else "Brand"),
            Column(name="value", label="Mediaan" if dutch else "Median", unit="number", decimals=1),
            Column(name="low", label="Laag" if dutch else "Low", unit="number", decimals=1),
            Column(name="high", label="Hoog" if dutch else "High", unit="number", decimals=1),
            Column(name="n_posts", label="Berichten" if dutch else "Posts", unit="count"),
        ),
        rows=BRANDS,
        emphasis=(0,),
        published=False,
    )


def figure(
    name: str = "channel-benchmark-response", language: str = "nl", **changes: Any
) -> Exhibit:
    dutch = language == "nl"
    values: dict[str, Any] = {
        "name": name,
        "kind": "intervals",
        "title": (
            "Een bericht van u maakt op Facebook het meeste los"
            if dutch
            else "On Facebook a post of yours calls up the most"
        ),
        "measure": (
            "Interacties per 1.000 volgers, het middelste bericht, met 95%-interval"
            if dutch
            else "Interactions per 1,000 followers, the middle post, with 95% interval"
        ),
        "alt": (
            "Bibliotheek Waterland 2,9; Kennisplein 1,8; Stichting 1,7; Leeshuis Oost te weinig."
            if dutch
            else "Bibliotheek Waterland 2.9; Kennisplein 1.8; Stichting 1.7; Leeshuis Oost too few."
        ),
        "data": medians(language),
        "n": (
            "1.722 berichten, mei tot en met oktober 2026"
            if dutch
            else "1,722 posts, May to October 2026"
        ),
        "source": "eigen exports en openbare tellingen"
        if dutch
        else "own exports and public counts",
    }
    made = bundle.Figure(**(values | changes))
    pictures = "".join(
        f'<div class="picture {kind}"{hidden}>{_picture(made, kind, width)}</div>'
        for kind, width, hidden in (("wide", 760, ""), ("narrow", 343, " hidden"))
    )
    return Exhibit(
        made,
        f'<figure class="koers-figure"><figcaption class="head">{escape(made.title)}'
        f"<span>{escape(made.measure)}</span></figcaption>{pictures}</figure>",
    )


def _picture(made: bundle.Figure, kind: str, width: int) -> str:
    prefix = f"{made.name}-{kind}"
    marks = []
    for number, (brand, value, low, high, _) in enumerate(BRANDS):
        top, scale = 46 * number, (width - 60) / 4
        colour = "var(--accent, #0b5c6b)" if number == 0 else "var(--rival, #6f7982)"
        ink = "var(--accent, #0b5c6b)" if number == 0 else "var(--soft, #55606a)"
        shown_name = brand if width > 400 or len(brand) < 40 else f"{brand[:39]}…"
        marks.append(f'<text x="0" y="{top + 13}" style="fill: {ink}">{escape(shown_name)}</text>')
        if value is None or low is None or high is None:
            marks.append(
                f'<text x="0" y="{top + 30}" style="fill: var(--faint, #626c76); '
                f'font-style: italic; font-size: 11.5px">te weinig berichten (14)</text>'
            )
            continue
        marks.append(
            f'<path d="M{low * scale:.1f} {top + 26}H{high * scale:.1f}" style="stroke: {colour}; '
            f'stroke-width: 5; stroke-linecap: round; opacity: .32"/>'
            f'<circle cx="{value * scale:.1f}" cy="{top + 26}" r="5.5" style="fill: {colour}"/>'
            f'<text x="{high * scale + 8:.1f}" y="{top + 30}" style="fill: {ink}">'
            f"{str(value).replace('.', ',')}</text>"
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fig" role="img" viewBox="0 0 {width} 190" '
        f'aria-labelledby="{prefix}-title {prefix}-desc" style="font-size: 13px">'
        f'<title id="{prefix}-title">{escape(made.title)}</title>'
        f'<desc id="{prefix}-desc">{escape(made.alt)}</desc>{"".join(marks)}</svg>'
    )


def ranking(language: str = "nl", **changes: Any) -> Exhibit:
    dutch = language == "nl"
    values: dict[str, Any] = {
        "name": "ranking",
        "title": "Advies en besluit" if dutch else "Advice and decision",
        "columns": (
            Column(name="initiative", label="Initiatief" if dutch else "Initiative"),
            Column(name="verdict", label="Advies" if dutch else "Advice"),
            Column(name="rule", label="Omdat" if dutch else "Because"),
            Column(name="hours", label="Uren" if dutch else "Hours", unit="hours"),
            Column(name="cost", label="Kosten" if dutch else "Cost", unit="money"),
            Column(name="share", label="Aandeel" if dutch else "Share", unit="share", decimals=1),
            Column(name="start", label="Begin" if dutch else "Start", unit="date"),
        ),
        "rows": (
            ("Webcare binnen 4 uur", "bouwen", "hoogste opbrengst bij elke weging", 456, 1250.0, 0.3125, "2027-01-04"),
            ("=HYPERLINK(\"http://kwaad.example\")", "meedoen", HOSTILE, 108.5, None, None, None),
            (LONG, "laten", "past in geen plan van 24 uur; heroverwegen in juni", 732, 64000, 0.05, "2027-06-01"),
        ),
        "emphasis": (0,),
    }  # fmt: skip
    made = Table(**(values | changes))
    head = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in made.columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(str(cell))}</th>'
            if place == 0
            else f"<td>{escape(str(cell))}</td>"
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in made.rows
    )
    return Exhibit(
        made,
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(made.title)}"><table>'
        f"<caption>{escape(made.title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>",
    )


def sources() -> Exhibit:
    files = (
        bundle.SourceFile(
            path="data/channels/facebook-2026.csv", sha256="0123456789abcdef" * 4,
            contents="Meta, berichten", rows=12345,
        ),
        bundle.SourceFile(path="notes/channel_benchmark.md", sha256="fedcba9876543210" * 4),
    )  # fmt: skip
    return Exhibit(bundle.Sources(files=files), "<table><tbody><tr><td>x</td></tr></tbody></table>")


def chapter(
    language: str = "nl", prefix: str = "channel-benchmark", **changes: Any
) -> NotebookNode:
    """A chapter with one of everything; `changes` are the cover's."""
    dutch = language == "nl"
    share = Number(text="31%", table="ranking", row=0, column="share")
    return notebook(
        markdown("# Kanaalbenchmark" if dutch else "# Channel benchmark"),
        shown(tags=("parameters", "remove-cell")),
        shown(cover(language, **changes)),
        shown(
            text(
                "summary",
                "Op Facebook roept een bericht van u meer op dan bij de drie andere bibliotheken; op Instagram staat Kennisplein ver voor.",
                Sentence(
                    text="Gezinnen, 31% van uw leden, bewaren en delen meer dan andere leden. Daar is nog geen kanaal voor.",
                    numbers=(share,),
                ),
                "Drie initiatieven passen samen in 24 uur per week. De app met forum past in geen enkel plan.",
            )
            if dutch
            else text(
                "summary",
                "On Facebook a post of yours calls up more than those of the three others; on Instagram Summit is far ahead.",
                Sentence(text="Families, 31% of your customers, save and share more than others.", numbers=(share,)),
                "Three initiatives fit into 24 hours a week.",
            ),
            text(
                "ask",
                Sentence(lead="24 uur per week", text="Webcare en redactie, twee mensen"),
                Sentence(lead="€ 6.400", text="In het eerste jaar"),
                Sentence(lead="Ja of nee", text="Tegen het sluiten van X en Pinterest"),
            )
            if dutch
            else text("ask", Sentence(lead="24 hours a week", text="For two people"), "Yes or no to closing X"),
        ),
        markdown(
            "## U naast drie andere\n\nDe berichten van alle vier zijn vergeleken over dezelfde **26 weken**. "
            "Van de andere bibliotheken is alleen te zien wat iedereen ziet: reacties, opmerkingen en gedeelde berichten."
            if dutch
            else "## You and three others\n\nThe posts of all four were compared over the same **26 weeks**."
        ),
        shown(figure(f"{prefix}-response", language)),
        shown(text("finding", "Van uw berichten is 31% een vraag; die worden het vaakst beantwoord." if dutch else "31% of your posts ask something.")),
        shown(
            reading(
                "Onze lezing" if dutch else "Our reading",
                "De voorsprong op Facebook komt van twee medewerkers die elke reactie beantwoorden. Wie hun uren schrapt, schrapt de voorsprong."
                if dutch
                else "The lead on Facebook comes from two people who answer every comment.",
                "Anna de Wit, 31 oktober 2026" if dutch else "Anna de Wit, 31 October 2026",
            ),
            text("notice", "Van Leeshuis Oost zijn maar 14 berichten geteld; daaruit volgt geen rang." if dutch else "Only 14 posts were counted of one brand."),
        ),
        markdown("## Wat te doen, wat te laten" if dutch else "## What to do, what to leave"),
        shown(figure(f"{prefix}-rhythm", language)),
        shown(ranking(language)),
        markdown(f"### {HOSTILE}\n\n<img src=x onerror=alert(1)> {HOSTILE}\n\n### Nader bekeken\n\n{LONG.replace(' ', '')}"),
        markdown("## Methode en bronnen\n\n### Nader bekeken" if dutch else "## Method and sources\n\n### Nader bekeken"),
        shown(
            text("method", "Mediaan per bericht; interval uit een bootstrap die weken bijeenhoudt. Onder 20 berichten volgt geen rang.", title="Hoe figuur 1 is berekend"),
            sources(),
        ),
    )  # fmt: skip


def foreign() -> NotebookNode:
    """A client's own notebook: no bundles, and everything that may come out of a kernel."""
    red_dot = (
        "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO"
        "9TXL0Y4OHwAAAABJRU5ErkJggg=="
    )  # fmt: skip
    frame = (
        '<style scoped>.dataframe td{color:red}</style><table border="1" class="dataframe"><thead>'
        "<tr><th></th><th>posts</th></tr></thead><tbody><tr><th>0</th><td>12</td></tr></tbody></table>"
    )
    return notebook(
        markdown("# Eigen werk\n\nMet $5 en $6.\n\n![buiten](https://elders.example/x.png)"),
        output("stream", name="stderr", text="/home/anna/ipykernel_123.py: DeprecationWarning: nee"),
        output("stream", name="stdout", text="\x1b[31mrood\x1b[0m <b>tekst</b>\n"),
        output("execute_result", data={"text/html": frame, "text/plain": "tekst"}, execution_count=1),
        output("display_data", data={"text/html": f"<p onclick='x()'>{HOSTILE}</p><iframe src='https://elders.example'></iframe>"}),
        output("display_data", data={"image/png": red_dot, "text/plain": "<Figure size 640x480>"}),
        output("display_data", data={"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><script>alert(1)</script></svg>"}),
        output("display_data", data={"application/javascript": "alert(1)", "text/plain": "<Javascript object at 0x7f00>"}),
        output("error", ename="ValueError", evalue="geheim", traceback=["\x1b[31mTraceback geheim\x1b[0m"]),
        markdown("## Zelfde kop"),
        markdown("## Zelfde kop"),
    )  # fmt: skip
