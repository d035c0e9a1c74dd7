from __future__ import annotations

import gzip
import re

from coterie.studio.app import STATIC
from coterie.studio.pages import HERE


def test_b3_what_a_page_loads_is_small():
    whole = sum(len(gzip.compress(path.read_bytes())) for path in STATIC.values() if path.suffix in {".js", ".css"})
    assert whole <= 60_000
    own = [path for path in STATIC.values() if path.suffix == ".js" and path.name != "htmx.min.js"]
    lines = {path.name: path.read_text().count("\n") for path in own}
    assert sum(lines.values()) <= 1200
    assert max(lines.values()) <= 200


def test_s6_no_template_has_a_style_or_a_script_of_its_own():
    for path in (HERE / "templates").iterdir():
        text = path.read_text()
        assert not re.search(r"<[^>]*\s(style|on\w+)=", text), path.name
        assert not re.search(r"<script(?![^>]*src=)|<style|javascript:", text), path.name


def test_s7_nothing_names_another_machine():
    for path in [*STATIC.values(), *(HERE / "templates").iterdir()]:
        if path.name in {"htmx.min.js", "htmx.LICENSE.txt"}:
            continue
        named = re.findall(r"https?://[^\s\"')]+", path.read_text())
        assert set(named) <= {"http://www.w3.org/2000/svg"}, path.name


def test_static_files_come_with_their_kind(made):
    kinds = {name: made.client.get(f"/static/{name}").headers["content-type"].partition(";")[0] for name in STATIC}
    assert kinds["studio.css"] == "text/css"
    assert {kind for name, kind in kinds.items() if name.endswith(".js")} == {"text/javascript"}
    assert made.client.get("/static/htmx.LICENSE.txt").text.startswith("Zero-Clause BSD")


def test_b1_routes_are_short():
    for path in HERE.glob("*.py"):
        for block in re.split(r"\n    @app\.(?:get|post)", path.read_text())[1:]:
            route = re.split(r"\n\n\n|\n    @app|\n\n    @app", block)[0]
            assert route.count("\n") <= 20, (path.name, route)
