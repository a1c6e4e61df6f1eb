"""What ``sitegen build --profile`` says."""

from __future__ import annotations

from pathlib import Path

from sitegen.base.files import write_atomic
from sitegen.cli.printing import say, say_table
from sitegen.project.profiling import Profile, costs, flames, slowest

_MOST = 20


def say_profile(profile: Profile, root: Path, form: str) -> None:
    """The dearest steps, queries and layouts, and the slowest answers; for programs only the picture is made."""
    picture = root / ".sitegen" / "profile.svg"
    write_atomic(picture, flames(profile).encode())
    if form != "text":
        return
    rows = [(one.name, str(one.times), _ms(one.own), _ms(one.whole), f"{one.share:.0%}") for one in costs(profile)]
    if not rows:
        say("Nothing had to be done, so nothing took any time.")
        return
    say("")
    say_table([("where", "times", "alone", "with what it asked for", "share"), *rows[:_MOST]])
    say("")
    say_table([("slowest", "", "alone"), *((name, subject, _ms(took)) for name, subject, took in slowest(profile))])
    say(f"\nDrawn in {picture}")


def _ms(milliseconds: float) -> str:
    return f"{milliseconds:,.1f} ms"
