#!/bin/sh
# Writes the pinned requirements anew from pyproject.toml. Run it where `uv` is on the PATH, from the repository's root.
set -eu
compile() { uv pip compile pyproject.toml --universal --python-version 3.11 --no-header --quiet "$@"; }
compile --extra install -o requirements/app.txt
compile --extra install --extra test -c requirements/app.txt -o requirements/test.txt
compile --extra install --extra test --extra bench -c requirements/test.txt -o requirements/bench.txt
