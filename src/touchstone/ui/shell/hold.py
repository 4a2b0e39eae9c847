"""The services as a page gets them."""

from __future__ import annotations

from touchstone.bootstrap import Services, services


def held() -> Services:
    """The process's one set of services; built by the warm-up, or now if a page is quicker."""
    return services()
