"""Whether what a contract states can be true at once: versions, orders, limits, sizes, dates, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from touchstone.core.located_yaml import Where
from touchstone.core.persons import no_person
from touchstone.handover.contract import Contract
from touchstone.handover.defects import Defect, error, warn
from touchstone.handover.serving import check_latency, check_memory
from touchstone.handover.stated_figures import check_metrics, check_slices
from touchstone.handover.versions import is_exact, is_python, numbers

OLD_DATA = timedelta(days=365)  # a year holds every season: older data may miss the world of today
_VAGUE = (
    "as usual",
    "as before",
    "standard preprocessing",
    "the usual",
    *(f"see {the}{where}" for the in ("", "the ") for where in ("code", "notebook", "wiki", "repo")),
    "tbd",
    "todo",
)


def check_claims(contract: Contract, as_of: date) -> Iterator[Defect]:
    """Every contradiction that can be seen without the data. `as_of` is today."""
    for check in (
        _versions,
        check_metrics,
        check_slices,
        check_latency,
        check_memory,
        _people,
        _words,
        _rollback,
        _inputs,
    ):
        yield from check(contract)
    yield from _dates(contract, as_of)


def _versions(contract: Contract) -> Iterator[Defect]:
    framework = contract.framework
    named: list[tuple[Where, str, str | None]] = [
        (("version",), "the model", contract.version),
        (("framework", "version"), "the framework", framework.version if framework else None),
        *((("dependencies", name), name, version) for name, version in contract.dependencies.items()),
    ]
    for where, what, version in named:
        if version is not None and not is_exact(version):
            said = f"The version of {what} is {version!r}, not one release: write it out, such as 2.4.1."
            yield error("version-not-exact", where, said)
    python = framework.python if framework else None
    if python is not None and not is_python(python):
        said = f"The version of Python is {python!r}; expected one such as 3.11."
        yield error("version-not-exact", ("framework", "python"), said)


def _people(contract: Contract) -> Iterator[Defect]:
    owner, receiver, monitoring = contract.owner, contract.receiver, contract.monitoring
    named = [(("owner", "name"), "owner", owner.name if owner else None)]
    named.append((("receiver", "name"), "receiver", receiver.name if receiver else None))
    named.append(
        (("monitoring", "responsible"), "one who watches", monitoring.responsible if monitoring else None)
    )
    for where, what, name in named:
        kind = no_person(name) if name else None
        if kind is not None:
            said = f"The {what} is {name!r}: name a person who can be called."
            yield (warn if kind == "post" else error)("not-a-person", where, said)
    for where, what, contact in (
        (("owner", "contact"), "owner", owner.contact if owner else None),
        (("receiver", "contact"), "receiver", receiver.contact if receiver else None),
    ):
        if contact and no_person(contact) == "nobody":
            yield error(
                "no-contact", where, f"The contact of the {what} is {contact!r}, which reaches nobody."
            )
    giver, taker = (person.name if person else None for person in (owner, receiver))
    if giver and taker and giver.casefold() == taker.casefold():
        yield warn("same-person", ("receiver", "name"), f"{giver} hands over to themselves.")


def _words(contract: Contract) -> Iterator[Defect]:
    for n, line in enumerate(contract.preprocessing):
        vague = next((words for words in _VAGUE if words in line.lower()), None)
        if vague is not None:
            said = f"The step {line!r} can't be rebuilt from {vague!r}: say what is done, with its constants."
            yield error("vague-preprocessing", ("preprocessing", n), said)


def _rollback(contract: Contract) -> Iterator[Defect]:
    back = contract.rollback.to_version if contract.rollback else None
    if back is None or contract.version is None:
        return
    ours, theirs = numbers(contract.version), numbers(back)
    where: Where = ("rollback", "to_version")
    if back == contract.version:
        yield error("rollback-to-itself", where, f"The way back leads to {back}, the version handed over.")
    elif theirs is None:
        yield error("version-not-exact", where, f"The way back leads to {back!r}, which is not one release.")
    elif ours is not None and theirs > ours:
        said = f"The way back leads to {back}, which is newer than the {contract.version} handed over."
        yield warn("rollback-forward", where, said)


def _inputs(contract: Contract) -> Iterator[Defect]:
    for name, times in Counter(item.name for item in contract.inputs).items():
        if times > 1:
            yield error("input-twice", ("inputs",), f"The input {name!r} is listed {times} times.")
    for n, item in enumerate(contract.inputs):
        if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
            said = (
                f"The input {item.name!r} has a minimum {item.minimum:g} above its maximum {item.maximum:g}."
            )
            yield error("range-upside-down", ("inputs", n), said)
        if item.missing is None:
            said = f"The contract does not say what happens when {item.name!r} is missing."
            yield warn("missing-values-unsaid", ("inputs", n), said)


def _agreed_too_soon(contract: Contract) -> Iterator[Defect]:
    """Figures of data that ended after the day of the agreement: its bounds may be older than they are."""
    agreed, tested = contract.agreed, contract.evaluation
    end = tested.collected_until if tested else None
    if agreed and end and agreed < end and any(metric.value is not None for metric in contract.metrics):
        said = (
            f"The agreement is dated {agreed}, but the evaluation data end on {end}: nobody knew these "
            "figures then. Agree on them anew, with the day."
        )
        yield warn("agreed-before-data", ("agreed",), said)


def _dates(contract: Contract, as_of: date) -> Iterator[Defect]:
    tested, trained = contract.evaluation, contract.training
    for where, period in ((("evaluation",), tested), (("training",), trained)):
        begin, end = (period.collected_from, period.collected_until) if period else (None, None)
        if begin and end and begin > end:
            yield error("dates-upside-down", where, f"The {where[0]} data begin on {begin} and end on {end}.")
        if end and end > as_of:
            yield error("date-to-come", where, f"The {where[0]} data end on {end}, which is still to come.")
    if contract.agreed and contract.agreed > as_of:
        said = f"The agreement is dated {contract.agreed}, which is still to come."
        yield warn("date-to-come", ("agreed",), said)
    yield from _agreed_too_soon(contract)
    begin = tested.collected_from if tested else None
    last = trained.collected_until if trained else None
    if begin and last and begin <= last:
        said = (
            f"The evaluation data begin on {begin}, while the training data run until {last}: rows may leak."
        )
        yield error("periods-overlap", ("evaluation", "collected_from"), said)
    end = tested.collected_until if tested else None
    if end and as_of - end > OLD_DATA:
        said = f"The evaluation data end on {end}, over a year ago: measure again on newer ones."
        yield warn("old-data", ("evaluation", "collected_until"), said)
    support = contract.support
    if support and support.until and support.until < as_of:
        yield warn("support-over", ("support", "until"), f"The support ended on {support.until}.")
    if tested and tested.split == "validation":
        said = (
            "The figures come from a validation set: if it chose anything, they are too good. Use a test set."
        )
        yield warn("validation-set", ("evaluation", "split"), said)
