"""A client, opened: a form for each of its files, its data, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import ipywidgets as widgets

from toolkit import clients
from toolkit.build.checking import tell_all
from toolkit.clients import CHANNELS, CODEBOOK, ClientFolder
from toolkit.errors import ToolkitError
from toolkit.home.browser import DropPlace
from toolkit.home.farewell import farewell_panel
from toolkit.home.faults import count_faults, show_faults
from toolkit.home.file_form import file_form
from toolkit.home.files_panel import files_panel
from toolkit.home.homework import homework_panel
from toolkit.home.inbox import safe_name
from toolkit.home.looks import button, buttons, markup, message, panel, title
from toolkit.home.survey_help import guesses_hint
from toolkit.home.unused_columns import unused_hint
from toolkit.language import Language, mark
from toolkit.model.brand import Brand
from toolkit.model.client import Client
from toolkit.model.note import WrittenNote
from toolkit.model.survey import Codebook
from toolkit.readers import Profile
from toolkit.readers.yaml_edit import set_value

CHAPTERS: dict[str, str] = {
    "intake_workshop": mark("Intake"),
    "persona_research": mark("Personas"),
    "channel_benchmark": mark("Channels compared"),
    "build_join_ignore": mark("Build, join or ignore"),
    "channel_plan": mark("Channel plan"),
    "content_calendar": mark("Content calendar"),
    "measure_and_adjust": mark("Measure and adjust"),
    "strategy": mark("The whole strategy"),
}
LOGOS = (".png", ".jpg", ".jpeg", ".svg")


class Details:
    """The parts of a client, each made when it is first looked at.

    Parameters
    ----------
    workspace, slug
        Whose.
    words
        The page's language.
    leave
        Called when the client is no longer there.
    """

    def __init__(
        self, workspace: Path, slug: str, words: Language, leave: Callable[[], None]
    ) -> None:
        self._workspace, self._words = workspace, words
        self._folder = ClientFolder(workspace / "clients" / slug)
        self._parts: list[tuple[str, Callable[[], widgets.Widget]]] = [
            (words.text("Files"), lambda: files_panel(self._folder, words)),
            (words.text("Client"), lambda: self._form("client.yaml", Client)),
            (words.text("Looks"), self._looks),
            (words.text("Other tables"), self._profile),
            (words.text("Codebook"), self._codebook),
            (words.text("Own reading"), self._notes),
            (words.text("Homework"), lambda: homework_panel(workspace, slug, words)),
            (words.text("Faults"), self._faults),
            (words.text("Remove client"), lambda: farewell_panel(workspace, slug, words, leave)),
        ]
        self.widget = widgets.Tab([widgets.VBox() for _ in self._parts])
        self.widget.titles = tuple(name for name, _ in self._parts)
        self.widget.observe(lambda _: self._show(), "selected_index")
        self._show()

    def _show(self) -> None:
        number = self.widget.selected_index or 0
        name, make = self._parts[number]
        box = self.widget.children[number]
        # What is wrong may have changed; what is typed stays in its form.
        anew = (self._words.text("Faults"), self._words.text("Remove client"))
        if not box.children or name in anew:
            # Some parts take a moment; meanwhile nobody should think that there is nothing.
            box.children = [markup("home-hint", message("…"))]
            box.children = [make()]

    def _form(self, name: str, model: type) -> widgets.Widget:
        return file_form(self._folder, name, model, self._words)

    def _looks(self) -> widgets.Widget:
        news = markup()
        box = widgets.VBox()

        def take(name: str, content: bytes) -> None:
            safe = safe_name(name)
            if PurePosixPath(safe).suffix.lower() not in LOGOS:
                news.value = message(self._words.text("A logo is a PNG, JPEG or SVG file."))
                return
            try:
                path = clients.find_free(self._folder.path, safe)
                self._folder.save(path.name, content)
                file = self._folder.path / "brand.yaml"
                text = file.read_text(encoding="utf-8") if file.is_file() else ""
                self._folder.save("brand.yaml", set_value(text, ("logo",), path.name))
                self._folder_anew().logo()
            except (ToolkitError, OSError) as error:
                faults = error.faults if isinstance(error, ToolkitError) else ()
                news.value = show_faults(faults, self._words) or message(str(error))
                return
            news.value = message(self._words.text("{file} is the logo now.", file=path.name))
            box.children = [self._form("brand.yaml", Brand)]

        drop = DropPlace(
            self._words.text("Drop a logo here, or click to choose"), take,
            help=self._words.text("PNG, JPEG or SVG"), working=self._words.text("Reading"),
            accept=",".join(LOGOS),
        )  # fmt: skip
        box.children = [self._form("brand.yaml", Brand)]
        return panel(drop, news, box)

    def _profile(self) -> widgets.Widget:
        hint = markup(
            "home-hint",
            message(
                self._words.text(
                    "Only for tables that Koers does not know by itself: say which column is what. "
                    "Write the header of a column as it stands in the file; for what is the same "
                    "in every row, write = and the value."
                )
            ),
        )
        return panel(hint, self._form(f"{CHANNELS}/profile.yaml", Profile))

    def _codebook(self) -> widgets.Widget:
        hints = (find(self._folder, self._words) for find in (guesses_hint, unused_hint))
        return panel(*hints, self._form(CODEBOOK, Codebook))

    def _notes(self) -> widgets.Widget:
        from toolkit.batch.jobs import chapter_of
        from toolkit.build.planning import find_templates

        chapters = [*map(chapter_of, find_templates(self._workspace)), "strategy"]
        names = [(self._words.text(CHAPTERS.get(one, one)), one) for one in chapters]
        choice = widgets.Dropdown(
            description=self._words.text("Chapter"), options=names, value="strategy"
        )
        box = widgets.VBox()

        def show(_: object = None) -> None:
            box.children = [self._form(f"notes/{choice.value}.md", WrittenNote)]

        choice.observe(show, "value")
        show()
        return panel(panel(choice, kind="home-fields"), box)

    def _faults(self) -> widgets.Widget:
        told = markup()

        def look(_: object = None) -> None:
            found = tell_all(self._folder.slug, self._workspace)
            told.value = message(count_faults(found, self._words)) + show_faults(found, self._words)

        look()
        again = buttons(button(self._words.text("Check again"), look))
        return panel(title(self._words.text("What is wrong"), 3), again, told)

    def _folder_anew(self) -> ClientFolder:
        return ClientFolder(self._folder.path)
