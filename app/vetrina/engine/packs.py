"""The rule packs that ship with the program, read once."""

from __future__ import annotations

import tomllib
from functools import cache

from vetrina import paths
from vetrina.domain.policy import RulePack, read_pack


@cache
def rule_pack(name: str) -> RulePack:
    """A pack of ``resources/policies`` by its name. Raises FileNotFoundError or PackError."""
    return read_pack(tomllib.loads(paths.resource(f"policies/{name}.toml").read_text("utf-8")))
