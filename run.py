"""Sets everything up and runs it: `python3 run.py app | test | check | bench`. Standard library only.

The environment lives in `.venv` beside this file (or in the folder that TOUCHSTONE_VENV names), with the
versions pinned under `requirements/`. A second start finds it ready and goes straight on.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = Path(os.environ.get("TOUCHSTONE_VENV") or HERE / ".venv")
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
# Which pinned list each command needs. A larger list contains the smaller ones.
NEEDS = {
    "app": ("app", "test", "bench"),
    "check": ("app", "test", "bench"),
    "test": ("test", "bench"),
    "bench": ("bench",),
}
USAGE = """usage: python3 run.py COMMAND [ARGUMENT…]

  app [--port N]      set up, then open the app on this machine only
  test [PYTEST ARG…]  set up, then lint, types, import contracts and all tests; --nightly: the long ones too
  check [PATH…]       set up, then load all content and print every problem
  bench [NAME…]       set up, then measure speed and memory beside the alternatives"""


class Stop(Exception):
    """Something that the person at the keyboard can mend, in one line."""


def main(arguments: list[str], version: tuple[int, ...] = tuple(sys.version_info[:3])) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(USAGE)
        return 0 if arguments else 2
    command, rest = arguments[0], arguments[1:]
    if command not in NEEDS:
        raise Stop(f"There is no command {command!r}. Choose one of: {', '.join(NEEDS)}.")
    if version < OLDEST:
        found = ".".join(map(str, version))
        raise Stop(
            f"Touchstone needs Python 3.11 or newer; this is {found}. Run it as python3.11 run.py {command}."
        )
    set_up(command)
    return {"app": app, "test": test, "check": check, "bench": bench}[command](rest)


def app(rest: list[str]) -> int:
    return replace([str(PYTHON), "-m", "touchstone", "serve", *rest])


def check(rest: list[str]) -> int:
    return replace([str(PYTHON), "-m", "touchstone", "check", *rest])


def bench(rest: list[str]) -> int:
    return replace([str(PYTHON), "-m", "bench", *rest])


def test(rest: list[str]) -> int:
    """All steps run even when one fails, so that one look shows everything that is wrong."""
    steps = [
        ("lint", ["ruff", "check", "."]),
        ("format", ["ruff", "format", "--check", "."]),
        ("types", ["mypy"]),
        ("floors", ["lint-imports"]),
        ("tests", ["pytest", "-q", "-n", "2", "--dist", "loadfile", *rest]),
    ]
    if rest and rest != ["--nightly"]:  # someone looks for one test: skip the rest
        steps = [("tests", ["pytest", "-q", *rest])]
    failed = []
    for name, words in steps:
        print(f"── {name}: {' '.join(words)}", flush=True)
        if subprocess.run([str(BIN / words[0]), *words[1:]], cwd=HERE, env=environment()).returncode:
            failed.append(name)
    print(f"── {'failed: ' + ', '.join(failed) if failed else 'all passed'}", flush=True)
    return 1 if failed else 0


def environment() -> dict[str, str]:
    """Bytecode is compiled at set-up and kept: an environment that forbids it makes every start slow."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONHOME")
    }
    return {**kept, "VIRTUAL_ENV": str(VENV), "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}


def replace(words: list[str]) -> int:
    """Become the command, so that Ctrl+C and signals reach it; Windows has no such thing and waits."""
    os.chdir(HERE)
    if os.name == "nt":
        return subprocess.run(words, env=environment()).returncode
    os.execve(words[0], words, environment())  # noqa: S606
    return 1


def set_up(command: str) -> None:
    for name in NEEDS[command]:
        if stamp(name).is_file() and stamp(name).read_text() == fingerprint(name):
            return
    smallest = NEEDS[command][0]
    writable()
    print(
        f"Setting up {VENV.name} from requirements/{smallest}.txt (the first time takes a minute) …",
        flush=True,
    )
    for name in NEEDS["app"]:
        stamp(name).unlink(missing_ok=True)
    if not works():
        make_venv()
    install(smallest)
    stamp(smallest).write_text(fingerprint(smallest))


def stamp(name: str) -> Path:
    return VENV / f"touchstone-{name}.stamp"


def fingerprint(name: str) -> str:
    """Changes when the pinned versions, the package's metadata, its place or the Python do."""
    digest = hashlib.sha256(f"{sys.version_info[:3]} {HERE} {VENV}".encode())
    for path in (HERE / "requirements" / f"{name}.txt", HERE / "pyproject.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def writable() -> None:
    folder = VENV if VENV.is_dir() else VENV.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".touchstone-probe"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise Stop(
            f"{folder} can't be written ({error.strerror}). Name another folder: "
            "TOUCHSTONE_VENV=~/touchstone-venv python3 run.py app"
        ) from None


def works() -> bool:
    """The environment exists and its Python still runs (a removed or upgraded Python leaves a dead link)."""
    if not PYTHON.exists():
        return False
    try:
        return subprocess.run([str(PYTHON), "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    if (VENV / "pyvenv.cfg").is_file():
        shutil.rmtree(VENV)
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        if shutil.which("uv"):
            quiet(
                ["uv", "venv", "--quiet", "--python", sys.executable, str(VENV)],
                "uv could not make the environment",
            )
            return
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Stop(
            f"This Python has no venv. On Debian or Ubuntu run: sudo apt install python{version}-venv"
        ) from None
    quiet([sys.executable, "-m", "venv", str(VENV)], "python -m venv failed")


def install(name: str) -> None:
    pinned = str(HERE / "requirements" / f"{name}.txt")
    uv = uv_words()
    if uv:
        target = ["--python", str(PYTHON), "--quiet"]
        quiet(
            [*uv, "pip", "install", *target, "--compile-bytecode", "-r", pinned],
            "the libraries could not be installed",
        )
        quiet(
            [*uv, "pip", "install", *target, "--no-deps", "--no-build-isolation", "-e", str(HERE)],
            "Touchstone itself could not be installed",
        )
    else:
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        quiet([*pip, "--compile", "-r", pinned], "the libraries could not be installed")
        quiet(
            [*pip, "--no-deps", "--no-build-isolation", "-e", str(HERE)],
            "Touchstone itself could not be installed",
        )
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(HERE / "src")], env=environment())


def uv_words() -> list[str]:
    """uv installs four times faster than pip; pip brings it. Without it pip does the whole job."""
    if shutil.which("uv"):
        return ["uv"]
    inside = BIN / ("uv.exe" if os.name == "nt" else "uv")
    if not inside.exists():
        words = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv"]
        subprocess.run(words, capture_output=True)
    return [str(inside)] if inside.exists() else []


def quiet(words: list[str], said: str) -> None:
    """Run a set-up step; when it fails, one line says what, after the step's own last words."""
    done = subprocess.run(words, capture_output=True, text=True, cwd=HERE)
    if done.returncode:
        sys.stderr.write((done.stderr or done.stdout)[-2000:])
        raise Stop(f"Set-up stopped: {said} (see above). Check the network, then run the same command again.")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit(130)
