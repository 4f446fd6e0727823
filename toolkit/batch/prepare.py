"""A template in the report's language: what every engine runs.

Prose is looked up in the catalogue cell by cell; code stays as it is. A client's own copy of a
template is in the client's language already and is only checked for its parameters.
"""

from __future__ import annotations

from pathlib import Path

import nbformat

from toolkit.errors import Fault, InputError, fill
from toolkit.files import write_atomically
from toolkit.language import Language


def prepare(template: Path, words: Language, folder: Path) -> Path:
    """Write the localised copy of `template` into `folder` and give its path.

    Parameters
    ----------
    template
        A notebook with English prose.
    words
        The language, with a client's own words in place of ours.
    folder
        Cache for prepared notebooks.

    Raises
    ------
    InputError
        If the template is no notebook, or does not have exactly one cell tagged ``parameters``.
    """
    notebook = read_template(template)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = words.text(cell.source)
    target = folder / words.key / template.name
    text = nbformat.writes(notebook) + "\n"
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        write_atomically(target, text)
    return target


def read_template(template: Path) -> nbformat.NotebookNode:
    """Read a notebook that can be run with parameters.

    Raises
    ------
    InputError
        If it is no notebook, or does not have exactly one cell tagged ``parameters``.
    """
    try:
        notebook: nbformat.NotebookNode = nbformat.read(template, as_version=4)
        tagged = [c for c in notebook.cells if "parameters" in c.metadata.get("tags", ())]
        for cell in notebook.cells:
            # A lone half of a character, which JSON can hold, no file takes.
            cell.source.encode()
    except Exception as error:
        # There is no end to how nbformat trips over JSON that is something else.
        reason = (error.strerror if isinstance(error, OSError) else "") or str(error)[:200]
        what = "This is not a notebook that can be read."
        raise InputError(Fault(what, file=template.name, got=reason)) from error
    if len(tagged) != 1:
        raise InputError(
            Fault(
                "A template needs exactly one cell tagged “parameters”.",
                file=template.name,
                got=fill("{n} such cells", n=len(tagged)),
            )
        )
    return notebook
