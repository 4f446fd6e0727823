"""The in-process engine: papermill takes the notebook apart, an IPython shell runs its cells.

There is no kernel, so no socket and no port; whoever uses this engine gives each notebook a process
of its own. IPython keeps no history, which would hold the injected parameters.
"""

from __future__ import annotations

import base64
import contextlib
import io
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from traitlets import Type
from traitlets.config import Config

from toolkit.batch.tasks import MEGABYTE
from toolkit.errors import Fault, RunError, fill

ENGINE = "koers"
# Of all that one notebook shows; a page with more than this no browser opens.
LARGEST_OUTPUT = 50 * MEGABYTE


class _Hook(DisplayHook):
    """Takes the value of a cell's last line."""

    def __call__(self, result: object = None) -> None:
        shell: Any = self.shell
        if result is not None and not DisplayHook.semicolon_at_end_of_expression(shell.source):
            data, metadata = self.compute_format_data(result)  # type: ignore[no-untyped-call] # IPython's
            count = shell.execution_count
            shell.show(
                new_output(
                    "execute_result", _as_text(data), metadata=metadata, execution_count=count
                )
            )


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
        shell.show(new_output("display_data", _as_text(data), metadata=metadata or {}))


def _as_text(data: dict[str, Any]) -> dict[str, Any]:
    # Pictures come as bytes; a notebook holds them as a kernel sends them.
    return {
        name: base64.b64encode(one).decode() if isinstance(one, bytes) else one
        for name, one in data.items()
    }


class _Stream(io.TextIOBase):
    """Takes what a cell prints."""

    # As a kernel's.
    encoding = "UTF-8"

    def __init__(self, shell: _ReportShell, name: str) -> None:
        self._shell, self._name = shell, name

    def write(self, text: str) -> int:
        if text:
            self._shell.show_text(self._name, text)
        return len(text)

    def writable(self) -> bool:
        return True


class _ReportShell(InteractiveShell):
    """A shell that gathers what a cell shows, in the order in which it is shown."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def __init__(self, **traits: object) -> None:
        self.source = ""
        self._shown: list[NotebookNode] = []
        # Of the last output, if that is text: many small pieces, put together once.
        self._pieces: list[str] = []
        self._size = 0
        super().__init__(**traits)  # type: ignore[no-untyped-call] # IPython's

    def run(self, source: str, count: int) -> tuple[list[NotebookNode], bool]:
        """Run a cell; give its outputs, and whether it failed."""
        self._shown, self._pieces, self.source = [], [], source
        self.execution_count = count
        streams = (_Stream(self, "stdout"), _Stream(self, "stderr"))
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            result = self.run_cell(source, store_history=False)  # type: ignore[no-untyped-call] # IPython's
        self._put_together()
        return self._shown, not result.success

    def show(self, output: NotebookNode) -> None:
        """Take an output of the cell that runs."""
        self._put_together()
        self._grow(sum(len(str(one)) for one in output.get("data", {}).values()))
        self._shown.append(output)

    def show_text(self, stream: str, text: str) -> None:
        """Take what the cell prints; what follows on itself is one output."""
        self._grow(len(text))
        last = self._shown[-1] if self._shown else None
        if not last or last.output_type != "stream" or last.name != stream:
            self._put_together()
            self._shown.append(new_output("stream", name=stream, text=""))
        self._pieces.append(text)

    def _put_together(self) -> None:
        if self._pieces:
            self._shown[-1].text += "".join(self._pieces)
            self._pieces = []

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST_OUTPUT:
            raise RunError(
                Fault(
                    fill(
                        "It shows more than {n} MB, and was stopped.", n=LARGEST_OUTPUT // MEGABYTE
                    ),
                    remedy="Let the notebook print and draw less, or show a part of it.",
                )
            )

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self._put_together()
        self._shown.append(
            new_output("error", ename=etype.__name__, evalue=str(evalue), traceback=stb)
        )


def open_shell() -> _ReportShell:
    """Give this process's shell; the first call makes it."""
    quiet = Config()
    quiet.HistoryManager.enabled = False
    shell: _ReportShell = _ReportShell.instance(config=quiet, colors="nocolor")
    return shell
