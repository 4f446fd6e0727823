"""The row of totals that a table of another maker ends with: left out, but not before it is used.

It says what the rows above it should come to. Where it agrees in one column and not in another, a
figure was changed; where it agrees in none, rows are missing, or it totals something else.
"""

from __future__ import annotations

from toolkit.model.client import name_key
from toolkit.readers.counts import read_counts
from toolkit.readers.findings import Findings
from toolkit.readers.profile import FileProfile
from toolkit.readers.table import Table

WORDS = frozenset({
    "total", "totals", "totaal", "grandtotal", "eindtotaal", "sum", "som", "gesamt", "summe",
    "gesamtsumme", "insgesamt", "totale", "totales", "totais", "totali", "suma", "soma", "somme",
    "somma", "razem", "łącznie", "ogółem",
})  # fmt: skip
ADDABLE = (
    "reactions", "comments", "shares", "interactions", "saves", "clicks", "impressions", "gained",
    "posts",
)  # fmt: skip


def check_total_row(whole: Table, rest: Table, entry: FileProfile, findings: Findings) -> None:
    """Hold the one skipped row that is called a total against the rows that are kept.

    Parameters
    ----------
    whole, rest
        The table with all its rows, and without those that the profile leaves out.
    """
    skipped = whole.without(rest.numbers)
    if len(skipped.rows) != 1 or not any(
        name_key(value) in WORDS for value in entry.skip_rows_where.values()
    ):
        return
    odd: list[tuple[str, int, int]] = []
    agreeing = 0
    for field in ADDABLE:
        name = getattr(entry, field)
        if not isinstance(name, str):
            continue
        silent = Findings(findings.file)
        (total,) = read_counts(skipped.column(name), entry.style, silent, 1)
        parts = read_counts(rest.column(name), entry.style, silent, len(rest.rows))
        known = [part for part in parts if part is not None]
        if total is None or not known or silent.faults:
            continue
        if sum(known) == total:
            agreeing += 1
        else:
            odd.append((name, total, sum(known)))
    for name, total, computed in odd:
        findings.add(
            "The row of totals is not the sum of the rows above it.",
            severity="error" if agreeing else "warning",
            row=skipped.numbers[0],
            column=name,
            got=str(total),
            expected=str(computed),
            remedy="Rows may be missing, or somebody changed a figure: export the file anew.",
        )
