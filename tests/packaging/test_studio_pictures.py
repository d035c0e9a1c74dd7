"""The pictures of docs/studio.md are those that the script takes."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_shows_the_pictures_that_the_script_takes():
    script = runpy.run_path(str(ROOT / "packaging" / "studio_pictures.py"))
    page = (ROOT / "docs" / "studio.md").read_text()
    assert tuple(re.findall(r"\]\((studio-[a-z]+\.png)\)", page)) == script["PICTURES"]
    assert all((ROOT / "docs" / name).stat().st_size > 20_000 for name in script["PICTURES"])
