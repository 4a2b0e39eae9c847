"""The shape of data that a template is given, to hold the list of its names to the data itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from touchstone.core.template_names import Names


def differences(data: Any, names: Names, where: str = "") -> list[str]:
    """Each place where the data and the names part; empty lists and empty mappings show nothing."""
    if isinstance(data, Mapping):
        if not data:
            return []
        if not isinstance(names, Mapping):
            return [where]
        if "*" in names:
            return [d for key in data for d in differences(data[key], names["*"], f"{where}.{key}")]
        odd = [f"{where}.{key}" for key in set(data) ^ set(names)]
        return odd + [
            d for key in set(data) & set(names) for d in differences(data[key], names[key], f"{where}.{key}")
        ]
    if isinstance(data, (list, tuple)):
        if not isinstance(names, list):
            return [where]
        return [d for item in data for d in differences(item, names[0], f"{where}[]")]
    return [] if names is None else [where]
