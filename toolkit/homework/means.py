"""Hours and money, which the intake asks too and ``client.yaml`` holds, with its remarks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.clients import ClientFolder
from toolkit.model.client import Client
from toolkit.readers.documents import read_text, validate
from toolkit.readers.yaml_edit import set_value
from toolkit.readers.yaml_text import parse_yaml

FILE = "client.yaml"


def check_means(folder: ClientFolder, means: Mapping[tuple[str, str], Any]) -> str:
    """Give the text of ``client.yaml`` with new answers in it; see :func:`save_means`."""
    text = read_text(folder.path / FILE, FILE)
    for place, value in means.items():
        text = set_value(text, place, value)
    validate(parse_yaml(text, FILE), Client, FILE)
    return text


def save_means(folder: ClientFolder, means: Mapping[tuple[str, str], Any]) -> None:
    """Write new answers into ``client.yaml``; everything else in it stays as it stands there.

    Parameters
    ----------
    means
        By part and field: ``("capacity", "people")``.

    Raises
    ------
    InputError
        If the file cannot be read or written, or would not be valid; it is not written then.
    """
    folder.save(FILE, check_means(folder, means))
