"""The codebook in a form: it offers the headers of the file with answers, and what they hold.

A header is never typed, so that it cannot be mistyped; one that stands in the codebook and not in
the file is told at its field.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from toolkit.clients import SURVEY, ClientFolder
from toolkit.errors import InputError
from toolkit.forms.row_names import RowNames
from toolkit.forms.store import Store
from toolkit.forms.yaml_store import YamlStore
from toolkit.language import Language
from toolkit.model.fields import Field
from toolkit.readers import Export
from toolkit.readers.findings import Findings
from toolkit.readers.survey import open_answers
from toolkit.readers.survey.personal import find_personal
from toolkit.readers.survey.several import one_line, split_answers

HEADERS = ("column", "segment_column", "weight")
ANSWERS = ("use", "counts", "answers")
MOST = 30
"""A column with more answers than these is no question to choose from: what people typed is shown
nowhere."""


class FileWords(RowNames):
    """Words of the file that can be chosen; they are kept as they stand there.

    Parameters
    ----------
    find
        Gives the words that there are now.
    missing
        What is said of a word that is not among them, with ``{word}``; empty where others may be.
    """

    def __init__(
        self, store: Store, path: str, find: Callable[[], tuple[str, ...]], missing: str = ""
    ) -> None:
        super().__init__(store, "", path)
        self._find, self._missing = find, missing

    def named(self) -> dict[str, str]:
        """Give the words, each by itself."""
        return {word: word for word in self._find()}

    def offered(self) -> tuple[str, ...]:
        """Give the words, in the order of the file."""
        return self._find()

    def doubt(self, value: object, language: Language) -> str:
        """Say what is wrong with a word that the file does not hold."""
        words = self._find()
        if not self._missing or not words or not value or value in words:
            return ""
        return language.text(self._missing, word=value)


class CodebookStore(YamlStore):
    """Implements :class:`toolkit.forms.store.Store` for ``codebook.yaml``."""

    _read_of: tuple[str, object, object] | None = None
    _columns: dict[str, tuple[str, ...]]

    def offer(self, path: str, field: Field) -> RowNames | None:
        """Give the words of the file from which an answer is chosen; None where it is typed."""
        if field.kind == "line" and field.name in HEADERS:
            missing = "The file has no column “{word}”."
            return FileWords(self, path, lambda: tuple(self._look()), missing)
        if field.kind == "words" and field.name in ANSWERS:
            return FileWords(self, path, lambda: self._answers(path))
        return None

    def _answers(self, path: str) -> tuple[str, ...]:
        row = path.rpartition(".")[0]
        beside = "segment_column" if row.startswith("segments.") else f"{row}.column"
        column = str(self.value(beside) or "")
        cells = self._look().get(column, ())
        if find_personal(column, cells):
            return ()
        several: list[dict[str, Any]] = self.value("several") or []
        for one in several:
            if one.get("column") == column and one.get("separator"):
                known = (one["separator"], one.get("options") or ())
                cells = tuple(part for cell in cells for part in split_answers(cell, *known))
        found = tuple(dict.fromkeys(cells))
        return found if len(found) <= MOST else ()

    def _look(self) -> dict[str, tuple[str, ...]]:
        """Read the columns of the file; none where it cannot be read, which a check tells."""
        file, layout = str(self.value("file") or ""), self.value("layout")
        folder = ClientFolder(self._folder.path)
        path = folder.path / SURVEY / file
        changed = path.stat().st_mtime_ns if file and path.is_file() else None
        if self._read_of == (file, layout, changed):
            return self._columns
        self._read_of, self._columns = (file, layout, changed), {}
        if changed is not None and file in folder.files(SURVEY):
            name = f"{SURVEY}/{file}"
            with suppress(InputError):
                table = open_answers(Export(path, name), Findings(name), layout).table
                columns = ((one, table.column(one)) for one in table.headers if one)
                self._columns = {
                    header: tuple(dict.fromkeys(filter(None, map(one_line, column.texts))))
                    for header, column in columns
                    if column
                }
        return self._columns
