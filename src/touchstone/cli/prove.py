"""`touchstone prove`: proves every variant of question banks twice; `--mutate` plants wrong keys."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import click

from touchstone.banks.bank import Bank, bank_files, load_banks, load_files, taxonomy_of
from touchstone.banks.drawing import draw_many
from touchstone.banks.duties import unknown_duties
from touchstone.banks.mismarking import mismark
from touchstone.banks.mutation import Mutation, mutate
from touchstone.banks.neighbours import only, with_neighbours
from touchstone.banks.proof import QuestionProof, prove
from touchstone.banks.query_mutants import mutate_query
from touchstone.banks.question import Question
from touchstone.banks.service import Maths
from touchstone.banks.variant import Variant
from touchstone.cli.choices import Whole
from touchstone.cli.variant_text import variant_text
from touchstone.core.content import content_root
from touchstone.core.counts import count
from touchstone.core.problems import Problem, did_you_mean

T = TypeVar("T")

PATIENCE_MS = 10_000  # a busy machine must not turn a slow proof into a false alarm
ENOUGH = 0.97  # of planted wrong keys: below it a bank's proofs are too weak to rely on

SHOWN = 5  # failures of one question: more are nearly always the same one again


@click.command(epilog="Example: touchstone prove question_banks/probability.yaml --seeds 100 --mutate")
@click.argument("bank", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--seeds", type=Whole(1, 100_000), default=25, show_default=True, help="Variants of each.")
@click.option("--first-seed", type=Whole(0), default=0, show_default=True, help="Where seeds start.")
@click.option("--question", "only", multiple=True, help="Only the question of this id; may be repeated.")
@click.option("--mutate", "plant", is_flag=True, help="Plant wrong keys and print the share that is caught.")
@click.option("--show", is_flag=True, help="Print one variant of each question, with its key.")
@click.option("--workers", type=Whole(1, 64), default=2, show_default=True, help="Grading processes.")
@click.option("--record", is_flag=True, help="Keep what was found: the app shows it as health.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def command(
    bank: tuple[Path, ...],
    seeds: int,
    first_seed: int,
    only: tuple[str, ...],
    plant: bool,
    show: bool,
    workers: int,
    record: bool,
    as_json: bool,
) -> None:
    """Prove the answer keys of question banks: the shipped ones, or the named files and folders.

    On every seed the key is compared with a second route, must mark itself right, and each listed mistake
    must be marked as that mistake. Exit 1 when something failed, or when fewer than 97 % of planted keys are
    caught.
    """
    from touchstone.maths.grader import Grader

    loaded = load(bank)
    questions = chosen(loaded, only)
    with Grader(workers=workers, deadline_ms=PATIENCE_MS) as maths:
        proofs = _proved(questions, range(first_seed, first_seed + seeds), maths, workers)
        planted = _planted(questions, maths, workers) if plant else None
        shown = [_shown(question, first_seed, maths) for question in questions] if show else []
    mutation = sum(planted.values(), Mutation()) if planted is not None else None
    if record:
        _record(loaded, proofs, planted or {})
    problems = [*loaded.problems, *_duties(loaded, questions)]
    for problem in problems:
        click.echo(str(problem), err=True)
    for text in shown:
        click.echo(text)
    if as_json:
        click.echo(json.dumps(_as_json(proofs, mutation), indent=2, ensure_ascii=False))
    elif problems and not questions:
        click.echo("No question could be loaded, so nothing was proved. Mend what is named above first.")
    else:
        _print(proofs, mutation)
    failed = any(proof.failures for proof in proofs) or bool(problems)
    weak = mutation is not None and mutation.caught < ENOUGH * mutation.planted
    sys.exit(1 if failed or weak else 0)


def load(paths: Sequence[Path]) -> Bank:
    """The banks of the named files and folders; the shipped ones when none is named.

    Files are read beside the others of their bank: `enemies` may name a question of any of them.
    """
    if not paths:
        return load_banks(content_root().banks)
    files = [file for path in paths for file in (sorted(bank_files(path)) if path.is_dir() else [path])]
    return only(load_files(with_neighbours(files), taxonomy=taxonomy_of(files)), files)


def chosen(bank: Bank, only: Iterable[str]) -> list[Question]:
    """The questions of the named ids, or all. Raises click.BadParameter with the nearest id."""
    for name in only:
        if name not in bank.questions:
            hint = did_you_mean(name, bank.questions)
            raise click.BadParameter(f"there is no question {name!r}" + (f"; {hint}" if hint else ""))
    wanted = set(only) or set(bank.questions)
    return [question for name, question in bank.questions.items() if name in wanted]


def _duties(bank: Bank, questions: Sequence[Question]) -> list[Problem]:
    """The duties of these questions that no role has: such a question is asked of nobody."""
    from touchstone.roles.catalogue import load_catalogue

    roles = content_root().roles
    mine = {question.id: bank.entries[question.id] for question in questions}
    return unknown_duties(Bank(mine), load_catalogue(roles).duties) if roles.is_dir() else []


def _proved(
    questions: Sequence[Question], seeds: Sequence[int], maths: Maths, workers: int
) -> list[QuestionProof]:
    return _each(questions, lambda question: prove(question, seeds, maths), "Proving", workers)


def _planted(questions: Sequence[Question], maths: Maths, workers: int) -> dict[str, Mutation]:
    """What planting found, by question."""

    def plant(question: Question) -> Mutation:
        return mutate(question, maths) + mismark(question, maths) + mutate_query(question, maths)

    wanted = [question for question in questions if question.kind in ("maths", "sql")]
    found = _each(wanted, plant, "Planting", workers)
    return {question.id: one for question, one in zip(wanted, found, strict=True)}


def _record(bank: Bank, proofs: Sequence[QuestionProof], planted: Mapping[str, Mutation]) -> None:
    """Keeps what was found in the data folder's database, where the app looks."""
    from touchstone.authoring.model import Check
    from touchstone.authoring.service import MOST_SAID
    from touchstone.bootstrap import services
    from touchstone.core.ids import new_id
    from touchstone.store.database import StoreError

    try:
        kept, now = services().machine.question_life, services().clock.now()
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    for proof in proofs:
        failed = min(len(proof.failures), proof.seeds)
        said = proof.failures[:MOST_SAID]
        digest = bank[proof.id].hash
        kept.add_check(Check(new_id(), proof.id, digest, "proof", proof.seeds, failed, now, said))
    for name, found in planted.items():
        lost = tuple(str(survivor) for survivor in found.survivors[:MOST_SAID])
        digest, count = bank[name].hash, len(found.survivors)
        kept.add_check(Check(new_id(), name, digest, "mutation", found.planted, count, now, lost))


def _each(questions: Sequence[Question], work: Callable[[Question], T], label: str, workers: int) -> list[T]:
    """The work on every question, in their order; a progress bar on stderr when that is a terminal."""
    with (
        ThreadPoolExecutor(workers) as threads,
        click.progressbar(
            threads.map(work, questions),
            length=len(questions),
            label=label,
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
        ) as shown,
    ):
        return list(shown)


def _shown(question: Question, seed: int, maths: Maths) -> str:
    (outcome,) = draw_many(question, [seed], maths)
    return variant_text(outcome) if isinstance(outcome, Variant) else str(outcome)


def _as_json(proofs: Sequence[QuestionProof], mutation: Mutation | None) -> dict[str, Any]:
    planted = (mutation or Mutation()).as_json()
    return {"questions": [proof.as_json() for proof in proofs], "mutants": planted}


def _print(proofs: Sequence[QuestionProof], mutation: Mutation | None) -> None:
    for proof in proofs:
        state = count(len(proof.failures), "failure") if proof.failures else "proved"
        seeds = count(proof.seeds, "seed")
        click.echo(f"{proof.id}: {state} on {seeds}, {proof.redraw_rate:.2f} redraws a seed")
        for failure in proof.failures[:SHOWN]:
            click.echo(f"  {failure}")
        if len(proof.failures) > SHOWN:
            click.echo(f"  and {len(proof.failures) - SHOWN} more; --json lists all of them")
    good = sum(not proof.failures for proof in proofs)
    click.echo(f"{good} of {count(len(proofs), 'question')} proved.")
    if mutation is not None:
        for survivor in mutation.survivors:
            click.echo(f"  survived: {survivor}")
        click.echo(_caught(mutation))


def _caught(mutation: Mutation) -> str:
    if not mutation.planted:
        return "No wrong key could be planted: these questions have no key that is computed."
    share = mutation.caught / mutation.planted
    return f"{mutation.caught} of {count(mutation.planted, 'wrong key')} caught ({share:.1%})."
