"""A posting from a profile, a level and an employer: nothing is said that neither of them says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from touchstone.postings import employer_lines as said
from touchstone.postings import profile_lines as given
from touchstone.postings.employer import Employer
from touchstone.postings.posting import NotAdvertised, Posting, Section
from touchstone.postings.profile_lines import Make
from touchstone.roles.profile import Cadence, Level, Profile


def compose(
    profile: Profile,
    level: Level,
    employer: Employer,
    *,
    as_of: date,
    places: Sequence[str] | None = None,
    areas: Sequence[str] = (),
) -> Posting | NotAdvertised:
    """The posting of a role at a level.

    `places` are the names of the places where the work may be done (None: the employer's list); `areas` those
    from which one may work from home (none: as the employer has them); `as_of` is the day of the posting when
    the employer names none. A level that is not advertised gives its reason.
    """
    scope = profile.levels.of(level)
    if scope.not_advertised is not None:
        return NotAdvertised(scope.not_advertised)
    where = tuple(employer.places if places is None else places)
    told = employer.model_copy(update={"remote_from": tuple(areas)}) if areas else employer
    made = (
        Section(name, title, tuple(make(profile, level, told, where)), listed=points)
        for name, title, points, make in _SECTIONS
    )
    return Posting(
        role=profile.id,
        level=level,
        title=scope.title,
        employer=employer,
        places=where,
        as_of=employer.posted or as_of,
        profile_hash=profile.hash,
        codes=tuple(
            f"{code.code} {code.title or ''}".strip() for code in profile.codes if code.scheme == "onet"
        ),
        sections=tuple(section for section in made if section.lines),
    )


# In the order that helps readers: role, pay and what comes first; the company short and late.
_SECTIONS: tuple[tuple[str, str, bool, Make], ...] = (
    ("role", "The role", False, given.role),
    ("pay", "Pay", False, said.pay),
    ("first_days", "Your first 90 days", True, given.first_days),
    ("duties_day", "Daily duties", True, given.duties(Cadence.DAY)),
    ("duties_week", "Weekly duties", True, given.duties(Cadence.WEEK)),
    ("duties_month", "Monthly duties", True, given.duties(Cadence.MONTH)),
    ("must", "Must have", True, given.must),
    ("nice", "Nice to have", True, given.nice),
    ("background", "Education and experience", False, given.background),
    ("tools", "Tools", False, given.tools),
    ("scope", "Scope of this level", True, given.scope),
    ("lifecycle", "Your part in the four steps of a project", True, given.lifecycle),
    ("measures", "How success is measured", True, given.measures),
    ("team", "Team and reporting line", False, said.team),
    ("together", "Ways of working", False, given.together),
    ("goals", "Our goals", True, said.goals),
    ("mission", "Our mission", False, said.mission),
    ("place", "Place of work", False, said.place),
    ("employment", "Employment and hours", False, said.employment),
    ("benefits", "Benefits", True, said.benefits),
    ("process", "Process and time line", True, said.process),
    ("accommodation", "Accommodation", False, said.accommodation),
    ("apply", "How to apply", True, said.apply),
    ("equal", "Equal opportunity", False, said.equal),
)

HEADINGS = {name: (title, listed) for name, title, listed, _ in _SECTIONS}  # of each section, in their order
