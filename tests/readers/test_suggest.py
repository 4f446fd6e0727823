"""Suggestions for files that no reader knows: exports in six languages, invented rows."""

import pandas as pd
import pytest

from toolkit.language import Language
from toolkit.readers import Export, Settings, read_export
from toolkit.readers.documents import validate
from toolkit.readers.draft import draft_of, suggest_match
from toolkit.readers.header_words import guess_header
from toolkit.readers.profile import FileProfile, Profile
from toolkit.readers.source import open_source
from toolkit.readers.suggest import suggest

ENGLISH = Language("en")


@pytest.fixture
def suggest_for(tmp_path):
    def make(data, name="export.csv", **more):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return suggest(open_source(Export(path, f"data/channels/{name}")), **more)

    return make


def table(headers, *rows, delimiter=";"):
    lines = (headers, *rows)
    return "\n".join(delimiter.join(f'"{cell}"' for cell in line.split(" | ")) for line in lines)


# Headers as the platforms' own pages print them; the rows are invented.
EXPORTS = {
    "Facebook, German": (
        table(
            "Beitrags-ID | Seiten-ID | Seitenname | Titel | Veröffentlichungszeit | Beitragsart"
            " | Dauerhafter Link | Reichweite | Impressionen | Reaktionen, Kommentare und geteilte"
            " Inhalte | Reaktionen | Kommentare | Geteilte Inhalte | Klicks insgesamt",
            "122001 | 100 | Radhaus Süd | Ein neues Rad steht im Fenster | 03/25/2026 09:00 | Foto"
            " | https://www.facebook.com/1 | 1.250 | 1.900 | 12 | 7 | 3 | 2 | 4",
            "122002 | 100 | Radhaus Süd | Morgen geschlossen, bis bald | 03/04/2026 10:30 | Video"
            " | https://www.facebook.com/2 | 990 | 1.400 | 6 | 5 | 1 | 0 | 1",
        ),
        {
            "post_id": "Beitrags-ID", "account": "Seiten-ID", "brand": "Seitenname",
            "text": "Titel", "date": "Veröffentlichungszeit", "kind": "Beitragsart",
            "url": "Dauerhafter Link", "reach": "Reichweite", "impressions": "Impressionen",
            "interactions": "Reaktionen, Kommentare und geteilte Inhalte",
            "reactions": "Reaktionen", "comments": "Kommentare", "shares": "Geteilte Inhalte",
            "clicks": "Klicks insgesamt", "platform": {"always": "facebook"},
            "dates": "month-first", "decimal": ",", "thousands": ".",
        },
        {"time_zone"},
    ),
    "Instagram, French": (
        table(
            "Identifiant de la publication | Nom d’utilisateur du compte | Description"
            " | Heure de publication | Lien permanent | Type de publication | Vues | Couverture"
            " | Mentions J’aime | Partages | Commentaires | Enregistrements",
            "180001 | velosud | Une belle balade au bord de la mer | 25/03/2026"
            " | https://www.instagram.com/p/a/ | Photo | 1\u202f250 | 900 | 80 | 2 | 4 | 1",
            "180002 | velosud | Le nouveau cadre est enfin là | 26/03/2026"
            " | https://www.instagram.com/p/b/ | Reel | 12\u202f250 | 9\u202f100 | 380 | 12 | 14"
            " | 9",
        ),
        {
            "post_id": "Identifiant de la publication", "text": "Description",
            "account": "Nom d’utilisateur du compte", "date": "Heure de publication",
            "url": "Lien permanent", "kind": "Type de publication", "impressions": "Vues",
            "reach": "Couverture", "reactions": "Mentions J’aime", "shares": "Partages",
            "comments": "Commentaires", "saves": "Enregistrements", "dates": "day-first",
            "platform": {"always": "instagram"}, "thousands": " ",
        },
        set(),
    ),
    "TikTok, Spanish": (
        table(
            "Título del vídeo | Enlace del vídeo | Hora de publicación | Me gusta | Comentarios"
            " | Veces compartido | Visualizaciones de vídeo",
            "Una vuelta por el taller de hoy | https://www.tiktok.com/@v/video/1"
            " | 25 de marzo de 2026 | 1,2 K | 12 | 3 | 15,4 K",
            "Cambiamos la cadena en un minuto | https://www.tiktok.com/@v/video/2"
            " | 2 de abril de 2026 | 88 | 2 | 0 | 940",
        ),
        {
            "text": "Título del vídeo", "url": "Enlace del vídeo", "date": "Hora de publicación",
            "reactions": "Me gusta", "comments": "Comentarios", "shares": "Veces compartido",
            "impressions": "Visualizaciones de vídeo", "dates": "in-words", "shorthand": True,
            "decimal": ",", "platform": {"always": "tiktok"},
        },
        {"brand"},
    ),
    "LinkedIn, Portuguese": (
        table(
            "Título da publicação | Link da publicação | Tipo de publicação | Criado em"
            " | Impressões | Cliques | Curtidas | Comentários | Compartilhamentos"
            " | Taxa de engajamento",
            "Estamos contratando uma pessoa mecânica | https://www.linkedin.com/feed/1 | Orgânico"
            " | 03/25/2026 | 1200 | 30 | 12 | 1 | 0 | 0,0358",
            "Uma semana na oficina com Ana | https://www.linkedin.com/feed/2 | Orgânico"
            " | 03/27/2026 | 800 | 10 | 9 | 0 | 2 | 0,02625",
        ),
        {
            "text": "Título da publicação", "url": "Link da publicação",
            "boosted": "Tipo de publicação", "date": "Criado em", "impressions": "Impressões",
            "clicks": "Cliques", "reactions": "Curtidas", "comments": "Comentários",
            "shares": "Compartilhamentos", "dates": "month-first", "decimal": ",",
            "platform": {"always": "linkedin"},
        },
        {"brand"},
    ),
    "YouTube, Italian": (
        table(
            "Contenuti | Titolo del video | Ora di pubblicazione del video | Visualizzazioni"
            " | Tempo di visualizzazione (ore) | Iscritti | Mi piace | Impressioni",
            "Totale |  |  | 300 | 12,5 | 4 | 9 | 2000",
            "aB3dEfGhIjK | Il giro del lago in bici | 25 mar 2026 | 200 | 8,25 | 3 | 6 | 1500",
            "Zz9_-fGhIjK | Come si pulisce la catena | 2 apr 2026 | 100 | 4,25 | 1 | 3 | 500",
        ),
        {
            "post_id": "Contenuti", "text": "Titolo del video", "impressions": "Visualizzazioni",
            "date": "Ora di pubblicazione del video", "reactions": "Mi piace",
            "dates": "in-words", "decimal": ",", "platform": {"always": "youtube"},
            "skip_rows_where": {"Contenuti": "Totale"},
        },
        {"brand"},
    ),
    "X, Polish": (
        table(
            "Identyfikator posta | Data utworzenia | Treść posta | Link do posta | Wyświetlenia"
            " | Polubienia | Zaangażowanie | Zakładki | Udostępnienia | Odpowiedzi",
            "2037000000000000001 | 25.03.2026 | Nowy rower już w sklepie | https://x.com/v/1 | 950"
            " | 12 | 20 | 1 | 2 | 5",
            "2037000000000000002 | 26.03.2026 | Jutro zamknięte, do piątku | https://x.com/v/2"
            " | 400 | 3 | 4 | 0 | 0 | 1",
        ),
        {
            "post_id": "Identyfikator posta", "date": "Data utworzenia", "text": "Treść posta",
            "url": "Link do posta", "impressions": "Wyświetlenia", "reactions": "Polubienia",
            "interactions": None, "saves": "Zakładki", "shares": "Udostępnienia",
            "comments": "Odpowiedzi", "dates": "day-first", "platform": {"always": "x"},
        },
        {"brand"},
    ),
    "TikTok overview, German": (
        table(
            "Datum | Videoaufrufe | Profilaufrufe | Gefällt mir | Kommentare | Geteilt",
            *(f"{day}. März 2026 | {day}00 | {day} | 9 | 1 | 0" for day in range(1, 10)),
        ),
        {
            "contents": "insights", "date": "Datum", "dates": "in-words",
            "metrics": {
                "video_views": "Videoaufrufe", "profile_views": "Profilaufrufe",
                "reactions": "Gefällt mir", "comments": "Kommentare", "shares": "Geteilt",
            },
        },
        {"brand", "platform"},
    ),
    "TikTok by day without years, French": (
        table(
            "Date | Vues de vidéos | Vues du profil | J’aime",
            *(f"{day} décembre | {day}00 | {day} | 9" for day in range(28, 32)),
            *(f"{day} janvier | {day}00 | {day} | 9" for day in range(1, 4)),
        ),
        {
            "contents": "insights", "date": "Date", "dates": "in-words",
            "metrics": {"video_views": "Vues de vidéos", "profile_views": "Vues du profil",
                        "reactions": "J’aime"},
        },
        {"brand", "platform", "year"},
    ),
    "followers by day, Spanish": (
        table(
            "Fecha | Seguidores",
            *(f"{day:02d}/03/2026 | 1.{200 + day}" for day in range(10, 20)),
        ),
        {"contents": "followers", "date": "Fecha", "followers": "Seguidores", "decimal": ",",
         "thousands": "."},
        {"brand", "platform"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_in_another_language_is_suggested(export, suggest_for):
    data, expected, asked = EXPORTS[export]
    found = suggest_for(data)
    entry = found.draft.as_entry()
    assert {name: entry.get(name) for name in expected} == expected
    assert set(found.asks) == asked
    for reason in (*found.reasons.values(), *found.about):
        assert "{" not in reason.told(ENGLISH)


@pytest.mark.parametrize("export", EXPORTS)
def test_a_suggestion_with_its_answers_reads_the_file(export, suggest_for, tmp_path):
    data, _, asked = EXPORTS[export]
    entry = suggest_for(data).draft.as_entry()
    for field in asked & {"brand", "platform"}:
        entry[field] = {"always": "x" if field == "platform" else "Ours"}
    if "year" in asked:
        entry["year"] = 2026
    if "time_zone" in asked:
        entry["time_zone"] = "Europe/Berlin"
    profile = validate({"files": [entry]}, Profile, "profile.yaml")
    export = Export(tmp_path / "export.csv", "data/channels/export.csv")
    (reading,) = read_export(export, Settings(), profile)
    assert len(reading.frame)
    assert not [fault for fault in reading.faults if fault.severity != "note"]


def test_what_the_cells_leave_open_is_asked_and_not_guessed(suggest_for):
    data = table("Date | Post | Likes | Quotient", "03/04/2026 | A new bicycle | 3 | 1.250")
    found = suggest_for(data)
    assert found.draft.dates == ""
    assert found.draft.decimal == ""
    assert set(found.asks) == {"dates", "decimal", "brand", "platform"}


def test_dates_that_contradict_each_other_are_asked(suggest_for):
    data = table("Date | Likes", "25/03/2026 | 3", "03/25/2026 | 4")
    assert "dates" in suggest_for(data).asks


def test_a_word_with_two_meanings_is_left_to_the_reader(suggest_for):
    data = table("Datum | Bericht | Reacties", "2026-03-04 | Een nieuwe fiets | 3")
    found = suggest_for(data)
    assert found.draft.columns["Reacties"] == ""
    assert "to others" in found.reasons["Reacties"].told(ENGLISH)


def test_two_columns_that_could_be_the_same_are_both_left_open(suggest_for):
    data = table("Date | Post | Organic likes | Paid likes", "2026-03-04 | A new bicycle | 3 | 1")
    columns = suggest_for(data).draft.columns
    assert (columns["Organic likes"], columns["Paid likes"]) == ("", "")


def test_of_a_title_and_a_description_the_longer_one_is_the_text(suggest_for):
    data = table(
        "Post-ID | Titel | Beschreibung | Reaktionen",
        "1 | Neues Rad | Ein neues Rad steht heute bei uns im Fenster | 3",
        "2 | Bald zu | Morgen bleibt das Geschäft leider geschlossen | 4",
    )
    columns = suggest_for(data).draft.columns
    assert (columns["Titel"], columns["Beschreibung"]) == ("", "text")


def test_of_a_number_and_a_name_the_number_is_the_account(suggest_for):
    data = table(
        "ID du compte | Nom d’utilisateur du compte | Description | Mentions J’aime",
        "178001 | velosud | Une belle balade au bord de la mer | 3",
        "178001 | velosud | Le nouveau cadre est enfin là | 4",
    )
    columns = suggest_for(data).draft.columns
    assert columns["ID du compte"] == "account"
    assert columns["Nom d’utilisateur du compte"] == ""


def test_subscribers_that_a_video_won_are_no_followers(suggest_for):
    data = table(
        "Contenu | Titre de la vidéo | Heure de publication de la vidéo | Vues | Abonnés",
        "aB3dEfGhIjK | Le tour du lac à vélo | 25 mars 2026 | 200 | 3",
        "Zz9_-fGhIjK | Nettoyer sa chaîne | 2 avr. 2026 | 100 | 1",
    )
    columns = suggest_for(data).draft.columns
    assert columns["Abonnés"] == ""
    assert columns["Vues"] == "impressions"


def test_all_clicks_go_before_clicks_on_links(suggest_for):
    rows = ("2026-03-04 | Ein neues Rad | 9 | 4", "2026-03-05 | Morgen zu | 8 | 2")
    both = suggest_for(table("Datum | Beitrag | Klicks insgesamt | Link-Klicks", *rows))
    assert both.draft.named("clicks") == ("Klicks insgesamt",)
    alone = suggest_for(table("Datum | Beitrag | Wert | Link-Klicks", *rows))
    assert alone.draft.named("clicks") == ("Link-Klicks",)


def test_a_header_that_its_cells_deny_is_no_suggestion(suggest_for):
    data = table("Date | Likes | Link", "yesterday | many | none", "today | few | none")
    assert set(suggest_for(data).draft.columns.values()) == {""}


def test_columns_without_a_known_header_are_known_by_their_cells(suggest_for):
    data = table(
        "A | B | C | Likes",
        "https://x.com/1 | 2026-03-04 | Een nieuwe fiets staat nu in de winkel | 3",
        "https://x.com/2 | 2026-03-05 | Morgen zijn we gesloten, tot vrijdag dan | 4",
    )
    columns = suggest_for(data).draft.columns
    assert columns == {"A": "url", "B": "date", "C": "text", "Likes": "reactions"}


def test_the_header_is_found_below_what_stands_above_it(suggest_for):
    data = "# A report\n# of March 2026\n\nDate,Post,Likes\n2026-03-04,A new bicycle,3\n"
    found = suggest_for(data)
    assert found.draft.header_row == 4
    assert any("Row 4 has the headers" in one.told(ENGLISH) for one in found.about)
    assert suggest_for(data, header_row=1).draft.header_row == 1


def test_files_that_end_their_lines_in_the_old_way_are_no_different(suggest_for):
    assert suggest_for("Date,Post,Likes\r2026-03-04,A new bicycle,3\r").draft.columns == {
        "Date": "date", "Post": "text", "Likes": "reactions",
    }  # fmt: skip


def test_the_sheet_whose_headers_are_known_is_chosen(make_workbook, tmp_path):
    path = make_workbook(
        tmp_path / "b.xlsx",
        {"Read me": [["Made by a tool"]], "Data": [["Date", "Likes"], ["2026-03-04", 3]]},
    )
    found = suggest(open_source(Export(path, "data/channels/b.xlsx")))
    assert found.draft.sheet == "Data"
    assert found.draft.columns == {"Date": "date", "Likes": "reactions"}


def test_what_stands_for_nothing_is_found(suggest_for):
    data = table("Date | Post | Likes", "2026-03-04 | A new bicycle | .", "2026-03-05 | B c | 4",
                 "2026-03-06 | D e | n/a", "2026-03-07 | E f | -")  # fmt: skip
    assert suggest_for(data).draft.missing == ("", "-", ".", "n/a")


def test_a_header_that_stands_twice_is_not_suggested(suggest_for):
    data = table("Date | Post | Likes | Likes", "2026-03-04 | A new bicycle | 3 | 4")
    assert "Likes" not in suggest_for(data).draft.columns


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("„Gefällt mir“-Angaben", "reactions"),
        ("Receita estimada (USD)", "revenue"),
        ("Page total likes", "followers"),
        ("Post_Content", "text"),
        ("Lifetime Post Total Reach", "reach"),
        ("Vind-ik-leuks", "reactions"),
        ("Nombre total de J’aime", "reactions"),
        ("Recomendaciones", "reactions"),
        ("Likes gesamt", "reactions"),
        ("Diffusioni post", "shares"),
        ("Permalien", "url"),
    ],
)
def test_headers_are_known_in_many_spellings(header, role):
    assert guess_header(header)[0].role == role


@pytest.mark.parametrize(
    "header",
    ["Impressions by people who have liked your Page", "Response_Rate", "Comments_Rate",
     "Taxa de cliques de impressões (%)", "Cost per click", "", "Zzz"],
)  # fmt: skip
def test_headers_of_something_else_are_not(header):
    assert guess_header(header) == ()


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("data/channels/rivals_2026-Q1.csv", "rivals_*-Q*.csv"),
        ("data/channels/posts.csv", "posts.csv"),
        ("data/channels/2026-01-01.csv", "2026-01-01.csv"),
        ("data/channels/page-123-2026.01.31.xlsx", "page-*.xlsx"),
        ("data/channels/fans [new].csv", "fans [[]new].csv"),
        ("data/channels/Aug-01-2026_Nov-01-2026_987654321012.csv", "*_987654321012.csv"),
        ("data/channels/Aug-01-2026_Nov-01-2026.csv", "Aug-01-2026_Nov-01-2026.csv"),
    ],
)
def test_a_pattern_fits_the_next_export_and_nothing_else(name, match, tmp_path):
    assert suggest_match(name) == match
    entry = FileProfile.model_validate(
        {"match": match, "brand": "B", "platform": {"always": "x"}, "decimal": ".",
         "reactions": "L"}
    )  # fmt: skip
    assert Profile(files=(entry,)).entries(Export(tmp_path, name)) == (entry,)


@pytest.mark.parametrize("export", EXPORTS)
def test_an_entry_becomes_the_draft_that_it_came_of(export, suggest_for):
    data, _, asked = EXPORTS[export]
    draft = suggest_for(data).draft
    entry = draft.as_entry() | {"brand": {"always": "Ours"}, "decimal": draft.decimal or "."}
    if "platform" in asked:
        entry["platform"] = {"always": "x"}
    back = draft_of(FileProfile.model_validate(entry), draft.columns)
    assert back.as_entry() == entry


def test_the_real_table_of_videos(shared_data, read_file):
    path = shared_data("youtube_pt/pt_GianMartins_Dados da tabela.csv")
    entry = suggest(open_source(Export(path, f"data/channels/{path.name}"))).draft.as_entry()
    profile = Profile.model_validate({"files": [entry | {"brand": {"always": "Channel"}}]})
    (reading,) = read_file(path, profile=profile)
    assert reading.contents == "posts"
    plain = pd.read_csv(path).iloc[1:]
    assert reading.frame["impressions"].tolist() == plain["Visualizações"].tolist()
    days = pd.to_datetime(plain["Horário de publicação do vídeo"], format="%b %d, %Y")
    assert reading.frame["day"].tolist() == days.tolist()


def test_the_real_chart_of_revenue(shared_data, read_file):
    path = shared_data("youtube_pt/pt_GianMartins_Total.csv")
    entry = suggest(open_source(Export(path, f"data/channels/{path.name}"))).draft.as_entry()
    answers = {"brand": {"always": "Channel"}, "platform": {"always": "youtube"}}
    (reading,) = read_file(path, profile=Profile.model_validate({"files": [entry | answers]}))
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    assert reading.frame["value"].tolist() == [float(line.split(",")[1]) for line in lines]
    assert set(reading.frame["metric"]) == {"revenue"}


def test_the_real_cosmetics_page(shared_data, read_file):
    path = shared_data("facebook_metrics/dataset_Facebook_semicolon_short_headers.csv")
    entry = suggest(open_source(Export(path, f"data/channels/{path.name}"))).draft.as_entry()
    (reading,) = read_file(
        path, profile=Profile.model_validate({"files": [entry | {"brand": {"always": "Page"}}]})
    )
    posts = reading.frame
    # The README of the data: parts and total agree on every row, and what is missing.
    assert (len(posts), posts["interactions"].sum()) == (500, 106_060)
    assert posts["interactions"].median() == 123.5
    parts = posts[["reactions", "comments", "shares"]].sum(axis=1)
    assert parts.tolist() == posts["interactions"].tolist()


@pytest.mark.slow
def test_the_real_supermarkets(shared_data, read_file):
    path = shared_data("uk_supermarkets/posts.csv")
    found = suggest(open_source(Export(path, f"data/channels/{path.name}")))
    # Their “Likes” are page likes: nobody would find out from the header.
    assert found.draft.columns["Likes"] == "followers"
    answers = {"platform": {"always": "facebook"}, "reactions": "All_Responses"}
    profile = Profile.model_validate({"files": [found.draft.as_entry() | answers]})
    (reading,) = read_file(path, profile=profile)
    assert len(reading.frame) == 6350
    assert reading.frame["brand"].nunique() == 7
