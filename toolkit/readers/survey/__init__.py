"""Surveys: a file of any tool, its codebook, and the answers that may be known.

``layout`` makes one table of the file, ``answers`` reads what the codebook names, ``personal`` and
``delicate`` know what points at people. ``draft`` proposes a codebook, ``cleaned`` writes the file
that may be kept in place of the raw one.
"""

from toolkit.readers.survey.answers import read_answers
from toolkit.readers.survey.layout import SurveyTable, open_answers, open_survey

__all__ = ["SurveyTable", "open_answers", "open_survey", "read_answers"]
