"""Pictures come in upright, small and without the place where they were taken; anything else says what to do."""

import io
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import vetrina
from vetrina.exchange.pictures import LONGEST_SIDE, Darkroom, picture_beside, read_picture
from vetrina.exchange.report import ImportRefused

ORIENTATION, MAKE = 0x0112, 0x010F
SOURCES = str(Path(vetrina.__file__).parents[1])


def made(form: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, "red").save(target, form, **options)
    return target.getvalue()


@pytest.mark.parametrize(
    ("form", "media_type"), [("PNG", "image/png"), ("GIF", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/jpeg")]
)
def test_the_usual_kinds(form: str, media_type: str) -> None:
    picture = read_picture(made(form))
    assert (picture.media_type, picture.width, picture.height) == (media_type, 40, 20)
    with Image.open(io.BytesIO(picture.body)) as again:
        assert again.size == (40, 20)


def test_upright_and_without_the_place(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "Telefono"
    path = tmp_path / "foto.jpg"
    path.write_bytes(made("JPEG", exif=exif))
    picture = read_picture(path)
    assert (picture.width, picture.height) == (20, 40)
    with Image.open(io.BytesIO(picture.body)) as again:
        assert not again.getexif()
    assert b"Telefono" not in picture.body


def test_large_ones_become_small_and_clear_ones_stay_clear() -> None:
    assert read_picture(made("JPEG", (4000, 1000))).width == LONGEST_SIDE
    picture = read_picture(made("PNG", mode="RGBA"))
    with Image.open(io.BytesIO(picture.body)) as again:
        assert again.mode == "RGBA"


def test_a_large_drawing_with_clear_parts_goes_on_white() -> None:
    noise = Image.frombytes("RGBA", (1200, 1200), random.Random(1).randbytes(1200 * 1200 * 4))
    target = io.BytesIO()
    noise.save(target, "PNG")
    assert read_picture(target.getvalue()).media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "picture.not_one"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.not_one"),
        (made("TIFF"), "picture.not_one"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "picture.phone_format"),
        (made("PNG", (300, 300))[:200], "picture.damaged"),
        (made("PNG", (9000, 9000)), "picture.too_many_pixels"),
        (bytes(25 * 1024 * 1024 + 1), "picture.too_big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_picture_says_what_to_do(data: bytes, key: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_picture(data)
    assert caught.value.key == key


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "gone.png", "file.not_found"), (tmp_path, "file.not_readable")):
        with pytest.raises(ImportRefused) as caught:
            read_picture(path)
        assert caught.value.key == key


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_damaged_pictures_never_crash(form: str) -> None:
    good, chance = made(form, (64, 64)), random.Random(form)
    with Darkroom() as darkroom:
        for _ in range(150):
            data = bytearray(good)
            for _ in range(chance.randint(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            try:
                picture = read_picture(bytes(data[: chance.randint(1, len(data))]), darkroom)
            except ImportRefused as refusal:
                outcome = refusal.key
            else:
                outcome = picture.media_type
            assert outcome.startswith(("picture.", "image/"))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://e.it/a.png",
        "../secret.png",
        "/etc/hostname",
        "pictures\\mug.png",
        "file:///etc/a.png",
        "pictures",
        "x\0.png",
    ],
)
def test_a_list_names_pictures_below_itself_only(address: str, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "pictures").mkdir()
    assert picture_beside(tmp_path / "in" / "list.csv", address) is None


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "in" / "a.png").symlink_to(tmp_path / "secret.png")
    assert picture_beside(tmp_path / "in" / "list.csv", "a.png") is None


def test_no_picture_is_opened_in_the_process_that_holds_the_keys() -> None:
    script = (
        "import sys\n"
        "from vetrina.exchange.pictures import read_picture\n"
        f"assert read_picture({made('PNG')!r}).width == 40\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'PIL'], 'Pillow was loaded'\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60, env={**os.environ, "PYTHONPATH": SOURCES})


def test_a_picture_that_breaks_the_worker_does_not_break_the_next() -> None:
    with Darkroom() as darkroom:
        first = read_picture(made("PNG"), darkroom)
        assert darkroom._worker is not None
        darkroom._worker.kill()
        darkroom._worker.wait()
        with pytest.raises(ImportRefused) as refused:
            read_picture(made("PNG"), darkroom)
        assert refused.value.key == "picture.damaged"
        assert read_picture(made("PNG"), darkroom) == first
