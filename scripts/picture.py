"""The picture of the site in the README: ``python scripts/picture.py`` makes ``docs/site.jpg``.

It takes playwright and a chromium; the data are those shipped, the day is that of the pages.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from ratgap.cli.main import main

OUT = Path(__file__).parent.parent / "docs" / "site.jpg"
DAY = "2026-11-24"


def make() -> int:
    """Write the picture: the first page, from its heading to the map."""
    with TemporaryDirectory() as folder:
        if main(["site", folder, "--as-of", DAY, "--lang", "en"]):
            return 1
        with sync_playwright() as playwright:
            found = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1000, "height": 1200})
            page.goto(Path(folder, "index.html").as_uri())
            page.screenshot(path=OUT, type="jpeg", quality=50)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(make())
