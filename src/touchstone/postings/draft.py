"""One call for pages and commands: from profile, level and employer to a checked posting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from touchstone.core.markdown import escape
from touchstone.core.problems import Problem
from touchstone.core.templates import Template
from touchstone.postings import completeness
from touchstone.postings.as_shown import as_shown, notice, printed, written_by_hand
from touchstone.postings.compose import compose
from touchstone.postings.contradictions import check_ai_use, check_work_mode
from touchstone.postings.drafted import Draft, told_stale
from touchstone.postings.edits import Edits, edited
from touchstone.postings.employer import Employer
from touchstone.postings.existing import Review, review
from touchstone.postings.filled import beside
from touchstone.postings.findings import Finding, ordered
from touchstone.postings.jobposting import job_posting
from touchstone.postings.language import check_counts, check_language
from touchstone.postings.law import LawReport, check_law, regions_of
from touchstone.postings.law_reach import Facts
from touchstone.postings.left_open import check_left_open
from touchstone.postings.markup_rules import check_markup
from touchstone.postings.names import Names
from touchstone.postings.pay_check import check_pay
from touchstone.postings.pay_source import Market, check_source
from touchstone.postings.places import Atlas, Place
from touchstone.postings.posting import NotAdvertised, Posting
from touchstone.postings.profile_lines import named_tools
from touchstone.postings.remote import areas, check_remote, unknown_place
from touchstone.postings.render import DEFAULT_STYLE, INTERNAL, load_style, to_markdown
from touchstone.postings.saved import Change, SavedPosting, as_saved, changes
from touchstone.postings.staff_places import staffed
from touchstone.postings.statutes import Law, Laws
from touchstone.postings.told_once import told_once
from touchstone.postings.unseen import check_unseen, seen
from touchstone.postings.wording import LoadedLanguage
from touchstone.roles.profile import Level, Profile


@dataclass(frozen=True)
class Desk:
    """What postings are made and checked with: templates, laws, places, the rules of a language.

    `market` gives the bands by which a benchmark is known; without it every figure is the employer's own.
    """

    templates: Path
    laws: Laws
    atlas: Atlas
    wording: LoadedLanguage
    market: Market | None = None

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the law files and the language file."""
        return [*self.laws.problems, *self.wording.problems]

    def template(self, style: str = DEFAULT_STYLE) -> Template | list[Problem]:
        """The template of a style, or what is wrong with it."""
        return load_style(self.templates, style)

    def draft(
        self,
        profile: Profile,
        level: Level,
        employer: Employer,
        *,
        as_of: date,
        places: Sequence[Place] | None = None,
        style: str = DEFAULT_STYLE,
        edits: Edits | None = None,
        refused: Sequence[Finding] = (),
    ) -> Draft | NotAdvertised | list[Problem]:
        """Compose and check a posting.

        `places` are where the work may be done (None: the employer's own list, as far as it is known). A
        level that is not advertised gives its reason, a broken template its problems. `edits` are what
        somebody changed in it, `refused` the findings of fields that could not be taken.
        """
        known, doubts = self._places(employer, places)
        if places is None:
            names = _names(employer, known, doubts)
        else:  # as the markup does, the posting names Berlin where Germany was chosen
            names = [place.name for place in self._sites(employer, known)]
        from_home = areas(self.atlas, employer)
        posting = compose(profile, level, employer, as_of=as_of, places=names, areas=from_home.names)
        if isinstance(posting, NotAdvertised):
            return posting
        reads = edited(posting, edits) if edits else posting
        unsure = [*doubts.values(), *from_home.doubts]
        made = self._checked(profile, reads, posting, known, from_home.known, unsure, as_of, style)
        if not refused or not isinstance(made, Draft):
            return made
        return replace(made, findings=tuple(ordered(beside(refused, made.findings))))

    def reopen(
        self, profile: Profile, saved: SavedPosting, *, as_of: date
    ) -> Draft | NotAdvertised | list[Problem]:
        """A saved posting exactly as it was, checked on a day; where the profile has changed, it says so."""
        found = [self.atlas.find(name) for name in saved.places]
        places = [place for place in found if isinstance(place, Place)]
        unknown = [unknown_place(why) for why in found if isinstance(why, str)]
        names = self._saved_names(saved, places)
        from_home = areas(self.atlas, saved.employer)
        composed = compose(
            profile, saved.level, saved.employer, as_of=saved.on, places=names, areas=from_home.names
        )
        if isinstance(composed, NotAdvertised):
            return composed
        differ = changes(saved, composed)
        newer = saved.profile != profile.hash
        doubts = [*(told_stale(differ, newer) if differ or newer else []), *unknown, *from_home.doubts]
        reads = as_saved(saved, composed)
        return self._checked(
            profile, reads, composed, places, from_home.known, doubts, as_of, saved.style, tuple(differ)
        )

    def sites(self, draft: Draft) -> list[Place]:
        """Where the work of a posting is done; of work from home alone, from where."""
        found = [place for name in draft.places if isinstance(place := self.atlas.find(name), Place)]
        return found or list(areas(self.atlas, draft.posting.employer).known)

    def _saved_names(self, saved: SavedPosting, places: Sequence[Place]) -> list[str]:
        """The names of its places as they were printed; of the employer's own list with the unknown ones."""
        known, doubts = self._places(saved.employer, None)
        if [place.id for place in known] == list(saved.places):
            return _names(saved.employer, known, doubts)
        return [place.name for place in self._sites(saved.employer, places)]

    def _sites(self, employer: Employer, places: Sequence[Place]) -> list[Place]:
        """The places by the employer's own names for them; work from home alone may be done all over them."""
        return list(places) if employer.remote == "yes" else self.atlas.sites(employer.places, places)

    def _checked(
        self,
        profile: Profile,
        reads: Posting,
        composed: Posting,
        known: Sequence[Place],
        from_home: Sequence[Place],
        doubts: list[Finding],
        as_of: date,
        style: str,
        differ: tuple[Change, ...] = (),
    ) -> Draft | list[Problem]:
        """The posting as it reads, through the template of a style and all checks."""
        template = self.template(style)
        if not isinstance(template, Template):
            return template
        markdown = to_markdown(reads, template)
        if isinstance(markdown, Problem):
            return [markdown]
        employer = as_shown(reads, markdown, known[0].country if known else None)
        told = replace(reads, employer=employer)
        sites = self._sites(reads.employer, known)
        seat = self.atlas.seat(reads.employer.places, sites)
        jsonld = job_posting(printed(told, markdown), sites, from_home, seat=seat)
        everywhere = list({place.id: place for place in (*known, *from_home)}.values())
        internal = style == INTERNAL
        law = self._law(told, reads.employer, everywhere, as_of, markdown, internal=internal)
        found = [
            *completeness.check(told, markdown),
            *self._language(profile, reads, markdown, everywhere),
            *check_pay(employer.pay, everywhere),
            *self._source(profile, told, everywhere),
            *check_remote(reads.employer, reads.places),
            *doubts,
            *law.findings,
            *check_markup(
                jsonld, self._today(reads, as_of), page_has_apply=completeness.says_how_to_apply(reads)
            ),
        ]
        at, findings = tuple(place.id for place in known), tuple(ordered(told_once(found)))
        return Draft(reads, markdown, jsonld, findings, law.considered, composed, style, at, differ)

    @staticmethod
    def _today(reads: Posting, as_of: date) -> date:
        """The day its dates are held against; a look at older law alone puts none in the future."""
        return as_of if reads.employer.posted else max(as_of, reads.as_of)

    def _places(
        self, employer: Employer, places: Sequence[Place] | None
    ) -> tuple[list[Place], dict[str, Finding]]:
        """The known places of the work, and a finding for each name that is not known."""
        if places is not None:
            return list(places), {}
        known: list[Place] = []
        doubts: dict[str, Finding] = {}
        for name in dict.fromkeys(employer.places):
            found = self.atlas.find(name)
            if isinstance(found, Place):
                known.append(found)
            else:
                doubts[name] = unknown_place(found)
        return known, doubts

    def review(
        self, text: str, *, as_of: date, places: Sequence[Place] = (), employer: Employer | None = None
    ) -> Review | list[Problem]:
        """Check a text that was written elsewhere; the problems of the language file when it is broken."""
        if self.wording.language is None:
            return list(self.wording.problems)
        who, nowhere = staffed(self.atlas, employer or Employer(name="The employer"))
        plain, unseen = seen(text)
        found = review(
            plain,
            self.wording.language,
            list(self._all()),
            employer=who,
            places=places,
            atlas=self.atlas,
            as_of=as_of,
        )
        return replace(found, findings=tuple(ordered([*found.findings, *nowhere, *check_unseen(unseen)])))

    def _language(
        self, profile: Profile, posting: Posting, markdown: str, places: Sequence[Place]
    ) -> Iterator[Finding]:
        language = self.wording.language
        if language is None:
            return
        names = Names(self.atlas.gazetteer, (escape(posting.employer.name), posting.employer.name))
        here = regions_of(self._all(), places)
        yield from check_language(markdown, language, posting.as_of, names, here)
        tools = posting.employer.tools or [name for tool in named_tools(profile) for name in tool.names]
        must, nice = (_points(posting, name) for name in ("must", "nice"))
        yield from check_counts(language.limits, must, nice, len(tools))
        yield from check_work_mode(markdown, language, posting.employer.remote)
        yield from check_left_open(markdown, language.left_open)

    def _source(self, profile: Profile, posting: Posting, places: Sequence[Place]) -> Iterator[Finding]:
        if (pay := posting.employer.pay) is not None:
            yield check_source(pay, self.market, profile, posting.level, places, posting.as_of)

    def _law(
        self,
        posting: Posting,
        whole: Employer,
        known: Sequence[Place],
        day: date,
        text: str,
        *,
        internal: bool,
    ) -> LawReport:
        """What the laws say of a posting as it is shown; `whole` is the employer with what is not shown."""
        employer, nowhere = staffed(self.atlas, posting.employer)
        boss = self.atlas.find(employer.reports_to_place) if employer.reports_to_place else None
        language = self.wording.language
        asks, sexed = (language.asks_history(text), language.names_sex(text)) if language else (None, None)
        over = boss if isinstance(boss, Place) else None
        stated = language.states(written_by_hand(posting, text), day) if language else {}
        worded = language.worded(text) if language else {}
        about = notice(posting, text)
        facts = Facts(employer, tuple(known), over, day, text, asks, sexed, stated, about, worded)
        facts = replace(facts, internal=internal)
        report = check_law(self._all(), facts)
        beside = [
            *nowhere,
            *check_ai_use(whole, stated.get("ai")),
            *([unknown_place(boss)] if isinstance(boss, str) else []),
        ]
        return LawReport((*report.findings, *beside), report.considered)

    def _all(self) -> Iterator[Law]:
        return iter(self.laws.by_id.values())


def _points(posting: Posting, name: str) -> int:
    section = posting.section(name)
    return len(section.lines) if section else 0


def _names(employer: Employer, known: Sequence[Place], doubts: dict[str, Finding]) -> list[str]:
    """The names of the employer's places in their order, the unknown ones as typed."""
    found = iter(known)
    return [name if name in doubts else next(found).name for name in dict.fromkeys(employer.places)]
