"""Record what the command says of every table of some folders, or compare with what was recorded.

    python benchmarks/record.py FOLDER ... [--out benchmarks/recorded.json] [--compare]

Kept are figures and hashes only, never values or texts of a table: the exit code, K, sizes, inertia, and hashes of
names, account and assignments. `--compare` runs everything again and prints each table that differs, and in what; it
ends with 1 where any does. Tables are named by a hash of their contents, so that no file's name is kept either.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ENDINGS = {".csv", ".xlsx", ".json", ".jsonl", ".parquet", ".tsv", ".txt"}
JOBS = 2
SECONDS = 300
COMMAND = "from coterie.cli.entry import main; main()"


def hashed(value: object) -> str:
    """Return a short hash of anything that JSON can hold."""
    text = value if isinstance(value, bytes) else json.dumps(value, sort_keys=True).encode()
    return hashlib.sha256(text).hexdigest()[:16]


def tables(folders: list[Path]) -> dict[str, Path]:
    """Return the tables of some folders, each by the hash of its contents."""
    files = (path for folder in folders for path in sorted(folder.rglob("*")))
    return {hashed(path.read_bytes()): path for path in files if path.is_file() and path.suffix.lower() in ENDINGS}


def recorded(path: Path) -> dict[str, Any]:
    """Return what the command says of one table."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = [sys.executable, "-c", COMMAND, "segment", str(path), "--out", str(out)]
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        said: dict[str, Any] = {"exit": done.returncode}
        if done.returncode:
            return said
        found = json.loads((out / "segments.json").read_text(encoding="utf-8"))
        assignments = next(out.glob("assignments.*")).read_bytes()
    segments = found["segments"]
    return said | {
        "k": len(segments),
        "verdict": (found["verdict"] or {}).get("kind"),
        "sizes": [segment["size"] for segment in segments],
        "inertia": found["inertia"],
        "names": hashed([segment["name"] for segment in segments]),
        "account": hashed(counted(found["account"])),
        "assignments": hashed(assignments),
    }


def counted(account: dict[str, Any]) -> list[Any]:
    """Return the numbers of an account, without the words of its steps."""
    return [[(step["rows"], step["left_out"]) for step in account["rows"]], account["columns"]]


def differences(before: dict[str, Any], now: dict[str, Any]) -> dict[str, list[Any]]:
    """Return what differs between two records of one table."""
    keys = sorted({*before, *now})
    return {key: [before.get(key), now.get(key)] for key in keys if before.get(key) != now.get(key)}


def main(folders: list[Path], out: Path, *, compare: bool) -> int:
    found = tables(folders)
    with ThreadPoolExecutor(JOBS) as pool:
        now = dict(zip(found, pool.map(recorded, found.values()), strict=True))
    if not compare:
        out.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"{len(now)} tables recorded")
        return 0
    before = json.loads(out.read_text(encoding="utf-8"))
    different = {key: differences(before[key], now[key]) for key in now.keys() & before.keys()}
    for key in sorted(key for key, what in different.items() if what):
        print(found[key].name, different[key])
    missing = [key for key in before if key not in now]
    print(f"{len(now)} tables compared, {sum(map(bool, different.values()))} differ, {len(missing)} not found")
    return int(any(different.values()) or bool(missing))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "recorded.json")
    parser.add_argument("--compare", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.folders, given.out, compare=given.compare))
