"""Takes the pictures that test_public_looks.py compares pages with, anew: ``python tests/public/take_pictures.py``.

Look at what has changed before you keep it: ``git diff --stat``, and the pictures themselves.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import looking  # noqa: E402  (beside this file, found by the line above)
from every_kind import KINDS  # noqa: E402
from pairs import LANGUAGES, SCHEMES  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from public_sites import build, served  # noqa: E402

from browsers import CHROMIUM, SWITCHES  # noqa: E402


def take(browser: Browser, origin: str, language: str) -> None:
    """All pictures of one language."""
    for scheme in SCHEMES:
        for width in looking.WIDTHS:
            size = {"width": width, "height": 800 if width < 700 else 900}
            page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
            page.clock.set_fixed_time(looking.NOW)
            for kind, address in KINDS.items():
                page.goto(origin + address)
                page.wait_for_load_state("networkidle")
                name = f"{kind}-{scheme}-{language}-{width}"
                looking.save(name, looking.picture_of(page))
            looking.TAKEN_WITH.write_text(json.dumps(looking.fonts(page)) + "\n")
            page.close()


def main() -> None:
    """Every kind, both colours, both directions, three widths."""
    looking.PICTURES.mkdir(exist_ok=True)
    for old in looking.PICTURES.glob("*.webp"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        for language in LANGUAGES:
            with served(build(f"kinds-{language}", Path(folder) / language)) as origin:
                take(browser, origin, language)
        browser.close()
    print(f"{looking.size_of(looking.PICTURES.iterdir()):,} bytes of pictures")


if __name__ == "__main__":
    main()
