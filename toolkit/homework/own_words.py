"""What people call the columns of their own lists, and how they say yes, much and in all."""

from __future__ import annotations

import re
from collections.abc import Mapping

ALSO_CALLED: Mapping[str, frozenset[str]] = {
    name: frozenset(words)
    for name, words in {
        "name": (
            "name", "naam", "initiative", "initiatives", "initiatief", "initiatieven",
            "naam initiatief", "naam van het initiatief", "idea", "idee", "title", "titel",
            "project", "actie",
        ),
        "description": (
            "description", "beschrijving", "omschrijving", "toelichting", "what", "wat",
            "korte omschrijving",
        ),
        "target_groups": (
            "target group", "target groups", "doelgroep", "doelgroepen", "audience", "voor wie",
            "persona", "personas", "persona's",
        ),
        "channel": ("channel", "kanaal", "platform", "medium"),
        "idea": ("variant van", "variant of"),
        "depends_on": ("depends on", "afhankelijk van", "hangt af van", "afhankelijkheden"),
        "hours_organisational": (
            "hours", "uren", "hours once", "uren eenmalig", "eenmalige uren", "aantal uren",
            "organisatorische uren", "uren organisatie",
        ),
        "hours_technical": (
            "technical hours", "technische uren", "uren techniek", "uren technisch",
        ),
        "hours_running": (
            "hours a month", "hours per month", "uren per maand", "maandelijkse uren",
            "uren doorlopend", "doorlopende uren", "monthly hours",
        ),
        "team": ("team", "owner", "eigenaar", "wie", "verantwoordelijke", "uitvoering door"),
        "quarters": ("quarters", "kwartalen", "aantal kwartalen"),
        "cost": (
            "cost", "costs", "kosten", "budget", "money", "geld", "kosten eenmalig",
            "eenmalige kosten", "costs once", "investering",
        ),
        "cost_running": (
            "cost per month", "costs per month", "kosten per maand", "maandelijkse kosten",
            "doorlopende kosten", "kosten doorlopend", "monthly costs",
        ),
        "risk": ("risk", "risico"),
        "risk_why": ("toelichting risico", "wat kan er misgaan"),
        "audience_share": ("share of the target group", "aandeel doelgroep",
                           "aandeel van de doelgroep", "bereik doelgroep"),
        "data_ownership": ("own data", "eigen data", "eigen gegevens", "data in eigen beheer"),
        "brand_affinity": ("brand affinity", "liefde voor het merk"),
    }.items()
}  # fmt: skip
"""By field, as :func:`plain_header` puts them."""

NAMES_ALONE = frozenset(
    {"initiative", "initiatives", "initiatief", "initiatieven", "naam initiatief", "idea", "idee"}
)
"""Headers that say of a column without others that it is a list of initiatives."""

TOTALS = frozenset(
    {"totaal", "totalen", "total", "totals", "som", "sum", "subtotaal", "subtotal", "eindtotaal",
     "grand total", "optelling", "totaal uren", "totaal kosten", "saldo"}
)  # fmt: skip

LEVELS: Mapping[str, str] = {
    "l": "low", "laag": "low", "m": "middle", "middel": "middle", "gemiddeld": "middle",
    "medium": "middle", "h": "high", "hoog": "high",
}  # fmt: skip

YES_OR_NO: Mapping[str, bool] = {
    **dict.fromkeys(("x", "j", "y", "v", "ja", "yes", "waar", "true", "✓", "✔", "☑", "√"), True),
    **dict.fromkeys(("n", "nee", "neen", "no", "onwaar", "false"), False),
}

_A_MONTH = re.compile(r"\bp\s*[/.]\s*m\b\.?|/\s*(?:mnd|maand|month)\b|\bper\s+mnd\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\bin\s+(?:€|euro'?s?|eur|uren|hours)|€|\b(?:euro'?s?|eur)\b"
    r"|(?<=\S )\((?:h|u|uur|uren|hours)\)",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"[^\w'+ ]+")


def plain_header(text: str) -> str:
    """Give what makes a header the same: ``Kosten p/m (in €)`` is ``kosten per maand``."""
    line = " ".join(text.split()).replace("’", "'")
    said = _UNIT.sub(" ", _A_MONTH.sub(" per maand", line))
    return " ".join(_NO_WORD.sub(" ", said.replace("_", " ")).split()).casefold()
