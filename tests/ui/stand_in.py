"""Answers in place of our own queries; a call that the real query would not take fails."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any


def stand_in(monkeypatch: Any, room: Any, name: str, answer: Callable[..., object]) -> None:
    """Let `answer` stand in for `room.name`. Each call must fit the real function's signature, and `answer` too."""
    real = inspect.signature(getattr(room, name))

    def checked(*given: Any, **named: Any) -> object:
        real.bind(*given, **named)
        return answer(*given, **named)

    monkeypatch.setattr(room, name, checked)
