"""Runs in processes of their own: J3, J4, J5 and J8. What makes segments is played by a few lines here."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest
from a_studio import ended

from coterie.studio.jobs import Jobs

PLAY = """
import json, pathlib, sys, time
task = json.loads(sys.stdin.readline())
say = lambda **said: print(json.dumps(said), flush=True)
folder = pathlib.Path(task["folder"])
say(stage="Reading", done=0, total=1)
(folder / "whole.part").mkdir()
"""
WAIT = PLAY + "say(stage='Clustering', done=6, total=12); time.sleep(600)"
DONE = PLAY + "(folder / 'early').mkdir(); (folder / 'whole.part').rename(folder / 'whole'); say(ending='done')"
FAILS = PLAY + "say(ending='failed', problem='No column can build segments.')"
DIES = PLAY + "sys.exit(3)"
BACK = PLAY + "say(stage='Clustering', done=9, total=12); say(stage='Clustering', done=3, total=12); time.sleep(600)"


@pytest.fixture
def play(desk):
    made = []

    def playing(script: str) -> Jobs:
        jobs = Jobs(desk.store, desk.home, [sys.executable, "-c", script])
        desk.jobs.close()
        desk.jobs = jobs
        made.append(jobs)
        return jobs

    yield playing
    for each in made:
        each.close()


def until(holds):
    for _ in range(6000):
        if holds():
            return
        time.sleep(0.02)
    pytest.fail("it never came")


def test_a_run_that_is_done_keeps_what_is_whole_and_nothing_else(desk, play):
    project = desk.begin_example()
    run = play(DONE).begin(project, {"k": 3})
    assert ended(desk, project, run.number) == "done"
    until(lambda: desk.jobs.progress(project.id, 1) is None)
    assert [each.name for each in desk.jobs.folder(project.id, 1).iterdir()] == ["whole"]


def test_j3_stop_ends_the_process_and_leaves_no_file(desk, play):
    project = desk.begin_example()
    jobs = play(WAIT)
    jobs.begin(project, {})
    until(lambda: (now := jobs.progress(project.id, 1)) and now.step == "tried")
    process = jobs._now.process
    jobs.stop(project.id, 1)
    assert ended(desk, project, 1) == "stopped"
    assert process.poll() is not None
    assert not desk.jobs.folder(project.id, 1).exists()


@pytest.mark.parametrize(
    ("script", "ending", "problem"), [(FAILS, "failed", "No column can build segments."), (DIES, "lost", None)]
)
def test_j4_j5_how_it_ended_is_said(desk, play, script, ending, problem):
    project = desk.begin_example()
    play(script).begin(project, {})
    assert ended(desk, project, 1) == ending
    assert desk.run(project, 1).problem == problem
    assert not desk.jobs.folder(project.id, 1).exists()


def test_j4_a_killed_process_is_noticed(desk, play):
    project = desk.begin_example()
    jobs = play(WAIT)
    jobs.begin(project, {})
    until(lambda: jobs.progress(project.id, 1).step == "tried")
    os.kill(jobs._now.process.pid, signal.SIGKILL)
    assert ended(desk, project, 1) == "lost"


def test_j2_the_bar_never_goes_back(desk, play):
    project = desk.begin_example()
    jobs = play(BACK)
    jobs.begin(project, {})
    until(lambda: jobs.progress(project.id, 1).within == 0.75)
    time.sleep(0.3)
    assert jobs.progress(project.id, 1).within == 0.75


def test_j8_two_projects_run_one_after_another_and_the_second_knows_its_place(desk, play):
    first, second = desk.begin_example(), desk.begin_example()
    jobs = play(WAIT)
    jobs.begin(first, {})
    jobs.begin(second, {})
    until(lambda: jobs.progress(first.id, 1).step == "tried")
    assert (jobs.progress(first.id, 1).place, jobs.progress(second.id, 1).place) == (0, 1)
    jobs.stop(second.id, 1)
    assert ended(desk, second, 1) == "stopped"
    jobs.stop_all(first.id)
    assert desk.run(first, 1).ending == "stopped"
