"""`python -m bench [--quick] [--json] [NAME…]`: runs the named measurements, or all."""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
import time
from types import ModuleType

import bench
from bench.figures import Figure, as_json, show
from touchstone.core.problems import did_you_mean


def measurements() -> dict[str, ModuleType]:
    """The modules of this folder that measure something, by name."""
    names = [
        module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_")
    ]
    modules = {name: importlib.import_module(f"bench.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "run")}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--quick", action="store_true", help="a tenth of the work")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    asked = parser.parse_args(arguments)
    known = measurements()
    for name in asked.names:
        if name not in known:
            print(f"There is no measurement {name!r}; {did_you_mean(name, known)}", file=sys.stderr)
            return 2
    results: dict[str, list[Figure]] = {}
    for name in asked.names or known:
        started = time.perf_counter()
        print(f"{name}: {known[name].TITLE}", file=sys.stderr)
        results[name] = list(known[name].run(asked.quick))
        if not asked.json:
            show(name, results[name])
        print(f"{name}: done in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    if asked.json:
        print(json.dumps({name: as_json(figures) for name, figures in results.items()}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
