"""The three surveys: who was asked what, and how their groups differ.

Order of channels and behaviours is that of the codebooks in the clients' folders. The library and
the retailer have a group too small to be shown; the bicycle maker has an answer so rare that its
codebook joins it to another, and groups that stand in no column: they have to be found.
"""

from __future__ import annotations

from pathlib import Path

from .survey import Form, People, write_survey

_DUTCH_FIRST = (
    "Aafke", "Bart", "Chaima", "Daan", "Els", "Femke", "Gijs", "Hatice", "Ilse", "Joris", "Karin",
    "Lotte", "Mehmet", "Nynke", "Olaf", "Petra", "Ruben", "Sanne", "Tess", "Wouter",
)  # fmt: skip
_DUTCH_LAST = (
    "van Verzonnen", "Bedacht", "de Voorbeeld", "Testerink", "Fictiema", "Proefstra",
)  # fmt: skip
_ENGLISH_FIRST = (
    "Alice", "Ben", "Cerys", "Dev", "Eilidh", "Femi", "Grace", "Harry", "Isla", "Jack", "Kavita",
    "Leo", "Mabel", "Niamh", "Oscar", "Poppy", "Rhys", "Sofia", "Tom", "Zara",
)  # fmt: skip
_ENGLISH_LAST = ("Example", "Invented", "Fiction", "Sample", "Madeup", "Placeholder", "Nobody")
_DUTCH_OFTEN = {"Dagelijks": 5.0, "Wekelijks": 3.0, "Maandelijks": 1.5}
_DUTCH_SELDOM = {"Minder vaak": 2.0, "Nooit": 5.0}

_LIBRARY = Form(
    number="Respondentnummer",
    name="Naam",
    address="E-mailadres",
    segment="Welke omschrijving past het best bij u?",
    channels=(
        "Facebook", "Instagram", "WhatsApp", "YouTube", "LinkedIn", "X", "TikTok", "Pinterest",
    ),
    split=2,
    behaviours=(
        "Zelf verhalen (stories) of korte video’s plaatsen",
        "Een blog, recensie of langere tekst publiceren",
        "Een bericht plaatsen of iets van uzelf delen",
        "Meepraten in een groepsapp of privéberichten sturen",
        "Reageren op berichten van anderen",
        "Een beoordeling of waardering geven",
        "Berichten bewaren of doorsturen",
        "Uw profiel bijwerken of pagina’s volgen",
        "Berichten lezen of korte video’s bekijken",
    ),
    often=_DUTCH_OFTEN,
    seldom=_DUTCH_SELDOM,
    first_names=_DUTCH_FIRST,
    last_names=_DUTCH_LAST,
    domain="example.nl",
    age="Hoe oud bent u?",
    ages=("Jonger dan 18", "18 tot 30", "30 tot 45", "45 tot 65", "65 of ouder"),
    ways="Waarvoor gebruikt u sociale media? (meer antwoorden mogelijk)",
    way_names=(
        "Om te kijken wat er voorbijkomt", "Om dingen op te zoeken", "Om organisaties te volgen",
        "Om contact te houden met familie en vrienden", "Om zelf iets te laten zien",
        "Om iets te kopen of te regelen", "Voor werk of studie",
    ),
    remark="Wilt u nog iets kwijt?",
)  # fmt: skip
_LIBRARY_PEOPLE = (
    People(
        "Ik kom vooral met (klein)kinderen", 148,
        (0.74, 0.71, 0.97, 0.72, 0.24, 0.05, 0.42, 0.44),
        (0.31, 0.04, 0.34, 0.62, 0.44, 0.22, 0.58, 0.66, 0.90),
        ages=(0.02, 0.08, 0.62, 0.18, 0.10),
        goes=(0.70, 0.55, 0.48, 0.81, 0.34, 0.42, 0.12),
        remarks=(
            "Meer tips voor kinderen graag",
            "De agenda staat op vier plekken, ik mis altijd iets",
            "Te veel berichten over andere vestigingen",
            "Zet de voorleesmiddagen eens in één agenda",
            "Ga zo door!",
            "De openingstijden op woensdag zijn te kort",
        ),
    ),
    People(
        "Ik kom vooral om te studeren of te werken", 97,
        (0.31, 0.83, 0.96, 0.88, 0.52, 0.10, 0.71, 0.28),
        (0.46, 0.07, 0.29, 0.71, 0.30, 0.18, 0.49, 0.72, 0.95),
        ages=(0.16, 0.58, 0.17, 0.07, 0.02),
        goes=(0.82, 0.71, 0.33, 0.66, 0.41, 0.38, 0.74),
        remarks=(
            "Laat zien hoe druk het is",
            "Om elf uur is er geen plek meer",
            "Langer open in de tentamenweken",
            "Meer stopcontacten en stilte",
            "Prima koffie",
            "nee",
        ),
    ),
    People(
        "Ik kom vooral voor boeken en tijdschriften", 124,
        (0.66, 0.38, 0.91, 0.55, 0.31, 0.06, 0.14, 0.22),
        (0.09, 0.08, 0.22, 0.48, 0.34, 0.26, 0.33, 0.47, 0.84),
        ages=(0.03, 0.07, 0.14, 0.37, 0.39),
        goes=(0.52, 0.58, 0.41, 0.63, 0.12, 0.30, 0.11),
        remarks=(
            "Het wachten op een reservering duurt lang",
            "Ik wacht al weken op een boek",
            "Meer tips van de medewerkers zelf",
            "De boeken op de bovenste plank zijn niet te pakken",
            "Geen persberichten graag",
            "Tevreden",
        ),
    ),
    People(
        "Ik kom vooral voor cursussen en ontmoeting", 62,
        (0.71, 0.24, 0.88, 0.49, 0.14, 0.04, 0.10, 0.19),
        (0.06, 0.03, 0.28, 0.55, 0.41, 0.17, 0.29, 0.40, 0.80),
        ages=(0.01, 0.03, 0.11, 0.40, 0.45),
        goes=(0.44, 0.40, 0.37, 0.77, 0.09, 0.22, 0.08),
        remarks=(
            "De cursussen zitten zo snel vol",
            "Meer cursussen overdag",
            "Fijne mensen",
            "Zet de agenda ook op papier",
            "De koffie mag warmer",
            "nee",
        ),
    ),
    People(
        "Ik leer Nederlands in het taalhuis", 8,
        (0.75, 0.60, 1.00, 0.85, 0.20, 0.05, 0.50, 0.20),
        (0.25, 0.02, 0.30, 0.70, 0.30, 0.10, 0.40, 0.60, 0.90),
        ages=(0.05, 0.30, 0.45, 0.18, 0.02),
        goes=(0.60, 0.70, 0.30, 0.90, 0.30, 0.40, 0.50),
        remarks=(
            "Moeilijke woorden",
            "Meer tijd om te praten",
            "Dank u",
            "Ik kom graag",
            "nee",
            "Kortere berichten",
        ),
    ),
)  # fmt: skip

_BICYCLES = Form(
    number="ID",
    name="Naam",
    address="E-mail",
    segment="Waarvoor gebruik je je fiets het meest?",
    channels=("Instagram", "YouTube", "Facebook", "WhatsApp", "TikTok", "LinkedIn", "Reddit"),
    split=1,
    behaviours=(
        "Stories of korte video’s maken",
        "Schrijven of filmen over fietsen (blog, kanaal)",
        "Iets posten over een rit of je fiets",
        "Praten over fietsen in een groepsapp of DM",
        "Reageren onder berichten",
        "Een fiets of winkel beoordelen",
        "Berichten bewaren voor later",
        "Een eigen profiel bijhouden",
        "Tests, reviews of video’s bekijken",
    ),
    often=_DUTCH_OFTEN,
    seldom=_DUTCH_SELDOM,
    first_names=_DUTCH_FIRST,
    last_names=_DUTCH_LAST,
    domain="example.nl",
    age="Hoe oud ben je?",
    ages=("Jonger dan 30", "30 tot 45", "45 tot 60", "60 of ouder"),
    ways="Waarvoor gebruik je sociale media als het over fietsen gaat? (meer antwoorden mogelijk)",
    way_names=(
        "Kijken wat er voorbijkomt", "Iets uitzoeken voor ik koop", "Merken en makers volgen",
        "Met anderen over fietsen praten", "Mijn eigen ritten laten zien",
    ),
    zeal=0.12,
)  # fmt: skip
# What people do on channels makes three groups here, and no question asks for them: how somebody
# rides, how old they are and what they seek goes along with it, and no more than that.
_BICYCLES_PEOPLE = (
    People(
        {
            "Naar mijn werk": 0.55, "Met kinderen of boodschappen": 0.10,
            "Lange tochten en vakanties": 0.25, "Om te sleutelen en te verzamelen": 0.10,
        }, 224,
        (0.27, 0.93, 0.24, 0.90, 0.05, 0.58, 0.49),
        (0.03, 0.02, 0.06, 0.22, 0.10, 0.14, 0.66, 0.38, 0.96),
        ages=(0.06, 0.20, 0.42, 0.32),
        goes=(0.34, 0.84, 0.38, 0.12, 0.04),
    ),
    People(
        {
            "Naar mijn werk": 0.28, "Met kinderen of boodschappen": 0.58,
            "Lange tochten en vakanties": 0.11, "Om te sleutelen en te verzamelen": 0.03,
        }, 163,
        (0.62, 0.42, 0.89, 0.97, 0.25, 0.22, 0.06),
        (0.12, 0.02, 0.30, 0.82, 0.76, 0.52, 0.30, 0.66, 0.62),
        ages=(0.10, 0.60, 0.21, 0.09),
        goes=(0.62, 0.40, 0.22, 0.74, 0.20),
    ),
    People(
        {
            "Naar mijn werk": 0.16, "Met kinderen of boodschappen": 0.06,
            "Lange tochten en vakanties": 0.60, "Om te sleutelen en te verzamelen": 0.18,
        }, 115,
        (0.95, 0.90, 0.21, 0.84, 0.54, 0.31, 0.55),
        (0.83, 0.44, 0.82, 0.62, 0.80, 0.56, 0.70, 0.93, 0.95),
        ages=(0.44, 0.36, 0.15, 0.05),
        goes=(0.58, 0.47, 0.66, 0.57, 0.86),
    ),
    People(
        "Ik verkoop fietsen", 9,
        (0.80, 0.85, 0.80, 1.00, 0.30, 0.70, 0.20),
        (0.50, 0.20, 0.60, 0.80, 0.60, 0.40, 0.50, 0.90, 1.00),
        ages=(0.15, 0.35, 0.35, 0.15),
        goes=(0.50, 0.50, 0.60, 0.70, 0.40),
    ),
)  # fmt: skip

_OUTDOOR = Form(
    number="respondent",
    name="name",
    address="email",
    segment="Which of these is most like you?",
    channels=("Facebook", "Instagram", "YouTube", "WhatsApp", "X", "TikTok", "Reddit", "Threads"),
    split=2,
    behaviours=(
        "Make stories or short videos",
        "Publish your own blog, channel or routes",
        "Post about a day out",
        "Chat in groups or direct messages",
        "Comment on what others post",
        "Rate or review kit and shops",
        "Save posts or pass them on",
        "Keep your own profile",
        "Watch, read or look things up",
    ),
    often={"Daily": 5.0, "Weekly": 3.0, "Monthly": 1.5},
    seldom={"Less often": 2.0, "Never": 5.0},
    first_names=_ENGLISH_FIRST,
    last_names=_ENGLISH_LAST,
    domain="example.com",
    weight="weight",
)  # fmt: skip
_OUTDOOR_PEOPLE = (
    People(
        "I walk most weekends", 214,
        (0.72, 0.51, 0.77, 0.88, 0.21, 0.19, 0.24, 0.06),
        (0.14, 0.09, 0.33, 0.47, 0.38, 0.42, 0.44, 0.55, 0.91), 0.82,
    ),
    People(
        "I go out with the family now and then", 187,
        (0.76, 0.68, 0.79, 0.94, 0.18, 0.41, 0.15, 0.09),
        (0.31, 0.03, 0.36, 0.61, 0.40, 0.33, 0.57, 0.68, 0.88), 1.24,
    ),
    People(
        "I climb, run or camp wild", 96,
        (0.38, 0.82, 0.91, 0.90, 0.29, 0.48, 0.61, 0.15),
        (0.44, 0.24, 0.47, 0.66, 0.42, 0.39, 0.38, 0.74, 0.96), 0.71,
    ),
    People(
        "I mostly need clothes for the weather", 112,
        (0.67, 0.42, 0.66, 0.83, 0.17, 0.24, 0.11, 0.04),
        (0.08, 0.02, 0.18, 0.42, 0.24, 0.21, 0.23, 0.48, 0.79), 1.31,
    ),
    People(
        "I lead groups for a living", 7,
        (0.85, 0.80, 0.90, 1.00, 0.40, 0.30, 0.40, 0.30),
        (0.50, 0.40, 0.60, 0.80, 0.60, 0.60, 0.60, 0.90, 1.00), 0.64,
    ),
)  # fmt: skip


def write_library(path: Path) -> None:
    """Write the visitors' answers: semicolons and a mark at the start, as Dutch Excel saves it."""
    write_survey(path, _LIBRARY, _LIBRARY_PEOPLE, delimiter=";", bom=True)


def write_bicycles(path: Path) -> None:
    """Write the newsletter readers' answers."""
    write_survey(path, _BICYCLES, _BICYCLES_PEOPLE)


def write_outdoor(path: Path) -> None:
    """Write the panel's answers, with weights."""
    write_survey(path, _OUTDOOR, _OUTDOOR_PEOPLE)
