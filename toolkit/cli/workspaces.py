"""Make a workspace, a client in it, and open JupyterLab there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import Workspace, app


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Make a workspace: notebooks, templates and the demo clients."""
    from toolkit.scaffold import make_workspace

    make_workspace(folder)
    typer.echo(f"{folder} is ready. Next: go there and run  koers build --all")


@app.command()
def new(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="Folder name, such as city-library.")],
    language: Annotated[str, typer.Option("--language", help="nl or en")] = "nl",
    name: Annotated[
        str, typer.Option("--name", help="The client's name as reports print it.")
    ] = "",
    workspace: Workspace = None,
) -> None:
    """Make a client folder with everything explained in it."""
    from toolkit.scaffold import make_client
    from toolkit.workspace import find_workspace

    path = make_client(find_workspace(workspace), slug, language=language, name=name)
    typer.echo(f"{path} is ready. Next: fill in client.yaml and put exports in data/channels.")


@app.command("open")
def open_lab(
    slug: Annotated[str, typer.Argument(metavar="[SLUG]")] = "",
    notebook: Annotated[str, typer.Argument(metavar="[NOTEBOOK]")] = "",
    workspace: Workspace = None,
    browser: Annotated[bool, typer.Option(help="Open the browser too.")] = True,
) -> None:
    """Open JupyterLab: the home notebook, or a working copy of a client's notebook."""
    from toolkit.lab import open_notebook
    from toolkit.workspace import find_workspace

    raise typer.Exit(open_notebook(find_workspace(workspace), slug, notebook, browser=browser))
