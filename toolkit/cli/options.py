"""The command itself, and what several of its commands can be told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Koers: from a client's exports, survey and workshop to a social media strategy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Help in colours and frames takes as long to load as all the rest; what it would wrap, a wide
    # window holds.
    rich_markup_mode=None,
    context_settings={"max_content_width": 120},
)

Slugs = Annotated[list[str] | None, typer.Argument(metavar="[SLUG]...", help="Client folders.")]
Slug = Annotated[str, typer.Argument(metavar="SLUG", help="Client folder.")]
Workspace = Annotated[
    Path | None, typer.Option("--workspace", help="Workspace; default: the one around this folder.")
]
Notebooks = Annotated[
    list[str] | None, typer.Option("--notebook", help="Only this notebook; may be repeated.")
]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="Date to report on.")]
Params = Annotated[
    list[str] | None,
    typer.Option(
        "--param", metavar="NAME=VALUE", help="Value of a notebook's parameter; may be repeated."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Run also what is up to date.")]
