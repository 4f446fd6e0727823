"""The papermill engine ``koers``, which papermill finds by its entry point.

It stands apart from the shell that it uses: papermill loads its engines while it is being imported
itself, so that nothing may import this module first.
"""

from __future__ import annotations

import os

from papermill.engines import Engine, NotebookExecutionManager

from toolkit.batch.shell import open_shell


class ShellEngine(Engine):  # type: ignore[misc]
    """The papermill engine ``koers``."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,  # noqa: ARG003 - as papermill calls it
        **_: object,
    ) -> None:
        """Run the cells in order and stop at the first that fails."""
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        shell = open_shell()
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
