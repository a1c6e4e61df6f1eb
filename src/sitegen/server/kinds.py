"""Content types, the same on every machine."""

from __future__ import annotations

from mimetypes import MimeTypes

_TYPES = MimeTypes(filenames=())
for _type, _suffixes in {
    "application/json": (".map",),
    "application/manifest+json": (".webmanifest",),
    "application/wasm": (".wasm",),
    "audio/ogg": (".ogg", ".opus"),
    "font/otf": (".otf",),
    "font/ttf": (".ttf",),
    "font/woff": (".woff",),
    "font/woff2": (".woff2",),
    "image/avif": (".avif",),
    "image/svg+xml": (".svg",),
    "image/webp": (".webp",),
    "image/x-icon": (".ico",),
    "text/javascript": (".js", ".mjs"),
    "text/markdown": (".md",),
    "text/vtt": (".vtt",),
    "video/webm": (".webm",),
}.items():
    for _suffix in _suffixes:
        _TYPES.add_type(_type, _suffix)

_OF_KIND = {"feed": "application/atom+xml; charset=utf-8", "sitemap": "application/xml; charset=utf-8"}
_TEXT = ("text/", "application/json", "application/xml", "application/manifest+json", "image/svg+xml")


def content_type(path: str, kind: str) -> str:
    """The content type of an output. What nobody knows is offered as a download."""
    if kind in _OF_KIND:
        return _OF_KIND[kind]
    guessed, encoding = _TYPES.guess_type("/" + path, strict=False)
    if guessed is None or encoding is not None:
        return "text/plain; charset=utf-8" if kind == "redirects" else "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith(_TEXT) else guessed
