from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

import coterie

COMMAND = Path(sys.executable).with_name("coterie")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_says_so_and_leaves_nothing(number, code, tmp_path, bank):
    large = pl.concat(
        [bank.with_columns(pl.col("income") + i, customer_id=f"{i}-" + pl.col("customer_id")) for i in range(300)]
    )
    large.write_csv(tmp_path / "bank.csv")
    command = [COMMAND, "segment", "bank.csv", "--out", "out"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        time.sleep(3)
        running.send_signal(number)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (code, "stopped; nothing was written\n")
    assert [path.name for path in tmp_path.iterdir()] == ["bank.csv"]


@pytest.mark.parametrize(
    "arguments",
    [["segment"], ["segment", "a.csv", "--bogus"], ["segment", "a.csv", "b.csv"], ["nothing"], ["score", "a", "b.csv"]],
)
def test_a_wrong_call_is_one_line(coterie_command, arguments):
    done = coterie_command(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    command = f"{arguments[0]} " if arguments[0] in {"segment", "score"} else ""
    assert f"See `coterie {command}--help`." in done.stderr


def test_no_arguments_show_the_help(coterie_command):
    done = coterie_command()
    assert (done.returncode, done.stderr) == (0, "")
    assert "segment" in done.stdout


@pytest.mark.parametrize(
    "command", [["--version"], ["inspect", "bank.csv"], ["segment", "bank.csv", "--out", "o", "--k", "2"]]
)
def test_a_full_stdout_is_said(bank_csv, tmp_path, command):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [COMMAND, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path
        )
    assert done.returncode == 6
    assert done.stderr == (
        "error: stdout cannot be written: No space left on device. "
        "Free some space, or look: what was asked for may be done.\n"
    )


def test_a_closed_stdout_does_not_matter(bank_csv, tmp_path):
    done = subprocess.run(
        ["sh", "-c", f"{COMMAND} inspect bank.csv >&-"], stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_goes_away_ends_it_quietly(bank_csv, tmp_path):
    done = subprocess.run(
        ["sh", "-c", f"{COMMAND} inspect bank.csv | head -1"], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.stderr == ""
    assert done.stdout.startswith("bank.csv")


def test_a_locale_without_unicode(bank, tmp_path):
    name = "ünï.csv"
    bank.write_csv(tmp_path / name)
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [COMMAND, "segment", name, "--out", "löc", "--k", "2"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "löc" / "report.html").exists()


def test_a_computation_that_hears_nothing_is_left(tmp_path):
    code = (
        "import hashlib, sys, coterie.cli.app\n"
        "from coterie.cli.entry import main\n"
        "from coterie.atomic import whole\n"
        "def endless(*_, **__):\n"
        "    with whole('x.txt') as partial:\n"
        "        partial.write_text('half')\n"
        "        print('started', flush=True)\n"
        "        hashlib.pbkdf2_hmac('sha256', b'', b'', 2**31 - 1)\n"  # a quarter of an hour
        "coterie.cli.app.app = endless\n"
        "main()\n"
    )
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, **pipes) as running:
        assert running.stdout.readline() == "started\n"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, "stopped; nothing was written\n")
    assert list(tmp_path.iterdir()) == []


def test_a_stop_that_a_library_takes_for_an_error_of_its_own_is_a_stop():
    code = (
        "import os, signal, coterie.cli.app\n"
        "from coterie.cli.entry import main\n"
        "def loading(*_, **__):\n"
        "    try:\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    except BaseException:\n"
        "        raise ImportError('it failed to import') from None\n"
        "coterie.cli.app.app = loading\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "stopped; nothing was written\n")


@pytest.mark.parametrize(("raised", "ignored"), [("os.kill(os.getpid(), signal.SIGINT)", False), ("1 / 0", True)])
def test_a_stop_that_comes_while_an_object_is_taken_apart_is_a_stop(raised, ignored):
    code = (
        "import os, signal, time, coterie.cli.app\n"
        "from coterie.cli.entry import main\n"
        "class Taken:\n"
        "    def __del__(self):\n"
        f"        {raised}\n"
        "def work(*_, **__):\n"
        "    Taken()\n"
        "    if " + str(ignored) + ":\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    time.sleep(60)\n"
        "coterie.cli.app.app = work\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 130
    assert done.stderr.endswith("stopped; nothing was written\n")
    assert ("ZeroDivisionError" in done.stderr) is ignored
    assert ("Exception ignored" in done.stderr) is ignored


FINISH = {
    "file": ("with whole('x.txt') as partial:\n        partial.write_text('new')\n", "{folder}/x.txt"),
    "folder": (
        "write_outputs(coterie.segment('bank.csv', k=2, evidence='none'), Path('out'), overwrite=True)\n",
        "{folder}/out",
    ),
    "table": ("write_table(pl.DataFrame({'id': [1]}), 'sqlite:///x.db', table='t')\n", "the table t"),
}


@pytest.mark.parametrize("kind", FINISH)
def test_what_stands_when_a_run_is_stopped_is_named(tmp_path, bank, kind):
    bank.head(60).write_csv(tmp_path / "bank.csv")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "segments.json").write_text('{"coterie_version": "0.1.0"}')
    finish, named = FINISH[kind]
    code = (
        "import os, signal, time, coterie, coterie.cli.app\n"
        "import polars as pl\n"
        "from pathlib import Path\n"
        "from coterie.cli.entry import main\n"
        "from coterie.outputs import write_outputs, write_table\n"
        "from coterie.atomic import whole\n"
        "def stopped_late(*_, **__):\n"
        f"    {finish}"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    time.sleep(60)\n"
        "coterie.cli.app.app = stopped_late\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, f"stopped, but written already: {named.format(folder=tmp_path)}\n")


@pytest.mark.parametrize("command", [["segment", "bank.csv", "--k", "2"], ["score", "x.coterie", "bank.csv"]])
def test_a_file_that_may_not_grow_is_said_and_leaves_nothing(result, bank_csv, tmp_path, command):
    coterie.save(result, tmp_path / "x.coterie")
    before = sorted(path.name for path in tmp_path.iterdir())
    limit = resource.RLIMIT_FSIZE
    done = subprocess.run(
        [COMMAND, *command, "--out", "out" if command[0] == "segment" else "out.csv"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        preexec_fn=lambda: resource.setrlimit(limit, (5000, 5000)),
    )
    assert done.returncode == 6
    assert done.stderr.startswith("error: ")
    assert "cannot be written: File too large." in done.stderr
    assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_message_of_any_length_is_cut(coterie_command, tmp_path):
    (tmp_path / "a.csv").write_text(f"{'n' * 100_000},m\n1,2\n2,3\n4,1\n")
    done = coterie_command("segment", "a.csv", "--out", "o", "--features", "x")
    assert done.returncode == 2
    assert len(done.stderr) < 2100
    assert done.stderr.startswith("error: --features names 'x', which is not a column.")


def test_a_full_memory_is_said(tmp_path):
    code = (
        "import coterie.cli.app\n"
        "from coterie.cli.entry import main\n"
        "def hungry(*_, **__):\n"
        "    raise MemoryError\n"
        "coterie.cli.app.app = hungry\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 4
    assert done.stderr == "error: Out of memory. Use fewer rows or columns, or a machine with more memory.\n"


def test_a_panic_of_polars_is_one_line(coterie_command, tmp_path):
    corpus = Path(__file__).parent.parent / "fuzz" / "corpus" / "typed" / "panic.arrow"
    (tmp_path / "a.arrow").write_bytes(corpus.read_bytes()[1:])
    done = coterie_command("inspect", "a.arrow")
    assert done.returncode == 4
    assert done.stderr == (
        "error: 'a.arrow' cannot be read: it is no Arrow file that can be understood. "
        "Save it again as CSV, Parquet, Excel or JSON lines.\n"
    )


def test_the_package_runs_as_a_module(tmp_path):
    done = subprocess.run([sys.executable, "-m", "coterie", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == f"coterie {coterie.__version__}"
