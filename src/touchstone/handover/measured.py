"""What the files of a contract are asked for, and the defects of the files themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from touchstone.core.counts import count
from touchstone.core.located_yaml import Where
from touchstone.handover.contract import Contract, DataFile, Latency
from touchstone.handover.defects import Defect, error, warn
from touchstone.handover.names import Task

SIZE_OFF = 0.05  # of an artefact's megabytes: rounding and units stay below
Find = Callable[[str], "Path | str"]  # a file's name → where it lies, or a sentence
_SHARES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
_WHERE: dict[str, Where] = {
    "predictions": ("evaluation", "predictions"),
    "labels": ("evaluation", "labels"),
    "latency": ("latency", "measurements"),
    "artefact": ("artefact", "file"),
    "positive": ("evaluation", "positive"),
}


def beside(folder: Path) -> Find:
    """Finds files in the contract's folder and below; a contract from a stranger reaches nothing else."""
    root = folder.resolve()

    def find(name: str) -> Path | str:
        if _leads_out(name):
            return f"{name!r} leads out of the contract's folder; name a file in it"
        try:
            path = (root / name).resolve()
            there = path.is_file()
        except (OSError, ValueError):  # a name that no file can have
            return f"there is no file {name!r} beside the contract"
        if not path.is_relative_to(root):
            return f"{name!r} leads out of the contract's folder; name a file in it"
        return path if there else f"there is no file {name!r} beside the contract"

    return find


def among(files: Mapping[str, Path]) -> Find:
    """Finds files that were handed in, by their last name: a browser knows no folders."""

    def find(name: str) -> Path | str:
        path = files.get(PurePosixPath(name.replace("\\", "/")).name)
        return path if path else f"the file {name!r} was not handed in"

    return find


def _leads_out(name: str) -> bool:
    return (
        PurePosixPath(name).is_absolute()
        or PureWindowsPath(name).drive != ""
        or ".." in PurePosixPath(name.replace("\\", "/")).parts
        or "\0" in name
    )


def request(contract: Contract, find: Find) -> tuple[dict[str, Any], list[Defect]]:
    """What to measure, and why a file is left out."""
    asked: dict[str, Any] = {}
    defects: list[Defect] = []
    for name, file in _files(contract):
        found = find(file.file)
        if isinstance(found, str):
            climbs = ".." in PurePosixPath(file.file.replace("\\", "/")).parts
            # An artefact is too large for many repositories: its hash stands in the contract.
            if name != "artefact" or climbs:
                defects.append(error("file-missing", (*_WHERE[name], "file"), _sentence(found)))
            continue
        fields = {"file": file.file, "path": str(found), "id": file.id, "column": file.column}
        asked[name] = {**fields, "score": file.score}
    if "latency" in asked:
        asked["latency"] |= {"column": asked["latency"]["column"] or "ms", "shares": _SHARES}
    why = _not_measurable(contract, asked)
    defects.extend(why)
    if not why and "predictions" in asked and "labels" in asked:
        asked |= _evaluation(contract)
    return asked, defects


def _evaluation(contract: Contract) -> dict[str, Any]:
    evaluation = contract.evaluation
    assert evaluation is not None
    assert contract.task is not None
    return {
        "task": contract.task.value,
        "positive": evaluation.positive,
        "threshold": evaluation.threshold,
        "slices": list(dict.fromkeys(part.column for part in contract.slices)),
    }


def _files(contract: Contract) -> Iterator[tuple[str, DataFile]]:
    evaluation, latency, artefact = contract.evaluation, contract.latency, contract.artefact
    if evaluation and evaluation.predictions:
        yield "predictions", evaluation.predictions
    if evaluation and evaluation.labels:
        yield "labels", evaluation.labels
    if latency and latency.measurements:
        yield "latency", latency.measurements
    if artefact and artefact.file:
        yield "artefact", DataFile(file=artefact.file, sha256=artefact.sha256)


def _not_measurable(contract: Contract, asked: Mapping[str, Any]) -> list[Defect]:
    """Why figures can't be recomputed although the files are there. `needed` has named each missing field."""
    if "predictions" not in asked or "labels" not in asked:
        return []
    lacks = [name for name in ("predictions", "labels") if not asked[name]["column"]]
    unsaid = [f"the column of the {name}" for name in lacks]
    if contract.task is None:
        unsaid.append("the task")
    if contract.task is Task.BINARY and not (contract.evaluation and contract.evaluation.positive):
        unsaid.append("the positive class")
    if not unsaid:
        return []
    said = f"The figures were not recomputed: the contract does not state {' and '.join(unsaid)}."
    return [error("not-recomputed", ("evaluation",), said)]


def file_defects(contract: Contract, asked: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[Defect]:
    """What the files themselves show: unreadable, other bytes than agreed, other times than stated."""
    for problem in result["problems"]:
        severe = error if problem["rule"] not in ("slice-value-missing",) else warn
        yield severe(problem["rule"], _WHERE[problem["file"]], problem["message"])
    for name, file in _files(contract):
        found = result["hashes"].get(name)
        if found and file.sha256 and found != file.sha256.lower():
            agreed = file.sha256[:12].lower()
            said = f"{file.file} is not the agreed file: its SHA-256 begins {found[:12]}, not {agreed}."
            where = ("artefact", "sha256") if name == "artefact" else (*_WHERE[name], "sha256")
            yield error("hash-differs", where, said)
    if contract.artefact and contract.artefact.megabytes and "artefact" in asked:
        real = Path(asked["artefact"]["path"]).stat().st_size / 1e6
        if abs(real - contract.artefact.megabytes) > SIZE_OFF * contract.artefact.megabytes:
            said = f"The artefact has {real:,.1f} MB; the contract states {contract.artefact.megabytes:g}."
            yield error("artefact-size-differs", ("artefact", "megabytes"), said)
    if contract.latency and result.get("latency"):
        yield from _latency(contract.latency, result["latency"])


def _latency(stated: Latency, found: Mapping[str, Any]) -> Iterator[Defect]:
    for name in _SHARES:
        value = getattr(stated, f"{name}_ms")
        if value is None:
            continue
        low, middle, high = found[name]
        slack = 0.5 if float(value).is_integer() else 0.05  # rounded as people write milliseconds
        if not low - slack <= value <= high + slack:
            said = (
                f"The stated {name} is {value:g} ms; the {found['n']:,} measured calls give {middle:.4g} ms."
            )
            yield error("latency-differs", ("latency", f"{name}_ms"), said)
    held = found[stated.limit_at][1]
    value = getattr(stated, f"{stated.limit_at}_ms")
    stated_misses = value is not None and stated.limit_ms is not None and value > stated.limit_ms
    if stated.limit_ms is not None and held > stated.limit_ms and not stated_misses:
        said = f"The measured {stated.limit_at} of {held:.4g} ms is above the agreed {stated.limit_ms:g} ms."
        yield error("latency-over-limit", ("latency", "limit_ms"), said)
    if stated.requests is not None and stated.requests != found["n"]:
        said = f"The contract speaks of {count(stated.requests, 'call')}; the file holds {found['n']:,}."
        yield error("requests-differ", ("latency", "requests"), said)


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
