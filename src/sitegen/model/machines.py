"""What a site says to machines: hosts, search engines, networks in which its pages are linked to."""

from __future__ import annotations

from sitegen.base.data import noun
from sitegen.base.diagnostics import Location

HOSTS = ("netlify", "cloudflare", "nginx", "apache", "caddy")
"""Hosts and servers whose forms of redirects and headers are known. The first two read the same files."""


@noun
class Schema:
    """What pages of a type are in the words of schema.org: ``kind``, and the field that gives each property."""

    kind: str
    properties: dict[str, str]
    at: Location


@noun
class SiteFile:
    """A file of the site that a setting names, by its address (``/images/card.png``)."""

    url: str
    at: Location


@noun
class Organisation:
    """Who publishes the site. ``currency`` is that of its prices (ISO 4217); ``same_as`` are its pages elsewhere."""

    name: str = ""
    logo: SiteFile | None = None
    same_as: tuple[str, ...] = ()
    currency: str = ""


@noun
class MachineOptions:
    """Settings of what is written for machines.

    ``authority`` makes the ids of feeds' entries (RFC 4151: ``example.org,2026``). ``redirect_pages``: old addresses
    are also pages that lead on. ``transport``: browsers come back by https only. ``policy`` is what the content
    security policy says otherwise, by directive. ``drawn_pictures``: a picture is drawn for each page that has none.
    ``schemas`` is by the name of the type.
    """

    authority: str = ""
    redirect_hosts: tuple[str, ...] = ("netlify",)
    redirect_pages: bool = True
    header_hosts: tuple[str, ...] = ()
    transport: bool = True
    policy: dict[str, str] | None = None
    drawn_pictures: bool = False
    picture: SiteFile | None = None
    fonts: tuple[SiteFile, ...] = ()
    organisation: Organisation = Organisation()
    llms: bool = False
    schemas: dict[str, Schema] | None = None
