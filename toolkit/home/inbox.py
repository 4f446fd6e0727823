"""A client's data files: taken in, recognised in plain words, and put aside."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from toolkit.clients import (
    BESIDE,
    LISTENING,
    MESSAGES,
    NOT_EXPORTS,
    PROFILES,
    REGISTER,
    SURVEY,
    ClientFolder,
    receive,
    safe_name,
)
from toolkit.errors import Fault, InputError, ToolkitError
from toolkit.language import Language, mark
from toolkit.readers import Export, read_answers, read_export
from toolkit.readers.channel_register import read_register
from toolkit.readers.channels import settings_of
from toolkit.readers.findings import Findings
from toolkit.readers.listening import read_listening
from toolkit.readers.messages import read_messages
from toolkit.readers.profile_audit import read_audit
from toolkit.readers.survey import open_answers
from toolkit.readers.survey.tools import TOOL_NAMES

CODEBOOK = "codebook.yaml"
SHEETS = (REGISTER, PROFILES, LISTENING, MESSAGES)
__all__ = ["Recognised", "is_data", "receive", "recognise", "remove", "safe_name"]

MAKERS: dict[str, str] = {
    "meta": mark("Meta Business Suite"),
    "meta_daily": mark("Meta Business Suite, figures by day"),
    "meta_audience": mark("Meta Business Suite, audience"),
    "fanpage_karma": mark("FanPage Karma, followers by day"),
    "ga4": mark("Google Analytics 4"),
    "tiktok_audience": mark("TikTok, who the followers are"),
    "tiktok_content": mark("TikTok, content"),
    "tiktok_followers": mark("TikTok, followers by day"),
    "tiktok_overview": mark("TikTok, overview by day"),
    "x_classic": mark("X, classic export"),
    "x_content": mark("X, content"),
    "x_overview": mark("X, overview by day"),
    "x_video": mark("X, video by day"),
    "youtube_content": mark("YouTube Studio, table of videos"),
    "youtube_days": mark("YouTube Studio, figures by day"),
    "tally": mark("Tally sheet"),
    "linkedin_posts": mark("LinkedIn, content of a page"),
    "linkedin_followers": mark("LinkedIn, followers of a page"),
    "linkedin_visitors": mark("LinkedIn, visitors of a page"),
    "linkedin_competitors": mark("LinkedIn, competitors of a page"),
    "mapper": mark("Table of another maker, read as its description says"),
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is, in a sentence; what is wrong with it, if anything."""

    sentence: str
    faults: tuple[Fault, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing in it stops a report."""
        return all(fault.severity != "error" for fault in self.faults)


def is_data(name: str) -> bool:
    """Say whether a file of the data folders is data, and not ours or a page of explanation."""
    last = PurePosixPath(name).name.lower()
    return last not in {*NOT_EXPORTS, CODEBOOK} and not last.endswith(BESIDE)


def recognise(folder: ClientFolder, name: str, words: Language) -> Recognised:
    """Say in plain words what a file of ``data/`` is, and what is wrong with it."""
    try:
        if name.startswith(f"{SURVEY}/"):
            return _recognise_answers(folder, name, words)
        if PurePosixPath(name).parent.as_posix() in SHEETS:
            return _recognise_sheet(folder, name, words)
        return _recognise_export(folder, name, words)
    except ToolkitError as error:
        return Recognised(words.text("This file cannot be used yet."), error.faults)


def _recognise_export(folder: ClientFolder, name: str, words: Language) -> Recognised:
    settings = settings_of(folder.client)
    readings = read_export(Export(folder.path / name, name), settings, folder.profile)
    told = []
    for reading in readings:
        maker = words.text(MAKERS.get(reading.reader, reading.reader))
        count = _count(reading.contents, len(reading.frame), words)
        told.append(f"{maker}: {count}")
    faults = tuple(fault for reading in readings for fault in reading.faults)
    return Recognised("; ".join(told), faults)


def _count(contents: str, n: int, words: Language) -> str:
    match contents:
        case "posts":
            return words.plural("{n} post", "{n} posts", n)
        case "followers":
            return words.plural("followers on {n} day", "followers on {n} days", n)
        case "insights":
            return words.plural("{n} figure", "{n} figures", n)
        case _:
            return words.plural("{n} total of a period", "{n} totals of a period", n)


def _recognise_answers(folder: ClientFolder, name: str, words: Language) -> Recognised:
    survey = open_answers(Export(folder.path / name, name), Findings(name))
    n = len(survey.table.rows)
    found = words.plural("Answers of {n} respondent", "Answers of {n} respondents", n)
    if survey.tool != "plain":
        found = f"{TOOL_NAMES[survey.tool]}: {found}"
    if not (folder.path / SURVEY / CODEBOOK).is_file():
        more = words.text("Let the codebook be drafted, and look at what it guesses.")
        return Recognised(f"{found}. {more}")
    codebook = folder.codebook
    if Path(name).name != codebook.file:
        more = words.text("The codebook is about another file: {file}.", file=codebook.file)
        return Recognised(f"{found}. {more}")
    _, faults = read_answers(Export(folder.path / name, name), codebook)
    return Recognised(words.text("{found}, as the codebook says", found=found), tuple(faults))


def _recognise_sheet(folder: ClientFolder, name: str, words: Language) -> Recognised:
    exports = [Export(folder.path / name, name)]
    if name.startswith(f"{REGISTER}/"):
        sheets = read_register(exports)
        channels, fakes = sheets.found.channels, sheets.found.fakes
        told = [words.plural("{n} channel", "{n} channels", len(channels))]
        if fakes:
            told.append(words.plural("{n} fake account", "{n} fake accounts", len(fakes)))
        return Recognised(words.listing(told), sheets.faults)
    if name.startswith(f"{PROFILES}/"):
        audit = read_audit(exports, folder.checklist)
        return Recognised(
            words.plural("{n} profile", "{n} profiles", len(audit.found)), audit.faults
        )
    if name.startswith(f"{MESSAGES}/"):
        sent = read_messages(exports, folder.client.time_zone)
        return Recognised(words.plural("{n} message", "{n} messages", len(sent.found)), sent.faults)
    log = read_listening(exports)
    return Recognised(words.plural("{n} mention", "{n} mentions", len(log.found)), log.faults)


def remove(folder: ClientFolder, name: str) -> str:
    """Move a file to ``removed/``; give its name there.

    Raises
    ------
    InputError
        If it is no data file, or cannot be moved.
    """
    if not is_data(name):
        raise InputError(Fault("This file cannot be removed here.", name))
    return folder.put_aside(name)
