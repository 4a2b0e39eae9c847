"""Content hashes: the same content has the same hash on every machine and in every file layout."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pydantic import BaseModel


def content_hash(content: Any) -> str:
    """SHA-256 (64 hex digits) of canonical JSON: sorted keys, no spaces, UTF-8.

    `content` is a pydantic model or anything that JSON can carry. NaN and infinity raise ValueError.
    """
    if isinstance(content, BaseModel):
        content = content.model_dump(mode="json", by_alias=True)
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def short(digest: str) -> str:
    """The first 12 digits, for people: a chance of one in 10^8 that two of 2,000 artefacts share them."""
    return digest[:12]
