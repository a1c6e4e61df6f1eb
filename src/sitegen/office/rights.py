"""Who may do what: the one place that is asked. A route names its right, and ``may`` answers."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sitegen.office.person import Person, Role


class Right(StrEnum):
    """Something that a person may or may not do. Reading is a right like any other."""

    PAGES_READ = "pages.read"
    """See pages, drafts of one's own, problems, versions and previews."""
    PAGES_WRITE = "pages.write"
    """Make pages, change, move and rename them, restore versions: all within one's own change."""
    PAGES_DELETE = "pages.delete"
    """Put pages in the bin, and take them out again."""
    PAGES_PUBLISH = "pages.publish"
    """Make a change public, and take that back."""
    MEDIA_READ = "media.read"
    """See pictures and other files."""
    MEDIA_WRITE = "media.write"
    """Upload, replace and rename files, and write what they show."""
    MEDIA_DELETE = "media.delete"
    """Delete files."""
    CHANGES_READ = "changes.read"
    """See who is working on what, and what waits."""
    CHANGES_SEND = "changes.send"
    """Send one's change for review."""
    CHANGES_OTHERS = "changes.others"
    """Look into the changes of others and of the disk, go on with them, make them public or discard them."""
    SITE_MANAGE = "site.manage"
    """Settings, layouts, menus; keep versions of a folder that has none yet."""
    PEOPLE_READ = "people.read"
    """See the names and roles of the others."""
    PEOPLE_MANAGE = "people.manage"
    """Invite, change roles, let nobody in any more, make new links for a forgotten password."""
    AUDIT_READ = "audit.read"
    """See who did what in the back office."""
    ACCOUNT = "account"
    """One's own name, language, password and sessions."""


_WRITER = frozenset(
    {
        Right.PAGES_READ,
        Right.PAGES_WRITE,
        Right.MEDIA_READ,
        Right.MEDIA_WRITE,
        Right.CHANGES_READ,
        Right.CHANGES_SEND,
        Right.PEOPLE_READ,
        Right.ACCOUNT,
    }
)
_EDITOR = _WRITER | {Right.PAGES_DELETE, Right.PAGES_PUBLISH, Right.MEDIA_DELETE, Right.CHANGES_OTHERS}

RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.WRITER: _WRITER,
    Role.EDITOR: _EDITOR,
    Role.OWNER: frozenset(Right),
}


_READABLE = ("content", "data", "static")
_CHANGING_PAGES = (Right.PAGES_WRITE, Right.PAGES_DELETE, Right.PAGES_PUBLISH)


def may(person: Person | None, right: Right, subject: str | None = None) -> bool:
    """True if ``person`` may do it; nobody who is signed out or disabled may do anything.

    ``subject`` is the path of the source it is about: the right to pages is none to settings and layouts. No role is
    limited to folders or types yet; whoever knows the path says it, so that those limits have their place.
    """
    if person is None or person.disabled is not None:
        return False
    rights = RIGHTS[person.role]
    return right in rights and (subject is None or right_to(right, subject) in rights)


def right_to(right: Right, path: str) -> Right:
    """The right that is needed besides, where ``right`` is used on the source at ``path``."""
    top = path.partition("/")[0]
    if right in _CHANGING_PAGES:
        return right if top == "content" else Right.SITE_MANAGE
    return right if top in _READABLE else Right.SITE_MANAGE
