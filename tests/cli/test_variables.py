from __future__ import annotations

from coterie.cli.run import OFFERED, Run, ScoreRun
from coterie.cli.settings import read_settings
from coterie.cli.variables import known_variables
from coterie.clustering import engine


def test_a_variable_that_nothing_reads_is_told_with_the_nearest(capsys):
    read_settings(None, {}, Run, environment={"COTERIE_K_MAX": "8", "COTERIE_SCORE_CHECKS": "strict"})
    assert not capsys.readouterr().err
    read_settings(None, {}, ScoreRun, environment={"COTERIE_KMAX": "8", "COTERIE_SCORE_CHEKS": "strict"})
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert "COTERIE_KMAX" in said[0]
    assert "'COTERIE_K_MAX'" in said[0]
    assert "'COTERIE_SCORE_CHECKS'" in said[1]


def test_a_variable_with_an_address_is_used_where_an_option_names_it(capsys):
    set_ = {"COTERIE_SHOP": "sqlite:///shop.sqlite"}
    read_settings(None, {"write_to": "$COTERIE_SHOP", "to_table": "segments"}, ScoreRun, environment=set_)
    assert not capsys.readouterr().err
    read_settings(None, {}, ScoreRun, environment=set_)
    assert "COTERIE_SHOP" in capsys.readouterr().err


def test_the_switch_of_the_kernels_is_no_option():
    """An option is read from a variable of its name: another meaning of that name would stop the command."""
    assert engine.SWITCH not in {f"COTERIE_{name}".upper() for name in OFFERED}
    assert engine.SWITCH in known_variables()
