"""The safe: keys are made once, open in three ways, and are never replaced behind the owner's back."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import pytest

from vetrina import paths, vault
from vetrina.vault import keys as vault_keys
from vetrina.vault import ring, wrapping
from vetrina.vault.errors import VaultError

REAL_COST = wrapping.COST


@pytest.fixture(autouse=True)
def _quick_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost is half a second a time; one test below uses it."""
    monkeypatch.setattr(wrapping, "COST", 10)


@pytest.fixture
def safe(profile: paths.Profile) -> vault.Safe:
    return vault.Safe(profile)


def write_store(profile: paths.Profile) -> None:
    profile.store_file.write_bytes(b"locked data")


def test_the_key_comes_back_from_the_keyring(profile: paths.Profile, safe: vault.Safe) -> None:
    assert safe.protection() == vault.Protection.NOT_YET
    made, _ = safe.create_in_keyring()
    assert safe.protection() == vault.Protection.KEYRING
    assert vault.Safe(profile).open() == made


def test_keys_for_different_uses_differ() -> None:
    keys = vault.Keys.new()
    derived = {keys.desktop, keys.hub, keys.master}
    assert len(derived) == 3
    assert all(len(key) == 32 for key in derived)
    assert keys.master.hex() not in repr(keys)


def test_derivation_is_rfc_5869() -> None:
    """Against the HKDF of `cryptography`."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    for length in (16, 32, 80):
        plain = HKDF(SHA256(), length, salt=None, info=b"vetrina hub store").derive(b"k" * 32)
        assert vault_keys.derive(b"k" * 32, "hub store", length) == plain


def test_the_recovery_code_opens_and_restores_the_keyring(
    profile: paths.Profile, safe: vault.Safe, memory_keyring: keyring.backend.KeyringBackend
) -> None:
    made, code = safe.create_in_keyring()
    keyring.set_keyring(type(memory_keyring)())  # another computer, another desktop
    write_store(profile)
    with pytest.raises(vault.KeyLost, match="recovery code") as lost:
        safe.open()
    assert lost.value.loss is vault.Loss.KEYRING_EMPTY
    assert lost.value.recovery_code_helps
    typed = code.text.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    opened = safe.open_with_recovery_code(typed)
    assert opened == made
    safe.keep_in_keyring(opened)
    assert safe.open() == made


def test_a_mistyped_group_is_named(safe: vault.Safe) -> None:
    _, code = safe.create_in_keyring()
    groups = code.text.split("-")
    assert len(groups) == 7
    good = groups[2]
    caught: list[int] = []
    for letter in "23456789ACDEFGHJKM":  # one in 32 wrong letters fits its check letter by chance
        groups[2] = letter + good[1:]
        if letter != good[0]:
            with pytest.raises(vault.WrongRecoveryCode) as wrong:
                safe.open_with_recovery_code("-".join(groups))
            caught.append(wrong.value.group)
    assert caught.count(3) >= len(caught) - 4
    with pytest.raises(vault.WrongRecoveryCode, match="7 groups"):
        safe.open_with_recovery_code(groups[0])
    with pytest.raises(vault.WrongRecoveryCode, match="another shop"):
        safe.open_with_recovery_code(vault.RecoveryCode.new().text)


@pytest.mark.parametrize("typed", ["", "é" * 35, "\0", "-" * 1000, "U" * 35, "😀" * 35, "A" * 1_000_000])
def test_anything_typed_as_code_gets_a_sentence(safe: vault.Safe, typed: str) -> None:
    safe.create_in_keyring()
    with pytest.raises(vault.WrongRecoveryCode):
        safe.open_with_recovery_code(typed)


def test_a_new_recovery_code_ends_the_old_one(safe: vault.Safe) -> None:
    keys, old = safe.create_in_keyring()
    new = safe.new_recovery_code(keys)
    assert safe.open_with_recovery_code(new.text) == keys
    with pytest.raises(vault.WrongRecoveryCode):
        safe.open_with_recovery_code(old.text)


def test_passphrase_where_there_is_no_keyring(profile: paths.Profile, safe: vault.Safe) -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(vault.NoKeyring, match="passphrase"):
        safe.create_in_keyring()
    assert safe.protection() == vault.Protection.NOT_YET  # the refusal left nothing behind
    with pytest.raises(vault.PassphraseTooShort):
        safe.create_with_passphrase("  short  ")
    keys, code = safe.create_with_passphrase("città quattro lume")
    assert safe.protection() == vault.Protection.PASSPHRASE
    with pytest.raises(vault.NeedsPassphrase):
        safe.open()
    with pytest.raises(vault.WrongPassphrase, match="Caps Lock"):
        safe.open_with_passphrase("citta quattro lume")
    assert safe.open_with_passphrase(" citta\u0300 quattro lume") == keys  # accents as another keyboard makes them
    assert safe.open_with_recovery_code(code.text) == keys


@pytest.mark.usefixtures("memory_keyring")
def test_moving_between_keyring_and_passphrase(safe: vault.Safe) -> None:
    keys, _ = safe.create_in_keyring()
    safe.keep_behind_passphrase(keys, "four words are enough")
    with pytest.raises(vault.NeedsPassphrase):
        safe.open()
    assert safe.open_with_passphrase("four words are enough") == keys
    safe.keep_in_keyring(keys)
    assert safe.open() == keys
    with pytest.raises(vault.WrongPassphrase):
        safe.open_with_passphrase("four words are enough")


def test_moving_to_a_passphrase_empties_the_keyring(safe: vault.Safe, memory_keyring: object) -> None:
    keys, _ = safe.create_in_keyring()
    safe.keep_behind_passphrase(keys, "four words are enough")
    assert not memory_keyring.kept  # type: ignore[attr-defined]


def test_a_locked_keyring_is_not_a_lost_key(safe: vault.Safe, memory_keyring: object) -> None:
    keys, _ = safe.create_in_keyring()
    memory_keyring.locked = True  # type: ignore[attr-defined]
    with pytest.raises(vault.KeyringLocked, match="Unlock it"):
        safe.open()
    memory_keyring.locked = False  # type: ignore[attr-defined]
    assert safe.open() == keys


class Broken(keyring.backend.KeyringBackend):
    """A backend that passes on what its system raises."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise ConnectionResetError("bus went away")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Says yes and keeps nothing, as a broken desktop does."""


def test_a_keyring_that_keeps_nothing_is_refused(safe: vault.Safe) -> None:
    keyring.set_keyring(Broken())  # type: ignore[no-untyped-call]
    with pytest.raises(vault.NoKeyring):
        safe.create_in_keyring()
    assert safe.protection() is vault.Protection.NOT_YET


def test_plain_text_keyrings_are_refused() -> None:
    base = keyring.backend.KeyringBackend
    members = {"priority": 9, "get_password": lambda *_: None, "set_password": lambda *_: None}
    alternative = type("Keyring", (base,), {**members, "__module__": "keyrings.alt.file"})
    child = type("Mine", (alternative,), {"__module__": "mine"})
    plain = type("PlaintextKeyring", (base,), {**members, "__module__": "other"})
    for kind in (alternative, child, plain, keyring.backends.null.Keyring, keyring.backends.fail.Keyring):
        assert not ring.trusted(kind())
        keyring.set_keyring(kind())
        with pytest.raises(vault.NoKeyring):
            vault.keyring_name()


@pytest.mark.parametrize("which", ["store", "hub", "backup"])
def test_no_new_key_beside_locked_data(profile: paths.Profile, safe: vault.Safe, which: str) -> None:
    folder = {"store": profile.data, "hub": profile.hub, "backup": profile.backups}[which]
    folder.mkdir(exist_ok=True)
    (folder / "store.db").write_bytes(b"locked data")
    for attempt in (
        safe.create_in_keyring,
        lambda: safe.create_with_passphrase("four words are enough"),
        safe.open,
        safe.protection,
    ):
        with pytest.raises(vault.KeyLost) as lost:
            attempt()
        assert lost.value.loss is vault.Loss.NO_KEY_FILE
    assert not profile.key_file.exists()


def test_no_second_key_for_a_profile(safe: vault.Safe) -> None:
    keys, _ = safe.create_in_keyring()
    with pytest.raises(vault.KeyExists):
        safe.create_in_keyring()
    with pytest.raises(vault.KeyExists):
        safe.create_with_passphrase("four words are enough")
    assert safe.open() == keys


def test_another_key_in_the_keyring_is_told_from_damage(safe: vault.Safe, memory_keyring: object) -> None:
    safe.create_in_keyring()
    kept: dict[tuple[str, str], str] = memory_keyring.kept  # type: ignore[attr-defined]
    for value in ("A" * 43 + "=", "not base 64", ""):
        for name in kept:
            kept[name] = value
        with pytest.raises(vault.KeyLost) as lost:
            safe.open()
        assert lost.value.loss is vault.Loss.OTHER_KEY


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("harm", [None, b"", b"{}", b"\0" * 100])
def test_one_copy_of_the_key_file_is_enough(
    profile: paths.Profile, safe: vault.Safe, place: int, harm: bytes | None
) -> None:
    keys, code = safe.create_in_keyring()
    file = (profile.key_file, profile.config / "key.json")[place]
    if harm is None:
        file.unlink()
    else:
        file.write_bytes(harm)
    assert safe.open() == keys
    assert safe.open_with_recovery_code(code.text) == keys


def test_damaged_key_files_never_mean_a_new_shop(profile: paths.Profile, safe: vault.Safe) -> None:
    safe.create_in_keyring()
    for file in (profile.key_file, profile.config / "key.json"):
        file.write_bytes(b"{")
    with pytest.raises(vault.KeyLost) as lost:
        safe.create_in_keyring()
    assert not lost.value.recovery_code_helps


def test_an_interrupted_change_of_passphrase_keeps_one_that_opens(
    profile: paths.Profile, safe: vault.Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, _ = safe.create_with_passphrase("the first passphrase")
    written: list[Path] = []
    real = paths.write_private

    def power_cut(file: Path, content: bytes) -> None:
        if written:
            raise OSError("power cut")
        written.append(file)
        real(file, content)

    monkeypatch.setattr(paths, "write_private", power_cut)
    with pytest.raises(OSError, match="power cut"):
        safe.keep_behind_passphrase(keys, "the second passphrase")
    assert vault.Safe(profile).open_with_passphrase("the second passphrase") == keys


def test_a_backups_key_file_opens_with_its_recovery_code(safe: vault.Safe, tmp_path: Path) -> None:
    keys, code = safe.create_in_keyring()
    elsewhere = vault.Safe(paths.profile(home=tmp_path / "new computer"))
    elsewhere.adopt(safe.description())
    assert elsewhere.open_with_recovery_code(code.text) == keys
    with pytest.raises(vault.KeyExists):
        elsewhere.adopt(safe.description())
    with pytest.raises(ValueError, match="cannot be read"):
        vault.Safe(paths.profile(home=tmp_path / "third")).adopt(b"{}")


def test_nothing_on_disk_or_in_logs_gives_the_key_away(
    profile: paths.Profile, safe: vault.Safe, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    keys, code = safe.create_with_passphrase("four words are enough")
    safe.open_with_passphrase("four words are enough")
    safe.open_with_recovery_code(code.text)
    import base64

    secrets = [keys.master.hex(), base64.b64encode(keys.master).decode(), code.text, "four words are enough"]
    files = [file for root in (profile.data, profile.config) for file in root.rglob("*") if file.is_file()]
    assert len(files) == 2
    for file in files:
        assert file.stat().st_mode & 0o077 == 0 or os.name == "nt"
        assert not any(secret in file.read_text() for secret in secrets)
        assert keys.master not in file.read_bytes()
    assert not any(secret in caplog.text + repr(code) + repr(keys) for secret in secrets)


def test_a_passphrase_costs_what_it_should(
    monkeypatch: pytest.MonkeyPatch, safe: vault.Safe, profile: paths.Profile
) -> None:
    monkeypatch.setattr(wrapping, "COST", REAL_COST)
    keys, _ = safe.create_with_passphrase("four words are enough")
    assert json.loads(profile.key_file.read_text())["by_passphrase"]["log2_n"] == REAL_COST == 17
    assert safe.open_with_passphrase("four words are enough") == keys


def test_a_key_file_cannot_ask_for_all_memory(profile: paths.Profile, safe: vault.Safe) -> None:
    safe.create_with_passphrase("four words are enough")
    for file in (profile.key_file, profile.config / "key.json"):
        content = json.loads(file.read_text())
        content["by_passphrase"]["log2_n"] = 40
        file.write_text(json.dumps(content))
    with pytest.raises(vault.KeyLost):
        safe.open_with_passphrase("four words are enough")


def test_every_error_says_what_to_do() -> None:
    errors: list[VaultError] = [
        vault.KeyringLocked(),
        vault.NoKeyring(),
        vault.WrongPassphrase(),
        *(vault.KeyLost(loss) for loss in vault.Loss),
    ]
    for error in errors:
        assert any(word in str(error) for word in ("Unlock", "Choose", "Type", "type", "Put")), error


def test_operator_token(tmp_path: Path) -> None:
    token = vault.operator_token(tmp_path)
    assert vault.operator_token(tmp_path) == token
    assert len(token) >= 43
    fresh = vault.rotate_operator_token(tmp_path)
    assert not vault.same_secret(fresh, token)
    assert vault.same_secret(vault.operator_token(tmp_path), fresh)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o077 == 0 or os.name == "nt"
    file.write_bytes(b"\xff")
    assert len(vault.operator_token(tmp_path)) >= 43
