from __future__ import annotations

import polars as pl
import pytest

import coterie
from coterie.errors import Drifted, InputError
from coterie.outputs import write_assignments
from coterie.studio.kept import shown
from coterie.studio.scored import FOLDER, score_file, scored_in


@pytest.fixture
def found(made):
    return shown(made.kept, 3, {}).segmentation


def test_e6_a_file_is_scored_as_the_command_scores_it(found, tmp_path):
    coterie.datasets.bank_customers(n=200).tail(90).write_csv(tmp_path / "new.csv")
    done = score_file(found, tmp_path / "new.csv", tmp_path)
    assert done.view.source == "new.csv"
    assert sum(each.customers for each in done.view.segments) + done.view.without_segment == done.view.customers == 90
    write_assignments(coterie.score(found, str(tmp_path / "new.csv")), tmp_path / "by_command.csv")
    assert scored_in(tmp_path, done.word).read_bytes() == (tmp_path / "by_command.csv").read_bytes()


def test_a_file_that_cannot_be_scored_leaves_nothing(found, tmp_path):
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError):
        score_file(found, tmp_path / "bad.csv", tmp_path)
    assert list(tmp_path.glob(f"{FOLDER}/*")) == []


def test_only_the_last_five_stay_and_only_by_their_word(found, tmp_path, bank):
    bank.head(30).write_csv(tmp_path / "new.csv")
    words = [score_file(found, tmp_path / "new.csv", tmp_path).word for _ in range(7)]
    assert len({*words}) == 7
    assert len(list((tmp_path / FOLDER).iterdir())) == 5
    assert scored_in(tmp_path, words[-1]) is not None
    for word in ("", "..", "../new.csv", "x", "/etc"):
        assert scored_in(tmp_path, word) is None


def test_s11_what_came_of_it_is_its_owner_s_alone(found, tmp_path, bank):
    bank.head(30).write_csv(tmp_path / "new.csv")
    word = score_file(found, tmp_path / "new.csv", tmp_path).word
    assert scored_in(tmp_path, word).parent.stat().st_mode & 0o077 == 0
    assert pl.read_csv(scored_in(tmp_path, word)).height == 30


def test_a_file_in_another_unit_stops_the_work_and_leaves_nothing(found, tmp_path, bank):
    bank.with_columns(pl.col("income") * 1000).write_csv(tmp_path / "cents.csv")
    with pytest.raises(Drifted):
        score_file(found, tmp_path / "cents.csv", tmp_path)
    assert list(tmp_path.glob(f"{FOLDER}/*")) == []
