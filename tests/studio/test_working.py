from __future__ import annotations

import json
import subprocess
import sys

from coterie.studio.working import EARLY, META, WHOLE, work

CHILD = [sys.executable, "-m", "coterie.studio.working"]


def test_j6_something_can_be_looked_at_before_the_evidence_and_everything_after(bank, tmp_path):
    told = []

    def tell(stage="", done=0, total=1, *, early=False):
        if early:
            meta = json.loads((tmp_path / EARLY / META).read_text())
            told.append(("early", meta["early"], meta["described"]))
        else:
            told.append(stage)

    work(bank.head(300), {"k_max": 5}, tmp_path, tell=tell)
    at = next(i for i, each in enumerate(told) if each[0] == "early")
    assert "Judging" not in told[:at]
    assert "Judging" in told[at:]
    assert "Describing" in told[at:]
    assert told[at][1] is True
    assert len(told[at][2]) == 1
    meta = json.loads((tmp_path / WHOLE / META).read_text())
    assert (meta["early"], meta["ks"], meta["described"]) == (False, [1, 2, 3, 4, 5], [1, 2, 3, 4, 5])
    assert {each.name for each in (tmp_path / WHOLE).iterdir()} >= {f"{k}.coterie" for k in range(1, 6)}


def test_j5_a_failure_is_the_library_s_one_line(tmp_path):
    (tmp_path / "bad.csv").write_text("id,name\n1,a\n2,b\n3,c\n")
    task = {"source": {"kind": "file", "path": str(tmp_path / "bad.csv")}, "options": {}, "folder": str(tmp_path)}
    with subprocess.Popen(CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdin.write(json.dumps(task).encode() + b"\n")
        process.stdin.flush()
        told, complained = process.stdout.read(), process.stderr.read()
    said = json.loads(told.splitlines()[-1])
    assert said["ending"] == "failed"
    assert "\n" not in said["problem"]
    assert "Traceback" not in said["problem"]
    assert complained == b""


def test_it_ends_when_nobody_listens_any_more(tmp_path):
    task = {"source": {"kind": "example"}, "options": {}, "folder": str(tmp_path)}
    with subprocess.Popen(CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdin.write(json.dumps(task).encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.readline()
        process.stdin.close()
        assert process.wait(120) == 1
    assert not (tmp_path / WHOLE).exists()
