"""The command, run as people run it: in a process of its own."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import coterie
from coterie.cli.app import app

COMMAND = Path(sys.executable).with_name("coterie")


@pytest.fixture
def coterie_command(tmp_path):
    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={name: value for name, value in os.environ.items() if name != "COLUMNS"} | environment,
        )

    return run


@pytest.fixture
def bank_csv(bank, tmp_path):
    path = tmp_path / "bank.csv"
    bank.write_csv(path)
    return path


@pytest.fixture
def shop(tmp_path):
    """Lines of invoices as a shop exports them: American dates, cancellations, gifts, lines without a customer."""
    chance = random.Random(5)  # noqa: S311 - invented purchases
    lines = ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,Unit Price,Customer ID"]
    for number in range(430):
        who = 12_000 + 7 * (number if number < 60 else int(60 * chance.random() ** 2))
        day = f"{chance.randint(1, 12)}/{chance.randint(1, 28)}/2024 {chance.randint(8, 19)}:15"
        for _ in range(1 + number % 3):
            pieces, price = chance.randint(1, 40), chance.choice([0.85, 1.25, 2.95, 7.5])
            item = chance.choice(["22809", "84347", "84945", "POST"])
            lines.append(f"{536_000 + number},{item},THING {item},{pieces},{day},{price},{who}")
    lines += [f"C{537_000 + n},84347,THING,-{n + 1},12/{n + 3}/2024 9:00,2.95,{12_000 + 7 * n}" for n in range(5)]
    lines += [f"{538_000 + n},22809,GIFT,5,3/2/2024 9:00,0,12007" for n in range(3)]
    lines += [f"{539_000 + n},22809,THING,5,3/2/2024 9:00,0.85," for n in range(4)]
    path = tmp_path / "shop.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.fixture
def in_process(tmp_path, monkeypatch):
    """Run the command in this process, in a folder of its own; what it raises is raised."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, **environment: str) -> str:
        done = CliRunner().invoke(app, list(map(str, arguments)), env=environment, catch_exceptions=False)
        return done.stdout

    return run


@pytest.fixture
def saved(result, tmp_path):
    """A saved segmentation of the bank's customers."""
    path = tmp_path / "bank.coterie"
    coterie.save(result, path)
    return path
