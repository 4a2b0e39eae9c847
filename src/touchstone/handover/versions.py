"""Whether a version names exactly one release."""

from __future__ import annotations

import re

# Digits with dots, then what releases carry: a pre-release, a build such as +cu121, a date.
_EXACT = re.compile(r"v?\d+(\.\d+){1,3}([-.]?(a|b|rc|alpha|beta|dev|post)\.?\d*)?([+-][0-9A-Za-z.\-]+)?")
_PYTHON = re.compile(r"3\.\d{1,2}(\.\d{1,2})?")


def is_exact(version: str) -> bool:
    """Whether it is one release: `2.4.1` and `2.3.0+cu121` are, `2.x`, `>=2.0`, `latest` and `2` are not."""
    return _EXACT.fullmatch(version.strip()) is not None


def is_python(version: str) -> bool:
    """Whether it is a Python 3 such as 3.11 or 3.11.9."""
    return _PYTHON.fullmatch(version.strip()) is not None


def numbers(version: str) -> tuple[int, ...] | None:
    """The numbers of an exact version, to compare two; None for any other."""
    if not is_exact(version):
        return None
    head = re.match(r"v?(\d+(?:\.\d+)*)", version.strip())
    return tuple(int(part) for part in head.group(1).split(".")) if head else None
