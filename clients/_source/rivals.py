"""What can be had of competitors: public counts, in tables of other makers or typed by hand.

Two makers' manners: a table with English headers, years first and decimal points, and one with
semicolons, decimal commas, days first and a row of totals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .feed import Post
from .paper import Value, write_csv

_ENGLISH_TALLY = (
    "brand", "platform", "date", "reactions", "comments", "shares", "followers", "url", "kind",
)  # fmt: skip
_DUTCH_TALLY = (
    "merk", "platform", "datum", "vind-ik-leuks", "opmerkingen", "gedeeld", "volgers", "url",
    "soort",
)  # fmt: skip
_CHANNELS = {
    "facebook": "Facebook Page",
    "instagram": "Instagram Business",
    "tiktok": "TikTok",
    "x": "Twitter",
}
_SHORT = 60


def write_point_table(path: Path, posts: Sequence[Post], *, renamed: Mapping[str, str]) -> None:
    """Write posts of several brands in one table, in the manner of a benchmarking service.

    From the middle of the table on, a brand in `renamed` goes by its other name. Shares are unknown
    on Instagram.
    """
    rows: list[Sequence[Value]] = [
        (
            "Company", "Channel", "Published At", "Post Type", "Post URL", "Followers", "Likes",
            "Comments", "Shares", "Engagement Total", "Engagement Rate By Follower",
        )
    ]  # fmt: skip
    for place, post in enumerate(posts):
        brand = post.account.brand
        if place > len(posts) // 2:
            brand = renamed.get(brand, brand)
        followers = post.account.followers_on(post.published.date())
        shares = None if post.account.platform == "instagram" else post.shares
        total = post.reactions + post.comments + (shares or 0)
        rows.append(
            (
                brand,
                _CHANNELS[post.account.platform],
                f"{post.published:%Y-%m-%d %H:%M:%S}",
                post.kind,
                _link(post),
                followers,
                post.reactions,
                post.comments,
                shares,
                total,
                f"{total / followers:.6f}",
            )
        )
    write_csv(path, rows)


def write_comma_table(path: Path, posts: Sequence[Post]) -> None:
    """Write posts in the manner of a European maker: ``;``, 1.234, 0,42 and a row of totals."""
    rows: list[Sequence[Value]] = [
        (
            "Date", "Profile", "Network", "Link", "Number of Likes",
            "Number of Comments", "Number of Shares", "Post interaction", "Fans",
        )
    ]  # fmt: skip
    for post in reversed(posts):
        followers = post.account.followers_on(post.published.date())
        rows.append(
            (
                f"{post.published:%d-%m-%Y %H:%M}",
                post.account.brand,
                post.account.platform.title(),
                _link(post),
                _dotted(post.reactions),
                # Comments that the service did not get.
                "-" if post.number.endswith("7") else _dotted(post.comments),
                _dotted(post.shares),
                f"{100 * post.interactions / followers:.2f}%".replace(".", ","),
                _dotted(followers),
            )
        )
    total = _dotted(sum(post.reactions for post in posts))
    rows.append(("", "Total", "", "", total, "", "", "", ""))
    write_csv(path, rows, delimiter=";", bom=True, line_end="\r\n")


def write_tally(path: Path, posts: Sequence[Post], language: str) -> None:
    """Write the last posts of a competitor as somebody typed them from the screen."""
    header = _DUTCH_TALLY if language == "nl" else _ENGLISH_TALLY
    day = "%d-%m-%Y" if language == "nl" else "%d/%m/%Y"
    rows: list[Sequence[Value]] = [header]
    rows += [
        (
            post.account.brand,
            post.account.platform,
            post.published.strftime(day),
            post.reactions,
            post.comments,
            None if post.account.platform == "instagram" else post.shares,
            post.account.followers_on(post.published.date()),
            _link(post),
            post.kind,
        )
        for post in posts
    ]
    write_csv(path, rows, delimiter=";" if language == "nl" else ",", line_end="\r\n")


def write_video_table(path: Path, posts: Sequence[Post]) -> None:
    """Write a client's own videos, as a colleague keeps them in a spreadsheet of her own."""
    rows: list[Sequence[Value]] = [
        ("Geplaatst", "Titel", "Link", "Likes", "Reacties", "Gedeeld", "Bewaard", "Weergaven")
    ]
    rows += [
        (
            f"{post.published:%d-%m-%Y}",
            post.text[:_SHORT],
            _link(post),
            _dotted(post.reactions),
            _dotted(post.comments),
            _dotted(post.shares),
            _dotted(post.saves),
            _dotted(post.views),
        )
        for post in posts
    ]
    write_csv(path, rows, delimiter=";", line_end="\r\n")


def _link(post: Post) -> str:
    return f"https://{post.account.platform}.example.com/{post.account.handle}/{post.number[-9:]}"


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
