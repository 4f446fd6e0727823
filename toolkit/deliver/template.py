"""Where the report template lies, and the one way in which its files are rendered.

A workspace or a client may bring a template of its own, or only the files of it that differ: what
is not found there comes from the package.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from toolkit.deliver.brief import emphasise, write_sentence
from toolkit.deliver.palette import Palette
from toolkit.errors import UsageError
from toolkit.workspace import find_resource, find_workspace, package_resources

REPORT = "templates/report"


def report_folders(workspace: Path | None, client: Path | None = None) -> tuple[Path, ...]:
    """Give the folders of the report template in the order in which a file is looked for."""
    chosen = find_resource(REPORT, workspace=workspace, client=client)
    return tuple(dict.fromkeys((chosen, package_resources() / REPORT)))


def folders_around(place: Path) -> tuple[Path | None, Path | None]:
    """Give the workspace around a folder, and the nearest folder in it with its own template.

    Both are ``None`` outside any workspace.
    """
    try:
        workspace = find_workspace(place)
    except UsageError:
        return None, None
    for folder in (place, *place.parents):
        if folder == workspace:
            break
        if (folder / REPORT).is_dir():
            return workspace, folder
    return workspace, None


def prepare(environment: Environment) -> None:
    """Set an environment the way all our templates expect: what is not ours is escaped."""
    environment.autoescape = True
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    environment.undefined = StrictUndefined
    environment.filters.update(
        declare=declare_colours,
        css_string=css_string,
        font_family=font_family,
        ended=end_sentence,
        emphasised=emphasise,
        written=write_sentence,
    )


def render_page(template: str, *, workspace: Path | None, **values: object) -> str:
    """Render a page that is not a notebook, such as the portfolio, in the report's looks."""
    return _environment(report_folders(workspace)).get_template(template).render(**values)


def declare_colours(palette: Palette, scheme: str) -> Markup:
    """Write the colours of a scheme, ``light`` or ``dark``, as CSS declarations."""
    colours = {"brand": palette.brand, **(palette.light if scheme == "light" else palette.dark)}
    return Markup(";".join(f"--{name}:{colour}" for name, colour in colours.items()))  # noqa: S704


def css_string(words: str) -> Markup:
    """Write words as a string of CSS; whatever is no letter or digit is escaped."""
    safe = (one if one.isascii() and one.isalnum() else f"\\{ord(one):06x}" for one in words)
    return Markup('"' + "".join(safe) + '"')  # noqa: S704


def font_family(names: str) -> Markup:
    """Write a comma-separated list of typefaces as a CSS value."""
    return Markup(",").join(css_string(name.strip()) for name in names.split(",") if name.strip())


def end_sentence(words: str) -> str:
    """Let words end as a sentence does; nothing stays nothing."""
    ended = words.rstrip()
    return ended if not ended or ended[-1] in ".!?…" else f"{ended}."


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    environment = Environment(loader=FileSystemLoader(folders), autoescape=True)
    prepare(environment)
    return environment
