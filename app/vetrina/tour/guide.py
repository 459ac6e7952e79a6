"""Leads through the tour: a profile of its own, one step after the other, the report, and everything tidied up."""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vetrina import __version__, paths
from vetrina.tour.report import Report, Step

if TYPE_CHECKING:
    from vetrina.tour.stage import Stage


def guide(words: Sequence[str]) -> int:
    """Run the tour; 0 when all steps went well, 1 when one did not, 2 for words it does not know."""
    chosen = _words(words)
    out: Path = chosen.out
    try:
        out.mkdir(parents=True, exist_ok=True)
        for old in (*out.glob("[0-9][0-9]-*.png"), out / "report.json"):
            old.unlink(missing_ok=True)
    except OSError as fault:
        sys.stderr.write(f"The folder {out} cannot be written: {fault.strerror}. Choose another with --out.\n")
        return 1
    products = chosen.products or paths.resource(f"sample/products-{chosen.language}.csv")
    if not products.is_file():
        sys.stderr.write(f"There is no file {products}. Give a product list with --products.\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="vetrina-tour-", ignore_cleanup_errors=True) as home:
        report = _run(chosen, products, Path(home))
    report.write(out / "report.json")
    if chosen.readme_pictures is not None and report.ok:
        from vetrina.tour.readme import readme_pictures

        readme_pictures(report, out, chosen.readme_pictures)
    _say_end(report, out)
    return 0 if report.ok else 1


def _words(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="vetrina tour", description="A shop's day through the real windows.")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where pictures and report.json go")
    parser.add_argument("--products", type=Path, metavar="FILE", help="a product list; otherwise the practice shop's")
    parser.add_argument("--language", choices=("en", "it"), default="en")
    parser.add_argument("--dark", action="store_true", help="a second, dark picture of everything")
    parser.add_argument("--keep-going", action="store_true", help="go on after a step that failed")
    parser.add_argument("--readme-pictures", type=Path, metavar="DIR", help="write the README's pictures there too")
    return parser.parse_args(list(words))


def _steps() -> list[Callable[[Stage], None]]:
    from vetrina.tour import opening, selling, talking, trouble

    return [
        opening.first_start,
        opening.shop_page,
        opening.shop_list,
        opening.compose_ad,
        opening.switch_on_bot,
        talking.join,
        talking.chat_box,
        talking.take_over,
        talking.product_card,
        selling.first_campaign,
        selling.seen_and_tapped,
        selling.contact_again,
        selling.block,
        trouble.delete,
        trouble.offline,
        selling.never_twice,
    ]


def _run(chosen: argparse.Namespace, products: Path, home: Path) -> Report:
    os.environ[paths.HOME_VARIABLE] = str(home)
    if os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        from vetrina.ui.application import without_screen

        without_screen()
    from vetrina.bootstrap import ShopHost, write_log
    from vetrina.tour.stage import Stage
    from vetrina.ui.desktop import Desktop
    from vetrina.ui.touring.hands import Hands

    profile = paths.profile()
    profile.create()
    write_log(profile)
    report = Report(__version__, chosen.language, products.name)
    hands = Hands(chosen.language)
    host = ShopHost(profile)
    desktop = Desktop(host)
    stage = Stage(hands, host, desktop, chosen.out, products, chosen.language, dark=chosen.dark)
    if chosen.readme_pictures is not None:
        from vetrina.tour.readme import DARK

        stage.dark_too = DARK
    try:
        for act in _steps():
            step = _take(stage, act)
            report.steps.append(step)
            if not step.ok and not chosen.keep_going:
                break
    finally:
        _end(stage, profile)
        report.troubles = hands.troubles.taken()
    if not report.ok:
        _keep_logs(profile, chosen.out)
    return report


def _take(stage: Stage, act: Callable[[Stage], None]) -> Step:
    step = stage.step = Step(act.__name__, (act.__doc__ or "").strip())
    began = time.monotonic()
    try:
        act(stage)
        step.ok = True
    except Exception as fault:  # noqa: BLE001 - whatever went wrong is this step's failure, and the tour says so
        step.trouble = f"{type(fault).__name__}: {fault}"
        logging.getLogger(__name__).warning("step %s failed\n%s", step.name, traceback.format_exc())
        _picture_of_failure(stage)
    step.seconds = round(time.monotonic() - began, 2)
    mark = "ok  " if step.ok else "FAIL"
    sys.stdout.write(f"{mark} {step.seconds:6.1f} s  {step.name}{': ' + step.trouble if step.trouble else ''}\n")
    sys.stdout.flush()
    return step


def _picture_of_failure(stage: Stage) -> None:
    try:
        stage.picture(f"failed-{stage.step.name}")
    except Exception as fault:  # noqa: BLE001 - without a window there is no picture; the step has its trouble already
        logging.getLogger(__name__).info("no picture of the failure: %s", fault)


def _end(stage: Stage, profile: paths.Profile) -> None:
    """Phones off, windows closed, engine ended, hub ended, nothing left in the computer's keyring."""
    import signal

    from vetrina.engine.hub_process import read_endpoint
    from vetrina.vault import Safe

    if stage.street is not None:
        stage.street.close()
    if stage.desktop.window is not None:
        stage.desktop.window.close()
    stage.desktop.close()
    stage.hands.let_go()
    endpoint = read_endpoint(profile.hub)
    if endpoint is not None:
        try:
            os.kill(endpoint.pid, signal.SIGTERM)
            deadline = time.monotonic() + 10
            while read_endpoint(profile.hub) is not None and time.monotonic() < deadline:
                time.sleep(0.05)
        except OSError:
            pass
    Safe(profile).forget()
    logging.shutdown()


def _keep_logs(profile: paths.Profile, out: Path) -> None:
    for log in profile.logs.glob("*.log"):
        shutil.copyfile(log, out / log.name)


def _say_end(report: Report, out: Path) -> None:
    pictures = sum(len(step.pictures) for step in report.steps)
    good = sum(step.ok for step in report.steps)
    sys.stdout.write(f"{good} of {len(report.steps)} steps went well; {pictures} pictures and report.json in {out}\n")
    for trouble in report.troubles:
        sys.stdout.write(f"unforeseen: {trouble}\n")
