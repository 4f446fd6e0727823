"""Columns that may single somebody out, or that the law protects: pointed out, never decided.

Both are known by words of a header, in Dutch and in English. The special categories are those of
article 9 of the General Data Protection Regulation (AVG).
"""

from __future__ import annotations

import re

import pandas as pd

from toolkit.language import mark
from toolkit.readers.table import header_key

SINGLING: dict[str, re.Pattern[str]] = {
    mark("postcodes"): re.compile(r"postcode|post ?code|\bzip\b|postal code"),
    mark("days of birth"): re.compile(
        r"geboortedatum|geboortedag|date of birth|birth ?da(?:te|y)|\bdob\b"
    ),
    mark("jobs"): re.compile(
        r"functie(?:titel|naam|omschrijving)?\b|\bberoep\b|job title|\bjob\b|occupation|profession"
    ),
    mark("employers"): re.compile(
        r"werkgever|\bbedrijf(?:snaam)?\b|\borganisatie(?:naam)?\b|employer|\bcompany\b"
        r"|organi[sz]ation"
    ),
    mark("schools"): re.compile(r"\bschool\b|universiteit|hogeschool|university|college"),
}
PROTECTED: dict[str, re.Pattern[str]] = {
    mark("health"): re.compile(
        r"gezondheid|ziekte|\bziek\b|aandoening|beperking|handicap|medisch|medicijn|diagnos|zwanger"
        r"|depressi|burn-?out|\bhealth\b|illness|disease|disabilit|medical|medication|pregnan"
        r"|depress"
    ),
    mark("religion or belief"): re.compile(
        r"religi|\bgeloof|gelovig|levensbeschouw|\bkerk|moskee|\bfaith\b|\bchurch|mosque"
    ),
    mark("politics"): re.compile(
        r"politiek|\bpartij|gestemd|\bstemmen op\b|stemgedrag|\bstemt\b|politic|\bvot(?:e|ed|ing)\b"
    ),
    mark("trade unions"): re.compile(r"vakbond|trade union|labou?r union"),
    mark("sexual orientation"): re.compile(
        r"geaardheid|seksuele|\blhbti|sexual (?:orientation|identity)|sexuality|\blgbt"
    ),
    mark("ethnicity"): re.compile(
        r"etnici|etnische|\bafkomst|migratieachtergrond|huidskleur|ethnic|\brace\b|skin colou?r"
    ),
}
COARSER = mark(
    "Make classes of it that several people share (the first two digits of a postcode, ten years "
    "of age), or take the column out of codebook.yaml."
)
LEGAL = mark(
    "Article 9 of the GDPR (AVG) forbids the use of these without a ground such as explicit "
    "consent. Take the column out of codebook.yaml unless there is one, and ask the client which."
)


def name_singling(*texts: str) -> str:
    """Say by which of these a header or a question may single people out; empty for none."""
    return _find(SINGLING, texts)


def name_protected(*texts: str) -> str:
    """Say of which special category of the law a header or a question speaks; empty for none."""
    return _find(PROTECTED, texts)


def count_unique(labels: pd.DataFrame) -> int:
    """Count the respondents whom the columns together tell from everybody else.

    Parameters
    ----------
    labels
        A row for each respondent, a column for each question about who they are. Who left one of
        them empty is held against the others by the rest, as a person of their own kind.
    """
    if labels.empty or not len(labels.columns):
        return 0
    together = labels.astype("string").fillna("")
    known = (together != "").any(axis="columns")
    sizes = together[known].groupby(list(together.columns)).size()
    return int((sizes == 1).sum())


def _find(kinds: dict[str, re.Pattern[str]], texts: tuple[str, ...]) -> str:
    plain = [header_key(text) for text in texts]
    return next((kind for kind, words in kinds.items() if any(map(words.search, plain))), "")
