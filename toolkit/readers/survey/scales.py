"""How often an answer says that something happens, in Dutch and in English.

An answer becomes a number of times a month, so that scales of any wording can be cut at the same
place. What says nothing of a time (“often”) is placed by what people mostly mean, which is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.readers.survey.labels import take_code_off
from toolkit.readers.table import header_key

MONTHLY = 1.0
WEEKLY = 4.0
# The first that fits counts: a month that has “several times” in it is no day.
TIMES: tuple[tuple[str, float], ...] = (
    ((r"^(?:(?:bijna |vrijwel |zo goed als )?nooit|(?:almost |hardly )?(?:never|ever)|not at all|"
     r"never .*|nooit .*|.*\b(?:gebruik|doe) (?:ik )?(?:dit |dat )?niet\b.*|"
     r".*\b(?:don't|do not) (?:use|have|do)\b.*|.*\bken ik niet\b.*|niet|geen)$"), 0.0),
    ((r"minder (?:vaak )?dan (?:(?:een|1|één) ?(?:keer|x|maal) (?:per|in de|in een|a) )?maand"
     r"|less (?:often )?than (?:once a month|monthly)|(?:paar|enkele) (?:keer|keren) per jaar"
     r"|(?:few|several|couple of) times (?:a|per) year|jaarlijks|yearly|annually|once a year"
     r"|(?:keer|x) per jaar|elk kwartaal|quarterly"), 0.3),
    ((r"minder (?:vaak )?dan (?:(?:een|1|één) ?(?:keer|x|maal) (?:per|in de) )?week"
     r"|less (?:often )?than (?:once a week|weekly)"), 2.0),
    ((r"(?:meerdere|verschillende|enkele|paar|several|multiple|many|few|couple of) "
     r"(?:keer|keren|malen|maal|times|x)?\s?(?:per|a|an|each|op een|in de|elke)? ?"
     r"(?:dag|day|uur|hour)"
     r"|meer dan (?:een|1|één) ?(?:keer|x|maal) per dag|vaker dan (?:een|1|één) ?(?:keer|x) per dag"
     r"|more than once (?:a|per) day|constant|hele dag|all day|\buur per dag|hours? a day"), 60.0),
    ((r"(?:meerdere|verschillende|enkele|paar|several|multiple|many|few|couple of) "
     r"(?:keer|keren|malen|maal|times|days|dagen|x)?\s?(?:per|a|each|in de|elke)? ?(?:week)"
     r"|meer dan (?:een|1|één) ?(?:keer|x|maal) per week|more than once (?:a|per) week"
     r"|[2-6](?: ?[-–] ?[2-6])? ?(?:keer|x|times|days|dagen) (?:per|a) week|most days"), 12.0),
    ((r"(?:meerdere|verschillende|enkele|paar|several|multiple|few|couple of) "
     r"(?:keer|keren|malen|maal|times|x)?\s?(?:per|a|each|in de|elke)? ?(?:maand|month)"
     r"|[2-4](?: ?[-–] ?[2-4])? ?(?:keer|x|times) (?:per|a) (?:maand|month)"), 2.5),
    ((r"dagelijks|elke dag|iedere dag|alle dagen|\bper dag\b|daily|every ?day|each day"
     r"|(?:a|per) day\b"), 30.0),
    (r"tweewekelijks|om de week|every (?:two|other) weeks?|fortnight", 2.0),
    ((r"wekelijks|elke week|iedere week|\bper week\b|weekly|every week|(?:once|each) ?a? week"
     r"|a week\b"), 4.0),
    ((r"maandelijks|elke maand|iedere maand|\bper maand\b|monthly|every month|a month\b"
     r"|each month"), 1.0),
    ((r"^(?:minder vaak|minder|less often|less|zelden|heel soms|sporadisch|rarely|seldom"
     r"|very rarely|bijna nooit|nauwelijks|hardly)$"), 0.3),
    ((r"^(?:heel |zeer |erg |very )?(?:vaak|often|veel|a lot|frequently|altijd|always"
     r"|voortdurend)$"), 12.0),
    (r"^(?:regelmatig|geregeld|regularly)$", 4.0),
    (r"^(?:soms|af en toe|nu en dan|sometimes|occasionally|now and then)$", 1.0),
)  # fmt: skip
PATTERNS = tuple((re.compile(pattern), times) for pattern, times in TIMES)
BARE = re.compile(r"\d{1,4} ([^\W\d_]{2,}(?: [^\W\d_]+)?)")
YES = {"ja", "yes", "y", "j", "true", "waar", "1", "x", "selected", "checked", "aangevinkt",
       "geselecteerd", "gekozen", "chosen", "mentioned", "genoemd", "✓", "✔"}  # fmt: skip
NO = {"nee", "no", "n", "false", "onwaar", "0", "not selected", "unchecked", "niet aangevinkt",
      "niet geselecteerd", "niet gekozen", "not chosen", "not mentioned",
      "niet genoemd"}  # fmt: skip


def read_times(answer: str) -> float | None:
    """Give how many times a month an answer says; ``None`` where it says nothing of that."""
    for plain in _say(answer):
        if (found := _find_times(plain)) is not None:
            return found
    return None


def read_truth(answer: str) -> bool | None:
    """Give yes or no; ``None`` for any other answer."""
    said = {*_say(answer)}
    return True if said & YES else False if said & NO else None


def _find_times(plain: str) -> float | None:
    return next((times for pattern, times in PATTERNS if pattern.search(plain)), None)


def _say(answer: str) -> tuple[str, ...]:
    """Give what an answer says; and the word behind a bare number: “1 Yes”, “10 Never”.

    A letter is none: “2 x” is twice.
    """
    plain = header_key(take_code_off(answer)).strip(" .!")
    bare = BARE.fullmatch(plain)
    # “(Bijna) nooit” says what “bijna nooit” says.
    whole = plain.replace("(", "").replace(")", "")
    return (plain, bare[1], whole) if bare else (plain, whole)


def is_scale(answers: Iterable[str]) -> bool:
    """Say whether answers are steps of how often: two at least, four fifths of them known."""
    known = [read_times(answer) for answer in answers]
    read = [times for times in known if times is not None]
    return len({*read}) > 1 and len(read) >= 0.8 * len(known)


def is_yes_or_no(answers: Iterable[str]) -> bool:
    """Say whether answers are yes, no or both, and nothing else."""
    known = [read_truth(answer) for answer in answers]
    return bool(known) and None not in known
