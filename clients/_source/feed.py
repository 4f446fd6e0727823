"""Months on a platform: who posts when, and how people take it.

Interactions are skewed (log-normal), follow weekday and season, grow with the followers, and differ
by kind of post and by subject. A boosted post has reach that was paid for. Nothing here knows how a
platform prints it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from .dice import Dice

# Monday first: shares of the week's posts, and what the day does to interactions.
_WEEKDAY_POSTS = (1.1, 1.2, 1.0, 1.2, 1.1, 0.6, 0.4)
_WEEKDAY_PULL = (1.0, 0.95, 1.05, 1.0, 0.9, 1.15, 1.25)
_KIND_PULL = {"photo": 1.0, "video": 1.35, "carousel": 1.2, "link": 0.6, "text": 0.7, "reel": 1.6}


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to post about: a sentence with ``{gaps}``, and what it does to interactions.

    A ``plain`` one gets no cheerful closing.
    """

    text: str
    pull: float = 1.0
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What a brand says: subjects, the lists that fill their gaps, closings, tags and replies."""

    subjects: tuple[Subject, ...]
    fillings: Mapping[str, Sequence[str]]
    closings: tuple[str, ...]
    tags: tuple[str, ...]
    replies: tuple[str, ...] = ()

    def fill(self, text: str, dice: Dice) -> str:
        """Put a word into every gap of `text`."""
        return re.sub(r"\{(\w+)\}", lambda gap: dice.pick(self.fillings[gap[1]]), text)


@dataclass(frozen=True, slots=True)
class Account:
    """An account and its temperament.

    ``followers`` stand at ``start`` and at ``end``. ``pull`` is the number of reactions to an
    ordinary post for each 1,000 of them, ``spread`` the deviation of its logarithm; ``talk`` and
    ``passed_on`` are comments and shares for each reaction. During ``silence`` nobody posts.
    """

    brand: str
    platform: str
    id: str
    handle: str
    start: dt.date
    end: dt.date
    per_week: float
    followers: tuple[int, int]
    pull: float
    spread: float = 0.8
    talk: float = 0.08
    passed_on: float = 0.06
    boosted: float = 0.0
    replies_per_week: float = 0.0
    kinds: Mapping[str, float] | None = None
    season: Mapping[int, float] | None = None
    silence: tuple[dt.date, dt.date] | None = None

    def followers_on(self, day: dt.date) -> int:
        """Followers on `day`, on a straight line from start to end."""
        first, last = self.followers
        part = (day - self.start).days / max(1, (self.end - self.start).days)
        return round(first + (last - first) * min(1.0, max(0.0, part)))


@dataclass(frozen=True, slots=True)
class Post:
    """A post, with its totals as they end up."""

    account: Account
    number: str
    published: dt.datetime
    kind: str
    text: str
    reactions: int
    comments: int
    shares: int
    saves: int
    clicks: int
    reach: int
    paid_reach: int
    views: int
    reply: bool = False

    @property
    def interactions(self) -> int:
        """Reactions, comments and shares together."""
        return self.reactions + self.comments + self.shares


def read_words(name: str) -> Words:
    """Read what a client's brands say from ``words/NAME.yaml``."""
    path = Path(__file__).parent / "words" / f"{name}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Words(
        subjects=tuple(Subject(**subject) for subject in content["subjects"]),
        fillings=content["fillings"],
        closings=tuple(content["closings"]),
        tags=tuple(content["tags"]),
        replies=tuple(content.get("replies", ())),
    )


def play(account: Account, words: Words, time_zone: str) -> list[Post]:
    """Play an account's months and give its posts, replies among them, oldest first."""
    dice = Dice(account.brand, account.platform, account.id)
    # A stream of its own: another wording changes no figures.
    voice = Dice(account.brand, account.platform, account.id, "words")
    zone = ZoneInfo(time_zone)
    posts: list[Post] = []
    day = account.start
    while day <= account.end:
        if not (account.silence and account.silence[0] <= day <= account.silence[1]):
            share = _WEEKDAY_POSTS[day.weekday()] / sum(_WEEKDAY_POSTS)
            posts += [
                _post(account, words, _moment(day, zone, dice), dice, voice)
                for _ in range(dice.count(account.per_week * share))
            ]
            posts += [
                _reply(account, words, _moment(day, zone, dice), dice, voice)
                for _ in range(dice.count(account.replies_per_week * share))
            ]
        day += dt.timedelta(days=1)
    return sorted(posts, key=lambda post: (post.published, post.number))


def play_all(accounts: Iterable[Account], words: Words, time_zone: str) -> list[Post]:
    """Play several accounts and give all their posts, oldest first."""
    posts = [post for account in accounts for post in play(account, words, time_zone)]
    return sorted(posts, key=lambda post: (post.published, post.number))


def _moment(day: dt.date, zone: ZoneInfo, dice: Dice) -> dt.datetime:
    hour = dice.weighted({9: 3, 10: 2, 12: 3, 14: 1, 16: 3, 17: 2, 19: 4, 20: 2})
    return dt.datetime(day.year, day.month, day.day, hour, dice.whole(0, 59), tzinfo=zone)


def _number(account: Account, moment: dt.datetime, dice: Dice) -> str:
    # As long as the platforms' own numbers: longer than a spreadsheet's float holds.
    lead = {"instagram": "1799", "x": "19", "linkedin": "73"}.get(account.platform, "1220")
    return f"{lead}{int(moment.timestamp()) - 1_700_000_000:09d}{dice.whole(0, 99_999):05d}"


def _post(account: Account, words: Words, moment: dt.datetime, dice: Dice, voice: Dice) -> Post:
    kind = dice.weighted(account.kinds or {"photo": 6, "video": 2, "link": 2})
    subject = dice.pick(words.subjects)
    followers = account.followers_on(moment.date())
    season = (account.season or {}).get(moment.month, 1.0)
    ordinary = followers / 1000 * account.pull * _KIND_PULL[kind] * subject.pull * season
    reactions = round(dice.around(ordinary * _WEEKDAY_PULL[moment.weekday()], account.spread))
    reach = round(dice.around(followers * 0.22, 0.5)) + reactions * dice.whole(3, 8)
    paid = round(dice.around(followers * 1.4, 0.4)) if dice.happens(account.boosted) else 0
    reactions += round(paid * 0.008)
    return Post(
        account=account,
        number=_number(account, moment, dice),
        published=moment,
        kind=kind,
        text=_caption(account, words, subject, voice),
        reactions=reactions,
        comments=dice.count(dice.around(reactions * account.talk, 0.6)),
        shares=dice.count(dice.around(reactions * account.passed_on, 0.7)),
        saves=dice.count(dice.around(reactions * 0.06, 0.6)),
        clicks=round(dice.around((reach + paid) * (0.03 if kind == "link" else 0.012), 0.6)),
        reach=reach + paid,
        paid_reach=paid,
        views=round((reach + paid) * dice.between(1.1, 1.7)),
    )


def _reply(account: Account, words: Words, moment: dt.datetime, dice: Dice, voice: Dice) -> Post:
    seen = round(dice.around(60, 0.8)) + 1
    return Post(
        account=account,
        number=_number(account, moment, dice),
        published=moment,
        kind="text",
        text=words.fill(voice.pick(words.replies), voice),
        reactions=dice.count(0.7),
        comments=dice.count(0.3),
        shares=0,
        saves=0,
        clicks=dice.count(0.4),
        reach=seen,
        paid_reach=0,
        views=seen,
        reply=True,
    )


def _caption(account: Account, words: Words, subject: Subject, voice: Dice) -> str:
    text = words.fill(subject.text, voice)
    if not subject.plain and voice.happens(0.45):
        text += " " + words.fill(voice.pick(words.closings), voice)
    tags = {"instagram": 0.8, "linkedin": 0.5, "tiktok": 0.8}.get(account.platform, 0.2)
    if voice.happens(tags):
        line_break = "\n\n" if account.platform in {"instagram", "facebook"} else " "
        text += line_break + " ".join(f"#{tag}" for tag in voice.shuffled(words.tags)[:2])
    return text
