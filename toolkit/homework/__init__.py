"""The intake as a spreadsheet: written for the client to fill in, and read back without loss.

``pages`` says what stands on which sheet, all of it from the models; ``cells`` turns an answer into
a cell and back, and ``references`` where it names an initiative; ``writing``, ``looks`` and
``hidden`` make the workbook, ``opening``, ``found`` and ``merging`` read it back; ``wanted`` is
what a file would change, ``preview`` shows it in words. A workbook carries, out of sight, what its
answers were when it was written: what its reader left alone is no change, whatever happened to the
answers meanwhile. ``ratings`` is a sheet for one rater alone, whose scores stay hidden until all
are shown, and ``score_cells`` its cells. ``own_list`` takes a list of initiatives that somebody
keeps, in the words (``own_words``) and amounts (``plain_amounts``) that people use.
``questionnaire`` is what the client's audience is asked, for whoever builds the form.
"""

from toolkit.homework.preview import PreviewLine, preview
from toolkit.homework.questionnaire import write_questionnaire
from toolkit.homework.ratings import read_rating_sheets, take_ratings, write_ratings
from toolkit.homework.score_cells import RatingSheet
from toolkit.homework.wanted import Wanted, read_wanted, read_workbook, take
from toolkit.homework.writing import write_votes, write_workbook

__all__ = [
    "PreviewLine",
    "RatingSheet",
    "Wanted",
    "preview",
    "read_rating_sheets",
    "read_wanted",
    "read_workbook",
    "take",
    "take_ratings",
    "write_questionnaire",
    "write_ratings",
    "write_votes",
    "write_workbook",
]
