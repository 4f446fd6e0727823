"""What the headers of exports are probably about, in eight languages.

English, Dutch, German, French, Spanish, Portuguese, Italian and Polish, as the platforms and the
tools around them print them. A header proves nothing: it is held against its cells, and somebody
says whether it is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit.readers.table import header_key

WORDS: dict[str, str] = {
    "date": """
        date | day | publish time | publish date | publication date | published | published at
        | posted | posted at | post date | date posted | time posted | created | created at
        | created date | video publish time
        | datum | dag | publicatiedatum | publicatietijdstip | gepubliceerd op | geplaatst op
        | aangemaakt op | publicatietijd van video
        | tag | veröffentlichungszeit | veröffentlichungsdatum | zeitpunkt der veröffentlichung
        | datum der veröffentlichung | veröffentlicht am | erstellt am | erstellungsdatum
        | veröffentlichungszeitpunkt des videos | zeitpunkt der videoveröffentlichung
        | jour | date de publication | heure de publication | publié le | créé le
        | date de création | heure de publication de la vidéo
        | fecha | día | fecha de publicación | hora de publicación | publicado el
        | fecha de creación | hora de publicación del vídeo
        | data | dia | data de publicação | horário de publicação | hora de publicação
        | publicado em | data de criação | criado em | horário de publicação do vídeo
        | giorno | data di pubblicazione | ora di pubblicazione | pubblicato il
        | data di creazione | creato il | ora di pubblicazione del video
        | dzień | data publikacji | czas publikacji | godzina publikacji | opublikowano
        | data utworzenia | godzina publikacji filmu
        | post time | time of posting | beitragszeit | heure du post | hora del post
        | data e hora de publicação | hora da publicação | orario di pubblicazione
        | publicatiemoment | plaatsingsdatum | data di pubblicazione del video
        | veröffentlichungszeit des videos | veröffentlichungsdatum des videos
        | date de publication de la vidéo | fecha de publicación del vídeo
        | fecha de publicación del video | hora de publicación del video
        | data de publicação do vídeo | horário da postagem | data da postagem
        | data godzina publikacji filmu""",
    "start": """
        start | start date | from | begin | begindatum | startdatum | van | beginn | von
        | date de début | début | fecha de inicio | inicio | desde | data de início | início
        | data di inizio | inizio | data rozpoczęcia | początek | od""",
    "end": """
        end | end date | to | until | einde | einddatum | tot | ende | enddatum | bis
        | date de fin | fin | fecha de finalización | fecha de fin | hasta | data de término | fim
        | data di fine | fine | data zakończenia | koniec | do""",
    "brand": """
        brand | company | competitor | page | page name | account name | profile | display name
        | merk | bedrijf | concurrent | pagina | paginanaam | accountnaam | profielnaam
        | marke | unternehmen | wettbewerber | seite | seitenname | kontoname | profilname
        | marque | entreprise | nom de la page | nom du compte | nom de page
        | marca | empresa | competidor | nombre de la página | nombre de la cuenta
        | concorrente | nome da página | nome da conta
        | azienda | marchio | nome della pagina | nome dell'account
        | marka | firma | konkurent | nazwa strony | nazwa konta | nazwa profilu
        | name der seite | name des kontos | nome do perfil | nombre del perfil""",
    "account": """
        page id | account id | account username | username | handle | profile id | channel id
        | pagina-id | account-id | gebruikersnaam | gebruikersnaam account
        | seiten-id | konto-id | nutzername | benutzername | konto-nutzername | konto-benutzername
        | id de la page | identifiant de la page | identifiant de page | id du compte
        | identifiant du compte | nom d'utilisateur | nom d'utilisateur du compte
        | id de la página | identificador de la página | id de la cuenta
        | identificador de la cuenta | nombre de usuario | nombre de usuario de la cuenta
        | id da página | identificação da página | id da conta | identificação da conta
        | nome de usuário | nome de utilizador | nome de usuário da conta
        | id della pagina | id dell'account | nome utente | nome utente dell'account
        | id strony | identyfikator strony | id konta | identyfikator konta | nazwa użytkownika
        | nazwa użytkownika konta
        | id pagina | id account | identificativo della pagina | id da conta do instagram""",
    "platform": """
        platform | network | social network | channel | kanaal | netwerk | plattform | netzwerk
        | kanal | plateforme | réseau | réseau social | canal | plataforma | red | red social
        | rede | rede social | piattaforma | rete | canale | platforma | sieć | kanał""",
    "post_id": """
        id | post id | tweet id | video id | media id | content | bericht-id | post-id | tweet-id
        | video-id | beitrags-id | beitrag-id | inhalt | inhalte | id de la publication
        | identifiant de la publication | identifiant de publication | id du tweet | contenu
        | id de la publicación | identificador de la publicación | id del tweet | contenido
        | id da publicação | identificação da publicação | identificação do post | id do post
        | id do tweet | conteúdo | id del post | contenuto | contenuti | id posta
        | identyfikator posta | id tweeta | treść | treści | materiał | zawartość
        | identificativo del post | id post | identificador do post | numer posta
        | id de publication | id du post | identifiant du post | id des posts
        | id de publicación""",
    "text": """
        title | text | message | caption | description | content | post | post title | post text
        | post content | tweet text | video title
        | titel | tekst | bericht | berichttekst | titel van bericht | beschrijving | bijschrift
        | tweettekst | videotitel | titel van video
        | nachricht | beitrag | beitragstext | beitragstitel | titel des beitrags | beschreibung
        | bildunterschrift | titel des videos | posttext | post-text
        | titre | texte | légende | titre de la publication | texte de la publication
        | titre de la vidéo | texte du post | texte du tweet | message
        | título | texto | descripción | leyenda | mensaje | pie de foto
        | título de la publicación | título del vídeo | título del video | texto del tweet
        | legenda | descrição | mensagem | título da publicação | título do vídeo
        | texto da publicação | texto do post
        | titolo | testo | descrizione | didascalia | messaggio | titolo del post | titolo video
        | titolo del video | testo del post
        | tytuł | opis | treść | treść posta | podpis | wiadomość | tytuł posta | tytuł filmu
        | tekst posta
        | titre du post | titolo post | tytuł publikacji | tytuł aktualizacji | titre du tweet
        | texto do tweet | testo del tweet | treść tweeta | posttitel""",
    "url": """
        url | link | permalink | post link | post url | tweet permalink | video link
        | permanente link | berichtlink | link naar bericht | url van bericht
        | dauerhafter link | beitragslink | link zum beitrag | video-link | permanenter link
        | lien | lien permanent | lien de la publication | lien du post | lien de la vidéo
        | enlace | enlace permanente | enlace de la publicación | enlace del vídeo
        | link permanente | link da publicação | link do post | link do vídeo | link del post
        | collegamento | link del video | odnośnik | link bezpośredni | link do posta | adres url
        | permanentny link | link do filmu
        | permalien | videolink | ligação permanente | hiperłącze | link del tweet
        | link do tweeta | link do aktualizacji | tweetlink | post-link""",
    "kind": """
        type | kind | format | post type | content type | media type | soort | berichttype
        | type bericht | contenttype | inhoudstype | art | typ | beitragsart | beitragstyp
        | art des beitrags | inhaltstyp | medientyp | art des inhalts | type de publication
        | type de contenu | type de post | tipo | tipo de publicación | tipo de contenido
        | tipo de publicação | tipo de conteúdo | tipo de post | tipo di post
        | tipo di contenuto | typ posta | rodzaj | rodzaj posta | typ treści | typ publikacji
        | art des posts | type de média | tipo de medio | tipo de mídia""",
    "boosted": """
        paid | boosted | promoted | betaald | geboost | gepromoot | bezahlt | beworben | gesponsert
        | sponsorisé | payé | boosté | pagado | promocionado | patrocinado | pago | impulsionado
        | statut du contenu financé | contenu financé | funded content status
        | status gefinancierde content | a pagamento | sponsorizzato | płatny | płatne | promowany
        | sponsorowany""",
    "reactions": """
        reactions | reaction | likes | like | likes and reactions | favorites | favourites
        | vind-ik-leuks | vind ik leuk | vind ik leuks | reacties en likes
        | reaktionen | gefällt mir | gefällt mir angaben | gefällt mir-angaben | mag ich
        | bewertungen mag ich | likes und reaktionen
        | réactions | j'aime | mentions j'aime | nombre de j'aime
        | me gusta | reacciones | número de me gusta | indicaciones de me gusta
        | curtidas | gostos | reações | marcações gostei | gostei | marcações gosto
        | mi piace | reazioni | numero di mi piace
        | polubienia | reakcje | lubię to | liczba polubień | oceny w górę
        | recomendaciones | consigliato | gefällt-mir | j'aimes | lajki | hartjes
        | positive bewertungen | mag ich angaben | anzahl gefällt mir | me gusta totales""",
    "comments": """
        comments | comment | replies | comments added | opmerkingen | antwoorden
        | toegevoegde reacties | kommentare | antworten | hinzugefügte kommentare
        | kommentare hinzugefügt | commentaires | réponses | commentaires ajoutés
        | comentarios | respuestas | comentarios añadidos | comentarios agregados
        | comentários | respostas | comentários adicionados
        | commenti | risposte | commenti aggiunti
        | komentarze | odpowiedzi | dodane komentarze""",
    "shares": """
        shares | share | reposts | retweets | gedeeld | deelacties | keer gedeeld | aantal shares
        | geteilt | geteilte inhalte | geteilte beiträge | mal geteilt | weiterleitungen
        | partages | republications | compartidos | veces compartido | republicaciones
        | veces que se ha compartido | veces que se compartió | contenido compartido
        | compartilhamentos | partilhas | republicações | condivisioni | ricondivisioni
        | udostępnienia | liczba udostępnień | udostępnienia dalej
        | diffusioni | diffusioni post | direkt geteilte beiträge
        | compartido | compartidas | veces compartidas | compartilhado | mal repostet
        | retweets und reposts""",
    "interactions": """
        interactions | engagement | engagements | total interactions | total engagement
        | total engagements | content interactions | reactions comments and shares
        | interacties | betrokkenheid | reacties opmerkingen en deelacties
        | interaktionen | reaktionen kommentare und geteilte inhalte
        | réactions commentaires et partages
        | interacciones | interacción | reacciones comentarios y veces que se compartió
        | reacciones comentarios y veces compartido
        | interações | engajamento | envolvimento | reações comentários e compartilhamentos
        | reações comentários e partilhas
        | interazioni | coinvolgimento | reazioni commenti e condivisioni
        | interakcje | aktywność | zaangażowanie | reakcje komentarze i udostępnienia
        | reaktionen kommentare und mal geteilt
        | engajamentos | participaciones | zaangażowania | engagements totaux""",
    "saves": """
        saves | saved | bookmarks | added to favorites | opgeslagen | keer opgeslagen | bladwijzers
        | gespeichert | gespeicherte inhalte | mal gespeichert | lesezeichen
        | enregistrements | signets | guardados | veces guardado | elementos guardados | marcadores
        | veces que se guardó | salvamentos | salvos | itens salvos | itens guardados
        | salvataggi | elementi salvati | segnalibri | zapisane | zapisania | zakładki
        | veces que se ha guardado | veces que se guardaron | mal gemerkt""",
    "clicks": """
        clicks | total clicks | link clicks | url clicks | klikken | totaal aantal klikken
        | linkklikken | klikken op link | klicks | klicks insgesamt | link-klicks | linkklicks
        | clics | nombre total de clics | clics sur le lien | clics totales | clics en el enlace
        | cliques | total de cliques | cliques no link | cliques em links
        | clic | clic totali | clic sul link | kliknięcia | łączna liczba kliknięć
        | kliknięcia linku | kliknięcia linków
        | clics en la url | cliques na url | clics sur l'url | url klicks""",
    "reach": """
        reach | total reach | post reach | accounts reached | people reached
        | bereik | bereikte accounts | reichweite | erreichte konten | erreichte personen
        | couverture | portée | comptes touchés | personnes touchées
        | alcance | cuentas alcanzadas | personas alcanzadas | contas alcançadas
        | pessoas alcançadas | copertura | account raggiunti | persone raggiunte
        | zasięg | osiągnięte konta | liczba odbiorców""",
    "impressions": """
        impressions | total impressions | vertoningen | impressies | impressionen
        | impresiones | impressões | impressioni | impression | wyświetlenia treści
        | liczba wyświetleń""",
    "video_views": """
        views | video views | plays | vues de vidéos | weergaven | videoweergaven | afspeelacties
        | aufrufe | videoaufrufe | wiedergaben | vues | vues de vidéo | vues de la vidéo | lectures
        | visualizaciones | reproducciones | visualizaciones de vídeo | visualizaciones de video
        | reproducciones de vídeo | visualizações | visualizações de vídeo
        | visualizações do vídeo | visualizzazioni | visualizzazioni video
        | visualizzazioni del video | wyświetlenia | wyświetlenia filmu | wyświetlenia filmów
        | odtworzenia""",
    "followers": """
        followers | total followers | follower count | fans | page likes | page total likes
        | total page likes | volgers | totaal aantal volgers | aantal volgers | pagina-likes
        | follower | anzahl follower | follower insgesamt | abonnés | nombre d'abonnés
        | total abonnés | seguidores | total de seguidores | follower totali | numero di follower
        | obserwujący | liczba obserwujących""",
    "gained": """
        followers gained | new followers | net followers | follows | subscribers
        | subscribers gained | nieuwe volgers | gewonnen volgers | abonnees | nieuwe abonnees
        | neue follower | gewonnene follower | abonnenten | gewonnene abonnenten
        | nouveaux followers | nouveaux abonnés | abonnés gagnés | abonnements
        | nuevos seguidores | seguidores ganados | suscriptores
        | novos seguidores | seguidores ganhos | inscritos | subscritores
        | nuovi follower | follower acquisiti | iscritti
        | nowi obserwujący | zyskani obserwujący | subskrybenci | subskrypcje""",
    "posts": """
        posts | number of posts | total posts | berichten | aantal berichten | bijdragen
        | beiträge | anzahl beiträge | publications | nombre de publications | publicaciones
        | número de publicaciones | publicações | número de publicações | numero di post
        | posty | liczba postów""",
    "profile_views": """
        profile views | profile visits | page views | page visits | profielbezoeken
        | profielweergaven | paginabezoeken | paginaweergaven | profilaufrufe | profilbesuche
        | seitenaufrufe | seitenbesuche | vues du profil | visites du profil | visites de la page
        | visites sur le profil | vues de la page | visitas al perfil | visitas a la página
        | visualizaciones del perfil | visitas ao perfil | visitas à página
        | visualizações do perfil | visite al profilo | visite alla pagina
        | visualizzazioni del profilo | odwiedziny profilu | odwiedziny strony
        | wyświetlenia profilu | wizyty na profilu""",
    "visitors": """
        visitors | unique visitors | bezoekers | unieke bezoekers | besucher
        | eindeutige besucher | visiteurs | visiteurs uniques | visitantes | visitantes únicos
        | visitatori | visitatori unici | odwiedzający | unikalni użytkownicy""",
    "engagement_rate": """
        engagement rate | interactiepercentage | betrokkenheidspercentage | engagementpercentage
        | engagement-rate | interaktionsrate | engagement rate | taux d'engagement
        | tasa de interacción | tasa de participación | porcentaje de participación
        | taxa de engajamento | taxa de interação | taxa de envolvimento
        | tasso di interazione | tasso di coinvolgimento | tasso di engagement
        | współczynnik zaangażowania | wskaźnik zaangażowania""",
    "watch_time": """
        watch time | kijktijd | wiedergabezeit | durée de visionnage | tiempo de visualización
        | tempo de exibição | tempo de visualização | tempo di visualizzazione
        | czas oglądania""",
    "watch_time_per_view": """
        average view duration | average watch time | gemiddelde weergaveduur
        | gemiddelde kijktijd | durchschnittliche wiedergabedauer
        | durchschnittliche wiedergabezeit | durée moyenne d'une vue | durée de vue moyenne
        | duración media de las visualizaciones | duración promedio de vista
        | duração média da visualização | durata media della visualizzazione
        | durata di visualizzazione media | średni czas oglądania | średni czas trwania""",
    "unfollows": """
        unfollows | lost followers | verloren volgers | verlorene follower | abonnés perdus
        | désabonnements | seguidores perdidos | follower persi | utraceni obserwujący""",
    "revenue": """
        revenue | estimated revenue | omzet | geschatte opbrengst | geschatte inkomsten | umsatz
        | geschätzter umsatz | geschätzte einnahmen | revenus | revenus estimés | ingresos
        | ingresos estimados | receita | receita estimada | entrate | entrate stimate
        | przychody | szacunkowe przychody""",
}
DIMENSION_WORDS: dict[str, str] = {
    "country": "country | land | pays | país | paese | kraj | territory",
    "city": "city | plaats | stad | stadt | ort | ville | ciudad | cidade | città | miasto",
    "age": "age | age group | leeftijd | alter | altersgruppe | âge | edad | idade | età | wiek",
    "gender": "gender | geslacht | geschlecht | sexe | sexo | género | gênero | genere | płeć",
    "source": "source | traffic source | bron | quelle | origine | fuente | fonte | źródło",
    "device": "device | apparaat | gerät | appareil | dispositivo | urządzenie",
}
# One word, two meanings: under a Facebook page reactions, in spoken Dutch comments.
AMBIGUOUS = {"reacties": ("reactions", "comments")}
WHOLE = {
    "brand", "account", "platform", "posts", "start", "end", "kind", "post_id", "boosted", "date",
    "revenue", "visitors",
}  # fmt: skip
RATES = {
    "rate", "percentage", "ratio", "%", "quote", "taux", "tasa", "porcentaje", "taxa",
    "porcentagem", "tasso", "percentuale", "współczynnik", "wskaźnik", "procent", "per", "pro",
    "par", "cost", "kosten", "coût", "costo", "custo", "koszt",
}  # fmt: skip
# A part of all clicks: taken for them only where nothing else counts them.
OF_LINKS = {
    "link",
    "url",
    "linkklikken",
    "linkklicks",
    "lien",
    "enlace",
    "links",
    "linku",
    "linków",
}
MOST_OTHER_WORDS = 3


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """What a header may be about; ``exact`` if nothing else stands in it."""

    role: str
    exact: bool
    phrase: str


def guess_header(header: str) -> tuple[HeaderGuess, ...]:
    """Give what a header may be about, the likeliest first.

    A header that is exactly one of the known phrases, or that with a unit in brackets, comes before
    one that holds such a phrase and at most three other words; among these the longest phrase.
    """
    plain = _plain(header)
    short = _plain(re.sub(r"\([^)]*\)", " ", header))
    exact = [
        HeaderGuess(role, exact=role != "clicks" or not {*phrase.split()} & OF_LINKS, phrase=phrase)
        for role, phrase in _phrases()
        if phrase in (plain, short)
    ]
    if exact:
        return tuple(exact)
    words = short.split()
    held = [
        HeaderGuess(role, exact=False, phrase=phrase)
        for role, phrase in _phrases()
        if role not in WHOLE and _holds(words, phrase.split(), role)
    ]
    return tuple(sorted(held, key=lambda one: -len(one.phrase.split())))


def guess_dimension(header: str) -> str | None:
    """Give what the parts in a column are parts of, such as ``country``."""
    plain = _plain(header)
    return next((name for name, words in DIMENSION_WORDS.items() if plain in _split(words)), None)


def ambiguous_roles(header: str) -> tuple[str, ...]:
    """Give the roles between which a header leaves open what it means."""
    return AMBIGUOUS.get(_plain(header), ())


def _holds(words: list[str], phrase: list[str], role: str) -> bool:
    others = len(words) - len(phrase)
    if not 0 < others <= MOST_OTHER_WORDS:
        return False
    for start in range(others + 1):
        if words[start : start + len(phrase)] == phrase:
            rest = {*words[:start], *words[start + len(phrase) :]}
            return role == "engagement_rate" or not rest & RATES
    return False


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((role, phrase) for role, text in WORDS.items() for phrase in _split(text))


def _split(text: str) -> Iterator[str]:
    return (_plain(phrase) for phrase in text.split("|"))


def plain_words(header: str) -> list[str]:
    """Give the words of a header, without signs and capitals."""
    return _plain(header).split()


def _plain(header: str) -> str:
    """Leave letters, digits, apostrophes inside words and percent signs."""
    kept = re.sub(r"[^\w%'’]+|_", " ", header_key(header))
    kept = re.sub(r"(?<!\w)['’]+|['’]+(?!\w)", " ", kept)
    return " ".join(kept.split())
