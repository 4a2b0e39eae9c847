"""Moments as the person's own clock shows them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def local_time(moment: datetime) -> str:
    """`23 November 2026, 14:05` in the browser's time zone; in UTC, and saying so, when that is not known."""
    try:
        zone = ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        zone = None
    if zone is None:
        return f"{moment:%-d %B %Y, %H:%M} UTC"
    return f"{moment.astimezone(zone):%-d %B %Y, %H:%M}"
