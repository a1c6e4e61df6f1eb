"""Two hundred pictures of twelve million points: how long a build from nothing takes, how much memory each process
needs, how long one takes that has nothing to do, and what a change costs.

``python benchmarks/pictures.py [how many] [processes]``. The pictures are made up: clouds of colour with the grain of a
camera, JPEGs of about four megabytes, with EXIF that says where they were taken.
"""

from __future__ import annotations

import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from time import perf_counter

from PIL import Image

SIZE = (4000, 3000)
_GRAIN = 12
_ON_A_PAGE = 10
_ALIKE = 10  # so many files in a row show the same: nothing here knows that


def taken(seed: int, grain: Image.Image) -> Image.Image:
    """What a camera sees."""
    dice = random.Random(seed)
    clouds = Image.frombytes("RGB", (24, 18), dice.randbytes(24 * 18 * 3)).resize(SIZE, Image.Resampling.BICUBIC)
    return Image.blend(clouds, grain, 0.2)


def written(image: Image.Image, number: int) -> bytes:
    """A picture as a camera writes it; the number of the picture makes its file like no other."""
    notes = Image.Exif()
    notes[0x010F] = f"Example Camera 7, picture {number}"
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[2] = (60.0, 10.0, 15.0)
    out = BytesIO()
    image.save(out, "JPEG", quality=88, exif=notes)
    return out.getvalue()


def make_site(root: Path, count: int) -> int:
    """A site with so many pictures, ten to a page. Returns how many bytes they have."""
    (root / "content").mkdir(parents=True)
    (root / "site.yaml").write_text("title: Pictures\nbase_url: https://example.org/\n")
    grain = Image.effect_noise(SIZE, _GRAIN * 4).convert("RGB")
    whole = 0
    for number in range(count):
        if number % _ALIKE == 0:
            image = taken(number, grain)
        data = written(image, number)
        whole += len(data)
        (root / "content" / f"p{number}.jpg").write_bytes(data)
    for page in range(0, count, _ON_A_PAGE):
        shown = range(page, min(count, page + _ON_A_PAGE))
        lines = "\n\n".join(f"![Picture {number}](p{number}.jpg)" for number in shown)
        (root / "content" / f"page{page}.md").write_text(f"# Page {page}\n\n{lines}\n")
    (root / "content" / "index.md").write_text("# Home\n")
    return whole


def build(root: Path, jobs: int) -> None:
    """Build as the command does, in a process of its own, and print what it took as JSON."""
    from sitegen.project.project import Project

    started = perf_counter()
    project = Project(root, jobs=jobs)
    try:
        report = project.build(root / "public")
    finally:
        project.close()
    assert not report.problems, report.problems[:3]
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    most = int(re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())[1]) / 1024  # type: ignore[index]
    spent = sum(one.ru_utime + one.ru_stime for one in used)
    made = report.ran.get("output", 0)
    print(json.dumps([perf_counter() - started, spent, len(report.written), made, most, used[1].ru_maxrss / 1024]))


def tell(what: str, root: Path, jobs: int) -> None:
    """Build, and say how it went."""
    done = subprocess.run([sys.executable, __file__, "--build", root, str(jobs)], capture_output=True, check=True)
    seconds, spent, written, made, own, workers = json.loads(done.stdout)
    print(
        f"{what:<42}{seconds:>8.2f} s{spent:>8.2f} s of processors{written:>6} written{made:>6} made"
        f"{own:>6.0f} MB{workers:>6.0f} MB each worker at most",
        flush=True,
    )


def main(count: int = 200, jobs: int = 2) -> None:
    """Print the figures."""
    root = Path(tempfile.mkdtemp(prefix="sitegen-pictures-"))
    try:
        whole = make_site(root, count)
        print(f"{count} pictures of {SIZE[0]} × {SIZE[1]}, {whole / 1e6:.0f} MB; {jobs} processes", flush=True)
        tell("from nothing", root, jobs)
        tell("nothing has changed", root, jobs)
        (root / "content" / "index.md").write_text("# Home\n\nA word.\n")
        tell("a word has changed", root, jobs)
        (root / "content" / "p0.jpg").write_bytes((root / "content" / "p1.jpg").read_bytes()[:-2] + b"\xff\xd9")
        tell("a picture has another's bytes", root, jobs)
        for memos in (root / ".sitegen" / "cache").glob("memos-*"):
            memos.unlink()
        shutil.rmtree(root / "public")
        tell("from nothing, but the pictures are kept", root, jobs)
        made = [path for path in (root / "public" / "assets" / "pictures").rglob("*") if path.is_file()]
        print(f"{len(made)} pictures made, {sum(path.stat().st_size for path in made) / 1e6:.0f} MB")
        left = [path.name for path in (root / "public").rglob("*.*") if b"Example Camera" in path.read_bytes()]
        print(f"files that still say where: {len(left)}")
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--build"]:
        build(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(*map(int, sys.argv[1:]))
