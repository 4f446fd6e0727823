"""Reports in HTML: nbconvert's exporter ``koers-html``, and the two calls that use it.

The exporter is a child of nbconvert's one for templates, not of its HTML one: that parses the
finished page once more to add descriptions and focus to outputs, which our template writes itself,
and brings addresses of scripts that no report of ours may load.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from jinja2 import Environment, TemplateError, TemplateSyntaxError
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from traitlets import default
from traitlets.config import Config

from toolkit.deliver.chapters import join_chapters, share_outputs
from toolkit.deliver.page import lay_out
from toolkit.deliver.template import REPORT, folders_around, prepare, report_folders
from toolkit.errors import Fault, RunError
from toolkit.workspace import package_resources


def render_chapter(
    notebook: NotebookNode, *, workspace: Path | None = None, client: Path | None = None
) -> str:
    """Give an executed chapter as one HTML page.

    Parameters
    ----------
    notebook
        The executed notebook; it is not changed.
    workspace, client
        Folders that may hold a report template of their own, before the package's.

    Raises
    ------
    RunError
        If an output was made by a version of the toolkit that this one does not understand.
    """
    try:
        exporter = _exporter(report_folders(workspace, client))
        html, _ = exporter.from_notebook_node(share_outputs(notebook))
    except TemplateError as error:
        raise RunError(_broken(error)) from error
    return str(html)


def render_strategy(
    notebooks: Sequence[NotebookNode],
    *,
    workspace: Path | None = None,
    client: Path | None = None,
) -> str:
    """Give all executed chapters of a client, in the order given, as one HTML page."""
    return render_chapter(join_chapters(notebooks), workspace=workspace, client=client)


def warm_up(workspace: Path | None = None) -> None:
    """Make the exporter of a workspace, and let it read its templates.

    What is wrong with one of them is told where it is used.
    """
    exporter = _exporter(report_folders(workspace))
    parts = (package_resources() / REPORT / "parts").glob("*.j2")
    with suppress(TemplateError):
        words = nbformat.v4.new_markdown_cell("# Title\n\nText with *words*.")
        exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[words]))
        for name in ("grid.html.j2", *(f"parts/{path.name}" for path in parts)):
            exporter.environment.get_template(name)


class KoersHTMLExporter(TemplateExporter):
    """Exports an executed notebook as one HTML file that asks for nothing and shows no code.

    Parameters
    ----------
    folders
        Folders of the report template, in the order in which a file is looked for. Without them,
        they are looked for around the notebook, or around the current folder when there is no file.
    """

    export_from_notebook = "Koers report (HTML)"
    output_mimetype = "text/html"
    template_name = "report"
    exclude_input = True
    exclude_input_prompt = True
    exclude_output_prompt = True
    # The notebook was written by a kernel a moment ago; checking it at each step costs a tenth.
    optimistic_validation = True

    def __init__(
        self,
        config: Config | None = None,
        *,
        folders: tuple[Path, ...] = (),
        **traits: object,
    ) -> None:
        self._told = bool(folders)
        traits["extra_template_basedirs"] = _parents(folders or _folders_around(Path.cwd()))
        super().__init__(config=config, **traits)  # type: ignore[no-untyped-call]

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_filename(  # type: ignore[override]
        self, filename: str, resources: dict[str, Any] | None = None, **keywords: object
    ) -> tuple[str, dict[str, Any]]:
        """Convert a file, with the template that holds where it lies."""
        if not self._told:
            parents = _parents(_folders_around(Path(filename).resolve().parent))
            if parents != self.extra_template_basedirs:
                self.extra_template_basedirs = parents
                self.template_paths = self._template_paths()
        return super().from_filename(filename, resources, **keywords)

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        prepare(environment)
        environment.filters["lay_out"] = lay_out
        return environment


def _broken(error: TemplateError) -> Fault:
    place = error.name if isinstance(error, TemplateSyntaxError) else ""
    return Fault(
        "The report template cannot be used.",
        file="/".join(filter(None, (REPORT, place))),
        row=error.lineno if isinstance(error, TemplateSyntaxError) else None,
        got=error.message or type(error).__name__,
        remedy="Mend that file, or remove it: what is not there comes from Koers itself.",
    )


def _parents(folders: tuple[Path, ...]) -> list[str]:
    return [str(folder.parent) for folder in folders]


def _folders_around(place: Path) -> tuple[Path, ...]:
    return report_folders(*folders_around(place))


@cache
def _exporter(folders: tuple[Path, ...]) -> KoersHTMLExporter:
    # Setting up costs more than converting, so whoever makes many pages does it once.
    return KoersHTMLExporter(folders=folders)
