"""`touchstone bank import` and `touchstone bank export`: questions from and for learning systems."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from touchstone.banks.exchange.blocks import About
from touchstone.banks.exchange.items import Item
from touchstone.banks.question import Question
from touchstone.banks.service import Maths
from touchstone.banks.variant import CannotDraw, Variant
from touchstone.bootstrap import Content
from touchstone.cli.choices import Number, Whole
from touchstone.cli.output import write
from touchstone.core.counts import count
from touchstone.core.files import open_file
from touchstone.core.problems import did_you_mean, shown_path

LEVELS = ("junior", "mid", "senior")
_EXAMPLE = (
    "Example: touchstone bank import quiz.xml --skill sql.querying.joins --level mid "
    "--serves query-and-check-data -o joins.yaml"
)
MOST_VARIANTS = 200  # of one question: a learning system draws from fewer


@click.command("import", epilog=_EXAMPLE)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["moodle", "gift", "csv"]),
    help="Told from the file if left out.",
)
@click.option("--skill", help="Skill of questions without a `skill:` tag, such as sql.querying.joins.")
@click.option("--level", type=click.Choice(LEVELS), help="Level of those without a `level:` tag.")
@click.option("--serves", multiple=True, help="Duty of those without a `serves:` tag; may be repeated.")
@click.option("--minutes", type=Number(1, 60), default=4, show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Bank file to write.")
@click.option("--force", is_flag=True, help="Replace the bank file if it exists.")
def import_command(
    file: Path,
    format_: str | None,
    skill: str | None,
    level: str | None,
    serves: tuple[str, ...],
    minutes: float,
    output: Path | None,
    force: bool,
) -> None:
    """Turn a Moodle XML, GIFT or CSV file into a bank file.

    Keys arrive without a proof and essays without anchors: both are listed as left to do, and `touchstone
    check` refuses the questions until they are done. Until then a block keeps what came under `imported`, and
    `touchstone bank export` gives that out again. Exit 1 when something is left to do or not taken over.
    """
    from touchstone.banks.exchange import blocks, importing

    found = importing.read(_bytes(file), shown_path(file), format_)  # type: ignore[arg-type]
    about = _about(skill, level, serves, minutes, [item.tags for item in found.items])
    if output is not None and output.exists() and not force:
        raise click.BadParameter(f"{output} exists; --force replaces it", param_hint="--output")
    taken = _content().bank.questions if output is None or not output.exists() else {}
    shown = shown_path(output) if output is not None else "<stdout>"
    made = blocks.bank_file(found.items, about, taken=taken, file=shown)
    if found.items:
        write(made.text, output)
    for problem in (*found.problems, *made.todo):
        click.echo(str(problem), err=True)
    taken_over = f"{count(len(found.items), 'question')} taken over, {found.lost} not"
    click.echo(f"{taken_over}; {count(len(made.todo), 'thing')} left to do.", err=True)
    sys.exit(1 if found.problems or made.todo else 0)


def _bytes(file: Path) -> bytes:
    from touchstone.banks.exchange.importing import MOST_BYTES

    try:
        with open_file(file) as held:
            return held.read(MOST_BYTES + 1)  # one more than the importer takes: it has the sentence
    except OSError as error:
        raise click.BadParameter(f"{file}: {error.strerror or error}", param_hint="FILE") from error


def _about(
    skill: str | None,
    level: str | None,
    serves: Sequence[str],
    minutes: float,
    tags: Sequence[Collection[str]],
) -> About:
    """What is said of questions whose tags don't. Raises click.UsageError for what nobody says."""
    content = _content()
    given = {"skill": skill, "level": level, "serves": serves}
    for name, value in given.items():
        bare = sum(not any(tag.startswith(f"{name}:") for tag in held) for held in tags)
        if bare and not value:
            has = "has" if bare == 1 else "have"
            raise click.UsageError(f"{count(bare, 'question')} {has} no `{name}:` tag; say it with --{name}")
    if skill is not None and skill not in content.taxonomy.skills:
        hint = did_you_mean(skill, content.taxonomy.skills) or "question_banks/_taxonomy.yaml lists them"
        raise click.BadParameter(f"there is no skill {skill!r}; {hint}", param_hint="--skill")
    duties = content.catalogue.duties
    for duty in serves:
        if duties is not None and duty not in duties:
            hint = did_you_mean(duty, duties) or "the files in roles/ list them"
            raise click.BadParameter(f"no role has the duty {duty!r}; {hint}", param_hint="--serves")
    return About(skill or "", level or "", tuple(serves), minutes)


@click.command(epilog="Example: touchstone bank export question_banks/sql.yaml --format qti3 -o sql.zip")
@click.argument("bank", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "format_", type=click.Choice(["moodle", "gift", "qti3"]), required=True)
@click.option("--question", "only", multiple=True, help="Only the question of this id; may be repeated.")
@click.option("--variants", type=Whole(1, MOST_VARIANTS), default=1, show_default=True, help="Of each.")
@click.option("--first-seed", type=Whole(0), default=1, show_default=True, help="Where seeds start.")
@click.option("--title", default="Touchstone", show_default=True, help="Name of the category or test.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
def export(
    bank: tuple[Path, ...],
    format_: str,
    only: tuple[str, ...],
    variants: int,
    first_seed: int,
    title: str,
    output: Path | None,
) -> None:
    """Write questions with fixed numbers for a learning system: keys, mistakes and solutions included.

    BANK is a bank file or folder, or a file of another learning system (Moodle XML, GIFT, CSV), which is
    turned into the other format as it is. What a format can't say is named on stderr. Never give the file to
    candidates.
    """
    from touchstone.banks.exchange import exporting

    if format_ == "qti3" and output is None and sys.stdout.isatty():
        raise click.UsageError("A QTI package can't be shown here. Name a file for it: -o FILE.zip")
    foreign = [path for path in bank if path.is_file() and path.suffix.lower() not in (".yaml", ".yml")]
    banks = [path for path in bank if path not in foreign]
    if foreign and only:
        raise click.UsageError("--question names a question of a bank; export a file of another system whole")
    held = (
        _of_banks(banks, only, range(first_seed, first_seed + variants)) if banks or not foreign else _Held()
    )
    for path in foreign:
        held += _of_another_system(path)
    made = exporting.write(held.items, format_, title=title, notes=held.notes)  # type: ignore[arg-type]
    write(made.content if format_ == "qti3" else made.content.decode(), output)
    for line in (*held.problems, *made.notes):
        click.echo(line, err=True)
    click.echo(f"{count(made.questions, 'question')} written.", err=True)
    sys.exit(1 if held.problems else 0)


@dataclass(frozen=True)
class _Held:
    """What is to be written, what of it the items can't carry, and what is wrong with the sources."""

    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def __add__(self, other: _Held) -> _Held:
        both = self.problems + other.problems
        return _Held(self.items + other.items, self.notes + other.notes, both)


def _of_banks(banks: Sequence[Path], only: tuple[str, ...], seeds: Sequence[int]) -> _Held:
    """Questions as variants, and those that were imported and aren't finished as they came."""
    from touchstone.banks.exchange.unfinished import in_order, told, unfinished
    from touchstone.cli.prove import PATIENCE_MS, chosen, load
    from touchstone.maths.grader import Grader

    loaded = load(banks)
    waiting = [name for name in unfinished(loaded) if not only or name in only]
    named = [name for name in only if name not in waiting]
    questions = chosen(loaded, named) if named or not only else []
    with Grader(workers=1, deadline_ms=PATIENCE_MS) as maths:
        drawn, undrawn = _drawn(questions, seeds, maths)
    made = in_order(loaded, drawn, waiting)
    return _Held(made.items, made.notes, (*map(str, told(loaded)), *map(str, undrawn)))


def _of_another_system(file: Path) -> _Held:
    from touchstone.banks.exchange import importing

    found = importing.read(_bytes(file), shown_path(file))
    return _Held(tuple(found.items), (), tuple(map(str, found.problems)))


def _drawn(
    questions: Sequence[Question], seeds: Sequence[int], maths: Maths
) -> tuple[list[Variant], list[CannotDraw]]:
    """The variants, question by question; one is enough of a question without numbers to draw."""
    from touchstone.banks.drawing import draw_many

    outcomes = [
        outcome
        for question in questions
        for outcome in draw_many(question, seeds if question.params else seeds[:1], maths)
    ]
    return [o for o in outcomes if isinstance(o, Variant)], [o for o in outcomes if isinstance(o, CannotDraw)]


def _content() -> Content:
    from touchstone.bootstrap import services

    return services().content
