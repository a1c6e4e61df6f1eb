"""What ``sitegen build --profile`` says."""

from __future__ import annotations

from sitegen.base.files import write_atomic
from sitegen.cli.printing import say, say_table
from sitegen.project.profiling import Profile, costs, flames, slowest
from sitegen.project.project import Project

_MOST = 20


def profiled() -> Profile:
    """Where the time is to be counted."""
    return Profile()


def say_profile(project: Project) -> None:
    """The dearest steps, queries and layouts, and the slowest pages; all of it as a picture."""
    assert project.profile is not None
    rows = [
        (one.name, str(one.times), *map(_ms, (one.own, one.whole)), f"{one.share:.0%}")
        for one in costs(project.profile)
    ]
    say("")
    say_table([("where", "times", "alone", "with what it asked for", "share"), *rows[:_MOST]])
    say("")
    say_table([("slowest", "", ""), *((name, subject, _ms(took)) for name, subject, took in slowest(project.profile))])
    picture = project.root / ".sitegen" / "profile.svg"
    write_atomic(picture, flames(project.profile).encode())
    say(f"\nDrawn in {picture}")


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:,.1f} ms"
