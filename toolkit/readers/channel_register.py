"""The register of channels, and the fake accounts, from sheets that a consultant keeps."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.model.channel_register import ChannelEntry, FakeAccount, Register
from toolkit.readers.findings import Findings
from toolkit.readers.listed import Gathered, find_table, gather_sheets, read_rows, tell_leftovers
from toolkit.readers.reading import Export
from toolkit.readers.table import Source, Table

ALSO_OF_CHANNELS = {
    "channel": ("Channel or medium", "Kanaal of medium", "Medium"),
    "handle": ("Account", "Accountnaam"),
    "owner": ("Eigenaar", "Beheerder"),
    "controller": ("Controleur", "Controle"),
    "objective": ("Goal", "Doel", "Doelstelling"),
    "hours_per_week": ("Hours per week", "Uren per week"),
    "cost_per_year": ("Cost a year", "Kosten per jaar", "Cost per year"),
    "decided_by": ("Besloten door",),
    "decided_on": ("Besloten op",),
    "reason": ("Why", "Waarom"),
}
ACTIONS = {
    "blijft": "keep", "bijwerken": "update", "verbeteren": "update", "improve": "update",
    "maken": "create", "aanmaken": "create", "toevoegen": "create", "add": "create",
    "verwijderen": "remove", "stoppen": "remove", "opheffen": "remove", "delete": "remove",
}  # fmt: skip
ALSO_OF_FAKES = {"fake_account": ("Fake channel", "Nepkanaal")}


def read_register(exports: Iterable[Export]) -> Gathered[Register]:
    """Read all sheets of the register.

    Raises
    ------
    InputError
        With the faults of all files, if any of them cannot be used.
    """
    channels: list[ChannelEntry] = []
    fakes: list[FakeAccount] = []

    def read(source: Source, findings: Findings) -> int:
        found = 0
        for table, which in _tables(source, findings):
            if which is ChannelEntry:
                entries = read_rows(table, ChannelEntry, findings, ALSO_OF_CHANNELS, ACTIONS)
                channels.extend(entries)
                found += len(entries)
            else:
                seen = read_rows(table, FakeAccount, findings, ALSO_OF_FAKES)
                fakes.extend(seen)
                found += len(seen)
            tell_leftovers(table, findings)
        return found

    gathered = gather_sheets(exports, read)
    return Gathered(Register(channels=tuple(channels), fakes=tuple(fakes)), *gathered)


def _tables(
    source: Source, findings: Findings
) -> list[tuple[Table, type[ChannelEntry] | type[FakeAccount]]]:
    found: list[tuple[Table, type[ChannelEntry] | type[FakeAccount]]] = []
    for sheet in source.sheets:
        alone = Source(source.export, (sheet,))
        # A sheet of fake accounts names the channel that each imitates, so it is looked for first.
        fakes = find_table(alone, FakeAccount, findings, ALSO_OF_FAKES)
        if fakes:
            found.append((fakes, FakeAccount))
        elif channels := find_table(alone, ChannelEntry, findings, ALSO_OF_CHANNELS):
            found.append((channels, ChannelEntry))
    if not found:
        findings.add(
            "There is no register of channels in this file, nor a list of fake accounts.",
            expected="a header with “Channel” or “Kanaal”; for fake accounts one with “Fake "
            "account” and “Platform”, or “Nepaccount” and “Platform”",
            remedy="templates/client/data/register has examples with the headers.",
        )
    return found
