"""Whose data is it: accounts and brand names of files become the client and its competitors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import pandas as pd

from toolkit.errors import Fault
from toolkit.model.client import Account, Client, account_key, name_key


def settle_brands(frame: pd.DataFrame, client: Client) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Give each row of a canonical frame the brand that ``client.yaml`` knows it by.

    A platform's account id or handle decides; else the brand name, in which case, accents' absence
    and punctuation make no difference; a file with neither is an owner's export, so the client's.

    Returns
    -------
    frame
        The same rows with ``brand`` settled, and ``account`` written as ``Account.key``.
    faults
        An error for an account that nobody declared while the client's accounts on that platform
        are known (another client's export, most likely); a warning for a brand beside declared
        competitors that is none of them.
    """
    if frame.empty:
        return frame, ()
    accounts = _accounts(client)
    names = _names(client)
    own_platforms = {
        account.platform for account in client.accounts if account.id or account.handle
    }
    faults: list[Fault] = []
    settled = frame["brand"].copy()
    held = frame["account"].copy()
    keys = frame[["file", "platform", "account", "brand"]].drop_duplicates()
    for file, platform, account, brand in keys.itertuples(index=False, name=None):
        found = _settle(
            None if pd.isna(account) else str(account),
            None if pd.isna(brand) else str(brand),
            str(platform),
            accounts,
            names,
            client,
        )
        rows = _same(
            frame, {"file": file, "platform": platform, "account": account, "brand": brand}
        )
        settled[rows] = found or brand
        if not pd.isna(account):
            # Files name an account by its id or by its handle; counts are kept by one of them.
            known = accounts.get((str(platform), account_key(str(account))))
            held[rows] = known.key if known else account_key(str(account))
        if found:
            continue
        if not pd.isna(account):
            shown = f"{account}" + ("" if pd.isna(brand) else f" ({brand})")
            declared = platform in own_platforms
            faults.append(
                Fault(
                    "This export is of an account that client.yaml does not name."
                    if declared
                    else "client.yaml names no account on this platform; the export is taken as "
                    "the client's own.",
                    file=str(file),
                    got=f"{platform} account {shown}",
                    expected="an account of the client or of a competitor" if declared else "",
                    remedy="Add its id under accounts in client.yaml, or remove the file if it is "
                    "another client's.",
                    severity="error" if declared else "warning",
                )
            )
            if not declared:
                settled[rows] = client.name
        elif client.competitors:
            faults.append(
                Fault(
                    "A brand in the file is none of the competitors in client.yaml.",
                    file=str(file),
                    got=str(brand),
                    expected="one of: " + ", ".join(client.brands),
                    remedy="It is kept as a competitor. If it is another spelling, add it under "
                    "also_called; if it is not to be compared, leave its rows out of the file.",
                    severity="warning",
                )
            )
    settled_frame = frame.assign(brand=settled.astype("string"), account=held.astype("string"))
    return settled_frame, tuple(dict.fromkeys(faults))


def join_files(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Make one fault of those that say the same of several files, with the number of files."""
    alike: dict[Fault, dict[str, None]] = defaultdict(dict)
    for fault in faults:
        alike[replace(fault, file="")][fault.file] = None
    joined = []
    for fault, names in alike.items():
        first, *others = names
        if others:
            folder = PurePosixPath(first).parent.as_posix()
            got = f"{fault.got}, in {len(names)} files, such as {PurePosixPath(first).name}"
            joined.append(replace(fault, file=folder, got=got))
        else:
            joined.append(replace(fault, file=first))
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class _Holder:
    name: str
    key: str


def _settle(
    account: str | None,
    brand: str | None,
    platform: str,
    accounts: dict[tuple[str, str], _Holder],
    names: dict[str, str],
    client: Client,
) -> str | None:
    if account is not None:
        holder = accounts.get((platform, account_key(account)))
        by_name = names.get(name_key(brand)) if brand else None
        return holder.name if holder else by_name
    if brand is None:
        return client.name
    return names.get(name_key(brand))


def _accounts(client: Client) -> dict[tuple[str, str], _Holder]:
    owners: list[tuple[str, tuple[Account, ...]]] = [(client.name, client.accounts)]
    owners += [(competitor.name, competitor.accounts) for competitor in client.competitors]
    return {
        (account.platform, account_key(known)): _Holder(name, account.key)
        for name, held in owners
        for account in held
        for known in (account.id, account.handle)
        if known
    }


def _names(client: Client) -> dict[str, str]:
    spellings = {name_key(client.name): client.name}
    spellings |= {name_key(other): client.name for other in client.also_called}
    for competitor in client.competitors:
        for spelling in (competitor.name, *competitor.also_called):
            spellings[name_key(spelling)] = competitor.name
    return spellings


def _same(frame: pd.DataFrame, values: dict[str, Any]) -> pd.Series:
    rows = pd.Series(data=True, index=frame.index)
    for column, value in values.items():
        cells = frame[column]
        rows &= cells.isna() if pd.isna(value) else cells.eq(value).fillna(value=False)
    return rows
