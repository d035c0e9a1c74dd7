"""Take the pictures of docs/studio.md in a browser, of the built-in example: `make pictures`.

python packaging/studio_pictures.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parents[1] / "docs"
PICTURES = ("studio-columns.png", "studio-segments.png", "studio-customer.png", "studio-compare.png", "studio-use.png")
COMMAND = Path(sys.executable).with_name("coterie")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PATIENCE = 600_000


def main(folder: Path = DOCS) -> None:
    """Take all of them anew."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        options = ["--port", "0", "--json", "--no-browser", "--home", f"{home}/studio"]
        with subprocess.Popen([COMMAND, "studio", *options], stdout=subprocess.PIPE, text=True) as studio:
            assert studio.stdout is not None  # noqa: S101 - it was asked for
            text = ""
            while not text.rstrip().endswith("\n}") and (line := studio.stdout.readline()):
                text += line
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(PATIENCE)
            page.goto(json.loads(text)["url"])
            page.click("#example")
            page.wait_for_selector("table.columns")
            page.screenshot(path=folder / PICTURES[0], clip={"x": 0, "y": 0, "width": 1440, "height": 740})
            page.click("#run")
            page.wait_for_url("**/segments")
            page.wait_for_selector("[data-drawn]")
            page.click(".seg .pick >> nth=0")
            while page.evaluate("document.querySelectorAll('.mix rect').length") != 1:
                page.wait_for_timeout(200)
            page.mouse.move(5, 5)
            page.screenshot(path=folder / PICTURES[1])
            page.click("#borders")
            page.wait_for_selector("#customer[data-drawn]")
            page.screenshot(path=folder / PICTURES[2])
            project = page.url.partition("/customer/")[0]
            page.goto(f"{project}/compare?a=1:6&b=1:7")
            page.screenshot(path=folder / PICTURES[3], clip={"x": 0, "y": 0, "width": 1440, "height": 870})
            page.goto(f"{project}/use?k=6&s=0&s=2")
            page.screenshot(path=folder / PICTURES[4], clip={"x": 0, "y": 0, "width": 1440, "height": 880})
            browser.close()
            studio.terminate()


if __name__ == "__main__":
    main()
