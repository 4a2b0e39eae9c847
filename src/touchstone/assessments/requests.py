"""What a self-test covers: a role's must skills at a level, or a bit of everything."""

from __future__ import annotations

from touchstone.assessments.drawing import Request
from touchstone.assessments.plan import Need
from touchstone.banks.taxonomy import Taxonomy
from touchstone.roles.profile import Level, Profile

EVERYTHING = "A bit of everything"


def for_role(profile: Profile, level: Level, minutes: int) -> Request:
    """The skills that the profile says one must have at that level, in its order."""
    needs = [
        Need(skill.label, skill.topics) for skill in profile.must if level in skill.depth and skill.topics
    ]
    return Request(
        title=profile.title,
        level=level.value,
        minutes=minutes,
        needs=tuple(needs),
        role=profile.id,
        profile_hash=profile.hash,
    )


def for_everything(taxonomy: Taxonomy, level: str, minutes: int) -> Request:
    """Every area of the taxonomy in turn, without those that only interviews ask about."""
    needs = tuple(Need(area.title, (area.id,)) for area in taxonomy.areas if not area.only_interviews)
    return Request(title=EVERYTHING, level=level, minutes=minutes, needs=needs)
