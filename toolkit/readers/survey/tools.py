"""What the makers of surveys put into a file beside the answers: when, who, where from.

These columns are known by their headers, in English and in Dutch. None of them is a question. Those
that point at a person are personal, whatever stands in them.
"""

from __future__ import annotations

from typing import Literal

from toolkit.language import mark
from toolkit.readers.table import header_key

Tool = Literal[
    "google_forms", "microsoft_forms", "qualtrics", "surveymonkey", "limesurvey", "plain"
]  # fmt: skip
TOOL_NAMES: dict[Tool, str] = {
    "google_forms": "Google Forms",
    "microsoft_forms": "Microsoft Forms",
    "qualtrics": "Qualtrics",
    "surveymonkey": "SurveyMonkey",
    "limesurvey": "LimeSurvey",
    "plain": mark("another maker"),
}

# When an answer was given: the fieldwork is read from these, and nothing else.
MOMENTS = """
    timestamp | tijdstempel
    | start time | completion time | last modified time
    | begintijd | tijd van voltooien | tijd van laatste wijziging
    | startdate | enddate | recordeddate | start date | end date | recorded date
    | startdatum | einddatum | registratiedatum | opnamedatum
    | date created | date modified | aanmaakdatum | datum aangemaakt | datum gewijzigd
    | submitdate | datestamp | date submitted | date started | date last action
    | datum verzonden | datum ingediend | datum inzending | startdatum enquête
    | datum laatste actie | datum begonnen"""
# What the tool counted or chose: it tells nothing that a report asks.
BESIDE = """
    status | response type | progress | duration (in seconds) | finished | distributionchannel
    | distribution channel | userlanguage | user language | duur (in seconden) | voortgang
    | voltooid | type antwoord | distributiekanaal | taal van gebruiker
    | lastpage | last page | startlanguage | start language | laatste pagina | starttaal
    | refurl | referrer url | verwijzende url | total points | quiz feedback | totaalaantal punten
    | feedback over quiz | grade posted time | tijd waarop cijfer is geplaatst | score
    | q_recaptchascore | q_relevantidduplicatescore | q_relevantidfraudscore
    | q_duplicaterespondent | collector | collectornaam | taal | language"""
PERSONAL = """
    email | email address | username | name | e-mail | naam | e-mailadres | gebruikersnaam
    | id | ipaddress | ip address | ip-adres | responseid | response id | respondentid
    | recipientlastname | recipientfirstname | recipientemail | externalreference
    | externaldatareference | external data reference | recipient last name
    | recipient first name | recipient email | locationlatitude | locationlongitude
    | location latitude | location longitude | breedtegraad | lengtegraad
    | e-mailadres van ontvanger | achternaam van ontvanger | voornaam van ontvanger
    | externe referentie | respondent id | respondent-id | respondents-id | collector id
    | collector-id | first name | last name | custom data 1 | voornaam | achternaam
    | aangepaste gegevens 1 | ipaddr | seed | token | antwoord-id | reactie-id | response-id
    | toegangscode | access code"""


def _keys(words: str) -> frozenset[str]:
    return frozenset(header_key(word) for word in words.split("|"))


MOMENT_KEYS, BESIDE_KEYS, PERSONAL_KEYS = _keys(MOMENTS), _keys(BESIDE), _keys(PERSONAL)
OWN: dict[Tool, frozenset[str]] = {
    "google_forms": _keys("timestamp | tijdstempel"),
    "microsoft_forms": _keys(
        "id | start time | completion time | email | name"
        "| begintijd | tijd van voltooien | e-mail | naam | starttijd | voltooiingstijd"
    ),
    "qualtrics": _keys(
        "startdate | enddate | status | ipaddress | progress | duration (in seconds) | finished"
        "| recordeddate | responseid | distributionchannel | userlanguage | recipientemail"
        "| externalreference | externaldatareference | locationlatitude | locationlongitude"
    ),
    "surveymonkey": _keys(
        "respondent id | respondent-id | respondents-id | collector id | collector-id | start date"
        "| end date | startdatum | einddatum | ip address | ip-adres | email address | e-mailadres"
        "| first name | last name | voornaam | achternaam | custom data 1 | date created"
        "| date modified"
    ),
    "limesurvey": _keys(
        "submitdate | lastpage | startlanguage | seed | startdate | datestamp | ipaddr | refurl"
        "| date submitted | last page | start language | date started | date last action"
        "| referrer url | datum verzonden | datum ingediend | laatste pagina | starttaal"
        "| datum laatste actie | startdatum | verwijzende url"
    ),
}
"""Headers that tell a tool; how many of them it takes is said in :mod:`.layout`."""

# What SurveyMonkey prints below a question that has one column.
ONE_COLUMN = _keys(
    "response | open-ended response | antwoord | respons | reactie | open antwoord"
    "| open reactie | open respons | antwoord op open vraag"
)
# Cells of Qualtrics' Status, as labels and as codes: no respondent gave these.
TRIALS = _keys(
    "survey preview | survey test | preview | test | offline preview | spam preview"
    "| enquêtevoorbeeld | enquêtetest | voorbeeld | 1 | 2 | 9 | 17"
)
SPAM = _keys("spam | imported spam | 8 | 12")
UNFINISHED = _keys("false | 0 | onwaar | no | nee")
# What LimeSurvey prints where a question was not shown.
NOT_SHOWN: dict[Tool, tuple[str, ...]] = {"limesurvey": ("N/A", "N.v.t.", "n.v.t.")}
