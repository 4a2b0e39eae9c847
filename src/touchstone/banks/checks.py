"""What is wrong with one question beyond its shape: undefined names, expressions that can't be read.

Every problem names file, line and column of the very characters that it is about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from touchstone.banks import keys, laws, walk
from touchstone.banks.places import Places
from touchstone.banks.question import Question, Task
from touchstone.banks.taxonomy import Taxonomy
from touchstone.banks.template import parse
from touchstone.core.located_yaml import Where
from touchstone.core.problems import Problem, did_you_mean
from touchstone.maths.kinds.shape import lengths
from touchstone.maths.kinds.sql_text import outer_order
from touchstone.maths.library.catalogue import KEY_FUNCTIONS
from touchstone.maths.tree import walk as nodes

LISTS = ("list", "set", "tuple")  # kinds in which lists may lie


def check(question: Question, places: Places, taxonomy: Taxonomy) -> list[Problem]:
    """All problems that keep a question from being asked."""
    return [
        *_skill(question, places, taxonomy),
        *check_named(question, places),
        *_unfinished(question, places),
        *_tasks(question, places),
    ]


def _unfinished(question: Question, places: Places) -> Iterator[Problem]:
    """A question that was imported is asked once a person has finished it and says so."""
    if question.imported is not None:
        hint = "do what is left to do above it, then delete `imported`"
        yield places.problem(("imported",), "an imported question that is not finished", hint, key=True)


def check_named(question: Question, places: Places) -> list[Problem]:
    """The part of `check` that looks at names, expressions and texts one by one."""
    return [
        *_names(question, places),
        *_expressions(question, places),
        *_uneven(question, places),
        *_templates(question, places),
    ]


def check_skill(question: Question, places: Places, taxonomy: Taxonomy) -> list[Problem]:
    """The part of `check` that looks the skill up."""
    return list(_skill(question, places, taxonomy))


def _skill(question: Question, places: Places, taxonomy: Taxonomy) -> Iterator[Problem]:
    if taxonomy.names and question.skill not in taxonomy.skills:
        hint = did_you_mean(question.skill, taxonomy.skills)
        yield places.problem(("skill",), f"there is no skill {question.skill!r}", hint)


def _names(question: Question, places: Places) -> Iterator[Problem]:
    """A name stands for one thing, and for nothing that the maths language knows already."""
    seen: set[str] = set()
    for where, name in _defined(question):
        why = keys.clash(name)
        if why is None and name in seen:
            why = f"{name!r} is defined twice"
        if why is not None:
            yield places.problem(where, why, "choose another name", key=not isinstance(where[-1], int))
        seen.add(name)


def _defined(question: Question) -> Iterator[tuple[Where, str]]:
    for name, param in question.params.items():
        if hasattr(param, "together"):
            yield from ((("params", name), inner) for inner in param.together[0])
        else:
            yield ("params", name), name
    yield from ((("let", name), name) for name in question.let)
    yield from ((("symbols", index), name) for index, name in enumerate(question.symbols))
    yield from ((("parts", index, "id"), part.id) for index, part in enumerate(question.parts))


def _expressions(question: Question, places: Places) -> Iterator[Problem]:
    words = walk.scope(question).words
    for spot in walk.expressions(question):
        yield from _expression(spot, places, words)


def _uneven(question: Question, places: Places) -> Iterator[Problem]:
    """A matrix whose rows are of several lengths is read as a list of lists; who means one says so."""
    lists = [base for base, _, task in walk.tasks(question) if task.answer and task.answer.kind in LISTS]
    for spot in walk.expressions(question):
        if "[" not in spot.text or any(spot.where[: len(base)] == base for base in lists):
            continue
        found = keys.read_key(spot.text, spot.names)
        for part in () if isinstance(found, keys.Bad) else nodes(found):
            if sizes := lengths(part):
                message = (
                    f"the rows of a matrix are of one length; here they have {', '.join(map(str, sizes))}"
                )
                hint = "mend it, or say `kind: list` for a list of lists"
                yield places.within(spot.where, spot.text, part.span.start, message, hint)


def _expression(spot: walk.Spot, places: Places, words: Collection[str]) -> Iterator[Problem]:
    for start, message, hint in _faults(spot, words, frozenset()):
        yield places.within(spot.where, spot.text, start, message, hint)


def _faults(
    spot: walk.Spot, words: Collection[str], hidden: frozenset[str]
) -> Iterator[tuple[int, str, str | None]]:
    """Where an expression goes wrong, and how. `hidden` are names that exist and may not stand here."""
    known = spot.names | frozenset(words) | hidden
    unknown = keys.unknown_words(spot.text, known)
    if unknown:
        for word, start in unknown.items():
            yield start, *_unknown(word, spot.names, words)
        return
    found = keys.read_key(spot.text, known)
    if isinstance(found, keys.Bad):
        yield found.start, _reason(found), None
        return
    for name, span in keys.free_names(found).items():
        if name in hidden:
            yield span.start, f"{name!r} is the key, which a candidate must not see here", None
        elif name not in spot.names:
            yield span.start, *_unknown(name, spot.names, words)


def _unknown(name: str, known: Collection[str], words: Collection[str]) -> tuple[str, str | None]:
    if name in words:
        return f"{name!r} stands for words and has no value", "use it as {{ " + name + " }} in a text only"
    hint = did_you_mean(name, {*known, *KEY_FUNCTIONS}) if len(name) > 1 else did_you_mean(name, known)
    hint = hint or "define it under `params`, `let` or `symbols`"
    return f"nothing defines the name {name!r}", hint


def _reason(bad: keys.Bad) -> str:
    return bad.reason[0].lower() + bad.reason[1:].rstrip(".")


def _templates(question: Question, places: Places) -> Iterator[Problem]:
    words = walk.scope(question).words
    part_ids = {part_id for part_id, _ in question.tasks}
    for spot in walk.templates(question):
        template = parse(spot.text)
        for fault in template.faults:
            yield places.within(spot.where, fault.source, 0, fault.message, fault.hint)
        for slot in template.slots:
            if slot.expression in words or not slot.expression:
                continue
            inner = walk.Spot(spot.where, slot.expression, spot.names - words)
            yield from _slot(inner, slot.source, places, words, part_ids)


def _slot(
    spot: walk.Spot, source: str, places: Places, words: Collection[str], part_ids: Collection[str]
) -> Iterator[Problem]:
    offset = source.find(spot.text)
    for start, message, hint in _faults(spot, words, frozenset(part_ids) - spot.names):
        yield places.within(spot.where, source, offset + start, message, hint)


def _tasks(question: Question, places: Places) -> Iterator[Problem]:
    earlier: list[str] = []
    unmarked = question.imported is not None and not (question.answer or question.options or question.parts)
    for base, part_id, task in () if unmarked else walk.tasks(question):
        yield from _marking(base, task, places, followed=bool(getattr(task, "follow", ())))
        yield from _follow(base, task, earlier, places)
        yield from _options(base, task, places)
        earlier.append(part_id)


def _marking(base: Where, task: Task, places: Places, *, followed: bool) -> Iterator[Problem]:
    if task.answer is None and not task.options and task.query is None:
        yield places.problem(base, "the part has neither `answer`, `options` nor `query`")
    if task.query is not None and task.query.ordered and outer_order(task.query.value) is None:
        message = "the order of the rows counts, and the key has no ORDER BY of its own"
        yield places.problem((*base, "query", "value"), message)
    if task.query is not None and task.proof is None:
        hint = "add `proof:`, another query for the same rows"
        yield places.problem((*base, "query"), "the key has no proof", hint, key=True)
    if task.answer is not None and task.proof is None and task.simulate is None:
        hint = "add `proof:` (another route to the same value) or `simulate:`"
        yield places.problem((*base, "answer"), "the key has no proof", hint, key=True)
    if task.simulate is not None:
        yield from laws.check(task.simulate, (*base, "simulate"), places)
    names = [mistake.name for mistake in task.mistakes]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield places.problem((*base, "mistakes", index, "name"), f"the mistake {name!r} is listed twice")


def _follow(base: Where, task: Task, earlier: list[str], places: Places) -> Iterator[Problem]:
    for index, name in enumerate(getattr(task, "follow", ())):
        where = (*base, "follow", index)
        if name not in earlier:
            yield places.problem(where, f"there is no earlier part {name!r}", did_you_mean(name, earlier))
        elif task.answer is not None and not keys.mentions(task.answer.value, name):
            hint = f"write the key over it, such as 2*{name}"
            yield places.problem(where, f"the key does not use the earlier part {name!r}", hint)


def _options(base: Where, task: Task, places: Places) -> Iterator[Problem]:
    if not task.options:
        return
    where = (*base, "options")
    if not 2 <= len(task.options) <= 8:
        yield places.problem(where, f"a choice has 2 to 8 options, found {len(task.options)}", key=True)
    rights = [option.right for option in task.options]
    if all(isinstance(right, bool) for right in rights):
        if not any(rights):
            yield places.problem(where, "no option is right", "mark one with `right: true`", key=True)
        elif task.choose != "all" and sum(map(bool, rights)) > 1:
            hint = "`choose: all` where all of them are to be chosen, and say so in the prompt"
            yield places.problem(where, "two options are right where one is to be chosen", hint, key=True)
    texts = [option.text.strip().lower() for option in task.options]
    for index, text in enumerate(texts):
        if text in texts[:index]:
            yield places.problem((*where, index, "text"), "two options say the same")
