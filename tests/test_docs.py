"""The documents are true: their commands and options are the program's, their code runs."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import get_type_hints

import pytest
import typer
import typer.models

import coterie
from coterie.cli.app import app
from coterie.cli.catalogues import check as catalogues_check
from coterie.cli.history import history
from coterie.cli.run import Run
from coterie.cli.settings import read_settings
from coterie.naming import load_catalogue
from coterie.outputs import write_outputs

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
COMMANDS = {command.callback.__name__: command.callback for command in app.registered_commands}
COMMANDS["catalogues"] = catalogues_check
COMMANDS["history"] = [part.callback for part in history.registered_commands]


def options_of(command) -> set[str]:
    if isinstance(command, list):
        return set().union(*map(options_of, command))
    hints = get_type_hints(command, include_extras=True)
    named = set()
    for name in inspect.signature(command).parameters:
        infos = [info for info in getattr(hints[name], "__metadata__", ()) if isinstance(info, typer.models.OptionInfo)]
        for info in infos:  # of an annotation, Typer takes the first flag for a default
            first = (info.default,) if str(info.default).startswith("--") else ()
            named |= {*first, *(info.param_decls or ())} or {f"--{name.rstrip('_').replace('_', '-')}"}
    return named


ALL_OPTIONS = set().union(*map(options_of, COMMANDS.values())) | {"--help", "--version"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_that_a_page_names_exists(page):
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page.read_text()))
    assert named - ALL_OPTIONS == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_shows_exists_with_its_options(page):
    shown = re.findall(r"^coterie ([a-z]+)(.*)$", page.read_text(), re.MULTILINE)
    for command, rest in shown:
        assert command in COMMANDS
        assert set(re.findall(r"(?<![\w-])--[a-z-]+", rest)) <= options_of(COMMANDS[command])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented(command):
    page = (ROOT / "docs" / "options.md").read_text()
    section = re.split(r"^## ", page, flags=re.MULTILINE)
    text = next(part for part in section if part.startswith(f"`coterie {command}"))
    assert {option for option in options_of(COMMANDS[command]) if option not in text} == set()


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", ["docs/map.md", "docs/architecture.md", "CONTRIBUTING.md"])
def test_every_place_that_a_page_names_exists(page):
    text = re.sub(r"```diff.*?```", "", (ROOT / page).read_text(), flags=re.DOTALL)
    named = set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.(?:py|cpp|h|md))?)`", text))
    assert len(named) >= 5
    roots = [ROOT, ROOT / "src" / "coterie"]
    inside = {path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*")}
    assert [
        each
        for each in sorted(named)
        if not any((root / each).exists() for root in roots) and not any(path.endswith(f"/{each}") for path in inside)
    ] == []


def test_every_key_of_the_summary_is_documented():
    page = (ROOT / "docs" / "segments-json.md").read_text()
    assert [key for key in coterie.json_schema()["properties"] if f"`{key}`" not in page] == []


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch, bank):
    monkeypatch.chdir(tmp_path)
    bank.write_csv("customers.csv")
    bank.write_csv("new-customers.csv")
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert code
    exec(code.group(1), {})  # noqa: S102 - the README's own lines
    assert (tmp_path / "report.html").exists()


def test_the_python_of_the_first_steps_runs(tmp_path, monkeypatch, bank, capsys):
    monkeypatch.chdir(tmp_path)
    bank.write_csv("customers.csv")
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "first-steps.md").read_text(), re.DOTALL)
    assert code
    exec(code.group(1), {})  # noqa: S102 - the page's own lines
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert [each.given for each in coterie.load("segmentation.coterie").names.names] == [True, False, False, True]


def test_the_python_of_the_page_on_refits_runs(tmp_path, monkeypatch, bank):
    monkeypatch.chdir(tmp_path)
    result = coterie.segment(bank, k=4, evidence="none")
    write_outputs(result, tmp_path / "segments", report=False)
    bank.head(bank.height // 2).write_csv("customers.csv")
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "refit.md").read_text(), re.DOTALL)
    assert code
    names: dict[str, object] = {}
    exec(code.group(1), names)  # noqa: S102 - the page's own lines
    assert coterie.load("segmentation.coterie").parent == result.segmentation.short_hash
    assert set(names["again"].changes["reason"]) >= {"left"}


def test_the_python_of_the_page_on_comparisons_runs(tmp_path, monkeypatch, bank):
    monkeypatch.chdir(tmp_path)
    write_outputs(coterie.segment(bank, k=4, evidence="none"), tmp_path / "segments", report=False)
    bank.head(bank.height // 2).write_csv("customers.csv")
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "compare.md").read_text(), re.DOTALL)
    assert code
    names: dict[str, object] = {}
    exec(code.group(1), names)  # noqa: S102 - the page's own lines
    assert (names["found"].answer, names["found"].advice, names["found"].reason) == ("steady", "keep", "steady")
    assert set(names["found"].changes["reason"]) == {"left"}


@pytest.mark.words
def test_the_table_of_the_readme_is_the_demo_s(capsys, tmp_path, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    COMMANDS["demo"](out=tmp_path / "demo")
    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()][:-1]
    shown = re.search(r"```text\n(.*?)\n```\n<!-- demo: end", (ROOT / "README.md").read_text(), re.DOTALL)
    assert shown
    assert shown.group(1).split("\n") == printed


def test_the_catalogue_of_the_docs_is_one(tmp_path):
    text = re.search(r"```toml\n(.*?)```", (ROOT / "docs" / "naming.md").read_text(), re.DOTALL)
    assert text
    (tmp_path / "shop.toml").write_text(text.group(1))
    assert [each.name for each in load_catalogue(tmp_path / "shop.toml").archetypes] == ["Regulars"]


def test_the_settings_of_the_docs_are_options(tmp_path):
    text = re.search(r"```toml\n(.*?)```", (ROOT / "docs" / "first-steps.md").read_text(), re.DOTALL)
    assert text
    (tmp_path / "coterie.toml").write_text(text.group(1))
    options, run = read_settings(tmp_path / "coterie.toml", {}, Run)
    assert (options.k_max, run.overwrite) == (10, True)
