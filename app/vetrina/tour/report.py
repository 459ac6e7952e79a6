"""What the tour saw, step by step; written as report.json beside the pictures."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Step:
    """One step: what it is, what it saw, its pictures, and why it failed if it did."""

    name: str
    title: str
    ok: bool = False
    seconds: float = 0.0
    saw: dict[str, Any] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)
    trouble: str = ""


@dataclass(slots=True)
class Report:
    """All steps of one tour."""

    version: str
    language: str
    products: str
    steps: list[Step] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether every step went well and nothing unforeseen was logged."""
        return all(step.ok for step in self.steps) and not self.troubles

    def step(self, name: str) -> Step:
        """The step of this name. Raises KeyError."""
        found = next((step for step in self.steps if step.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def write(self, file: Path) -> None:
        """Keep the report as JSON. Raises OSError."""
        content = {"ok": self.ok, **asdict(self)}
        file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
