"""What a page says of itself to search engines: JSON-LD in the words of schema.org.

A page is described once, as what its type says it is, with the way to it (breadcrumbs); the home page describes the
site and who publishes it besides.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup

from sitegen.catalog.described import Given, described
from sitegen.catalog.fields import find_reference
from sitegen.catalog.index import NOT_FOUND, head_of
from sitegen.catalog.relations import parents
from sitegen.catalog.settings import base_path, base_url, machine_options, site_settings, site_title
from sitegen.engine.database import Database
from sitegen.model.page import PageHead
from sitegen.render.images import ImageView

Node = dict[str, Any]


def structured_data(db: Database, head: PageHead, summary: Callable[[], str]) -> Markup:
    """The description as JSON, safe inside of a script element; empty without base_url, for drafts and for the 404.

    ``summary`` gives what is said of a page that has no description.
    """
    root = db.get(base_url).rstrip("/")
    if not root or head.draft or head.path == NOT_FOUND:
        return Markup("")
    nodes = _site(db, root) if head.kind == "home" else [_page(db, root, head, summary)]
    if len(way := _way(db, head)) > 1:
        nodes.append(_crumbs(db, root, way))
    import json

    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _site(db: Database, root: str) -> list[Node]:
    """The site, and who publishes it."""
    settings = db.get(site_settings)
    site: Node = {"@type": "WebSite", "@id": f"{root}/#site", "url": f"{root}/", "name": settings.title}
    if settings.description:
        site["description"] = settings.description
    site["inLanguage"] = [one.code for one in settings.languages]
    site["publisher"] = {"@id": f"{root}/#organisation"}
    return [site, _publisher(db, root, whole=True)]


def _publisher(db: Database, root: str, whole: bool = False) -> Node:
    organisation = db.get(machine_options).organisation
    name = organisation.name or db.get(site_title)
    found: Node = {"@type": "Organization", "@id": f"{root}/#organisation", "name": name, "url": f"{root}/"}
    if organisation.logo is not None:
        found["logo"] = root + organisation.logo.url
    if whole and organisation.same_as:
        found["sameAs"] = list(organisation.same_as)
    return found


def _page(db: Database, root: str, head: PageHead, summary: Callable[[], str]) -> Node:
    kind, properties = described(db, head)
    address = root + head.url
    found: Node = {"@type": kind, "@id": f"{address}#page", "url": address}
    for name, given in properties.items():
        if (value := _value(db, root, head, name, given)) is not None:
            found[name] = value
    if "description" not in found and (words := summary()):
        found["description"] = words
    if "headline" in found:
        found["mainEntityOfPage"] = address
        found["publisher"] = _publisher(db, root)
    return found


def _value(db: Database, root: str, head: PageHead, name: str, given: Given) -> Any:
    value, spec = given
    if isinstance(value, list | tuple):
        inner = spec.of if spec is not None else None
        found = [one for item in value if (one := _value(db, root, head, name, (item, inner))) is not None]
        return found or None
    if spec is not None and spec.kind == "reference" and name not in _PICTURES:
        return _referred(db, root, str(value), _KINDS.get(name, "Thing"))
    return _SHAPES.get(name, _plain)(db, root, head, value, name)


def _referred(db: Database, root: str, value: str, kind: str) -> Node | None:
    path = find_reference(db, value)
    other = head_of(db, path) if path is not None else None
    return {"@type": kind, "name": other.title, "url": root + other.url} if other is not None else None


def _plain(db: Database, root: str, head: PageHead, value: Any, name: str) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        value = value.get("label") or value.get("title") or value.get("name")
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _picture(db: Database, root: str, head: PageHead, value: Any, name: str) -> str | None:
    address = ImageView(db, head.path, value).url
    if address.startswith("/") and not address.startswith("//"):
        return root.removesuffix(db.get(base_path)) + address
    return address if "://" in address else None


def _named(db: Database, root: str, head: PageHead, value: Any, name: str) -> Node | None:
    text = _plain(db, root, head, value, name)
    return {"@type": _KINDS[name], "name": str(text)} if text else None


def _place(db: Database, root: str, head: PageHead, value: Any, name: str) -> Node | None:
    if not isinstance(value, dict) or "lat" not in value:
        return _named(db, root, head, value, name)
    address = value.get("label") or head.fields.get("address")
    found: Node = {"@type": "Place", **({"name": str(address)} if address else {})}
    if isinstance(head.fields.get("address"), str):
        found["address"] = head.fields["address"]
    return {**found, "geo": _geo(db, root, head, value, name)}


def _geo(db: Database, root: str, head: PageHead, value: Any, name: str) -> Node | None:
    if not isinstance(value, dict) or "lat" not in value:
        return None
    return {"@type": "GeoCoordinates", "latitude": value["lat"], "longitude": value.get("lon")}


def _offer(db: Database, root: str, head: PageHead, value: Any, name: str) -> Node | None:
    """A price as an offer; in what currency says the page, else the site. A text that is no number describes itself."""
    currency = head.fields.get("currency") or db.get(machine_options).organisation.currency
    address = str(head.fields.get("register") or root + head.url)
    found: Node = {"@type": "Offer", "url": address if "://" in address else root + head.url}
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {**found, "price": value, **({"priceCurrency": str(currency)} if currency else {})}
    text = _plain(db, root, head, value, name)
    return {**found, "description": text} if text else None


_PICTURES = ("image", "logo")
_KINDS = {
    "author": "Person",
    "brand": "Brand",
    "location": "Place",
    "organizer": "Organization",
    "performer": "Person",
    "provider": "Organization",
    "worksFor": "Organization",
}
_SHAPES: dict[str, Callable[[Database, str, PageHead, Any, str], Any]] = {
    **dict.fromkeys(_KINDS, _named),
    "geo": _geo,
    "image": _picture,
    "location": _place,
    "logo": _picture,
    "offers": _offer,
}


def _way(db: Database, head: PageHead) -> list[PageHead]:
    """The pages from the home page to this one."""
    found = [head]
    path = db.part(parents, (), head.path)
    while path is not None and all(path != one.path for one in found):
        if (above := head_of(db, path)) is not None:
            found.append(above)
        path = db.part(parents, (), path)
    return found[::-1]


def _crumbs(db: Database, root: str, way: list[PageHead]) -> Node:
    items = [
        {
            "@type": "ListItem",
            "position": number,
            "name": db.get(site_title) if one.kind == "home" else one.title,
            "item": root + one.url,
        }
        for number, one in enumerate(way, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
