"""`touchstone serve`: the app, on this machine only."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import click

import touchstone
from touchstone.cli.choices import Whole
from touchstone.core.content import VARIABLE, content_root

DEFAULT_PORT = 8501


@click.command(epilog="Example: touchstone serve --port 8600")
@click.option("--port", type=Whole(1, 65535), default=DEFAULT_PORT, show_default=True)
def command(port: int) -> None:
    """Open the app on this machine: the same as `python3 run.py app` after set-up."""
    script = _script()
    free(port)
    if os.environ.get(VARIABLE):
        os.environ[VARIABLE] = str(Path(os.environ[VARIABLE]).resolve())  # the working folder changes below
    click.echo(f"Touchstone opens at http://127.0.0.1:{port} (Ctrl+C ends it).", err=True)
    os.chdir(script.parent)  # Streamlit reads .streamlit/config.toml from the working folder
    words = [sys.executable, "-m", "streamlit", "run", str(Path("app.py")), "--server.port", str(port)]
    os.execv(words[0], words)  # noqa: S606 - a fixed command, so that Ctrl+C and signals reach the server


def _script() -> Path:
    """The app of this source tree, or else beside the content. Raises a ClickException when there is none."""
    folders = (Path(touchstone.__file__).resolve().parents[2], content_root().path)
    for folder in folders:
        if (folder / "app.py").is_file():
            return folder / "app.py"
    raise click.ClickException(f"There is no app.py in {folders[-1]}. Run this in Touchstone's folder.")


def free(port: int) -> None:
    """Raises a ClickException with a way out when nothing can listen on `port` of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            said = f"Port {port} needs rights that you don't have; choose one from 1024 to 65535."
        except OSError:
            said = f"Port {port} is busy; choose another: --port {port + 1 if port < 65535 else 8502}"
        else:
            return
    raise click.ClickException(said)
