"""LinkedIn page exports as workbooks: posts, followers, competitors, in Dutch or English.

Dates are month first in Dutch files too, rates are fractions, and ``Total followers`` of a day
counts the new ones of that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from .dice import Dice
from .feed import Account, Post
from .paper import Row, Value, write_workbook

_SHEETS = {
    "en": ("Metrics", "All posts", "New followers"),
    "nl": ("Statistieken", "Alle bijdragen", "Nieuwe volgers"),
}
_ABOUT = {
    "en": "Your organic and sponsored engagement metrics for this period, by day.",
    "nl": "Je spontane en gesponsorde interactiestatistieken voor deze periode, per dag.",
}
_ABOUT_POSTS = {
    "en": "Metrics of each post that was published in this period.",
    "nl": "Statistieken van elke bijdrage die in deze periode is geplaatst.",
}
_MEASURES = {
    "en": ("Clicks", "Reactions", "Comments", "Reposts", "Engagement rate"),
    "nl": ("Klikken", "Reacties", "Commentaren", "Reposts", "Interactiepercentage"),
}
_WAYS = {"en": ("organic", "sponsored", "total"), "nl": ("spontaan", "gesponsord", "totaal")}
_VIEWS = {
    "en": ("Impressions", "Unique impressions"),
    "nl": ("Weergaven", "Unieke weergaven"),
}
_POST_COLUMNS = {
    "en": (
        "Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date",
        "Campaign start date", "Campaign end date", "Audience", "Impressions", "Views",
        "Offsite Views", "Clicks", "CTR", "Likes", "Comments", "Reposts", "Follows",
        "Engagement rate", "Content Type",
    ),
    "nl": (
        "Titel van bijdrage", "Link naar bijdrage", "Type bijdrage", "Naam van campagne",
        "Geplaatst door", "Aanmaakdatum", "Begindatum van campagne", "Einddatum van campagne",
        "Doelgroep", "Weergaven", "Videoweergaven", "Weergaven buiten LinkedIn", "Klikken", "CTR",
        "Reacties", "Commentaren", "Reposts", "Volgers", "Interactiepercentage", "Type content",
    ),
}  # fmt: skip
_ORGANIC = {"en": "Organic", "nl": "Spontaan"}
_EVERYBODY = {"en": "All followers", "nl": "Alle volgers"}
_FOLLOWER_COLUMNS = {
    "en": (
        "Date", "Sponsored followers", "Organic followers", "Auto-invited followers",
        "Total followers",
    ),
    "nl": (
        "Datum", "Gesponsorde volgers", "Spontane volgers", "Automatisch uitgenodigde volgers",
        "Totaal aantal volgers",
    ),
}  # fmt: skip
_GROUPS = {
    "en": {
        "Location": ("London Area", "Leeds", "Manchester", "Sheffield", "Edinburgh"),
        "Job function": ("Sales", "Operations", "Marketing", "Education", "Engineering"),
        "Seniority": ("Senior", "Entry", "Manager", "Director"),
        "Industry": ("Retail", "Recreational Facilities", "Education", "Textiles"),
        "Company size": ("11-50", "51-200", "2-10", "1001-5000"),
    },
    "nl": {
        "Locatie": ("Utrecht", "Zwolle", "Arnhem", "Groningen", "Eindhoven"),
        "Functie": ("Onderwijs", "Verkoop", "Techniek", "Marketing", "Zorg"),
        "Senioriteitsniveau": ("Senior", "Starter", "Manager", "Directeur"),
        "Branche": ("Overheid", "Detailhandel", "Onderwijs", "Maakindustrie"),
        "Bedrijfsgrootte": ("11-50", "51-200", "2-10", "1001-5000"),
    },
}


def write_posts(
    folder: Path, posts: Sequence[Post], language: str, start: dt.date, end: dt.date
) -> None:
    """Write a content export: a line for each day, and a line for each post of these days."""
    inside = [post for post in posts if start <= post.published.date() <= end]
    daily, listed, _ = _SHEETS[language]
    sheets: dict[str, list[Row]] = {
        daily: _daily(inside, language, start, end),
        listed: [[_ABOUT_POSTS[language]], _POST_COLUMNS[language]]
        + [_listed(post, language) for post in reversed(inside)],
    }
    slug = inside[0].account.handle
    write_workbook(folder / f"{slug}_content_{start:%Y%m%d}_{end:%Y%m%d}.xlsx", sheets)


def write_followers(
    folder: Path, account: Account, language: str, start: dt.date, end: dt.date
) -> None:
    """Write a follower export: new followers a day, and who they are in five more sheets."""
    dice = Dice(account.brand, "linkedin followers")
    header = _FOLLOWER_COLUMNS[language]
    rows: list[Row] = [header]
    for day in _days(start, end):
        grown = account.followers_on(day) - account.followers_on(day - dt.timedelta(days=1))
        organic = dice.count(max(0.0, grown * (1.3 if day.weekday() < 5 else 0.25)))
        rows.append([f"{day:%m/%d/%Y}", 0, organic, 0, organic])
    sheets: dict[str, list[Row]] = {_SHEETS[language][2]: rows}
    for name, groups in _GROUPS[language].items():
        counts = sorted((dice.whole(12, account.followers[1] // 6) for _ in groups), reverse=True)
        sheets[name] = [[name, header[-1]]]
        sheets[name] += [[group, count] for group, count in zip(groups, counts, strict=True)]
    write_workbook(folder / f"{account.handle}_followers_{end:%Y%m%d}.xlsx", sheets)


def write_competitors(
    folder: Path, posts: Sequence[Post], pages: Mapping[str, tuple[int, int, int, int]]
) -> None:
    """Write the competitors sheet: followers, new ones, engagements and posts of each page.

    The first row is the own page, whose `posts` are known; the other `pages` are as LinkedIn says.
    """
    account = posts[0].account
    start, end = account.start, account.end
    before, now = account.followers
    totals: dict[str, tuple[int, int, int, int]] = {
        account.brand: (now, now - before, sum(p.interactions for p in posts), len(posts)),
        **pages,
    }
    rows: list[Row] = [
        [f"{day.month}/{day.day}/{day.year}" for day in (start, end)],
        ["Page", "Total Followers", "New Followers", "Total post engagements", "Total posts"],
    ]
    rows += [[page, *counts] for page, counts in totals.items()]
    name = f"{account.handle}_competitor_analytics_{end:%Y%m%d}.xlsx"
    write_workbook(folder / name, {"COMPETITORS": rows})


def _days(start: dt.date, end: dt.date) -> list[dt.date]:
    return [start + dt.timedelta(days=n) for n in range((end - start).days + 1)]


def _daily(posts: Sequence[Post], language: str, start: dt.date, end: dt.date) -> list[Row]:
    ways = _WAYS[language]
    views, unique = _VIEWS[language]
    header = [
        _FOLLOWER_COLUMNS[language][0],
        *(f"{views} ({way})" for way in ways),
        f"{unique} ({ways[0]})",
        *(f"{measure} ({way})" for measure in _MEASURES[language] for way in ways),
    ]
    rows: list[Row] = [[_ABOUT[language]], header]
    for day in _days(start, end):
        today = [post for post in posts if post.published.date() == day]
        shown = sum(post.views for post in today)
        counts = [
            sum(getattr(post, name) for post in today)
            for name in ("clicks", "reactions", "comments", "shares")
        ]
        rate = _rate(sum(counts), shown)
        cells: list[Value] = [f"{day:%m/%d/%Y}", shown, 0, shown, sum(p.reach for p in today)]
        for count in (*counts, rate):
            cells += [count, 0, count]
        rows.append(cells)
    return rows


def _listed(post: Post, language: str) -> Row:
    total = post.clicks + post.interactions
    return [
        post.text,
        f"https://www.linkedin.com/feed/update/urn:li:activity:{post.number}",
        _ORGANIC[language],
        None,
        f"{post.account.brand} (demo)",
        f"{post.published:%m/%d/%Y}",
        None,
        None,
        _EVERYBODY[language],
        post.views,
        round(post.views * 0.4) if post.kind == "video" else None,
        0,
        post.clicks,
        _rate(post.clicks, post.views),
        post.reactions,
        post.comments,
        post.shares,
        post.saves // 4,
        _rate(total, post.views),
        {"photo": "Image", "video": "Video", "link": "Article"}.get(post.kind),
    ]


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 6) if whole else 0
