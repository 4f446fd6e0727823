"""What a question is probably about, by the words in its header: a channel, a rung, who one is.

A header proves nothing; whoever looks at the draft decides.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from toolkit.model.client import PLATFORM_NAMES
from toolkit.readers.survey.layout import BETWEEN
from toolkit.readers.table import header_key

CHANNELS: dict[str, str] = {
    "facebook": r"facebook(?! messenger)|\bfb\b",
    "instagram": r"instagram|\binsta\b",
    "x": r"twitter",
    "linkedin": r"linked-? ?in\b",
    "tiktok": r"tik-? ?tok",
    "youtube": r"you-? ?tube",
    "pinterest": r"pinterest",
    "threads": r"\bthreads\b",
    "snapchat": r"snap ?chat",
    "whatsapp": r"whats-? ?app",
    "bluesky": r"blue ?sky",
    "mastodon": r"mastodon",
    "reddit": r"reddit",
    "messenger": r"messenger",
    "telegram": r"\btelegram\b",
    "signal": r"\bsignal\b",
    "discord": r"\bdiscord\b",
    "twitch": r"\btwitch\b",
    "tumblr": r"tumblr",
    "nextdoor": r"\bnext ?door\b",
    "bereal": r"\bbe ?real\b",
    "vimeo": r"vimeo",
    "flickr": r"flickr",
    "wechat": r"\bwe ?chat\b",
    "substack": r"substack",
    "strava": r"\bstrava\b",
    "truth_social": r"truth social",
    "google_plus": r"google ?(?:\+|plus)",
    "vine": r"\bvine\b",
    "hyves": r"\bhyves\b",
}
NAMED = {key: re.compile(pattern) for key, pattern in CHANNELS.items()}
ALONE = {"x": "x", "website": "website", "fb": "facebook", "insta": "instagram", "ig": "instagram"}
SPELLINGS = {"twitter": "x", **{name.casefold(): key for key, name in PLATFORM_NAMES.items()}}
CLOSE = 0.85

# In the order in which they are tried: making goes before talking, and watching comes last.
RUNGS: tuple[tuple[str, str], ...] = (
    ("creators", (r"stor(?:y|ies)\b.*\b(?:plaats|maak|maken|post|publi|share|make)|"
     r"(?:plaats|maak|maken|post|publi|upload|make|making|create).*\b(?:stor(?:y|ies)|verhalen|video|"
     r"vlog|blog|podcast|reels?|shorts|artikel|article|web ?page|website|foto|photo|music|muziek)|"
     r"\b(?:blog|vlog)(?:s|gen|ging)?\b.*(?:schrijf|publi|write|maken)|recensie of langere tekst|"
     r"\b(?:schrijv|film)\w*.*\b(?:blog|kanaal)|\bown\b.*\b(?:blog|channel)|"
     r"\b(?:video|vlog|podcast|verha|reel|foto)\S*\b.{0,25}\b(?:plaats|maken|posten|uploaden)|"
     r"(?:schrijf|write).*\b(?:blog|artikel|article)")),
    ("critics", (r"reager|reactie|\bcomment|\breply|respond|beoordel|recensie|review|"
     r"\brat(?:e|ing)|"
     r"waarder|sterren geven|forum|wiki")),
    ("collectors", (r"bewaar|bewaren|opslaan|\bsav(?:e|ing)\b|bookmark|doorstur|"
     r"delen van berichten|"
     r"forward|pass on|\brss\b|\btag(?:s|gen|ging)?\b|stem(?:men|t) op|\bvot(?:e|ing)\b|repost"
     r"|retweet")),
    ("joiners", (r"profiel|profile|account (?:hebben|bijhouden|have|keep)|"
     r"(?:pagina|account|organisatie|merk|bedrij[fv])\S*\b.*\bvolg(?:en|t)?\b|"
     r"follow(?:ing)?\b.*\b(?:page|account|organi|brand|compan)")),
    ("conversationalists", (r"priv[eé]bericht|direct message|\bdms?\b|groepsapp|group chat"
     r"|\bposten over|^post (?:about|on|to)\b"
     r"|meepraten|"
     r"\bchat|status|bericht(?:en)? (?:plaatsen|sturen|posten)|plaats.*bericht|"
     r"(?:post|send|write)\b.*"
     r"\b(?:message|update|post)|iets van (?:uzelf|jezelf)|join.*(?:talk|conversation)")),
    ("spectators", (r"\blez|\blees|bekijk|\bkijk|\bread|\bwatch|\bview|scroll|luister|listen"
     r"|\blook")),
)  # fmt: skip
WATCHES = re.compile(r"bekij?k|\bkijk|\blezen|\bwatch|\bread(?:ing)?\b")
DOES = re.compile(
    r"reager|beoordel|schrij|plaats|maak|maken|geven|comment|writ|post(?:en|ing)?\b|make"
)
RUNG_WORDS = tuple((rung, re.compile(pattern)) for rung, pattern in RUNGS)

WAYS: tuple[tuple[str, str], ...] = (
    ("service", (r"vraag stellen|klacht|klantenservice|contact opnemen|hulp|ask .*question|complain"
                r"|customer service|get help|support")),
    ("buy", r"\bkopen\b|aankoop|aanbieding|bestellen|winkel|\bbuy|purchas|\bdeals?\b|shop|order"),
    ("work", r"\bwerk|\bstudie|netwerken|\bbaan\b|\bwork\b|\bstudy|network|\bjobs?\b|career"),
    ("talk", (r"contact houden|in contact|vrienden|familie|chatten|keep in touch|stay in touch"
             r"|friends|family|\bchat")),
    ("share", r"\bdelen\b|laten zien|plaatsen|\bshare|\bshow|\bpost"),
    ("follow", r"volgen|op de hoogte|nieuws|\bfollow|up to date|\bnews"),
    ("search", (r"opzoeken|zoeken|informatie|inspiratie|idee|look(?:ing)? (?:things )?up|search"
               r"|information|inspiration|ideas")),
    ("look", (r"tijdverdrijf|vermaak|verveling|kijken|ontspann|pass (?:the )?time|entertain|bored"
             r"|watch|relax|\bfun\b")),
)  # fmt: skip
WAY_WORDS = tuple((way, re.compile(pattern)) for way, pattern in WAYS)
WHY = re.compile(
    r"waarvoor|waarom|met welk doel|wat voor reden|redenen|what for|\bwhy\b|purpose|reason"
)

WHO: dict[str, tuple[str, str, str]] = {
    # what: pattern, its name in Dutch and in English
    "age": (r"leeftijd|\bage\b|hoe oud|how old|geboortejaar|year of birth|birth year",
            "Leeftijd", "Age"),
    "gender": (r"geslacht|\bgender\b|\bsex\b|sekse|man of (?:een )?vrouw", "Geslacht", "Gender"),
    "education": (r"opleiding|education|\bdegree\b|studieniveau|diploma", "Opleiding", "Education"),
    "region": ((r"\bregio|provincie|gemeente\b|woonplaats|\bwoont\b|\bwijk\b|region|province"
               r"|where do you live|\bcity\b|\btown\b|country|\bland\b"), "Regio", "Region"),
    "household": ((r"huishouden|gezins|kinderen|household|relationship status|marital|burgerlijke"
                  r"|children"), "Huishouden", "Household"),
    "work": ((r"werksituatie|dagelijkse bezigheid|werkzaam|employment|occupation(?:al)? status"
             r"|work status"), "Werk", "Work"),
    "income": (r"inkomen|income", "Inkomen", "Income"),
    "client": ((r"\blid\b|\bklant\b|hoe (?:kent|ken|bent u bekend|vaak (?:bezoekt|komt))|member\b"
               r"|customer|how (?:do|did) you (?:know|hear)|how often do you visit|bezoek(?:t|er)"),
               "Band met de organisatie", "Tie with the organisation"),
}  # fmt: skip
WHO_WORDS = {what: re.compile(pattern) for what, (pattern, _, _) in WHO.items()}
OPEN = re.compile(
    r"waarom|toelicht|licht .*toe|opmerking|suggestie|wilt u nog|wil je nog|kwijt|anders, namelijk"
    r"|tips?\b|\bwhy\b|explain|comments?$|suggestion|anything else|remarks?|in your own words"
    r"|wat (?:mist|vindt|vind)|wat (?:kan|kunnen)\b.*\bbeter"
    r"|what (?:can|could)\b.*\b(?:better|improve)"
    r"|what do you (?:miss|think|like)"
)
OTHER = re.compile(
    r"^(?:geen(?: van (?:deze|bovenstaande))?|none(?: of (?:these|the above))?|anders|overige?"
    r"|other|niets hiervan|geen enkele|neither)\b"
)
DUTCH = re.compile(
    r"\b(?:de|het|een|van|u|uw|je|jouw|hoe|welke|wat|vaak|geslacht|leeftijd|dagelijks|nooit|nee|ja)\b"
)
MAN = ("Man", "man", "M", "m", "Male", "male", "Mannelijk", "mannelijk", "Jongen", "Men", "MALE")
WOMAN = ("Vrouw", "vrouw", "V", "v", "F", "f", "Female", "female", "Vrouwelijk", "vrouwelijk",
         "Meisje", "Woman", "woman", "Women", "FEMALE")  # fmt: skip
OTHERS = ("X", "x", "Anders", "anders", "Other", "other", "Non-binair", "non-binair", "Nonbinair",
          "Non-binary", "non-binary", "Non binary", "non binary", "Nonbinary", "nonbinary", "NB",
          "nb", "Trans", "Transgender", "Genderqueer", "Genderfluid", "Agender", "Divers",
          "Enby")  # fmt: skip


def find_channel(header: str, meaning: str = "") -> str:
    """Give the one channel that a header, or else the words of its question, speaks of."""
    for text in (_option(header), header, meaning):
        key = header_key(text).strip(" .:?!*[]()")
        if key in ALONE or key in SPELLINGS:
            return ALONE.get(key) or SPELLINGS[key]
        found = {channel for channel, pattern in NAMED.items() if pattern.search(key)}
        if "x" in found or re.fullmatch(r"x\b.{0,12}", key):
            found.add("x")
        if len(found) == 1:
            return found.pop()
        if found:
            return ""
        close = get_close_matches(key, SPELLINGS, n=1, cutoff=CLOSE) if len(key) > 5 else []
        if close:
            return SPELLINGS[close[0]]
    return ""


def name_channel(answer: str) -> str:
    """Give the channel that an answer is the name of; empty for anything longer."""
    return find_channel(answer) if len(answer) <= 40 else ""


def find_rung(header: str, meaning: str = "") -> str:
    """Give the rung that something people do counts for; empty where no word tells."""
    for text in (_option(header), header, _option(meaning), meaning):
        key = header_key(text)
        found = next((rung for rung, words in RUNG_WORDS if words.search(key)), "")
        if found and WATCHES.search(key) and not DOES.search(key):
            # To watch a review is not to write one.
            return "spectators"
        if found:
            return found
    return ""


def find_way(answer: str) -> str:
    """Give the way of use that an answer to “what do you use it for?” names; else empty."""
    key = header_key(answer)
    return next((way for way, words in WAY_WORDS if words.search(key)), "")


def asks_why(header: str, meaning: str = "") -> bool:
    """Say whether a question asks what something is used for."""
    return any(WHY.search(header_key(text)) is not None for text in (header, meaning))


def find_who(header: str, meaning: str = "") -> str:
    """Say what of a person a question asks (age, gender, …); empty for nothing known."""
    for text in (header, meaning):
        key = header_key(text)
        if len(key.split()) <= 14:
            for what, words in WHO_WORDS.items():
                if words.search(key):
                    return what
    return ""


def name_who(what: str, *, dutch: bool) -> str:
    """Name a question about who somebody is, for a report."""
    return WHO[what][1 if dutch else 2]


def label_gender(*, dutch: bool) -> dict[str, str]:
    """Give all spellings of an answer to the question of gender that are known, with their label.

    All of them, whatever the file has: which of them somebody chose is not to be told.
    """
    man, woman, other = ("Man", "Vrouw", "Anders") if dutch else ("Man", "Woman", "Other")
    return dict.fromkeys(WOMAN, woman) | dict.fromkeys(MAN, man) | dict.fromkeys(OTHERS, other)


def split_question(header: str) -> tuple[str, str]:
    """Give the question and the option of a header that has both; else the header and nothing.

    A code with that of an option before them, as in ``Q3[SQ001]. Which? [X]``, is of neither.
    """
    plain = re.sub(r"^\w+\[\w+\][.:]?\s+(?=\S)", "", header.strip())
    if found := re.fullmatch(r"(.+?) ?\[([^\[\]]+)\]", plain):
        return found[1].strip(), found[2].strip()
    for between in (BETWEEN, " - "):
        question, _, option = header.rpartition(between)
        if question:
            return question.strip(), option.strip()
    return header.strip(), ""


def _option(header: str) -> str:
    question, option = split_question(header)
    return option or question
