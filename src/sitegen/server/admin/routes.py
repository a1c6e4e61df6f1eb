"""Every address of the back office, with the right that it takes. There is no other way to a view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from sitegen.office.rights import Right
from sitegen.server.admin.asked import Asked
from sitegen.server.admin.bodies import Takes
from sitegen.server.admin.views import (
    account,
    assets,
    begin,
    changes,
    deciding,
    door,
    drafts,
    edit,
    files,
    finding,
    frames,
    health,
    media,
    page_deeds,
    page_making,
    page_moving,
    pages,
    people,
    presence,
    publishing,
    start,
    trail,
    versions,
)

ANYBODY = None
"""The right of a route that is open to people who are not signed in."""


@dataclass(frozen=True, slots=True)
class Place:
    """A route: ``view`` answers to ``method`` at ``path`` whoever has ``right``.

    ``is_data``: it answers with data for a screen, so nobody is led to the door by it. ``is_slow``: it takes long, so
    that it is done where nobody else waits for it.
    ``is_data``: it answers with data for a screen, so nobody is led to the door by it. ``unversioned``: it also works
    for a site that keeps no versions yet.
    """

    method: str
    path: str
    right: Right | None
    view: Callable[[Asked], Response]
    takes: Takes = Takes.NOTHING
    is_data: bool = False
    is_slow: bool = False
    unversioned: bool = False


PLACES = (
    Place("GET", "/admin/built/{mark}/{name}", ANYBODY, assets.file, is_data=True),
    Place("GET", "/first/{ticket}", ANYBODY, door.first),
    Place("POST", "/first/{ticket}", ANYBODY, door.take_first, Takes.FORM),
    Place("GET", "/sign-in", ANYBODY, door.sign_in),
    Place("POST", "/sign-in", ANYBODY, door.take_sign_in, Takes.FORM),
    Place("POST", "/sign-out", Right.ACCOUNT, door.sign_out, Takes.FORM, unversioned=True),
    Place("GET", "/", Right.ACCOUNT, start.start),
    Place("GET", "/begin", Right.ACCOUNT, begin.begin, unversioned=True),
    Place("POST", "/begin", Right.SITE_MANAGE, begin.take_begin, Takes.FORM, unversioned=True),
    # who one is
    Place("GET", "/account", Right.ACCOUNT, account.account, unversioned=True),
    Place("POST", "/account", Right.ACCOUNT, account.take_account, Takes.FORM, unversioned=True),
    Place("POST", "/account/password", Right.ACCOUNT, account.take_password, Takes.FORM, unversioned=True),
    Place("POST", "/account/sessions", Right.ACCOUNT, account.end_sessions, Takes.FORM, unversioned=True),
    Place("GET", "/api/token", Right.ACCOUNT, account.token, is_data=True, unversioned=True),
    # people
    Place("GET", "/people", Right.PEOPLE_READ, people.people, unversioned=True),
    Place("POST", "/people/invite", Right.PEOPLE_MANAGE, people.invite, Takes.FORM, unversioned=True),
    Place("POST", "/people/withdraw", Right.PEOPLE_MANAGE, people.withdraw, Takes.FORM, unversioned=True),
    Place("GET", "/people/trail", Right.AUDIT_READ, trail.trail, unversioned=True),
    Place("GET", "/people/{id:int}", Right.PEOPLE_MANAGE, people.somebody, unversioned=True),
    Place("POST", "/people/{id:int}/role", Right.PEOPLE_MANAGE, people.change_role, Takes.FORM, unversioned=True),
    Place("POST", "/people/{id:int}/access", Right.PEOPLE_MANAGE, people.change_access, Takes.FORM, unversioned=True),
    Place("POST", "/people/{id:int}/link", Right.PEOPLE_MANAGE, people.new_link, Takes.FORM, unversioned=True),
    Place("POST", "/people/{id:int}/sessions", Right.PEOPLE_MANAGE, people.end_sessions, Takes.FORM, unversioned=True),
    # what is being worked on
    Place("GET", "/changes", Right.CHANGES_READ, changes.changes),
    Place("GET", "/changes/mine", Right.PAGES_WRITE, changes.mine),
    Place("GET", "/changes/{id}/difference", Right.CHANGES_READ, changes.difference, is_data=True),
    Place("GET", "/changes/{id}", Right.CHANGES_READ, changes.change),
    Place("GET", "/changes/{id}/site", Right.CHANGES_READ, changes.site),
    Place("POST", "/changes/{id}/publish", Right.PAGES_PUBLISH, deciding.publish, Takes.FORM),
    Place("POST", "/changes/{id}/undo", Right.PAGES_PUBLISH, deciding.undo, Takes.FORM),
    Place("POST", "/changes/{id}/send", Right.CHANGES_SEND, deciding.send, Takes.FORM),
    Place("POST", "/changes/{id}/take-back", Right.CHANGES_SEND, deciding.take_back, Takes.FORM),
    Place("POST", "/changes/{id}/hand-back", Right.CHANGES_OTHERS, deciding.hand_back, Takes.FORM),
    Place("POST", "/changes/{id}/work-on", Right.PAGES_WRITE, deciding.work_on, Takes.FORM),
    Place("POST", "/changes/{id}/discard", Right.PAGES_WRITE, deciding.discard, Takes.FORM),
    Place("POST", "/changes/{id}/restore", Right.PAGES_WRITE, deciding.restore, Takes.FORM),
    # what is wrong
    Place("GET", "/health", Right.PAGES_READ, health.health, unversioned=True),
    Place("GET", "/api/health", Right.PAGES_READ, health.progress, is_data=True, unversioned=True),
    Place("POST", "/health/mend", Right.PAGES_WRITE, health.mend, Takes.FORM),
    # pages
    Place("GET", "/pages", Right.PAGES_READ, pages.pages),
    Place("GET", "/api/pages/paths", Right.PAGES_READ, pages.paths, is_data=True),
    Place("GET", "/pages/new", Right.PAGES_WRITE, page_making.new),
    Place("POST", "/pages/new", Right.PAGES_WRITE, page_making.take_new, Takes.FORM),
    Place("GET", "/pages/move", Right.PAGES_WRITE, page_moving.move),
    Place("POST", "/api/moves", Right.PAGES_WRITE, page_moving.plan, Takes.DATA, is_data=True),
    Place("POST", "/api/move", Right.PAGES_WRITE, page_moving.take_move, Takes.DATA, is_data=True),
    Place("GET", "/pages/bin", Right.PAGES_READ, page_deeds.bin_),
    Place("POST", "/api/duplicate", Right.PAGES_WRITE, page_deeds.duplicate, Takes.DATA, is_data=True),
    Place("POST", "/api/put-back", Right.PAGES_WRITE, page_deeds.put_back_page, Takes.DATA, is_data=True),
    Place("POST", "/api/offline", Right.PAGES_WRITE, page_deeds.offline, Takes.DATA, is_data=True),
    Place("POST", "/api/tag", Right.PAGES_WRITE, page_deeds.tag, Takes.DATA, is_data=True),
    Place("GET", "/api/consequences", Right.PAGES_READ, page_deeds.consequences, is_data=True),
    Place("POST", "/api/consequences", Right.PAGES_DELETE, page_deeds.consequences, Takes.DATA, is_data=True),
    Place("POST", "/api/delete", Right.PAGES_DELETE, page_deeds.delete, Takes.DATA, is_data=True),
    Place("POST", "/api/restore", Right.PAGES_DELETE, page_deeds.restore, Takes.DATA, is_data=True),
    Place("POST", "/api/publish-pages", Right.PAGES_PUBLISH, page_deeds.publish, Takes.DATA, is_data=True),
    # writing
    Place("GET", "/pages/edit/{path:path}", Right.PAGES_WRITE, edit.edit),
    Place("POST", "/api/draft", Right.PAGES_WRITE, drafts.draft, Takes.DATA, is_data=True),
    Place("POST", "/api/save", Right.PAGES_WRITE, drafts.save, Takes.DATA, is_data=True),
    Place("POST", "/api/settle", Right.PAGES_WRITE, drafts.settle, Takes.DATA, is_data=True),
    Place("POST", "/api/mend", Right.PAGES_WRITE, drafts.mend, Takes.DATA, is_data=True),
    Place("GET", "/api/page", Right.PAGES_READ, drafts.page, is_data=True),
    Place("GET", "/api/find", Right.PAGES_READ, finding.find, is_data=True),
    Place("GET", "/api/at", Right.PAGES_READ, finding.at, is_data=True),
    Place("GET", "/api/versions", Right.PAGES_READ, versions.versions, is_data=True),
    Place("GET", "/api/version", Right.PAGES_READ, versions.version, is_data=True),
    Place("POST", "/api/here", Right.PAGES_READ, presence.here, Takes.DATA, is_data=True),
    Place("GET", "/api/events", Right.PAGES_READ, presence.events, is_data=True),
    # media
    Place("GET", "/file", Right.MEDIA_READ, files.file, is_data=True),
    Place("GET", "/thumb", Right.MEDIA_READ, files.thumb, is_data=True, is_slow=True),
    Place("GET", "/media", Right.MEDIA_READ, media.shelf_of),
    Place("POST", "/api/media/move", Right.MEDIA_WRITE, files.move_to, Takes.DATA, is_data=True),
    Place("POST", "/api/media/record", Right.MEDIA_WRITE, files.describe_it, Takes.DATA, is_data=True),
    Place("POST", "/api/media/delete", Right.MEDIA_DELETE, files.delete, Takes.DATA, is_data=True),
    Place("POST", "/api/media/restore", Right.MEDIA_DELETE, files.put_back, Takes.DATA, is_data=True),
    Place("POST", "/api/media", Right.MEDIA_WRITE, files.take_in, Takes.FILES, is_data=True, is_slow=True),
    # the real page
    Place("GET", "/api/frame", Right.PAGES_READ, frames.frame, is_data=True),
    Place("GET", "/view/{pass}/{path:path}", ANYBODY, frames.shown, is_data=True),
    # going public
    Place("GET", "/api/difference", Right.PAGES_READ, publishing.difference, is_data=True),
    Place("GET", "/api/altered", Right.PAGES_READ, publishing.altered, is_data=True),
    Place("POST", "/api/publish", Right.PAGES_PUBLISH, publishing.publish, Takes.DATA, is_data=True),
    Place("POST", "/api/undo", Right.PAGES_PUBLISH, publishing.undo, Takes.DATA, is_data=True),
)
