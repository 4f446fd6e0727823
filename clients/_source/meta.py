"""Meta Business Suite content exports, Facebook and Instagram, with Dutch or English headers.

Times stand as MM/DD/YYYY HH:MM without zone, in Dutch files too. Totals are those of the day of
export, so a post that was young then has fewer than in a later file. Columns come and go from one
file to the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from .dice import Dice
from .feed import Post
from .paper import Value, write_csv

# A post has most of its interactions within days, not all.
_DAYS_TO_GROW = 6.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Window = tuple[dt.date, dt.date]
Cell = Callable[[Post, int], Value]


def _grown(total: int, days: int) -> int:
    return round(total * (1 - 0.75 * 2 ** (-days / _DAYS_TO_GROW))) if days < 60 else total


def _facebook_link(post: Post) -> str:
    return f"https://www.facebook.com/{post.account.id}/posts/{post.number}"


def _instagram_link(post: Post) -> str:
    letters = "".join(chr(ord("A") + int(digit)) for digit in post.number[-8:])
    return f"https://www.instagram.com/{'reel' if post.kind == 'reel' else 'p'}/D{letters}/"


_FACEBOOK_KINDS = {
    "nl": {"photo": "Foto's", "video": "Video's", "link": "Links", "text": "Tekst"},
    "en": {"photo": "Photos", "video": "Videos", "link": "Links", "text": "Text"},
}
_INSTAGRAM_KINDS = {
    "nl": {"photo": "IG-afbeelding", "reel": "IG-reel", "carousel": "IG-carrousel"},
    "en": {"photo": "IG image", "reel": "IG reel", "carousel": "IG carousel"},
}
_FUNDED = {"nl": "Gepromoot", "en": "Boosted"}
_LIFETIME = {"nl": "Looptijd", "en": "Lifetime"}


def _facebook_columns(language: str, zone: ZoneInfo) -> dict[tuple[str, str], Cell]:
    """Headers (Dutch, English) and what stands below them, in the order of the file."""
    return {
        ("Bericht-ID", "Post ID"): lambda post, _: post.number,
        ("Pagina-ID", "Page ID"): lambda post, _: post.account.id,
        ("Naam van pagina", "Page name"): lambda post, _: post.account.brand,
        ("Titel", "Title"): lambda post, _: post.text,
        ("Omschrijving", "Description"): lambda _post, _days: None,
        ("Duur (sec.)", "Duration (sec)"): lambda post, _: 28 if post.kind == "video" else 0,
        ("Publicatietijdstip", "Publish time"): lambda post, _: _time(post, zone),
        ("Type onderschrift", "Caption type"): lambda _post, _days: "N/A",
        ("Permalink", "Permalink"): lambda post, _: _facebook_link(post),
        ("Is gecrosspost", "Is crosspost"): lambda _post, _days: 0,
        ("Is een gedeeld bericht", "Is share"): lambda _post, _days: 0,
        ("Berichttype", "Post type"): lambda post, _: _FACEBOOK_KINDS[language][post.kind],
        ("Talen", "Languages"): lambda _post, _days: None,
        ("Aangepaste labels", "Custom labels"): lambda _post, _days: None,
        ("Status gefinancierde content", "Funded content status"): lambda post, _: (
            _FUNDED[language] if post.paid_reach else None
        ),
        ("Opmerking data", "Data comment"): lambda _post, _days: None,
        ("Datum", "Date"): lambda _post, _days: _LIFETIME[language],
        ("Weergaven", "Views"): lambda post, days: _grown(post.views, days),
        ("Bereik", "Reach"): lambda post, days: _grown(post.reach, days),
        ("Bereik via Organische berichten", "Reach from Organic posts"): lambda post, days: _grown(
            post.reach - post.paid_reach, days
        ),
        ("Bereik via Gepromote berichten", "Reach from Boosted posts"): lambda post, days: _grown(
            post.paid_reach, days
        ),
        (
            "Reacties, opmerkingen en deelacties",
            "Reactions, Comments and Shares",
        ): lambda post, days: sum(
            _grown(total, days) for total in (post.reactions, post.comments, post.shares)
        ),
        ("Reacties", "Reactions"): lambda post, days: _grown(post.reactions, days),
        ("Opmerkingen", "Comments"): lambda post, days: _grown(post.comments, days),
        ("Deelacties", "Shares"): lambda post, days: _grown(post.shares, days),
        ("Totaal aantal klikken", "Total clicks"): lambda post, days: _grown(post.clicks, days),
        ("Klikken op link", "Link Clicks"): lambda post, days: (
            _grown(post.clicks // 2, days) if post.kind == "link" else None
        ),
        ("Overige klikken", "Other Clicks"): lambda post, days: _grown(post.clicks // 3, days),
        (
            "Negatieve feedback van gebruikers: Alles verbergen",
            "Negative feedback from users: Hide all",
        ): lambda post, _: post.reactions % 40 or None if post.reactions % 13 == 0 else None,
    }


def _instagram_columns(language: str, zone: ZoneInfo) -> dict[tuple[str, str], Cell]:
    return {
        ("Bericht-ID", "Post ID"): lambda post, _: post.number,
        ("Account-ID", "Account ID"): lambda post, _: post.account.id,
        ("Gebruikersnaam account", "Account username"): lambda post, _: post.account.handle,
        ("Accountnaam", "Account name"): lambda post, _: post.account.brand,
        ("Omschrijving", "Description"): lambda post, _: post.text,
        ("Duur (sec.)", "Duration (sec)"): lambda post, _: 21 if post.kind == "reel" else 0,
        ("Publicatietijdstip", "Publish time"): lambda post, _: _time(post, zone),
        ("Permalink", "Permalink"): lambda post, _: _instagram_link(post),
        ("Berichttype", "Post type"): lambda post, _: _INSTAGRAM_KINDS[language][post.kind],
        ("Opmerking data", "Data comment"): lambda _post, _days: None,
        ("Datum", "Date"): lambda _post, _days: _LIFETIME[language],
        ("Weergaven", "Views"): lambda post, days: _grown(post.views, days),
        ("Bereik", "Reach"): lambda post, days: _grown(post.reach, days),
        ("Vind-ik-leuks", "Likes"): lambda post, days: _grown(post.reactions, days),
        ("Aantal keer gedeeld", "Shares"): lambda post, days: _grown(post.shares, days),
        ("Volgt", "Follows"): lambda post, _: post.saves // 3 if post.kind == "reel" else None,
        ("Opmerkingen", "Comments"): lambda post, days: _grown(post.comments, days),
        ("Aantal keer opgeslagen", "Saves"): lambda post, days: _grown(post.saves, days),
    }


def _time(post: Post, zone: ZoneInfo) -> str:
    return post.published.astimezone(zone).strftime("%m/%d/%Y %H:%M")


def write_facebook(
    folder: Path, posts: Sequence[Post], language: str, time_zone: str, windows: Sequence[Window]
) -> None:
    """Write Facebook content exports, one for each window."""
    _write(folder, posts, language, windows, _facebook_columns(language, ZoneInfo(time_zone)))


def write_instagram(
    folder: Path, posts: Sequence[Post], language: str, time_zone: str, windows: Sequence[Window]
) -> None:
    """Write Instagram content exports, one for each window."""
    _write(folder, posts, language, windows, _instagram_columns(language, ZoneInfo(time_zone)))


def _write(
    folder: Path,
    posts: Sequence[Post],
    language: str,
    windows: Sequence[Window],
    columns: Mapping[tuple[str, str], Cell],
) -> None:
    place = 0 if language == "nl" else 1
    for turn, (start, end) in enumerate(windows):
        # The first file lacks a late column and has another order, as files of other months do.
        chosen = list(columns.items())
        if turn == 0:
            chosen = [*chosen[:-3], chosen[-2], chosen[-3]]
        inside = [post for post in posts if start <= post.published.date() <= end]
        rows: list[list[Value]] = [[header[place] for header, _ in chosen]]
        for post in reversed(inside):
            days = (end - post.published.date()).days
            rows.append([cell(post, days) for _, cell in chosen])
        number = Dice(inside[0].account.id, start.isoformat()).whole(10**15, 10**16)
        write_csv(folder / f"{_named(start)}_{_named(end)}_{number}.csv", rows, bom=True)


def _named(day: dt.date) -> str:
    # Not strftime's %b, which follows the machine's language.
    return f"{_MONTHS[day.month - 1]}-{day:%d-%Y}"
