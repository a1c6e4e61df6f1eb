"""Addresses as the others have them, one feed, and the cache of what was read."""

from itertools import pairwise

from pelican import signals

SITENAME = AUTHOR = "Bench"
SITEURL = "https://example.org"
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"
SECTIONS = ["@sections"]
STATIC_PATHS = ["extra"]
ARTICLE_PATHS = SECTIONS
PAGE_PATHS = []
EXTRA_PATH_METADATA = {"extra/style.css": {"path": "style.css"}} | {
    f"extra/img/photo-{number}.png": {"path": f"img/photo-{number}.png"} for number in range(10)
}
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
TAGS_SAVE_AS = "tags/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = ARCHIVES_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
FEED_ALL_RSS = "index.xml"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
DEFAULT_PAGINATION = False
LOAD_CONTENT_CACHE = CACHE_CONTENT = True
GZIP_CACHE = False
MARKDOWN = {
    "extensions": ["markdown.extensions.fenced_code", "markdown.extensions.tables", "markdown.extensions.meta"],
    "output_format": "html5",
}


class Neighbours:
    """Tells each article the next ones of its category: Pelican has no such thing of its own."""

    @staticmethod
    def register() -> None:
        """Pelican asks plugins for it."""
        signals.article_generator_finalized.connect(_linked)


def _linked(generator: object) -> None:
    for _, articles in generator.categories:
        for newer, older in pairwise(articles):
            newer.older, older.newer = older, newer


PLUGINS = [Neighbours]
