"""`touchstone salary own`: from a file to positions and gaps, and calls that are wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HEAD = "Employee ID,Job Title,Level,Office,Base Salary,Currency,Period,Gender\n"


def own(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "TOUCHSTONE_DATA": str(data)}
    env.pop("TOUCHSTONE_DATABASE_URL", None)
    command = [sys.executable, "-W", "ignore", "-m", "touchstone", "salary", "own", *words]
    found = subprocess.run(command, env=env, capture_output=True, text=True, timeout=90, check=False)
    assert "Traceback" not in found.stderr
    return found


def test_from_a_file_to_positions_and_a_gap(tmp_path: Path) -> None:
    file = tmp_path / "pay.csv"
    rows = [
        f"{at},MLE,L4,US,{170 + at if at % 2 else 190 + at},USD,year,{'F' if at % 2 else 'M'}\n"
        for at in range(24)
    ]
    file.write_text(HEAD + "".join(rows).replace(",USD", "000,USD"), encoding="utf-8")
    refused = own(tmp_path, "import", str(file), "--as-of", "2026-10-31")
    assert refused.returncode == 1
    assert "pay.csv:2:3: Level: found 'L4', expected junior, mid, senior, staff" in refused.stderr
    assert "nothing is kept" in refused.stdout
    mapping = tmp_path / "mapping.yaml"
    printed = own(tmp_path, "mapping", str(file)).stdout.replace(
        "values: {}", "values: {level: {L4: senior}}"
    )
    mapping.write_text(printed, encoding="utf-8")
    kept = own(tmp_path, "import", str(file), "--as-of", "2026-10-31", "--mapping", str(mapping))
    assert (kept.returncode, kept.stderr) == (0, "")
    set_id = kept.stdout.split()[-1].rstrip(".")
    shown = json.loads(own(tmp_path, "show", set_id, "--format", "json").stdout)["rows"]
    assert len(shown) == 24
    assert (shown[0]["yearly_full_time"], shown[0]["compa_ratio"], shown[0]["market_position"]) == (
        190_000, 0.95, "p25 to p50",
    )  # fmt: skip
    gap = own(tmp_path, "gap", set_id, "--format", "json")
    row = json.loads(gap.stdout)["rows"][0]
    assert gap.returncode == 1
    assert (row["women"], row["men"], row["quality"], row["verdict"]) == (12, 12, "low", "5 % or more")
    assert row["gap"] == round(1 - 182 / 201, 4)
    assert own(tmp_path, "forget", set_id, "--yes").stdout == "Erased.\n"
    gone = own(tmp_path, "show", set_id)
    assert (gone.returncode, "There is no such set" in gone.stderr) == (2, True)


def test_wrong_calls_end_with_2(tmp_path: Path) -> None:
    file, mapping = tmp_path / "pay.csv", tmp_path / "mapping.yaml"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    mapping.write_text("columns: {pey: a}\n", encoding="utf-8")
    lacking = own(tmp_path, "import", str(file), "--as-of", "2026-10-31")
    assert lacking.returncode == 2
    assert "pay: name its column, or give one value for all rows" in lacking.stderr
    wrong = own(tmp_path, "import", str(file), "--as-of", "2026-10-31", "--mapping", str(mapping))
    assert wrong.returncode == 2
    assert "pey" in wrong.stderr


def test_a_store_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    found = own(tmp_path / "file" / "folder", "list")
    assert found.returncode == 2
    assert "Set TOUCHSTONE_DATA to a folder that you can write to" in found.stderr
