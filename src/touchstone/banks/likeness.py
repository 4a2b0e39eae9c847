"""Questions that ask nearly the same in nearly the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from touchstone.banks.bank import Entry
from touchstone.banks.finding import Finding
from touchstone.banks.question import Proof
from touchstone.banks.shapes import shape, steps

RUN = 4  # words: shorter runs are common phrases, longer ones miss a changed word
FEWEST_STEPS = 3  # operations of a key: many questions rightly divide one number by another
ACROSS = "near-duplicate"
MOST_NAMED = 5  # of those that a question is like
ALIKE = 0.6  # of the runs of words shared: two prompts on one idea stay near 0.2
_SLOT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_WORD = re.compile(r"[a-z]+")


def near_duplicates(entries: Sequence[Entry], only: Entry | None = None) -> Iterator[tuple[Entry, Finding]]:
    """For each group of questions that are alike, the last of them (or `only` this one) and what it is like.

    Only pairs that share a run of words are compared, so 2,000 questions take well under a second.
    """
    for place, others in _groups(_alike_in_words(entries), entries, only):
        message = f"the prompt is nearly that of {_named(others)}"
        yield entries[place], Finding(("prompt",), message, "change one, or make it a parameter")
    for place, others in _groups(_alike_in_keys(entries), entries, only):
        message = f"key and proof are those of {_named(others)}, with other names"
        hint = "ask something else, or name it in `enemies`, so that nobody gets both"
        yield entries[place], Finding(("id",), message, hint)


def _alike_in_words(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Pairs of questions, the later one first, that share most of their runs of words."""
    runs = [_runs(entry) for entry in entries]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in range(len(entries)):
        shared: dict[int, int] = defaultdict(int)
        for run in runs[index]:
            for earlier in holders[run]:
                shared[earlier] += 1
            holders[run].append(index)
        for earlier, count in shared.items():
            union = len(runs[index]) + len(runs[earlier]) - count
            if union and count / union >= ALIKE:
                yield index, earlier


def _alike_in_keys(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Pairs whose keys compute the same, by the same proof or beside the same mistakes, in any words."""
    first: dict[str, int] = {}
    for index, entry in enumerate(entries):
        for marks in _computations(entry):
            earlier = first.setdefault(marks, index)
            if earlier != index:
                yield index, earlier


def _groups(
    pairs: Iterable[tuple[int, int]], entries: Sequence[Entry], only: Entry | None
) -> Iterator[tuple[int, list[str]]]:
    """The last question of each group that hangs together, with the names of the others.

    With `only` one question, that one with those it is like itself.
    """
    groups: dict[int, list[int]] = {}
    for later, earlier in pairs:
        pair = entries[later], entries[earlier]
        if _meant(*pair) or (only is not None and all(one is not only for one in pair)):
            continue
        joined = sorted({*groups.get(later, [later]), *groups.get(earlier, [earlier])})
        groups.update(dict.fromkeys(joined, joined))
    told: set[int] = set()
    for group in groups.values():
        mine = [place for place in group if entries[place] is only] if only is not None else group
        if told.isdisjoint(group) and mine:
            told.update(group)
            yield mine[-1], [entries[place].question.id for place in group if place != mine[-1]]


def _named(names: Sequence[str]) -> str:
    """The names in words; of very many the first ones."""
    shown = [repr(name) for name in names[:MOST_NAMED]]
    if len(names) > MOST_NAMED:
        shown.append(f"{len(names) - MOST_NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _computations(entry: Entry) -> Iterator[str]:
    question = entry.question
    for _, task in question.tasks:
        if task.answer is None:
            continue
        key = shape(question, [task.answer.value])
        if key is None or steps(key) < FEWEST_STEPS:
            continue
        proof = task.proof.value if isinstance(task.proof, Proof) else task.proof
        if proof is not None:
            both = shape(question, [task.answer.value, proof])
            yield f"proof {both}"
        if len(task.mistakes) > 1:
            wrong = [shape(question, [task.answer.value, one.value]) or "" for one in task.mistakes]
            yield f"mistakes {sorted(wrong)}"


def _meant(first: Entry, second: Entry) -> bool:
    """Enemies are alike on purpose and never meet; nor is a question told of what it accepts."""
    if ACROSS in first.question.accept:
        return True
    return second.question.id in first.question.enemies or first.question.id in second.question.enemies


def _runs(entry: Entry) -> set[tuple[str, ...]]:
    question = entry.question
    text = " ".join([question.prompt, *(task.prompt for _, task in question.tasks if task is not question)])
    words = _WORD.findall(_SLOT.sub(" ", text).lower())
    if len(words) < RUN:
        return {tuple(words)} if words else set()
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
