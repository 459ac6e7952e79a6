"""The tour from end to end, as `vetrina tour` runs it: every step goes well, and the report says what was seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("tour")]  # one tour for all of them

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = CHECKOUT.parent / "shared" / "data" / "products" / "shopify-home-and-garden.csv"
STEPS = [
    "first_start", "shop_page", "shop_list", "compose_ad", "switch_on_bot", "join", "chat_box", "take_over",
    "product_card", "first_campaign", "seen_and_tapped", "contact_again", "block", "delete", "offline", "never_twice",
]  # fmt: skip


def run_tour(out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`vetrina tour` in a process of its own, without a screen and without a keyring."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(CHECKOUT / "app"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    return subprocess.run(
        [sys.executable, "-m", "vetrina", "tour", "--out", str(out), *words],
        env=environment, cwd=out.parent, capture_output=True, text=True, encoding="utf-8", timeout=280, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """One tour for all tests of this file: where its pictures are, and its report."""
    out = tmp_path_factory.mktemp("tour") / "out"
    done = run_tour(out, *(["--products", str(SHARED)] if SHARED.exists() else []))
    assert done.returncode == 0, done.stdout + done.stderr
    return out, json.loads((out / "report.json").read_text("utf-8"))


def saw(report: dict[str, Any], step: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one["saw"] for one in report["steps"] if one["name"] == step)
    return found


def test_every_step_goes_well_and_nothing_unforeseen_is_logged(tour: tuple[Path, dict[str, Any]]) -> None:
    _, report = tour
    assert [step["name"] for step in report["steps"]] == STEPS
    assert all(step["ok"] for step in report["steps"])
    assert report["troubles"] == []
    assert report["ok"]


def test_each_picture_that_the_report_names_is_there_and_is_no_empty_window(
    tour: tuple[Path, dict[str, Any]],
) -> None:
    out, report = tour
    named = [file for step in report["steps"] for file in step["pictures"]]
    assert len(named) >= 25
    assert sorted(named) == sorted(file.name for file in out.glob("*.png"))
    for file in named:
        with Image.open(out / file) as picture:
            assert picture.size[0] >= 1024
            assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 20, file


def test_without_a_keyring_the_owner_was_asked_for_a_passphrase(tour: tuple[Path, dict[str, Any]]) -> None:
    assert saw(tour[1], "first_start")["keyring"] is False


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/data beside this checkout")
def test_every_product_of_the_shopify_export_arrived(tour: tuple[Path, dict[str, Any]]) -> None:
    seen = saw(tour[1], "shop_list")
    assert (seen["format"], seen["products"], seen["left_out"]) == ("Shopify", 20, 0)
    assert seen["with_price"] == seen["with_picture"] == seen["products"]


def test_the_customer_saw_the_ad_as_the_preview_showed_it(tour: tuple[Path, dict[str, Any]]) -> None:
    composed, shown = saw(tour[1], "compose_ad"), saw(tour[1], "chat_box")
    assert shown["feed"] == [composed["headline"]]
    assert shown["feed_text"] == composed["preview_text"]
    assert shown["from_ad"] == composed["headline"]


def test_the_check_had_all_three_groups_with_their_reasons(tour: tuple[Path, dict[str, Any]]) -> None:
    seen = saw(tour[1], "first_campaign")
    assert all(seen["groups"].values())
    assert sum(seen["groups"].values()) == seen["result"]["total"]
    for group, count in seen["groups"].items():
        assert sum(seen["reasons"][group].values()) == count
    assert seen["result"]["sent"] == seen["groups"]["now"]


def test_only_who_tapped_got_a_second_offer_and_who_blocked_is_left_out(tour: tuple[Path, dict[str, Any]]) -> None:
    again = saw(tour[1], "contact_again")
    assert (again["marco"], again["sara"]) == (2, 1)
    assert saw(tour[1], "block")["reasons"]["not_this_time"]["blocked"] == 1
    assert sum(saw(tour[1], "never_twice")["offers"].values()) == 3


def test_what_was_written_offline_arrived_once_and_in_order(tour: tuple[Path, dict[str, Any]]) -> None:
    assert len(saw(tour[1], "offline")["arrived"]) == 3


def test_a_wrong_product_file_is_said_in_a_sentence_and_fails(tmp_path: Path) -> None:
    done = run_tour(tmp_path / "out", "--products", str(tmp_path / "nothing.csv"))
    assert done.returncode == 1
    assert "There is no file" in done.stderr
