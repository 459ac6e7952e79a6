"""Pictures from outside: made anew, served harmlessly; hostile ones are refused and break nothing."""

from __future__ import annotations

import asyncio
import hashlib
import io
import random
import struct
import zlib
from typing import Any

import pytest
from PIL import Image
from tests.support.hub_process import HubProcess, Refused
from tests.support.scene import Scene

SERVED_AS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/png"}


def _picture(form: str, size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 40, 90)).save(out, form, **more)
    return out.getvalue()


async def _put(scene: Scene, data: bytes) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    headers = scene.desktop.headers | {"Content-Type": "application/octet-stream"}
    address = f"{scene.hub.graph}/desktop/pictures/{sha256}"
    async with scene.desktop.http.put(address, data=io.BytesIO(data), headers=headers) as answer:
        if answer.status != 200:
            raise Refused(answer.status, await answer.json())
    return sha256


def test_a_picture_is_served_anew_without_what_was_hidden_in_it(hub: HubProcess) -> None:
    exif = Image.Exif()
    exif[0x010E] = "canary of the camera"

    async def play() -> None:
        async with Scene(hub) as scene:
            giulia = scene.stranger()
            for form, kind in (
                ("JPEG", "image/jpeg"),
                ("PNG", "image/png"),
                ("WEBP", "image/webp"),
                ("GIF", "image/png"),
            ):
                data = _picture(form, exif=exif) if form in ("JPEG", "WEBP") else _picture(form)
                data += b"<script>canary</script>"
                sha256 = await _put(scene, data)
                assert await _put(scene, data) == sha256
                async with giulia.http.get(f"{hub.customers}/pictures/{sha256}") as answer:
                    assert answer.status == 200
                    assert answer.content_type == kind
                    assert answer.headers["X-Content-Type-Options"] == "nosniff"
                    assert "sandbox" in answer.headers["Content-Security-Policy"]
                    served = await answer.read()
                assert b"canary" not in served
                with Image.open(io.BytesIO(served)) as seen:
                    assert seen.size == (40, 30)
            async with giulia.http.get(f"{hub.customers}/pictures/{'0' * 64}") as answer:
                assert answer.status == 404

    asyncio.run(play())


def test_a_large_photo_is_made_smaller(hub: HubProcess) -> None:
    async def play() -> None:
        async with Scene(hub) as scene:
            sha256 = await _put(scene, _picture("JPEG", (4000, 3000)))
            async with scene.stranger().http.get(f"{hub.customers}/pictures/{sha256}") as answer:
                with Image.open(io.BytesIO(await answer.read())) as seen:
                    assert seen.size == (1600, 1200)

    asyncio.run(play())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _bomb(side: int) -> bytes:
    """A PNG that says it is `side` pixels wide and high, of nothing but black."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((side // 8 + 1) * min(side, 4000)), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def test_hostile_pictures_are_refused_and_the_hub_goes_on(hub: HubProcess) -> None:
    chance = random.Random(7)
    whole = bytearray(_picture("PNG", (200, 200)))
    for _ in range(40):
        whole[chance.randrange(40, len(whole))] ^= 0xFF
    hostile = [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n<svg/>",
        b"\xff\xd8\xff" + b"\0" * 1000,
        _picture("BMP"),
        _picture("TIFF"),
        _picture("PNG")[:60],
        _bomb(60_000),
        bytes(whole),
        b"RIFF\x00\x00\x00\x00WEBP",
        b"GIF89a" + b"\xff" * 500,
    ]

    async def play() -> None:
        async with Scene(hub) as scene:
            for data in hostile:
                with pytest.raises(Refused) as refused:
                    await _put(scene, data)
                assert refused.value.code == "bad_picture", data[:20]
            with pytest.raises(Refused) as refused:
                await _put(scene, b"\x89PNG\r\n\x1a\n" + b"\0" * (10 * 1024 * 1024))
            assert refused.value.status == 413
            with pytest.raises(Refused) as refused:
                await scene.desktop.ask("PUT", f"/desktop/pictures/{'1' * 64}", {})
            assert refused.value.status == 400
            assert await _put(scene, _picture("PNG"))

    asyncio.run(play())
