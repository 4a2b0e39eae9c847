"""Whether two expressions with sums are equal: by a normal form, and written out for a few terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from touchstone.maths import clock
from touchstone.maths.clock import Deadline
from touchstone.maths.comparing import Setting
from touchstone.maths.domain import Domain
from touchstone.maths.exact import NoValue
from touchstone.maths.kinds.compare import STEP as KIND
from touchstone.maths.kinds.compare import compare
from touchstone.maths.sums import meant, written
from touchstone.maths.sums.binding import Open, free_names, letter, readable, stray, sums_in
from touchstone.maths.sums.normal import Letters
from touchstone.maths.sums.products import taken_apart
from touchstone.maths.traits import names_in
from touchstone.maths.tree import Node
from touchstone.maths.unknowns import Doubtful, Unknowns, doubtful
from touchstone.maths.verdict import Finding, different, equal, undecided

PROVED, WRITTEN = "sums of the same summands", "sums written out"
# So many milliseconds for one way to read what isn't said.
SHORT = 150
# How far summands are taken apart: as they stand, by algebra, with the laws of logarithms.
WAYS = ((False, False), (True, False), (True, True))


def decide(key: Node, answer: Node, setting: Setting) -> Finding:
    """Whether they are equal whatever stands for their letters, and however many terms there are."""
    try:
        if stray(answer) is not None or doubtful(key, answer) or not readable(answer):
            return undecided(WRITTEN)
        if _at(key, answer, setting, 2).equal and _agree(key, answer, setting):
            return equal(PROVED)
        return different(WRITTEN) if _refuted(key, answer, setting) else undecided(WRITTEN)
    except (Open, Doubtful, NoValue):
        return undecided(WRITTEN)


def _agree(key: Node, answer: Node, setting: Setting) -> bool:
    """Whether they agree as they stand, and written out once more."""
    proved = any(_proved(key, answer, setting, *way) for way in WAYS)
    return proved and not _at(key, answer, setting, 3).different


def _at(key: Node, answer: Node, setting: Setting, size: int) -> Finding:
    """What both come to with so many terms in all sums."""
    counts = dict.fromkeys(written.ends(key, answer), size)
    mine, theirs = (written.written(node, counts, size) for node in (key, answer))
    return _compared(mine, theirs, setting)


def _compared(key: Node, answer: Node, setting: Setting) -> Finding:
    """Two trees without sums. That they are of two kinds says nothing here."""
    assume = {**written.assumed(setting.domain.assume, key, answer), **setting.domain.assume}
    setting = replace(setting, domain=Domain(assume))
    unknown = Unknowns(setting)
    try:
        finding = compare(unknown.named(key), unknown.named(answer), setting)
    except NoValue:
        return undecided("no value")
    return undecided(finding.step) if finding.step == KIND else finding


def _proved(key: Node, answer: Node, setting: Setting, expanding: bool, logarithms: bool) -> bool:
    letters = Letters(setting, expanding=expanding, logarithms=logarithms)
    try:
        mine, theirs = (
            letters.plain(taken_apart(node, logarithms=logarithms), _ranges(node)) for node in (key, answer)
        )
    except Open:
        return False
    unknown = Unknowns(letters.setting())
    mine, theirs = unknown.named(mine), unknown.named(theirs)
    return compare(mine, theirs, replace(letters.setting(), asked=names_in(mine))).equal


def _ranges(node: Node) -> Callable[[str], str]:
    """What letters without bounds run through: where there is one alone, its name doesn't matter."""
    unbounded = {letter(one) for one in sums_in(node) if len(one.arguments) == 2}
    return lambda running: "" if len(unbounded) == 1 else running


def _refuted(key: Node, answer: Node, setting: Setting) -> bool:
    """Whether they differ for a few terms, however what isn't said is meant."""
    letters = written.ends(key, answer)
    mine, theirs = _stems(key), _stems(answer)
    if mine - theirs and theirs - mine:
        return False  # `n \\mu` may well be a sum of x_i: what other letters stand for isn't said
    unbounded = any(len(one.arguments) == 2 for node in (key, answer) for one in sums_in(node))
    cases = []
    for size, counts in written.sizes(letters):
        one, other = (written.written(node, counts, size) for node in (key, answer))
        cases.append((one, other, meant.readings(size, unbounded, one, other)))
    said = list(dict.fromkeys(label for _, _, readings in cases for label in readings))
    return all(any(_differ(*case, label, setting) for case in cases) for label in said)


def _differ(
    mine: Node, theirs: Node, readings: Mapping[str, meant.Values], label: str, setting: Setting
) -> bool:
    """Whether both differ in one of the readings, found out in a short time."""
    clock.check()
    if label not in readings:
        return False
    short = replace(setting, deadline=Deadline(SHORT))
    mine, theirs = (meant.read(node, readings[label]) for node in (mine, theirs))
    return _compared(mine, theirs, short).different


def _stems(node: Node) -> set[str]:
    """The letters without their indices; a mean is known where its numbers are."""
    return {_stem(name) for name, bound in free_names(node) if name not in bound}


def _stem(name: str) -> str:
    head, *rest = name.split("_")
    return f"{head}_{rest[0]}" if rest[:1] in (["hat"], ["tilde"]) else head
