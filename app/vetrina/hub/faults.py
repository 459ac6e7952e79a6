"""Refusals of the operator and the customer side: one stable code each, and a sentence in both tongues."""

from __future__ import annotations

from typing import Final

import msgspec
from aiohttp import web

from vetrina.hub.wire import BothTongues, Fault, FaultBody

_FAULTS: Final[dict[str, tuple[int, str, str]]] = {
    "bad_request": (
        400,
        "The hub did not understand this. Load the page again.",
        "Il sistema non ha capito la richiesta. Ricarica la pagina.",
    ),
    "name_missing": (400, "Please give a name with letters.", "Scrivi un nome con delle lettere."),
    "nothing_said": (400, "There is nothing to send yet.", "Non c’è ancora niente da inviare."),
    "bad_picture": (
        400,
        "This picture cannot be used. Take a JPEG, PNG or WebP picture of at most 10 MB.",
        "Questa immagine non va bene. Usa un JPEG, PNG o WebP di al massimo 10 MB.",
    ),
    "no_session": (
        401,
        "Please open the shop’s link again and give your name.",
        "Apri di nuovo il link del negozio e scrivi il tuo nome.",
    ),
    "no_token": (
        401,
        "The page’s access key is missing or wrong.",
        "La chiave di accesso della pagina manca o è sbagliata.",
    ),
    "foreign": (
        403,
        "This request came from another site. Open the shop’s own page.",
        "La richiesta arriva da un altro sito. Apri la pagina del negozio.",
    ),
    "not_there": (404, "That is no longer here.", "Questo non c’è più."),
    "no_page": (
        404,
        "There is no shop at this address. Check the link.",
        "A questo indirizzo non c’è nessun negozio. Controlla il link.",
    ),
    "wrong_method": (405, "This cannot be done here.", "Qui non si può fare."),
    "too_large": (413, "That is too much at once. Make it shorter.", "È troppo in una volta. Accorcialo."),
    "wrong_type": (415, "The hub expects JSON here.", "Qui il sistema si aspetta JSON."),
    "wrong_host": (421, "The hub does not go by this name.", "Il sistema non risponde a questo nome."),
    "too_often": (429, "That was a lot at once. Wait a moment.", "Un po’ troppo in fretta. Aspetta un momento."),
    "busy": (
        503,
        "The shop’s page is busy. Try again in a moment.",
        "La pagina del negozio è occupata. Riprova fra un momento.",
    ),
    "not_stored": (
        503,
        "This could not be kept just now. Nothing is lost: try again in a moment.",
        "Non è stato possibile salvarlo. Nulla è perso: riprova fra un momento.",
    ),
    "broken": (500, "Something went wrong at the hub. Try again.", "Qualcosa è andato storto nel sistema. Riprova."),
}


class Refusal(Exception):
    """A request is refused by `code`; `retry_after` in seconds where asking again helps; `detail` for programmers."""

    def __init__(self, code: str, *, retry_after: int = 0, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
        self.detail = detail

    def response(self) -> web.Response:
        """The refusal as an HTTP answer."""
        status, english, italian = _FAULTS[self.code]
        if self.detail:
            english = f"{english} ({self.detail})"
        body = FaultBody(error=Fault(code=self.code, text=BothTongues(en=english, it=italian)))
        answer = web.Response(body=msgspec.json.encode(body), status=status, content_type="application/json")
        if self.retry_after:
            answer.headers["Retry-After"] = str(self.retry_after)
        if status in (413, 421):
            answer.force_close()
        return answer
