"""Whose data is it: accounts and brand names of files become the client and its competitors."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.model.client import Account, AccountKey, Client, account_key, keys_of, name_key
from toolkit.readers.findings import abridge
from toolkit.readers.private_figures import find_private


def settle_brands(
    frame: pd.DataFrame, client: Client, others: Collection[AccountKey] = ()
) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Give each row of a canonical frame the brand that ``client.yaml`` knows it by.

    A platform's account id or handle decides; else the brand name, in which case, accents' absence
    and punctuation make no difference; a file with neither is an owner's export, so the client's.

    Parameters
    ----------
    others
        Own accounts of other clients. An export of one of them is nobody else's, but for public
        counts of an account that is this client's competitor.

    Returns
    -------
    frame
        The same rows with ``brand`` settled, and ``account`` written as ``Account.key``.
    faults
        An error for an account of another client, which tells nothing of whose it is; one for an
        account that nobody declared while the client's accounts on that platform are known (another
        client's export, most likely); a warning for a brand beside declared competitors that is
        none of them.
    """
    if frame.empty:
        return frame, ()
    accounts = _accounts(client)
    names = _names(client)
    foreign = set(others) - keys_of(client.accounts)
    own_platforms = {
        account.platform for account in client.accounts if account.id or account.handle
    }
    faults: list[Fault] = []
    key = ["file", "platform", "account", "brand"]
    # The rows of one account under one name, in the order in which these come.
    which = frame.groupby(key, dropna=False, sort=False).ngroup()
    private = set(which[find_private(frame)])
    brands: list[object] = []
    held: list[object] = []
    for file, platform, account, brand in (
        frame[key].drop_duplicates().itertuples(index=False, name=None)
    ):
        found = _settle(
            None if pd.isna(account) else str(account),
            None if pd.isna(brand) else str(brand),
            str(platform),
            accounts,
            names,
            client,
        )
        brands.append(found or brand)
        held.append(account)
        known_by = (str(platform), "" if pd.isna(account) else account_key(str(account)))
        if not pd.isna(account):
            # Files name an account by its id or by its handle; counts are kept by one of them.
            known = accounts.get(known_by)
            held[-1] = known.key if known else known_by[1]
        if known_by in foreign and found in (None, client.name):
            faults.append(_of_another(str(file), str(platform)))
            continue
        if known_by in foreign and len(brands) - 1 in private:
            faults.append(_of_a_competitor(str(file), str(platform)))
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
                    got=fill("{platform} account {shown}", platform=platform, shown=shown),
                    expected="an account of the client or of a competitor" if declared else "",
                    remedy=fill(
                        "If it is the client's, write in client.yaml under accounts: "
                        "{account}; if it is another client's, take the file away.",
                        account=_write_account(platform, str(account)),
                    ),
                    severity="error" if declared else "warning",
                )
            )
            if not declared:
                brands[-1] = client.name
        elif client.competitors:
            faults.append(
                Fault(
                    "A brand in the file is none of the competitors in client.yaml.",
                    file=str(file),
                    got=str(brand),
                    expected=fill("one of: {names}", names=", ".join(client.brands)),
                    remedy="It is kept as a competitor. If it is another spelling, add it under "
                    "also_called; if it is not to be compared, leave its rows out of the file.",
                    severity="warning",
                )
            )
    settled = frame.assign(
        brand=pd.Series([brands[at] for at in which], frame.index, dtype="string"),
        account=pd.Series([held[at] for at in which], frame.index, dtype="string"),
    )
    return settled, abridge(dict.fromkeys(faults))


def _write_account(platform: str, account: str) -> str:
    # In quotes, what a file says is nothing but text to YAML.
    return f"- {{platform: {platform}, id: {json.dumps(account, ensure_ascii=False)}}}"


# These two stand on a page in this client's folder: no id and no name of the other one.
def _of_another(file: str, platform: str) -> Fault:
    return Fault(
        "This export is of an account of another client.",
        file=file,
        got=fill("a {platform} account that is another client's own", platform=platform),
        expected="an account of this client or of a competitor",
        remedy="Move the file to the folder of the client that has this account in its "
        "client.yaml; put in clients/inbox, it is sorted there.",
    )


def _of_a_competitor(file: str, platform: str) -> Fault:
    return Fault(
        "This export holds figures that only the owner of the account sees, and the account is "
        "another client's.",
        file=file,
        got=fill(
            "reach, clicks or the like of a {platform} account that is a competitor here",
            platform=platform,
        ),
        expected="public counts of a competitor, such as a tally sheet",
        remedy="Move the file to the folder of the client that it belongs to, and compare with "
        "counts that everybody can see.",
    )


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
            got = fill(
                "{got}, in {n} files, such as {name}",
                got=fault.got,
                n=len(names),
                name=PurePosixPath(first).name,
            )
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
