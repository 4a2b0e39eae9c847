from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from touchstone.core.content import ContentRoot
from touchstone.postings.draft import Desk
from touchstone.postings.drafted import Draft
from touchstone.postings.employer import Employer
from touchstone.postings.places import Atlas, Place
from touchstone.postings.statutes import load_laws
from touchstone.postings.wording import load_language
from touchstone.roles.catalogue import Catalogue, load_catalogue
from touchstone.roles.profile import Level
from touchstone.salaries.table import load_tables

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 23)
COMPLETE = yaml.safe_load((Path(__file__).parent / "harbour.yaml").read_text())


@pytest.fixture(scope="session")
def root() -> ContentRoot:
    return ContentRoot(ROOT)


@pytest.fixture(scope="session")
def catalogue(root: ContentRoot) -> Catalogue:
    return load_catalogue(root.roles)


@pytest.fixture(scope="session")
def desk(root: ContentRoot) -> Desk:
    laws = load_laws(root.laws)
    atlas = Atlas(load_tables(root.salaries).regions, laws.by_id)
    return Desk(root.templates, laws, atlas, load_language(root.language))


@pytest.fixture
def employer():
    """Makes the complete employer with some fields in another way; a field of None is left out."""

    def make(**changes: Any) -> Employer:
        said = {**COMPLETE, **changes}
        return Employer.model_validate({name: value for name, value in said.items() if value is not None})

    return make


@pytest.fixture
def draft(desk: Desk, catalogue: Catalogue, employer):
    """Makes a draft; the default is a senior machine-learning engineer at the complete employer."""

    def make(
        role: str = "machine_learning_engineer",
        level: str = "senior",
        *,
        on: date = DAY,
        at: tuple[str, ...] | None = None,
        style: str = "standard",
        **changes: Any,
    ) -> Draft:
        places = (
            None
            if at is None
            else [place for name in at if isinstance(place := desk.atlas.find(name), Place)]
        )
        profile = catalogue.profiles[role]
        made = desk.draft(profile, Level(level), employer(**changes), as_of=on, places=places, style=style)
        assert isinstance(made, Draft), made
        return made

    return make
