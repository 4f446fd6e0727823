"""What makers call the kinds of posts, in eight languages, each with the kind that we mean by it.

English, Dutch, German, French, Spanish, Portuguese, Italian and Polish, as the platforms and the
tools around them print them; and what their programs call them (``FEED_IMAGE``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from toolkit.readers.table import header_key

KIND_WORDS: dict[str, str] = {
    "photo": """
        photo | photos | image | images | picture | single image
        | foto | foto's | afbeelding | afbeeldingen
        | fotos | bild | bilder | bildbeitrag | fotobeitrag | einzelbild
        | imagen | imágenes | imagem | imagens | fotografía | fotografia
        | immagine | immagini | zdjęcie | zdjęcia | obraz | obrazy | fotografie""",
    "video": """
        video | videos | video's | reel | reels | live | live video | short | shorts | clip
        | native video | vídeo | vídeos | vidéo | vidéos | vidéo en direct | en direct | directo
        | en vivo | en directo | ao vivo | liveübertragung | live-video | livevideo | diretta
        | na żywo | transmisja na żywo | film | filmy | film wideo | wideo | rolka | rolki
        | réel | réels | kurzvideo | videobeitrag""",
    "carousel": """
        carousel | carousels | album | albums | multi image | multi photo | multiple images
        | multiphoto | carousel album | photo album | slideshow
        | carrousel | carrousels | fotoalbum | meerdere afbeeldingen
        | karussell | karussells | alben | mehrere bilder | plusieurs images | album photo
        | carrusel | carruseles | álbum | álbumes | álbuns | carrossel | carrosséis
        | secuencia | secuencias | sequência | sequências
        | carosello | caroselli | più immagini | karuzela | karuzele | kilka zdjęć""",
    "story": """
        story | stories | verhaal | verhalen | storys | historia | historias | história | histórias
        | storia | storie | relacja | relacje""",
    "link": """
        link | links | article | articles | artikel | artikelen | shared link | url
        | lien | liens | lien partagé | enlace | enlaces | artículo | artículos | artigo | artigos
        | articolo | articoli | collegamento | łącze | łącza | linki | artykuł | artykuły""",
    "text": """
        text | texts | status | statuses | status update | status updates | text only | tekst
        | statusupdate | texte | textbeitrag | nur text | statusmeldung | statut | statuts
        | texto | textos | estado | estados | solo texto | apenas texto | só texto
        | testo | stato | aggiornamento di stato | solo testo | teksty | aktualizacja statusu""",
    "other": """
        other | others | document | documents | poll | polls | event | events | offer
        | overig | anders | documenten | evenement | evenementen | peiling | peilingen
        | sonstige | sonstiges | andere | dokument | dokumente | umfrage | umfragen
        | veranstaltung | veranstaltungen | autre | autres | sondage | sondages | événement
        | événements | otro | otros | documento | documentos | encuesta | encuestas | evento
        | eventos | outro | outros | enquete | enquetes | altro | documenti | sondaggio
        | sondaggi | eventi | inne | dokumenty | ankieta | ankiety | wydarzenie | wydarzenia""",
}
# In a column of types LinkedIn says whether a post was paid for, and in another what it was.
PAID = {
    "sponsored", "promoted", "paid", "boosted", "gesponsord", "betaald", "gesponsert", "bezahlt",
    "sponsorisé", "sponsorisée", "payant", "patrocinado", "patrocinada", "promocionado",
    "impulsionado", "sponsorizzato", "sponsorowany", "sponsorowane", "promowane",
}  # fmt: skip
UNPAID = {
    "organic", "organisch", "spontaan", "organique", "orgánico", "orgánica", "orgânico",
    "orgânica", "organico", "organica", "organiczny", "organiczne",
}  # fmt: skip
# They say where it stood, not what it was.
PLACES = {
    "ig", "instagram", "fb", "facebook", "linkedin", "feed", "post", "beitrag", "publication", "de",
    "do", "di", "da", "von", "auf", "sur", "en", "em", "na", "su",
}  # fmt: skip


@cache
def _kinds() -> dict[str, str]:
    return {
        header_key(word): kind for kind, words in KIND_WORDS.items() for word in words.split("|")
    }


def guess_kind(text: str) -> str | None:
    """Give the kind that a maker's word means, ``None`` where it is not known.

    The name of the platform, and the signs that programs put between words, make no difference:
    ``IG reel``, ``Reel Instagram`` and ``FEED_VIDEO`` are videos.
    """
    plain = header_key(text)
    words = re.sub(r"[-_/]+", " ", plain).split()
    bare = " ".join(word for word in words if word not in PLACES)
    return _kinds().get(plain) or _kinds().get(" ".join(words)) or _kinds().get(bare)


def tells_whether_paid(texts: Iterable[str]) -> bool:
    """Say whether all these cells say that a post was paid for, or that it was not."""
    words = {header_key(text) for text in texts}
    return bool(words) and words <= PAID | UNPAID
