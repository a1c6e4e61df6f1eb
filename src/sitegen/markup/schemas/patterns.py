"""The forms of texts as regular expressions that every implementation of JSON Schema knows (ECMA 262, no flags).

They are the forms of :mod:`sitegen.markup.values` and :mod:`sitegen.markup.dates`; tests hold one against the other.
"""

from __future__ import annotations

from sitegen.markup.values.colours import COLOUR_FORM, COLOUR_NAMES

END = r"(?![\s\S])"
"""The very end; ``$`` alone also stands before a last line end in some languages."""


def any_case(word: str) -> str:
    """A pattern for a word in any mixture of cases."""
    return "".join(f"[{char.upper()}{char.lower()}]" if char.isalpha() else char for char in word)


def _whole(pattern: str) -> str:
    """A pattern for a whole text, blanks around it aside."""
    return rf"^\s*(?:{pattern})\s*{END}"


NOT_BLANK = r"\S"
BLANK = rf"^\s*{END}"
_DIGITS = r"[-+]?(?:[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})(?:[eE][-+]?[0-9]{1,3})?"
NUMBER = _whole(_DIGITS)
INTEGER = _whole(r"[-+]?[0-9]{1,30}")
TRUTH = f"^(?:{'|'.join(any_case(word) for word in ('true', 'yes', 'on', 'false', 'no', 'off'))}){END}"

_LINE_END = r"\n\r\u000b\u000c\u001c-\u001e\u0085\u2028\u2029"
ONE_LINE = rf"^[^{_LINE_END}]*(?:\r\n|[{_LINE_END}])?{END}"

_LEAP = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
_DAY = (
    r"(?!0000|0001|9999)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    rf"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP})"
)
_TIME = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"
_ZONE = r"(?:[Zz]|[+-](?:1[0-4]|0?[0-9]):?(?:[0-5][0-9])?)?"
DATE = _whole(rf"{_DAY}(?:(?:[Tt]|[ \t]+){_TIME}[ \t]*{_ZONE})?")

_SCHEMES = "|".join(any_case(scheme) for scheme in ("https", "http", "mailto", "tel"))
_HOSTS = "|".join(any_case(end) for end in ("com", "org", "net", "edu", "gov", "eu", "io"))
_NO_SCHEME = r"(?![A-Za-z][A-Za-z0-9+.\-]*:)"
_NO_HOST = rf"(?!{any_case('www')}\.|[A-Za-z0-9\-]+\.(?:{_HOSTS})(?:/|\s*{END}))"
URL = rf"^\s*(?:(?:{_SCHEMES}):|{_NO_SCHEME}{_NO_HOST})[^\s\u0000-\u001f]*\s*{END}"

COLOUR = _whole(rf"{COLOUR_FORM}|{'|'.join(any_case(name) for name in COLOUR_NAMES)}")

_LATITUDE = r"[-+]?(?:0*(?:90(?:\.0*)?|[0-8]?[0-9](?:\.[0-9]{0,30})?)|\.[0-9]{1,30})"
_LONGITUDE = r"[-+]?(?:0*(?:180(?:\.0*)?|(?:1[0-7][0-9]|[0-9]?[0-9])(?:\.[0-9]{0,30})?)|\.[0-9]{1,30})"
PLACE = _whole(rf"{_LATITUDE}\s*[,;]\s*{_LONGITUDE}")
