"""What can stand between the owner and the store, each with a sentence that says what to do."""

from __future__ import annotations

from enum import StrEnum


class VaultError(Exception):
    """The store stays shut. Its text is for the owner; none of its kinds has harmed or replaced anything."""

    def __init__(self, english: str, italian: str) -> None:
        super().__init__(english)
        self._italian = italian

    def sentence(self, language: str) -> str:
        """What to tell the owner."""
        return self._italian if language == "it" else str(self)


class KeyringLocked(VaultError):
    """The computer's keyring is there but shut, or the owner closed its question."""

    def __init__(self) -> None:
        super().__init__(
            "The computer's keyring is locked. Unlock it (usually with the password you sign in with) and try again, "
            "or type the recovery code.",
            "Il portachiavi del computer è bloccato. Sbloccalo (di solito con la password con cui entri) e riprova, "
            "oppure scrivi il codice di recupero.",
        )


class NoKeyring(VaultError):
    """This session has no keyring that keeps secrets encrypted."""

    def __init__(self, found: str = "") -> None:
        self.found = found
        super().__init__(
            "This computer has no keyring that Vetrina can trust with the key. "
            "Choose a passphrase for a new shop, or type the recovery code of the one you have.",
            "Questo computer non ha un portachiavi a cui Vetrina possa affidare la chiave. "
            "Scegli una frase segreta per un negozio nuovo, o scrivi il codice di recupero di quello che hai.",
        )


class NeedsPassphrase(VaultError):
    """The key lies behind a passphrase: ask for it and call `open_with_passphrase`."""

    def __init__(self) -> None:
        super().__init__(
            "Type your passphrase to open the shop.", "Scrivi la tua frase segreta per aprire il negozio."
        )


class WrongPassphrase(VaultError):
    """The passphrase does not open the key."""

    def __init__(self) -> None:
        super().__init__(
            "That is not the passphrase of this shop. Look at Caps Lock and the keyboard language and type it again, "
            "or use the recovery code.",
            "Non è la frase segreta di questo negozio. Controlla le maiuscole e la lingua della tastiera e riscrivila, "
            "oppure usa il codice di recupero.",
        )


class PassphraseTooShort(VaultError):
    """The chosen passphrase could be guessed."""

    def __init__(self, least: int) -> None:
        super().__init__(
            f"Choose at least {least} letters: four words that do not belong together are easy to keep.",
            f"Scegli almeno {least} lettere: quattro parole che non c'entrano tra loro si ricordano bene.",
        )


class WrongRecoveryCode(VaultError):
    """The recovery code is mistyped (`group` says where, counted from 1) or belongs to another shop (`group` is 0)."""

    def __init__(self, group: int = 0, groups: int = 0) -> None:
        self.group = group
        if group and groups:
            text = f"Group {group} of {groups} has a letter that is not right. Compare it with the printed code."
            italian = f"Il gruppo {group} di {groups} ha una lettera sbagliata. Confrontalo con il codice stampato."
        elif groups:
            text = f"A recovery code has {groups} groups of 5 letters and figures. Type all of them."
            italian = f"Un codice di recupero ha {groups} gruppi di 5 lettere e cifre. Scrivili tutti."
        else:
            text = "This code is well written, but belongs to another shop or was replaced by a newer one."
            italian = "Il codice è scritto bene, ma è di un altro negozio o è stato sostituito da uno più nuovo."
        super().__init__(text, italian)


class KeyExists(VaultError):
    """A new key was asked for where one is in use; the old one stays."""

    def __init__(self) -> None:
        super().__init__(
            "This shop already has its key. Open it with that one.",
            "Questo negozio ha già la sua chiave. Aprilo con quella.",
        )


class Loss(StrEnum):
    """How a key came to be missing."""

    KEYRING_EMPTY = "keyring_empty"
    OTHER_KEY = "other_key"
    NO_KEY_FILE = "no_key_file"


_LOSS_TEXT = {
    Loss.KEYRING_EMPTY: (
        "The computer's keyring no longer holds the key of this shop. Your data is still here, locked. "
        "Type the recovery code to open it.",
        "Il portachiavi del computer non ha più la chiave di questo negozio. I dati sono ancora qui, chiusi. "
        "Scrivi il codice di recupero per aprirli.",
    ),
    Loss.OTHER_KEY: (
        "The computer's keyring holds a different key than the one this shop was locked with. Your data is still here. "
        "Type the recovery code to open it.",
        "Il portachiavi del computer ha una chiave diversa da quella di questo negozio. I dati sono ancora qui. "
        "Scrivi il codice di recupero per aprirli.",
    ),
    Loss.NO_KEY_FILE: (
        "The file that says how this shop is locked is missing or damaged, in both its places. "
        "Your data is still here. Put key.json back from a backup, beside the store; then start again.",
        "Il file che dice come è chiuso questo negozio manca o è danneggiato, in entrambi i posti. "
        "I dati sono ancora qui. Rimetti key.json da un backup, accanto all'archivio; poi riavvia.",
    ),
}


class KeyLost(VaultError):
    """There is locked data, and its key is not where it was put. Never a reason to begin an empty store."""

    def __init__(self, loss: Loss) -> None:
        self.loss = loss
        super().__init__(*_LOSS_TEXT[loss])

    @property
    def recovery_code_helps(self) -> bool:
        """Whether asking for the recovery code makes sense."""
        return self.loss is not Loss.NO_KEY_FILE
