"""The in-process engine: papermill takes the notebook apart, an IPython shell runs its cells.

There is no kernel, so no socket and no port; whoever uses this engine gives each notebook a process
of its own. IPython keeps no history, which would hold the injected parameters.
"""

from __future__ import annotations

import base64
import contextlib
import io
import os
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, NotebookExecutionManager
from traitlets import Type
from traitlets.config import Config

ENGINE = "koers"


class _Hook(DisplayHook):
    """Takes the value of a cell's last line."""

    def __call__(self, result: object = None) -> None:
        shell: Any = self.shell
        if result is not None and not DisplayHook.semicolon_at_end_of_expression(shell.source):
            data, metadata = self.compute_format_data(result)  # type: ignore[no-untyped-call] # IPython's
            count = shell.execution_count
            shown = new_output(
                "execute_result", _as_text(data), metadata=metadata, execution_count=count
            )
            shell.shown.append(shown)


class _Publisher(DisplayPublisher):
    """Takes what a cell displays on its way."""

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *_: object,
        **__: object,
    ) -> None:
        shell: Any = self.shell
        shell.shown.append(new_output("display_data", _as_text(data), metadata=metadata or {}))


def _as_text(data: dict[str, Any]) -> dict[str, Any]:
    # Pictures come as bytes; a notebook holds them as a kernel sends them.
    return {
        name: base64.b64encode(one).decode() if isinstance(one, bytes) else one
        for name, one in data.items()
    }


class _Stream(io.TextIOBase):
    """Takes what a cell prints."""

    def __init__(self, shell: _ReportShell, name: str) -> None:
        self._shell, self._name = shell, name

    def write(self, text: str) -> int:
        shown = self._shell.shown
        if shown and shown[-1].output_type == "stream" and shown[-1].name == self._name:
            shown[-1].text += text
        elif text:
            shown.append(new_output("stream", name=self._name, text=text))
        return len(text)

    def writable(self) -> bool:
        return True


class _ReportShell(InteractiveShell):
    """A shell that gathers what a cell shows, in the order in which it is shown."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self, **traits: object) -> None:
        self.shown: list[NotebookNode] = []
        self.source = ""
        super().__init__(**traits)  # type: ignore[no-untyped-call] # IPython's

    def run(self, source: str, count: int) -> tuple[list[NotebookNode], bool]:
        """Run a cell; give its outputs, and whether it failed."""
        self.shown, self.source = [], source
        self.execution_count = count
        streams = (_Stream(self, "stdout"), _Stream(self, "stderr"))
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            result = self.run_cell(source, store_history=False)  # type: ignore[no-untyped-call] # IPython's
        return self.shown, not result.success

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.shown.append(
            new_output("error", ename=etype.__name__, evalue=str(evalue), traceback=stb)
        )


class ShellEngine(Engine):  # type: ignore[misc]
    """The papermill engine ``koers``."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, **_: object
    ) -> None:
        """Run the cells in order and stop at the first that fails."""
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        quiet = Config()
        quiet.HistoryManager.enabled = False
        shell = _ReportShell.instance(config=quiet, colors="nocolor")
        code = [
            (index, cell) for index, cell in enumerate(nb_man.nb.cells)
            if cell.cell_type == "code" and cell.source.strip()
        ]  # fmt: skip
        for count, (index, cell) in enumerate(code, start=1):
            nb_man.cell_start(cell, index)
            cell.execution_count = count
            cell.outputs, failed = shell.run(cell.source, count)
            if failed:
                nb_man.cell_exception(cell, index)
                break
            nb_man.cell_complete(cell, index)
