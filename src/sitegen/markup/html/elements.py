"""What HTML says of its elements. Source: HTML Standard, 13.1.2 (optional tags) and 13.2.6 (tree construction)."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
"""They have no end tag."""

RAW_TEXT = _words("script style textarea title xmp iframe noembed noframes")
"""Their content is text."""

FOREIGN = _words("svg math")
INTEGRATION = _words("foreignobject desc title annotation-xml mi mo mn ms mtext")
"""Elements of SVG and MathML that hold HTML again."""

BREAKS_OUT = _words(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta "
    "nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""HTML elements that end an SVG or MathML that they stand in."""

OPTIONAL_END = _words(
    "html head body li dt dd p rb rt rtc rp optgroup option colgroup caption thead tbody tfoot tr td th"
)
"""Their end tags may be left out."""

CLOSES_P = _words(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr listing main menu nav ol p plaintext pre search section summary table ul xmp"
)
"""A paragraph ends where one of them begins."""

IN_HEAD = _words("base basefont bgsound link meta title noscript noframes style script template")
PHRASES = _words(
    "a abbr acronym applet audio b bdi bdo big blink canvas cite code data datalist del dfn em fencedframe font "
    "geolocation i image ins kbd label legend map mark meter multicol nobr noscript object optgroup option output "
    "picture portal progress q rb rp rt rtc ruby s samp selectedcontent slot small spacer span strike strong sub sup "
    "time tt u var video"
)
"""Elements that stand within a line, those that are gone from the standard (16.2 Non-conforming features) too."""

HEADINGS = _words("h1 h2 h3 h4 h5 h6")

TABLE_PARTS = _words("caption colgroup col thead tbody tfoot tr td th")
CELLS = _words("td th")
ROW_GROUPS = _words("thead tbody tfoot")
BETWEEN_CELLS = _words("table thead tbody tfoot tr")
IN_TABLE = TABLE_PARTS | _words("script style template form")
"""What may stand directly in a table, a group of rows or a row; browsers put everything else before the table."""

SCOPE = _words("applet caption html table td th marquee object template") | INTEGRATION
"""An end tag does not end what was opened outside of one of them."""

NEVER_IN_ITSELF = _words("a button form nobr")
"""Elements that cannot stand in one of their own kind."""

SPECIAL = _words(
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd "
    "details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header "
    "hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript "
    "object ol p param plaintext pre script search section select source style summary table tbody td template "
    "textarea tfoot th thead title tr track ul wbr xmp"
)
"""Elements behind which the search for an open list item ends, but for ``address``, ``div`` and ``p``."""

KNOWN = SPECIAL | PHRASES | FOREIGN | VOID | OPTIONAL_END | IN_HEAD | RAW_TEXT | _words("dialog")
"""Every element of HTML, also those of old."""

CLOSED_BY: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (_words("li"), SPECIAL - _words("address div p li")),
    "dd": (_words("dd dt"), SPECIAL - _words("address div p dd dt")),
    "dt": (_words("dd dt"), SPECIAL - _words("address div p dd dt")),
    "option": (_words("option"), SPECIAL),
    "optgroup": (_words("option optgroup"), SPECIAL),
    "rb": (_words("rb rt rp"), SPECIAL | _words("ruby rtc")),
    "rt": (_words("rb rt rp"), SPECIAL | _words("ruby rtc")),
    "rp": (_words("rb rt rp"), SPECIAL | _words("ruby rtc")),
    "rtc": (_words("rb rt rp rtc"), SPECIAL | _words("ruby")),
    "td": (CELLS | _words("caption colgroup"), _words("tr table template")),
    "th": (CELLS | _words("caption colgroup"), _words("tr table template")),
    "tr": (CELLS | _words("tr caption colgroup"), _words("table template") | ROW_GROUPS),
    "thead": (CELLS | ROW_GROUPS | _words("tr caption colgroup"), _words("table template")),
    "tbody": (CELLS | ROW_GROUPS | _words("tr caption colgroup"), _words("table template")),
    "tfoot": (CELLS | ROW_GROUPS | _words("tr caption colgroup"), _words("table template")),
    "caption": (_words("caption colgroup"), _words("table template")),
    "colgroup": (_words("caption colgroup"), _words("table template")),
    "col": (_words("caption"), _words("table template colgroup")),
}
"""Start tag → (what it ends, behind what nothing is ended)."""
