"""Which networks there are: those that ship, those that were installed, and the owner's plugins once allowed."""

from __future__ import annotations

import importlib
import importlib.util
import logging
from collections.abc import Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from vetrina.transports.base import Transport

_log = logging.getLogger(__name__)

GROUP: Final = "vetrina.transports"
SHIPPED: Final[Mapping[str, str]] = {"hub": "vetrina.transports.hub_window:HubWindow"}
"""The networks of this version; a frozen program has no entry points, so they are named here too."""


def found(plugins: Path | None = None) -> dict[str, type[Transport]]:
    """Every usable transport by its channel id. `plugins` is the owner's folder, or None while it is not allowed.

    One that cannot be imported is left out and logged; a plugin never replaces a network that ships.
    """
    known = {name: _load(where) for name, where in SHIPPED.items()}
    for entry in entry_points(group=GROUP):
        if entry.name not in known:
            _keep(known, entry.name, entry.value)
    if plugins is not None and plugins.is_dir():
        for file in sorted(plugins.glob("*.py")):
            _keep_file(known, file)
    return known


def _load(where: str) -> type[Transport]:
    module, _, name = where.partition(":")
    made = getattr(importlib.import_module(module), name)
    if not (isinstance(made, type) and issubclass(made, Transport)):
        raise TypeError(f"{where} is no Transport")
    return made


def _keep(known: dict[str, type[Transport]], name: str, where: str) -> None:
    try:
        known[name] = _load(where)
    except Exception as fault:  # noqa: BLE001 - whatever a plugin does wrong, the shop opens
        _log.warning("the network %s cannot be used: %s", name, type(fault).__name__)


def _keep_file(known: dict[str, type[Transport]], file: Path) -> None:
    try:
        spec = importlib.util.spec_from_file_location(f"vetrina_plugin_{file.stem}", file)
        if spec is None or spec.loader is None:
            return
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for made in vars(module).values():
            if isinstance(made, type) and issubclass(made, Transport) and made.__module__ == module.__name__:
                known.setdefault(made.describe().id, made)
    except Exception as fault:  # noqa: BLE001 - whatever a plugin does wrong, the shop opens
        _log.warning("the plugin %s cannot be used: %s", file.name, type(fault).__name__)
