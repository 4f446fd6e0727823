"""Which clients there are, and which accounts are whose, without a look at anybody's data.

An export of one client's account must never be taken for another's. So whoever reads the exports
of a client knows the ids and handles of all the others' own accounts, and nothing more of them.
"""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from toolkit.errors import InputError
from toolkit.files import write_atomically
from toolkit.model import Model
from toolkit.model.client import Account, AccountKey, Client, Competitor, keys_of
from toolkit.readers.documents import read_yaml
from toolkit.workspace import MARKER

INBOX = "inbox"
"""The folder beside the clients' folders that takes files of all of them."""

SLUG = re.compile(rf"(?!{INBOX}$)[a-z0-9]+(-[a-z0-9]+)*")
CLIENTS = "clients"
CACHE = ".koers/accounts.json"


def find_slugs(folder: Path) -> tuple[str, ...]:
    """Name the clients in ``clients/``: the folders with a ``client.yaml``, but for the inbox."""
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(
        sorted(one.name for one in found if one.name != INBOX and (one / "client.yaml").is_file())
    )


class Card(Model):
    """What tells whose a file is: a client's names and accounts, and those of its competitors."""

    name: str
    also_called: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    competitors: tuple[Competitor, ...] = ()


class _Held(BaseModel):
    """A client's card, if it can be read, and by what its file is known to be the same still."""

    modified: int
    size: int
    card: Card | None


KEPT = TypeAdapter(dict[str, _Held])


def read_cards(folder: Path) -> dict[str, Card | None]:
    """Give the card of every client in ``clients/``, by slug; None where it cannot be read.

    What was read once is kept in the workspace's ``.koers``: of hundreds of clients no
    ``client.yaml`` is opened twice.
    """
    kept = folder.parent / CACHE
    known = _read(kept)
    fresh = {slug: _look_up(folder / slug, known.get(slug)) for slug in find_slugs(folder)}
    if fresh != known and (folder.parent / MARKER).is_file():
        write_atomically(kept, KEPT.dump_json(fresh))
    return {slug: one.card for slug, one in fresh.items()}


def find_others_accounts(client: Path) -> frozenset[AccountKey]:
    """Give the own accounts of all clients but the one whose folder this is.

    A ``client.yaml`` that cannot be read counts for nothing here.
    """
    if client.parent.name != CLIENTS:
        return frozenset()
    cards = read_cards(client.parent)
    others = (card.accounts for slug, card in cards.items() if card and slug != client.name)
    return frozenset(key for accounts in others for key in keys_of(accounts))


def _look_up(folder: Path, known: _Held | None) -> _Held:
    file = folder / "client.yaml"
    try:
        state = file.stat()
    except OSError:
        # The client was removed this moment.
        return _Held(modified=0, size=0, card=None)
    if known and (known.modified, known.size) == (state.st_mtime_ns, state.st_size):
        return known
    return _Held(modified=state.st_mtime_ns, size=state.st_size, card=_read_card(file))


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
