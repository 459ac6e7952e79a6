"""There is one place that hands messages to a network, and one that makes permissions."""

from __future__ import annotations

import ast
from pathlib import Path

APP = Path(__file__).resolve().parents[2] / "app" / "vetrina"


def calls(name: str, folders: tuple[str, ...]) -> list[str]:
    """Every call of a method or function of this name below `folders`, as file and line."""
    found = []
    for folder in folders:
        for file in sorted((APP / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                    if called == name:
                        found.append(f"{file.relative_to(APP)}")
    return found


def test_only_the_courier_hands_over() -> None:
    everywhere = ("engine", "ui", "store", "exchange", "domain", ".")
    handing = {file for file in calls("deliver", everywhere) if not file.startswith("transports/contract")}
    assert handing == {"engine/courier.py"}
    assert calls("deliver", ("engine",)) == ["engine/courier.py"]


def test_every_draft_of_the_shop_is_judged_in_two_places() -> None:
    assert calls("judge", ("engine",)) == ["engine/handover.py", "engine/outbox.py"]
    assert calls("Cleared", ("engine", "ui", "store", "transports")) == []


def test_only_the_outbox_and_the_plan_write_messages_down() -> None:
    assert calls("queue", ("engine",)) == ["engine/outbox.py"]
    assert calls("queue_chunk", ("engine",)) == ["engine/campaigns.py"]
