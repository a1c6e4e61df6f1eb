"""Addresses as the others have them, one feed, and none of the tasks that the others have not."""

BLOG_AUTHOR = BLOG_TITLE = BLOG_DESCRIPTION = "Bench"
BLOG_EMAIL = "bench@example.org"
SITE_URL = "https://example.org/"
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": ""}
TIMEZONE = "UTC"
THEME = "bench"
POSTS = (("posts/*.md", "", "post.tmpl"),)
PAGES = ()
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.fenced_code", "markdown.extensions.tables"]
METADATA_FORMAT = "YAML"
PRETTY_URLS = STRIP_INDEXES = True
CATEGORY_PATH = ""
CATEGORY_PREFIX = ""
CATEGORIES_INDEX_PATH = "sections.html"
CATEGORY_PAGES_ARE_INDEXES = False
TAG_PATH = "tags"
TAG_PAGES_ARE_INDEXES = False
INDEX_DISPLAY_POST_COUNT = 20
INDEXES_STATIC = True
GENERATE_RSS = True
GENERATE_ATOM = False
FEED_LENGTH = 20
FEED_TEASERS = True
SHOW_SOURCELINK = COPY_SOURCES = USE_BUNDLES = GZIP_FILES = False
ENABLE_AUTHOR_PAGES = CREATE_FULL_ARCHIVES = False
DISABLED_PLUGINS = [
    "classify_authors",
    "classify_archive",
    "robots",
    "render_galleries",
    "render_listings",
    "scale_images",
    "create_bundles",
]
FILTERS = {}
GLOBAL_CONTEXT = {"SECTIONS": ["@sections"]}
EXTRA_HEAD_DATA = ""
