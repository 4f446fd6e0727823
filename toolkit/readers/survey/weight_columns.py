"""Columns that look like weights: by a name that files give to weights, and by their numbers.

A name alone proves little: *weight* and *gewicht* head kilograms as well. Under such a name numbers
as people weigh are never taken. Weights have a mean near one, or make the sample as large as a
population; small whole numbers are counts or codes, and one number for everybody weighs nothing.

Which of several columns counts depends on what was asked of whom, and no column tells that: it is
asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit.errors import Filled, fill, join
from toolkit.model.listed_answers import plain_answer
from toolkit.model.survey import Codebook
from toolkit.readers.findings import Findings
from toolkit.readers.survey.cells import question_columns
from toolkit.readers.survey.layout import SurveyTable
from toolkit.readers.survey.unlisted import LOOKS_EMPTY
from toolkit.readers.survey.weights import read_numbers
from toolkit.readers.table import header_key

PLAIN = frozenset({"weight", "weights", "wt", "wgt", "wght", "gewicht", "gewichten", "gew"})
"""Names that head kilograms too."""
SPECIFIC = re.compile(
    # wtssall, wtssps, WTFINAL, wt1; pspwght, dweight, pweight, anweight, nationalweight; standwt.
    r"wtss\w*|wts|wt\d+|wt_?(?:fin|all|pers?|person|hh|house|adj|tot|comb|norm|pop|base|nat)\w*"
    r"|\w+(?:weight|wght|wgt)s?\d*|[a-z]{1,10}wt\d*"
    r"|weightings?|weight(?:factor|var|final|ing\w*)\w*"
    r"|(?:her)?weging\w*|weeg(?:factor|gewicht|coef)\w*|ophoog\w*"
    r"|(?:eind|steekproef|populatie|correctie|design|respons|analyse|standaard|personen)gewicht\w*"
)
BESIDE = re.compile(
    # What stands beside a plain name where it is that of a survey: weight_final, WEIGHT_W87.
    r"w\d+|wave\d*|f|final|fin|factor|var(?:iable)?|coefficient|nat(?:ional)?|pop(?:ulation)?"
    r"|survey|sample|sampling|pers(?:on)?s?|resp(?:ondents?)?|hh|household|design|base|post|ps"
    r"|poststrat\w*|strat\w*|adj(?:usted)?|norm(?:alised|alized)?|std|standardi[sz]ed|trim(?:med)?"
    r"|raked?|raking|total|combined|cross|sectional|long(?:itudinal)?|panel|analysis|expansion"
    r"|grossing|calibrat\w*|nonresponse|eind|steekproef|populatie|correctie|landelijk|respons"
)
NEVER = re.compile(
    # Of bodies, parcels and opinions.
    r"\bkgs?\b|\bkilo|\blbs?\b|\bpounds?\b|\bgram|\bbody|lichaam|\bbirth|geboorte|\bbaby|\bloss\b"
    r"|\blost\b|\bgain|\bgoal|\bideal|\bdesired|streef|ideaal|\bdogs?\b|\bcats?\b|\bhond|\bkat\b"
    r"|\bheight|\blengte|\blift|\bbmi\b|over ?(?:weight|gewicht)|under ?weight|ondergewicht"
    r"|light ?weight|heavy ?weight|\byour?\b|\bmy\b|\bmijn\b|\bu\b|\buw\b|\bje\b|\bjouw\b|\bi\b"
    r"|\bweigh(?:ed)?\b|\bweegt\b|\bweeg\b|\bnewt\b|\?"
)
LONGEST = 6
# As people weigh, in kilograms or in pounds.
LEAST_BODY, MOST_BODY = 25.0, 400.0
MEAN_BODY = (30.0, 200.0)
BODIES = 0.95
# Whole numbers are weights only where each stands for so many people.
EXPANDS, EXPANDS_PLAIN = 20.0, 150.0


@dataclass(frozen=True, slots=True)
class WeightColumn:
    """A column that looks like weights, and what its weights above zero are like."""

    column: str
    mean: float
    lowest: float
    highest: float

    @property
    def told(self) -> Filled:
        """What sets it apart from another, in a few words."""
        return fill(
            "{column} (mean {mean}, from {lowest} to {highest})",
            column=self.column,
            mean=_write(self.mean),
            lowest=_write(self.lowest),
            highest=_write(self.highest),
        )


def find_weight_columns(
    columns: Mapping[str, Sequence[str]], meanings: Mapping[str, str]
) -> tuple[WeightColumn, ...]:
    """Find the columns that look like weights, in the order of the file.

    Parameters
    ----------
    columns
        Cells of each column, empty where nothing stands.
    meanings
        The words of columns whose header is a code.
    """
    found = (
        measure_weights(name, texts, meanings.get(name, "")) for name, texts in columns.items()
    )
    return tuple(one for one in found if one)


def measure_weights(header: str, texts: Iterable[str], meaning: str = "") -> WeightColumn | None:
    """Say what the weights of a column are like; ``None`` where it does not look like weights."""
    named = name_weight(header, meaning)
    if not named:
        return None
    # What a program writes where there is none is no weight.
    filled = [text for text in texts if text and text.casefold() not in LOOKS_EMPTY]
    for decimal in (".", ","):
        numbers = read_numbers(filled, decimal)
        if numbers and _weigh(numbers, plain=named == "plain"):
            # Who is in no part of the sample that weights are for has none, or zero.
            above = [number for number in numbers if number > 0]
            return WeightColumn(header, math.fsum(above) / len(above), min(above), max(above))
    return None


def name_weight(header: str, meaning: str = "") -> str:
    """Say whether a name is that of weights.

    Returns
    -------
    ``specific`` where nothing else is called so, ``plain`` where kilograms may be, else empty.
    """
    names = [name for text in (header, meaning) if (name := _words(text))]
    if any(NEVER.search(name) for name in names):
        return ""
    kinds = [_judge(name.split(), most) for name, most in zip(names, (LONGEST, 20), strict=False)]
    return "specific" if "specific" in kinds else "plain" if "plain" in kinds else ""


def warn_of_weights(survey: SurveyTable, codebook: Codebook, findings: Findings) -> None:
    """Ask which of several columns counts, and warn of one, where the codebook uses no weights."""
    if codebook.weight or codebook.margins:
        return
    settled = (*question_columns(codebook), *codebook.personal, *codebook.not_weights)
    known = {*map(header_key, settled)}
    empty = {plain_answer(word) for word in (*codebook.missing, *survey.missing)}
    columns: dict[str, list[str]] = {}
    for name in survey.table.headers:
        named = header_key(name) not in known and name_weight(name, survey.meanings.get(name, ""))
        if named and (column := survey.table.column(name)):
            cells = (text.strip() for text in column.texts)
            columns[name] = ["" if plain_answer(text) in empty else text for text in cells]
    found = find_weight_columns(columns, survey.meanings)
    got = join([one.told for one in found], "; ")
    if len(found) == 1:
        findings.add(
            "A column looks like weights, and the codebook does not use it: everybody counts for "
            "the same.",
            severity="warning",
            column=found[0].column,
            got=got,
            remedy="Write its name under weight in codebook.yaml; or under not_weights, if it is "
            "none or should not count.",
        )
    elif found:
        findings.add(
            "Several columns look like weights, and the codebook does not say which of them "
            "counts.",
            column="weight",
            got=got,
            expected="the one that goes with these questions, as the maker of the file says",
            remedy="Write its name under weight in codebook.yaml; or all of them under "
            "not_weights, if everybody should count for the same.",
        )


def _judge(words: Sequence[str], most: int) -> str:
    if not words or len(words) > most:
        return ""
    if any(SPECIFIC.fullmatch(word) for word in words):
        return "specific"
    # weight2 is no other name than weight_2.
    bare = [stem for word in words if (stem := word.rstrip("0123456789"))]
    if not PLAIN & {*bare}:
        return ""
    beside = [word for word in words if word not in PLAIN]
    return "specific" if any(BESIDE.fullmatch(word) for word in beside) else "plain"


def _words(text: str) -> str:
    # FinalWeight is two words, and so is weight_final.
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text.strip())
    return " ".join(re.sub(r"[^\w?]+|_", " ", header_key(apart)).split())


def _weigh(numbers: Collection[float], *, plain: bool) -> bool:
    above = [number for number in numbers if number > 0]
    if any(number < 0 for number in numbers) or len({*above}) < 2:
        return False
    mean = math.fsum(above) / len(above)
    low, high = MEAN_BODY
    bodies = sum(LEAST_BODY <= number <= MOST_BODY for number in above) >= BODIES * len(above)
    if plain and bodies and low <= mean <= high:
        return False
    if all(number.is_integer() for number in above):
        return mean >= (EXPANDS_PLAIN if plain else EXPANDS)
    return True


def _write(number: float) -> str:
    """Write a weight in few digits: whose it is, is not to be seen."""
    if number >= 100:
        return f"{number:.0f}"
    return f"{number:.2f}" if number >= 0.1 else f"{number:.2g}"
