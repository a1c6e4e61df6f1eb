"""Types of schema.org that pages can be described as, and which fields of a page give their properties.

The names are those of schema.org. What is required is what search engines ask for before they show more than a title
(developers.google.com/search/docs, structured data); schema.org itself requires nothing.
"""

from __future__ import annotations

from typing import NamedTuple


class SchemaType(NamedTuple):
    """A type: the fields that usually give each property, the first that has a value; and what has to be there.

    Of each group in ``required`` one property is enough.
    """

    properties: dict[str, tuple[str, ...]]
    required: tuple[tuple[str, ...], ...] = (("name",),)


_THING: dict[str, tuple[str, ...]] = {
    "name": ("title",),
    "description": ("description", "summary", "lead"),
    "image": ("hero", "image", "picture", "cover"),
}
_WORK: dict[str, tuple[str, ...]] = {
    **_THING,
    "author": ("author", "authors"),
    "datePublished": ("date",),
    "dateModified": ("updated",),
    "inLanguage": ("language",),
}
_ARTICLE: dict[str, tuple[str, ...]] = {"headline": ("title",), **{k: v for k, v in _WORK.items() if k != "name"}}
_CONTACT: dict[str, tuple[str, ...]] = {
    "email": ("email",),
    "telephone": ("phone", "telephone"),
    "address": ("address",),
    "sameAs": ("links", "same_as"),
}
_PLACE: dict[str, tuple[str, ...]] = {**_THING, **_CONTACT, "geo": ("place", "location"), "openingHours": ()}
_ORGANISATION: dict[str, tuple[str, ...]] = {**_THING, **_CONTACT, "logo": ("logo",)}
_EVENT: dict[str, tuple[str, ...]] = {
    **_THING,
    "startDate": ("start", "starts", "begins", "date"),
    "endDate": ("end", "ends"),
    "location": ("place", "location", "venue", "address", "where"),
    "organizer": ("organiser", "organizer"),
    "performer": ("performer", "performers", "speaker", "speakers"),
    "offers": ("price",),
}
_PRODUCT: dict[str, tuple[str, ...]] = {
    **_THING,
    "offers": ("price",),
    "brand": ("brand",),
    "sku": ("sku", "number"),
    "gtin": ("gtin", "ean", "isbn"),
}
_PERSON: dict[str, tuple[str, ...]] = {
    **_THING,
    **_CONTACT,
    "image": ("portrait", "hero", "image", "picture"),
    "jobTitle": ("role", "job"),
    "worksFor": (),
}
_PAGE: dict[str, tuple[str, ...]] = {**_WORK}
_NAMED_WORK: dict[str, tuple[str, ...]] = {**_WORK, "isbn": ("isbn",), "provider": ("provider",)}

SCHEMA_TYPES: dict[str, SchemaType] = {
    **{
        kind: SchemaType(_ARTICLE, (("headline",),))
        for kind in ("Article", "BlogPosting", "NewsArticle", "ScholarlyArticle", "TechArticle")
    },
    **{
        kind: SchemaType(_EVENT, (("name",), ("startDate",), ("location",)))
        for kind in ("Event", "BusinessEvent", "EducationEvent", "ExhibitionEvent", "Festival", "MusicEvent")
    },
    "Product": SchemaType(_PRODUCT, (("name",), ("offers",))),
    "Person": SchemaType(_PERSON),
    **{
        kind: SchemaType(_ORGANISATION)
        for kind in ("Organization", "EducationalOrganization", "GovernmentOrganization", "NGO", "SportsOrganization")
    },
    **{
        kind: SchemaType(_PLACE, (("name",), ("address", "geo")))
        for kind in ("Place", "LocalBusiness", "Library", "Museum", "Restaurant", "Store")
    },
    **{kind: SchemaType(_PAGE) for kind in ("WebPage", "AboutPage", "CollectionPage", "ContactPage", "ProfilePage")},
    "Book": SchemaType(_NAMED_WORK, (("name",), ("author",))),
    "Course": SchemaType(_NAMED_WORK, (("name",), ("description",))),
    "CreativeWork": SchemaType(_NAMED_WORK),
    "Service": SchemaType({**_THING, "provider": ("provider",), "offers": ("price",), "areaServed": ("area",)}),
}

PROPERTIES = frozenset(name for one in SCHEMA_TYPES.values() for name in one.properties)
"""Every property that a type may say the field of."""
