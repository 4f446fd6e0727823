"""The listening log, and the refusal to read who said something.

A column that looks like people's names or addresses is an error, whatever stands in it: it would
otherwise lie in the folder, and be in reach of a table. So is an address or an ``@name`` in a cell,
of which no fault quotes a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from toolkit.model.listening import Mention
from toolkit.readers.findings import Findings
from toolkit.readers.listed import Gathered, find_table, gather_sheets, read_rows, tell_leftovers
from toolkit.readers.reading import Export
from toolkit.readers.table import Source, Table, header_key, write

ALSO = {
    "date": ("Day", "Dag"),
    "about": ("Brand", "Merk", "Merk of thema", "Brand or theme"),
    "topic": ("Subject", "Onderwerp"),
    "source": ("Source", "Bron", "Channel", "Kanaal"),
    "question": ("Question", "Question?", "Vraag", "Vraag?"),
    "second_sentiment": ("Sentiment 2", "Second sentiment", "Tweede sentiment"),
    "follow_up": ("Follow up", "Vervolg"),
    "case_of": ("Case of", "Market leader", "Marktleider"),
}
# Whole words of a header; "reply to" or "telefoonnummer" are caught by their beginnings.
WHO = re.compile(
    r"\b(author|auteur|user|username|gebruiker\w*|name|naam|voornaam|achternaam|handle|account\w*|"
    r"profile|profiel|e-?mail\w*|mail|phone|telefoon\w*|mobiel|address|adres|person|persoon|"
    r"customer|klant|screen ?name|posted by|geplaatst door|door wie|who|wie|sender|afzender|"
    r"agent|medewerker|employee|assignee|assigned to|handled by|behandeld door)\b"
)
WORDS = re.compile(
    r"\b(text|tekst|message|bericht|quote|citaat|post text|caption|review text|verbatim)\b"
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+|(?<!\w)@\w{2,}")


def read_listening(
    exports: Iterable[Export],
) -> Gathered[tuple[Mention, ...]]:
    """Read all listening logs.

    Raises
    ------
    InputError
        With the faults of all files, if any of them cannot be used.
    """
    mentions: list[Mention] = []

    def read(source: Source, findings: Findings) -> int:
        table = find_table(source, Mention, findings, ALSO)
        if table is None:
            findings.add(
                "There is no listening log in this file.",
                expected="a header with “Date”, “About” and “Topic”, or “Datum”, “Over” and "
                "“Onderwerp”",
                remedy="templates/client/data/listening has examples with the headers.",
            )
            return 0
        if _names_people(table, findings):
            return 0
        found = read_rows(table, Mention, findings, ALSO)
        mentions.extend(found)
        tell_leftovers(table, findings)
        return len(found)

    # A cell in the wrong column may be what somebody said: it is told where, not what.
    gathered = gather_sheets(exports, read, lambda fault: replace(fault, got=""))
    return Gathered(tuple(mentions), *gathered)


def _names_people(table: Table, findings: Findings) -> bool:
    before = len(findings.faults)
    for place, header in enumerate(table.headers):
        key = header_key(header)
        if WHO.search(key):
            findings.add(
                "This column looks like names or addresses of people, which have no place in a "
                "listening log.",
                column=header,
                remedy="Take the column out of the file; the log needs what it was about, not who "
                "said it.",
            )
            continue
        if WORDS.search(key):
            findings.add(
                "This column looks like what people wrote, word for word, which has no place in a "
                "listening log.",
                column=header,
                remedy="Take the column out, and sum it up in a few words of your own under Topic.",
            )
            continue
        for row in table.rows:
            if ADDRESS.search(write(row.cells[place])):
                # Not a word of the cell: it may be somebody's address.
                findings.add(
                    "There is an e-mail address or an @name in this cell.",
                    row=row.number,
                    column=header,
                    remedy="Take it out; who said something is nobody's business here.",
                )
    return len(findings.faults) > before
