"""What may be printed of the warnings on a survey's file, so that they tell of nobody.

The check of the client folder is the consultant's, and says what was found and how often. A report
is read by others, who can set a count off against what the tables show. So here a warning keeps
what it says of the file as a whole, and loses what was found.
"""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.analysis.empty_cells import holds_anything_back
from toolkit.analysis.persona_research import Audience
from toolkit.errors import Fault
from toolkit.language import mark
from toolkit.readers.survey.cells import question_columns
from toolkit.readers.survey.identical import IDENTICAL
from toolkit.readers.table import header_key

ROWS = mark("Some rows of the file give reason for care.")


def list_printable(faults: Iterable[Fault], audience: Audience) -> tuple[Fault, ...]:
    """Give the warnings that a report may print, as it may print them, each once.

    Parameters
    ----------
    faults
        Of the survey's file.

    Returns
    -------
    Warnings with nothing but what is wrong, the file, and the column where the codebook names it:
    no count, no answer and no row.

    Notes
    -----
    That a warning stands there tells something too, for one that counts answers needs so many of
    them. Ten people outside every group, set off against a rest of eleven, leave one in the group
    that is withheld. So what was counted in answers (``got``, of a question or of several) is not
    told where anything is withheld, whatever it is; nor is anything of a question where the survey
    has fewer people than the smallest base. That people answered alike does not tell what.
    """
    book = audience.codebook
    if book is None:
        return ()
    questions = {
        header_key(name) for name, purpose in question_columns(book).items() if purpose != "weight"
    }
    # Another header may be somebody's answer, in a file without headers.
    named = questions | {header_key(name) for name in (book.weight or "", *book.personal)}
    withholds, few = holds_anything_back(audience), audience.respondents < book.smallest_base
    printable: dict[Fault, None] = {}
    for fault in faults:
        if fault.severity != "warning":
            continue
        key, what, column = header_key(fault.column), fault.what, fault.column
        counted = bool(fault.got) and (not key or key in questions) and what != IDENTICAL
        if fault.row is not None or fault.rows:
            what, column = ROWS, ""
        elif (withholds and counted) or (few and key in questions):
            continue
        shown = Fault(what, fault.file, column=column if key in named else "", severity="warning")
        printable[shown] = None
    return tuple(printable)
