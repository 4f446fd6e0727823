"""The quotes that were released, by theme.

A quote stands under its theme with the persona who says it, never with a name or a code.
"""

from __future__ import annotations

from html import escape

import pandas as pd

from toolkit.analysis.persona_research import Audience
from toolkit.analysis.released_quotes import printable_quotes
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.persona import Quote
from toolkit.tidy import tabulate


def quotes(audience: Audience, language: Language) -> Exhibit | None:
    """Print the quotes by theme; those without one last, and not again where a sheet has them."""
    sheets = {sheet.name for sheet in audience.personas.sheets}
    by_theme: dict[str, list[Quote]] = {}
    for quote in printable_quotes(audience):
        if not quote.theme and quote.persona in sheets:
            continue
        by_theme.setdefault(quote.theme, []).append(quote)
    if not by_theme:
        return None
    rows, html = [], []
    for theme in sorted(by_theme, key=lambda theme: theme == ""):
        name = theme or language.text("Also said")
        html.append(f"<p><b>{escape(name)}</b></p>")
        for quote in by_theme[theme]:
            said, who = f"“{quote.text.strip()}”", _who(quote, language)
            rows.append((name, said, who))
            html.append(f'<div><p class="said">{escape(said)}</p><p>{escape(who)}</p></div>')
    table = tabulate(
        pd.DataFrame(rows, columns=["theme", "quote", "persona"]),
        [
            Column(name="theme", label=language.text("Theme")),
            Column(name="quote", label=language.text("Quote")),
            Column(name="persona", label=language.text("Persona")),
        ],
        name="quotes",
        title=language.text("In their own words"),
        published=False,
    )
    return Exhibit(table, f'<div class="quotes">{"".join(html)}</div>')


def _who(quote: Quote, language: Language) -> str:
    if quote.persona:
        return quote.persona
    return language.text("from the survey") if quote.question else language.text("in an interview")
