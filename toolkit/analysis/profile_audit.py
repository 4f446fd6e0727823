"""How complete profiles are: filled in ÷ applicable, with what nobody looked at counted apart.

An unknown item is neither there nor missing. So beside the score over what is known stand the
lowest and the highest that it can be, if all that is unknown were missing, or there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit.model.client import Account, account_key
from toolkit.model.profile_checklist import Checklist, Item, Profile

ITEM_COLUMNS = ["brand", "platform", "handle", "item", "state"]
SCORE_COLUMNS = [
    "brand", "platform", "handle", "filled", "applicable", "unknown", "score", "lowest", "highest",
    "checked_on",
]  # fmt: skip
# After a year somebody should look again at what platforms ask.
OLD_AFTER_DAYS = 365


@dataclass(frozen=True, slots=True)
class Audit:
    """Completeness of profiles.

    ``items`` has a row for each item of each profile (``state``: ``yes``, ``no``,
    ``not_applicable``, ``unknown``); ``scores`` one for each profile: ``filled`` and ``applicable``
    of what is known, ``unknown``, ``score`` (fraction; missing where nothing is known), ``lowest``
    and ``highest``. ``dated`` is the checklist's date, ``old`` whether that is over a year ago.
    """

    items: pd.DataFrame
    scores: pd.DataFrame
    dated: dt.date
    old: bool

    def score_of(self, brand: str, platform: str, handle: str = "") -> pd.Series | None:
        """Give the scores of one profile, or None; without a handle the first of that platform."""
        rows = self.scores["brand"].eq(brand) & self.scores["platform"].eq(platform)
        found = self.scores[rows]
        if handle:
            keys = found["handle"].map(account_key)
            found = found[(keys == account_key(handle)) | (keys == "")]
        return None if found.empty else found.iloc[0]


def audit_profiles(
    profiles: Sequence[Profile],
    checklist: Checklist,
    posts: pd.DataFrame,
    accounts: Sequence[Account],
    as_of: dt.date | None,
) -> Audit:
    """Score profiles against a checklist.

    Parameters
    ----------
    profiles
        What was found on them.
    checklist
        What they should have.
    posts
        Canonical posts, which answer whether there was one lately.
    accounts
        The client's own, by which posts of its branches are told apart.
    as_of
        The day that is spoken from; without it, whether there was a post lately is unknown.
    """
    items: list[tuple[str, str, str, str, str]] = []
    scores: list[tuple[object, ...]] = []
    for one in profiles:
        here = posts_of(posts, one.brand, one.platform, one.handle, accounts)
        states = {
            item.key: _state(item, one, posts, here, as_of)
            for item in checklist.asked_on(one.platform)
        }
        place = (one.brand, one.platform, one.handle)
        items += [(*place, key, state) for key, state in states.items()]
        counts = pd.Series(list(states.values())).value_counts()
        filled, missing, unknown = (int(counts.get(key, 0)) for key in ("yes", "no", "unknown"))
        known, all_of_it = filled + missing, filled + missing + unknown
        scores.append(
            (
                *place, filled, known, unknown,
                filled / known if known else None,
                filled / all_of_it if all_of_it else None,
                (filled + unknown) / all_of_it if all_of_it else None,
                one.checked_on,
            )
        )  # fmt: skip
    return Audit(
        items=pd.DataFrame(items, columns=ITEM_COLUMNS),
        scores=pd.DataFrame(scores, columns=SCORE_COLUMNS),
        dated=checklist.dated,
        old=as_of is not None and (as_of - checklist.dated).days > OLD_AFTER_DAYS,
    )


def posted_lately(
    posts: pd.DataFrame, here: pd.DataFrame, days: int, as_of: dt.date | None
) -> bool | None:
    """Say whether there was a post in the last `days` before `as_of`, if the files allow it.

    An export that ends is no silence: that nothing was posted is known only as far as the files go
    on that hold the account's posts.

    Parameters
    ----------
    posts
        All canonical posts.
    here
        Those of the account.
    """
    known = here[here["day"].notna()]
    said = known[~known["reply"].fillna(value=False).astype(bool)]
    if as_of is None or said.empty:
        return None
    last = said["day"].max()
    if last >= pd.Timestamp(as_of) - pd.Timedelta(days=days):
        return True
    ends = posts.loc[posts["file"].isin(known["file"]), "day"].max()
    return False if ends - last > pd.Timedelta(days=days) else None


def posts_of(
    posts: pd.DataFrame, brand: str, platform: str, handle: str, accounts: Sequence[Account]
) -> pd.DataFrame:
    """Give the posts of one account; where the files name no accounts, all of the brand there."""
    here = posts[posts["brand"].eq(brand) & posts["platform"].eq(platform)]
    if not handle or not here["account"].notna().any():
        return here
    keys = {account_key(handle)}
    for one in accounts:
        names = {account_key(name) for name in (one.id, one.handle) if name}
        if one.platform == platform and names & keys:
            keys |= names
    return here[here["account"].map(account_key, na_action="ignore").isin(keys)]


def find_silences(
    posts: pd.DataFrame, brand: str, accounts: Sequence[Account], days: int, as_of: dt.date | None
) -> dict[tuple[str, str], dt.date]:
    """Give the last post of each account, by platform and handle, that fell silent since."""
    found: dict[tuple[str, str], dt.date] = {}
    for one in accounts:
        handle = one.handle or one.id
        here = posts_of(posts, brand, one.platform, handle, accounts)
        if posted_lately(posts, here, days, as_of) is False:
            found[one.platform, handle] = here["day"].max().date()
    return found


def _state(
    item: Item, profile: Profile, posts: pd.DataFrame, here: pd.DataFrame, as_of: dt.date | None
) -> str:
    if item.newest_within_days is None:
        return profile.answers.get(item.key, "unknown")
    lately = posted_lately(posts, here, item.newest_within_days, as_of)
    return "unknown" if lately is None else "yes" if lately else "no"
