"""An open client folder: each part is read when a chapter asks for it, and checked as a whole."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import pandas as pd

from toolkit.clients.files import FolderFiles
from toolkit.clients.register import find_others_accounts
from toolkit.errors import Fault, InputError, fill
from toolkit.formulas import restore
from toolkit.language import Language
from toolkit.loan import Loan, borrow, describe, lend
from toolkit.model.brand import Brand
from toolkit.model.channel_register import Register
from toolkit.model.channel_sheets import ChannelSheets
from toolkit.model.client import Client
from toolkit.model.ladder import Instrument
from toolkit.model.listening import Mention
from toolkit.model.note import Note
from toolkit.model.profile_checklist import Checklist
from toolkit.model.profile_checklist import Profile as AuditedProfile
from toolkit.model.survey import Codebook
from toolkit.model.workshop import Workshop
from toolkit.readers import Export, Profile, read_answers
from toolkit.readers.channel_register import read_register
from toolkit.readers.channels import ChannelData, read_channels
from toolkit.readers.documents import parse_note, read_text, read_yaml
from toolkit.readers.listed import Gathered
from toolkit.readers.listening import read_listening
from toolkit.readers.messages import read_messages
from toolkit.readers.profile_audit import read_audit
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.files import LOG, STATE
from toolkit.workshop_log.left_out import LeftOut, read_left_out
from toolkit.workspace import find_resource

Read = TypeVar("Read")

CHANNELS = "data/channels"
SURVEY = "data/survey"
REGISTER = "data/register"
PROFILES = "data/profiles"
LISTENING = "data/listening"
MESSAGES = "data/messages"
CHECKLIST = "checklists/profiles.yaml"
WORKSHOP = "workshop"
# What these folders may hold besides exports: our own profile, explanations for people, and what
# two programs wrote at once.
BESIDE = (".example", ".other", ".mine")
NOT_EXPORTS = {"profile.yaml", "readme.md", "desktop.ini", "thumbs.db"}


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey: its codebook and the answers of the columns that the codebook names."""

    codebook: Codebook
    answers: pd.DataFrame
    faults: tuple[Fault, ...]


class ClientFolder(FolderFiles):
    """An open client folder.

    Parameters
    ----------
    path
        The folder.
    as_of
        The only "now": a given date, else the client's, else the last day in the channel data.
    """

    def __init__(self, path: Path, as_of: dt.date | None = None) -> None:
        super().__init__(path)
        self.slug = path.name
        self._given_date = as_of
        self._channels_made_of = ""

    @cached_property
    def client(self) -> Client:
        """Who the client is, as ``client.yaml`` says."""
        return self._model("client.yaml", Client)

    def words(self, code: str = "") -> Language:
        """Give the language of what is made for this client, with its own words in place of ours.

        Parameters
        ----------
        code
            ``nl`` or ``en``; empty for the client's own.
        """
        return Language(code or self.client.language, self.client.vocabulary)

    @cached_property
    def brand(self) -> Brand:
        """How the client looks, as ``brand.yaml`` says."""
        return self._model("brand.yaml", Brand, default=Brand())

    @cached_property
    def as_of(self) -> dt.date | None:
        """Give the report's date: given, else the client's, else the last day in any data."""
        known = self._given_date or self.client.as_of
        if known:
            return known
        data = self.channels
        ends = [data.posts["day"].max(), data.followers["day"].max(), data.totals["end"].max()]
        days = [pd.Timestamp(end).date() for end in ends if not pd.isna(end)]
        if self.survey:
            days.append(self.survey.codebook.fieldwork_end)
        return max(days, default=None)

    @property
    def dated(self) -> bool:
        """Whether somebody said from which day the report speaks."""
        return bool(self._given_date or self.client.as_of)

    @property
    def profile(self) -> Profile:
        """What ``data/channels/profile.yaml`` says of tables of other makers."""
        return self._model(f"{CHANNELS}/profile.yaml", Profile, default=Profile())

    @property
    def codebook(self) -> Codebook:
        """What ``data/survey/codebook.yaml`` says of the answers."""
        return self._model(f"{SURVEY}/codebook.yaml", Codebook)

    @cached_property
    def channels(self) -> ChannelData:
        """Everything in ``data/channels``.

        Raises
        ------
        InputError
            With the faults of all files, if any of them cannot be used.
        """
        profile = self.profile
        exports = self._list_exports(CHANNELS)
        day = self._given_date or self.client.as_of
        others = find_others_accounts(self.path)

        def read() -> ChannelData:
            digests = [(one.name, self._begun.get(one.name)) for one in exports]
            parts = (digests, self.client, profile, sorted(others), day)
            self._channels_made_of = describe(parts)
            return borrow(self._channels_made_of) or read_channels(
                exports, self.client, profile, others, day
            )

        data = self._read_at_rest([one.name for one in exports], read)
        for file in data.files:
            self._note(file.name, file.contents, file.rows)
        return data

    def lend_channels(self) -> Loan | None:
        """Pack the channel data for another process; None where nobody could read it here."""
        if "channels" not in self.__dict__:
            return None
        return lend(self.channels, self._channels_made_of)

    @cached_property
    def survey(self) -> Survey | None:
        """The survey, or None where the client has none."""
        names = [name for name in self._list(SURVEY) if not name.startswith((".", "~$"))]
        if "codebook.yaml" not in names:
            files = [name for name in names if name.endswith((".csv", ".xlsx", ".xls"))]
            if files:
                raise InputError(
                    Fault(
                        "There are survey answers, but no codebook that says what they mean.",
                        file=f"{SURVEY}/{files[0]}",
                        expected=f"{SURVEY}/codebook.yaml",
                        remedy=fill(
                            "Let one be drafted from the file: koers codebook {slug}, or the "
                            "button beside the file on the home page; then look at what it "
                            "guessed.",
                            slug=self.slug,
                        ),
                    )
                )
            return None
        codebook = self.codebook
        name = f"{SURVEY}/{codebook.file}"
        if codebook.file not in names:
            raise InputError(
                Fault(
                    "The codebook names a file that is not there.",
                    file=f"{SURVEY}/codebook.yaml",
                    column="file",
                    got=codebook.file,
                    expected=fill("one of: {names}", names=", ".join(names)),
                )
            )
        export = Export(self.path / name, name)
        answers, faults = self._read_at_rest([name], lambda: read_answers(export, codebook))
        self._note(name, "survey answers", len(answers))
        stop_on_errors(faults)
        return Survey(codebook, answers, tuple(faults))

    @cached_property
    def register(self) -> Gathered[Register]:
        """The register of channels and of fake accounts, empty where there is none."""
        return self._kept(REGISTER, "register of channels", read_register)

    @cached_property
    def checklist(self) -> Checklist:
        """What a complete profile has: the client's own list, else the workspace's, else ours."""
        if (self.path / CHECKLIST).is_file():
            return self._model(CHECKLIST, Checklist)
        self._list(Path(CHECKLIST).parent.as_posix())
        workspace = self.path.parent.parent
        shared = find_resource(f"templates/{CHECKLIST}", workspace=workspace)
        if shared.is_relative_to(workspace):
            # Outside the client's folder, yet a change of it has to make the chapter anew.
            self._note(f"../../templates/{CHECKLIST}", "checklist of profiles")
        else:
            self._note_absent(f"../../templates/{CHECKLIST}")
        return read_yaml(shared, f"templates/{CHECKLIST}", Checklist)

    @cached_property
    def profiles(self) -> Gathered[tuple[AuditedProfile, ...]]:
        """What was found on profiles, the client's and its competitors'."""
        checklist = self.checklist
        return self._kept(
            PROFILES, "audit of profiles", lambda exports: read_audit(exports, checklist)
        )

    @cached_property
    def listening(self) -> Gathered[tuple[Mention, ...]]:
        """The listening logs as one."""
        return self._kept(LISTENING, "listening log", read_listening)

    @cached_property
    def messages(self) -> Gathered[pd.DataFrame]:
        """The logs of messages as one; :data:`toolkit.model.message.MESSAGES` has the columns."""
        zone = self.client.time_zone
        return self._kept(MESSAGES, "log of messages", lambda exports: read_messages(exports, zone))

    @property
    def sheets(self) -> ChannelSheets:
        """Register, audit and log together, as choosing channels takes them."""
        return ChannelSheets(
            self.register.found,
            self.profiles.found,
            self.checklist,
            self.listening.found,
            self.sample,
            self.instrument,
        )

    def published(self, chapter: str, table: str) -> pd.DataFrame | None:
        """Give a table that an earlier chapter published, or None where it has not (yet).

        Parameters
        ----------
        chapter
            A stem without its number, such as ``persona_research``.
        table
            The table's name, such as ``channel_use``. Withheld cells are missing here too.
        """
        place = f"reports/data/{chapter}"
        name = f"{place}/{table}.csv"
        if not (self.path / name).is_file():
            self._list(place)
            return None
        self._stay_inside(name)
        found = self._read_at_rest([name], lambda: pd.read_csv(self.path / name, encoding="utf-8"))
        for column in found.select_dtypes(["object", "str"]):
            found[column] = found[column].map(restore, na_action="ignore")
        self._note(name, "table of an earlier chapter", len(found))
        return found

    def _kept(
        self,
        place: str,
        contents: str,
        read: Callable[[Sequence[Export]], Gathered[Read]],
    ) -> Gathered[Read]:
        exports = self._list_exports(place)
        gathered = self._read_at_rest([one.name for one in exports], lambda: read(exports))
        for name, n in gathered.rows.items():
            self._note(name, contents, n)
        return gathered

    def _list_exports(self, place: str) -> list[Export]:
        names = [f"{place}/{name}" for name in self._list(place) if not _is_no_export(name)]
        return [Export(self.path / name, name) for name in names]

    @property
    def segments(self) -> tuple[str, ...]:
        """Keys of the codebook's segments; none without a codebook."""
        if not (self.path / SURVEY / "codebook.yaml").is_file():
            return ()
        return tuple(one.key for one in self.codebook.segments)

    @property
    def finds_groups(self) -> bool:
        """Whether the codebook has groups looked for in the answers; not without a codebook."""
        if not (self.path / SURVEY / "codebook.yaml").is_file():
            return False
        return self.codebook.classes is not None

    @property
    def sample(self) -> str:
        """How the survey's people were found: ``probability`` or ``convenience``; else empty."""
        there = (self.path / SURVEY / "codebook.yaml").is_file()
        return self.codebook.sample if there else ""

    @property
    def instrument(self) -> Instrument:
        """The ladder that the survey asked; today's where there is no survey."""
        there = (self.path / SURVEY / "codebook.yaml").is_file()
        return self.codebook.instrument if there else "modern"

    @cached_property
    def workshop(self) -> Workshop:
        """The workshop's answers, empty where there was no workshop yet."""
        known = [name for name in (LOG, STATE) if (self.workshop_folder / name).is_file()]
        for name in known:
            self._stay_inside(f"{WORKSHOP}/{name}")
            self._note(f"{WORKSHOP}/{name}", "workshop answers")
        if not known:
            # The chapter depends on its absence too: the first answer must run it again.
            self._list(WORKSHOP)
        self._find_files(WORKSHOP)
        return read_workshop(self.workshop_folder)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was typed in the workshop and does not count."""
        # It depends on the files that the answers come from.
        _ = self.workshop
        return read_left_out(self.workshop_folder)

    @property
    def workshop_folder(self) -> Path:
        """Where the workshop's log lies."""
        return self.path / WORKSHOP

    def note(self, chapter: str) -> Note | None:
        """Give the consultant's own reading of `chapter` (a stem without number), if written."""
        name = f"notes/{chapter}.md"
        if f"{chapter}.md" not in self._list("notes"):
            return None
        self._note(name, "own reading")
        return parse_note(read_text(self.path / name, name), name)

    def logo(self) -> str:
        """Give the logo as a ``data:`` address; empty without one."""
        if not self.brand.logo:
            return ""
        kinds = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
        kinds[".svg"] = "image/svg+xml"
        path = self.path / self.brand.logo
        kind = kinds.get(path.suffix.lower())
        if kind is None or not self._holds(self.brand.logo) or not path.is_file():
            raise InputError(
                Fault(
                    "The logo cannot be used.",
                    file="brand.yaml",
                    column="logo",
                    got=self.brand.logo,
                    expected="a PNG, JPEG or SVG file in the client folder",
                )
            )
        self._note(self.brand.logo, "logo")
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _is_no_export(name: str) -> bool:
    return name.lower() in NOT_EXPORTS or name.startswith((".", "~$")) or name.endswith(BESIDE)


def stop_on_errors(faults: Iterable[Fault]) -> None:
    """Raise an InputError with the errors among faults, if there are any."""
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise InputError(errors)
