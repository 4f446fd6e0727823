"""Which clients there are, and which accounts are whose, without a look at anybody's data.

An export of one client's account must never be taken for another's. So whoever reads the exports
of a client knows the ids and handles of all the others' own accounts, and nothing more of them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from toolkit.errors import InputError
from toolkit.files import write_atomically
from toolkit.model import Model
from toolkit.model.client import Account, AccountKey, Client, Competitor, keys_of
from toolkit.readers.documents import read_yaml
from toolkit.workspace import CACHE, CLIENTS, INBOX, MARKER, find_slugs

SLUG = re.compile(rf"(?!{INBOX}$)[a-z0-9]+(-[a-z0-9]+)*")
ACCOUNTS = f"{CACHE}/accounts.json"


class Card(Model):
    """What tells whose a file is: a client's names and accounts, and those of its competitors."""

    name: str
    also_called: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    competitors: tuple[Competitor, ...] = ()


class _Held(BaseModel):
    """What is kept of a client, and by what its file is known to be the same still.

    ``card`` is JSON, taken apart for the inbox only: each report of a workspace with hundreds of
    clients asks for the ``keys`` of all the others' accounts.
    """

    modified: int
    size: int
    keys: tuple[AccountKey, ...] = ()
    card: str = ""


KEPT = TypeAdapter(dict[str, _Held])


def read_cards(folder: Path) -> dict[str, Card | None]:
    """Give the card of every client in ``clients/``, by slug; None where it cannot be read.

    What was read once is kept in the workspace's ``.koers``: of hundreds of clients no
    ``client.yaml`` is opened twice.
    """
    held = _look_at_all(folder)
    return {
        slug: Card.model_validate_json(one.card) if one.card else None for slug, one in held.items()
    }


def find_others_accounts(client: Path) -> frozenset[AccountKey]:
    """Give the own accounts of all clients but the one whose folder this is.

    A ``client.yaml`` that cannot be read counts for nothing here.
    """
    if client.parent.name != CLIENTS:
        return frozenset()
    held = _look_at_all(client.parent)
    return frozenset(key for slug, one in held.items() if slug != client.name for key in one.keys)


def _look_at_all(folder: Path) -> dict[str, _Held]:
    kept = folder.parent / ACCOUNTS
    known = _read(kept)
    fresh = {slug: _look_up(f"{folder}/{slug}", known.get(slug)) for slug in find_slugs(folder)}
    if fresh != known and (folder.parent / MARKER).is_file():
        write_atomically(kept, KEPT.dump_json(fresh))
    return fresh


def _look_up(folder: str, known: _Held | None) -> _Held:
    file = f"{folder}/client.yaml"
    try:
        state = os.stat(file)  # noqa: PTH116 - for each client, for each report
    except OSError:
        # The client was removed this moment.
        return _Held(modified=0, size=0)
    if known and (known.modified, known.size) == (state.st_mtime_ns, state.st_size):
        return known
    card = _read_card(Path(file))
    return _Held(
        modified=state.st_mtime_ns,
        size=state.st_size,
        keys=tuple(sorted(keys_of(card.accounts))) if card else (),
        card=card.model_dump_json() if card else "",
    )


def _read_card(file: Path) -> Card | None:
    try:
        client = read_yaml(file, file.name, Client)
    except InputError:
        return None
    return Card.model_validate({name: getattr(client, name) for name in Card.model_fields})


def _read(path: Path) -> dict[str, _Held]:
    try:
        return KEPT.validate_json(path.read_bytes())
    except (OSError, ValueError):
        # It can be made again.
        return {}
