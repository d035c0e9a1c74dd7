from __future__ import annotations

NAMES = {
    "Prudent Elite",
    "Established Earners",
    "Silver Sages",
    "Financial Titans",
    "Trendsetters",
    "Millennial Moguls",
}


def test_the_demo_comes_to_the_six_names(coterie_command, tmp_path):
    done = coterie_command("demo")
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in NAMES)
    assert (tmp_path / "coterie-demo" / "report.html").exists()
    assert coterie_command("demo").returncode == 6
    assert coterie_command("demo", "--overwrite").returncode == 0
