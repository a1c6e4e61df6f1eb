"""Why something was not done, in an editor's words: what happened, then what to do."""

from __future__ import annotations

from sitegen.model.change import Refused

_REASONS = {
    "author": "Your name is missing. Sign in again.",
    "busy": "The site is being changed by another program. Nothing was lost; try again in a moment.",
    "path": "“{path}” is not a place for a file of the site. Choose another name.",
    "change": "“{path}” is not the name of a change. Open the page again.",
    "version": "“{path}” was opened from a version that is not there any more. Copy your text, then open it again.",
    "disk-save": "What lies in the site's folder is changed there, not here. Save it into a change of your own.",
    "in-the-way": "“{path}” cannot be saved: “{other}” has that name already. Choose another name.",
    "linked": "“{path}” only stands for another file. Change that file instead.",
    "empty": "The site has no first version yet. Make public what lies in its folder, then start writing.",
    "nothing": "There is nothing to make public: everything here is public already.",
    "gone": "This version is not there any more.",
    "not-public": "This cannot be undone: it is not part of the public site.",
    "authors": "This cannot be undone here: an author made it public. Ask them, or restore an older version of each "
    "page.",
    "first": "This cannot be undone: nothing was public before it.",
    "detached": "The site's folder shows an old version, so nothing can be made public. Ask whoever looks after it to "
    "go back to the newest one.",
    "merge": "Somebody is joining two versions in the site's folder. Let them finish, then try again.",
    "rebase": "Somebody is rearranging versions in the site's folder. Let them finish, then try again.",
    "pick": "Somebody is taking over a version in the site's folder. Let them finish, then try again.",
    "revert": "Somebody is taking back a version in the site's folder. Let them finish, then try again.",
    "search": "Somebody is looking through old versions in the site's folder. Let them finish, then try again.",
    "elsewhere": "The public site is being worked on in another folder ({other}). Start the back office there.",
    "edited": "“{path}” was also changed in the site's folder, and that is not public yet. Make that public first, or "
    "take it back, then try again.",
    "edited-many": "{path} and {other} more were also changed in the site's folder, and that is not public yet. Make "
    "that public first, or take it back, then try again.",
    "locked": "Another program is working in the site's folder. Nothing was lost; try again in a moment.",
    "unrelated": "The public site was started anew, so this change does not fit it. Copy your text into a new change.",
    "store": "The site's folder could not be written. Nothing that was saved is lost. Ask whoever looks after it to "
    "see whether the disk is full or damaged.",
}


def refused(code: str, path: str = "", other: str = "", *, paths: tuple[str, ...] = (), detail: str = "") -> Refused:
    """The refusal ``code``, with the names that its sentence needs."""
    shown = path.encode("utf-8", "replace").decode()
    reason = _REASONS[code].format(path=shown, other=other)
    return Refused(reason, code, paths or ((path,) if path and code != "change" else ()), detail)


class Declined(Exception):
    """Carries a refusal up to the facade, which returns it. Nobody outside sees it."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def declined(code: str, path: str = "", other: str = "", *, paths: tuple[str, ...] = (), detail: str = "") -> Declined:
    """The refusal as something to raise."""
    return Declined(refused(code, path, other, paths=paths, detail=detail))
