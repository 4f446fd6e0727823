"""Answers with the code of a program before them: ``1. Yes``, ``2 = Nee``, ``(8) Don't know``.

Stata, SPSS and those who publish with them write a value and its label so. What an answer says is
said after the code; the codebook lists the answer as it stands in the file, code and all.
"""

from __future__ import annotations

import re

CODED = re.compile(
    # With a sign behind the number, or around it: 1. Yes, 2) No, 3: No, 4 = No, (1) Ja, [1] Ja.
    r"(?:-?\d{1,4} ?(?:[.):]|={1,2}) ?|\( ?-?\d{1,4} ?\) ?|\[ ?-?\d{1,4} ?\] ?"
    # With a dash, which may also be between numbers: 1 - Yes, and not 2 - 3 times a week.
    r"|-?\d{1,4} ?[-–—] (?!\d)"
    # As no number of times is written: 01 Daily, -8 Don't know.
    r"|0\d{1,3} |-\d{1,4} )"
)
# Between digits a sign is of a number or of a time: 1.5 hours, 10:30.
NUMBER = re.compile(r"-?\d+[.:]\d")
# Or a class of numbers, 18-24 or 65+.
WORDS = re.compile(r"[^\W\d_]|\d ?[-–—+]|[<>] ?\d")


def take_code_off(answer: str) -> str:
    """Give what an answer says, without the code that a program wrote before it.

    Numbers that say something themselves stay: ``2 keer per week``, ``1.5 hours``, ``18-24``.
    """
    text = answer.strip()
    code = CODED.match(text)
    if code is None or NUMBER.match(text):
        return text
    said = text[code.end() :].strip()
    return said if WORDS.search(said) else text
