from pathlib import Path

import pytest

from touchstone.banks.taxonomy import FILE, load_taxonomy
from touchstone.core.content import ContentRoot
from touchstone.roles.catalogue import Catalogue, load_catalogue

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def root() -> ContentRoot:
    return ContentRoot(ROOT)


@pytest.fixture(scope="session")
def topics(root: ContentRoot) -> dict[str, str]:
    return load_taxonomy(root.banks / FILE).titles


@pytest.fixture(scope="session")
def catalogue(root: ContentRoot, topics: dict[str, str]) -> Catalogue:
    return load_catalogue(root.roles, topics=topics)
