"""Namers of others: asked by an entry point, and believed as far as the numbers go."""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path

import pytest

import coterie
from coterie.errors import OptionError
from coterie.naming import Bounds, claimed, namer_called
from coterie.remarks import say

DOCS = Path(__file__).parents[2] / "docs" / "naming.md"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a package with one namer, as pip would leave it in a folder of packages."""

    def put(code: str, name: str = "mine") -> None:
        (tmp_path / f"{name}_names.py").write_text(textwrap.dedent(code))
        about = tmp_path / f"{name}_names-1.0.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-names\nVersion: 1.0\n")
        (about / "entry_points.txt").write_text(f"[coterie.namers]\n{name} = {name}_names:named\n")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.delitem(sys.modules, f"{name}_names", raising=False)

    return put


def written(answer: str) -> str:
    return f"from coterie.naming import Bounds, claimed\n\ndef named(profiles):\n    return {answer}\n"


def called(result) -> list[str]:
    return [each.name.name for each in result.segments]


def by_age(name: str, level: str, more: str = "") -> str:
    """Name the oldest segment, and no other."""
    oldest = "each.columns['age'].mean == max(one.columns['age'].mean for one in profiles.segments)"
    return f"[claimed('{name}', {{'age': '{level}'}}{more}) if {oldest} else None for each in profiles.segments]"


@pytest.fixture(scope="module")
def fitted(bank):
    return coterie.fit(bank)


def test_a_name_stands_where_its_claims_hold(install, fitted):
    install(written(by_age("Elders", "high", ", bounds={'age': Bounds(at_least=45)}, advice='Call.'")))
    usual, found = coterie.describe(fitted), coterie.describe(fitted, namer="mine")
    changed = [place for place, pair in enumerate(zip(called(usual), called(found), strict=True)) if pair[0] != pair[1]]
    assert [called(found)[place] for place in changed] == ["Elders"]
    name = found.segments[changed[0]].name
    assert name.sentence.startswith(say("evidence.by_namer", namer="mine"))
    assert (name.archetype, [each.column for each in name.evidence], name.idea) == (None, ["age"], "Call.")


@pytest.mark.parametrize("wrong", [("low", ""), ("high", ", bounds={'age': Bounds(below=45)}")])
def test_a_name_that_the_numbers_refute_is_refused_and_said(install, fitted, wrong):
    install(written(by_age("Juniors", *wrong)))
    usual, found = coterie.describe(fitted), coterie.describe(fitted, namer="mine")
    assert called(found) == called(usual)
    said = say("evidence.refuted", namer="mine", name="Juniors", column="age", claim=wrong[0])
    assert [said in each.name.sentence for each in found.segments].count(True) == 1


def test_being_usual_earns_no_name(install, fitted):
    install(written("[claimed(f'Usual {at}', {'age': 'at least average'}) for at, _ in enumerate(profiles.segments)]"))
    found = coterie.describe(fitted, namer="mine")
    said = [each.name.sentence for each in found.segments if each.name.name.startswith("Usual")]
    assert said, "the oldest are not usual"
    refused = [each.name.sentence for each in found.segments if "Usual" in each.name.sentence]
    assert refused


def test_a_cut_through_one_cloud_is_not_named_by_anybody(install):
    import numpy as np  # noqa: PLC0415 - of this test alone
    import polars as pl  # noqa: PLC0415 - as above

    cloud = pl.DataFrame(np.random.default_rng(1).normal(size=(600, 2)), schema=["a", "b"])
    install(written("[claimed('High', {'a': 'high'}) for _ in profiles.segments]"))
    found = coterie.segment(cloud, k=3, namer="mine")
    assert found.judgement.verdict.supported_k == 1
    assert "High" not in called(found)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (written("[]"), "it gave 0 names for"),
        (written("['Elders' for _ in profiles.segments]"), "it gave a str where"),
        (written("[claimed('A', {'shoe': 'high'}) for _ in profiles.segments]"), "'A' claims something of 'shoe'"),
        (written("[claimed('A', {}) for _ in profiles.segments]"), "'A' claims nothing"),
        (written("1 / 0"), "it failed (ZeroDivisionError: division by zero)"),
        ("named = 3", "it is a int, and cannot be called"),
        ("import nowhere", "it cannot be loaded (ModuleNotFoundError"),
    ],
)
def test_what_is_no_namer_is_refused(install, fitted, code, said):
    name = "n" + str(abs(hash(code)))
    install(code, name)
    with pytest.raises(OptionError, match=re.escape(f"The namer '{name}' cannot be used: {said}")):
        coterie.describe(fitted, namer=name)


def test_two_segments_are_not_called_alike(install, fitted):
    high = "[claimed('Rich', {'income': 'high'}) for _ in profiles.segments]"
    install(written(high), "twice")
    with pytest.raises(OptionError, match="would all be called 'Rich'"):
        coterie.describe(fitted, namer="twice")


def test_one_that_is_not_installed_is_told_before_any_work(install):
    install(written("None"), "mine")
    with pytest.raises(OptionError, match=r"no installed package offers a namer .*'mine'"):
        coterie.segment("nowhere.csv", namer="mime")
    with pytest.raises(OptionError, match="'nobody'"):
        namer_called("nobody")


def test_claims_are_levels_of_columns():
    with pytest.raises(OptionError, match="'huge'"):
        claimed("A", {"age": "huge"})
    with pytest.raises(OptionError, match="'income'"):
        claimed("A", {"age": "high"}, bounds={"income": Bounds(below=3)})


def test_the_example_of_the_docs_runs(tmp_path, monkeypatch, bank):
    page = DOCS.read_text().partition("## A namer of your own")[2]
    code, points = re.findall(r"```(?:python|ini)\n(.*?)```", page, re.DOTALL)[:2]
    (tmp_path / "ladder.py").write_text(code)
    about = tmp_path / "ladder-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: ladder\nVersion: 1.0\n")
    name, _, where = points.strip().splitlines()[-1].partition(" = ")
    (about / "entry_points.txt").write_text(f"[coterie.namers]\n{name} = {where.strip(chr(34))}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert {"Penny-wise", "Free-spending"} <= set(called(coterie.segment(bank, namer=name)))
