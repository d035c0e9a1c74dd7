"""What there is is read where the system tells it."""

from __future__ import annotations

import pytest

from coterie.free_memory import memory_there_is

GB = 10**9


@pytest.fixture
def system(tmp_path):
    """Write files of a system that never was."""

    def write(**files):
        for name, text in ({"proc/meminfo": "MemTotal: 32000000 kB\nMemAvailable: 16000000 kB\n"} | files).items():
            path = tmp_path / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return memory_there_is(tmp_path)

    return write


def test_a_machine_without_limits_has_what_is_available(system):
    assert system() == 16_000_000 * 1024
    assert system(sys__fs__cgroup__x="") == 16_000_000 * 1024


def test_a_container_has_what_it_may_still_take(system):
    files = {"sys/fs/cgroup/memory.max": f"{2 * GB}\n", "sys/fs/cgroup/memory.current": f"{GB}\n"}
    assert system(**files) == GB
    files["sys/fs/cgroup/memory.stat"] = f"anon 5\ninactive_file {GB // 2}\nactive_file 100\n"
    assert system(**files) == GB + GB // 2 + 100, "files that are kept in memory can be let go"


def test_a_group_inside_another_has_what_the_tightest_allows(system):
    files = {
        "proc/self/cgroup": "0::/work.slice/job.scope\n",
        "sys/fs/cgroup/work.slice/memory.max": f"{3 * GB}",
        "sys/fs/cgroup/work.slice/memory.current": f"{GB}",
        "sys/fs/cgroup/work.slice/job.scope/memory.max": "max",
        "sys/fs/cgroup/work.slice/job.scope/memory.current": f"{GB}",
    }
    assert system(**files) == 2 * GB


def test_the_older_kind_of_limit_counts_too(system):
    folder = "sys/fs/cgroup/memory/memory"
    files = {f"{folder}.limit_in_bytes": str(GB), f"{folder}.usage_in_bytes": str(GB // 4)}
    assert system(**files) == GB - GB // 4


def test_nothing_is_left_where_more_was_taken_than_is_allowed(system):
    assert system(**{"sys/fs/cgroup/memory.max": "100", "sys/fs/cgroup/memory.current": "200"}) == 0


def test_a_system_that_tells_nothing_has_all_its_memory(tmp_path):
    assert memory_there_is(tmp_path) > 2**20
