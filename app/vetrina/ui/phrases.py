"""Sentences that come from below the window (gate, engine, store) by key, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vetrina.domain.sentences import sentence

_language = "en"


def set_language(code: str) -> None:
    """Choose "it" or "en" for sentences by key; called by `application.set_language`."""
    global _language  # noqa: PLW0603
    _language = "it" if code.startswith("it") else "en"


def language() -> str:
    """The language of the window, "en" or "it"."""
    return _language


def phrase(key: str, **params: str) -> str:
    """The sentence of a key, filled; an unknown key gives the general apology."""
    return sentence(key, params, _language)


def cannot_write(trouble: BaseException) -> str:
    """Why a file that the owner asked for is not there, and what to do."""
    if isinstance(trouble, OSError):
        return QCoreApplication.translate(
            "Bridge", "That place cannot be written. Choose another folder, or make room there."
        )
    return sentence_of(trouble)


def sentence_of(trouble: BaseException) -> str:
    """What a person reads about an exception: its own `sentence`, else a general one. Never a traceback."""
    own = getattr(trouble, "sentence", "")
    words = own(_language) if callable(own) else own
    if isinstance(words, str) and words:
        return words
    return QCoreApplication.translate(
        "Bridge", "That did not work, and nothing was lost. Try again; details are in the log."
    )
