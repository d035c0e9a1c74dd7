"""What is said of segments that were made anew."""

import subprocess
import sys
from dataclasses import replace

import pytest

from coterie.remarks import joined, say
from coterie.segmentation.lineage import Moves, NewSegment, OldSegment, Refit
from coterie.views.refit import refit_told

NAMES = {0: "Savers", 5: "Young savers", 6: "Spenders, lower", 7: "Spenders, higher", 8: "Newcomers"}
STILL = Moves(stayed=90, customer=0, model=0, both=0, cancelled=0, joined=0, left=0)

MANY, THREE = replace(STILL, joined=100), replace(STILL, joined=3)


def refit(*, prefer="auto", start="same", loss=0.0, known=True, common=100, moves=STILL, k=None):
    old = (
        OldSegment(0, "Savers", "kept", (0, 5), 0.8, guessed=False, customers=50),
        OldSegment(1, "Spenders", "split", (6, 7), None, guessed=False, customers=50),
        OldSegment(2, "Few", "merged", (0,), None, guessed=False, customers=40),
        OldSegment(3, "Gone", "retired", (), None, guessed=False, customers=0),
        OldSegment(4, "Far", "kept", (8,), None, guessed=True, customers=0),
    )
    new = (
        NewSegment(0, "kept", (0,), "Big savers"),
        NewSegment(5, "split", (0,), None),
        NewSegment(6, "merged", (1, 2), None),
        NewSegment(7, "new", (), None),
        NewSegment(8, "kept", (4,), None),
    )
    return Refit(prefer, start, loss, known, common, old, new[:k], moves)


def test_each_old_segment_has_its_word_and_its_sentence():
    told = refit_told(refit(), NAMES)
    assert [each.word for each in told.old] == [
        say(f"refit.fate_{fate}") for fate in ("kept", "split", "merged", "retired", "guessed")
    ]
    assert told.old[0].says == say("refit.is_kept_split", jaccard=0.8, into=["Young savers"])
    assert told.old[1].says == say("refit.is_split", into=["Spenders, lower", "Spenders, higher"])
    assert told.old[2].says == say("refit.is_merged", into=["Savers"])
    assert told.old[3].says == say("refit.is_retired")
    assert told.old[4].says == say("refit.is_guessed")


def test_new_ones_say_where_they_come_from():
    told = refit_told(refit(), NAMES)
    assert [each.id for each in told.new] == [5, 6, 7]
    assert [each.word for each in told.new] == [say(f"refit.fate_{word}") for word in ("split_off", "merged", "new")]
    assert [each.says for each in told.new] == [
        say("refit.new_split", parents=["Savers"]),
        say("refit.new_merged", parents=["Spenders", "Few"]),
        say("refit.new_new"),
    ]


def test_another_name_of_today_is_said():
    (one,) = refit_told(refit(), NAMES).otherwise
    assert (one.id, one.name, one.says) == (0, "Savers", say("refit.otherwise", name="Big savers"))


def test_the_finding_names_who_is_still_there():
    kept = say("refit.kept", n=2, of=5, names=["Savers", "Far"])
    added = say("refit.added", n=3, names=["Young savers", "Spenders, lower", "Spenders, higher"])
    assert refit_told(refit(), NAMES).finding == joined((kept, added))
    assert refit_told(refit(k=1), NAMES).finding == kept
    assert refit_told(None, NAMES) is None


@pytest.mark.parametrize(
    ("how", "code", "facts"),
    [
        ({"start": "same"}, "start_same", {}),
        ({"start": "known", "loss": 0.004}, "start_known", {"loss": 0.004}),
        ({"start": "known", "loss": -0.1}, "start_known_best", {}),
        ({"start": "known", "loss": 0.0}, "start_known_best", {}),
        ({"start": "drawn", "loss": 0.02}, "start_drawn", {"loss": 0.02, "within": 0.01}),
        ({"start": "drawn", "loss": 0.08, "prefer": "identity"}, "start_drawn", {"loss": 0.08, "within": 0.05}),
        ({"start": "drawn", "loss": 0.02, "prefer": "fit"}, "start_drawn_fit", {"loss": 0.02}),
        ({"start": "none", "loss": None}, "start_none", {}),
        ({"start": "none", "loss": None, "k": 3}, "start_other_k", {}),
        ({"start": "none", "loss": None, "common": 29, "moves": MANY}, "start_strangers", {"common": 29, "of": 129}),
        ({"start": "none", "loss": None, "common": 27, "moves": THREE}, "start_none", {}),
        ({"start": "none", "loss": None, "common": 26, "moves": THREE}, "start_strangers", {"common": 26, "of": 29}),
        ({"start": "none", "loss": None, "common": 0, "known": False}, "start_none", {}),
    ],
)
def test_where_the_segments_come_from_is_said(how, code, facts):
    assert refit_told(refit(**how), NAMES).sentences[0] == say(f"refit.{code}", **facts)


def test_who_moved_is_counted_by_the_reason():
    moves = Moves(stayed=80, customer=7, model=2, both=0, cancelled=1, joined=4, left=3)
    _, moved, came = refit_told(refit(moves=moves), NAMES).sentences
    parts = [say("refit.by_customer", n=7), say("refit.by_model", n=2)]
    assert moved == say("refit.moved", n=9, of=90, parts=parts)
    assert came == say("refit.came_and_went", joined=4, left=3)


@pytest.mark.parametrize(("time", "mixed", "code"), [(5, 0, "moved_all_time"), (4, 1, "moved"), (0, 0, "moved_none")])
def test_what_time_did_is_said(time, mixed, code):
    moves = replace(STILL, stayed=95, time=time, mixed=mixed, days=60)
    _, moved, *passed, _ = refit_told(refit(moves=moves), NAMES).sentences
    parts = [say("refit.by_time", n=4), say("refit.by_mixed", n=1)]
    facts = {"moved": {"n": 5, "of": 100, "parts": parts}, "moved_all_time": {"n": 5, "of": 100}, "moved_none": {}}
    assert moved == say(f"refit.{code}", **facts[code])
    assert passed == ([say("refit.passed", n=60)] if time + mixed else [])


def test_what_is_not_known_is_said():
    _, moved, unknown = refit_told(refit(known=False), NAMES).sentences
    assert moved == say("refit.moved_none")
    assert unknown == say("refit.unknown")


def test_what_makes_segments_anew_is_not_loaded_for_others():
    code = "import coterie.views, sys; print([name for name in sys.modules if name.startswith('coterie.monitoring')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
