"""An index with everything in one order, so that the same pages give the same bytes.

Pagefind keeps its filters and their values in tables without an order, and names files by what is in them. Here they
are sorted, and named again by the same rule: by the hash of what they hold.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

import cbor2

ENTRY = "pagefind-entry.json"
MARK = b"pagefind_dcd"
"""What every file of an index begins with, once it is unpacked."""
_FILTERS = 3
"""Where a list of metadata has its filters: [[name, hash], …]. Version, pages and words stand before them."""


def settled(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of one index, in order: name → bytes."""
    entry: dict[str, Any] = json.loads(files[ENTRY])
    kept = {name: data for name, data in files.items() if name != ENTRY}
    for language in entry["languages"].values():
        old = f"pagefind.{language['hash']}.pf_meta"
        meta = cbor2.loads(unpacked(kept.pop(old)))
        meta[_FILTERS] = sorted([name, _settle_filter(kept, code)] for name, code in meta[_FILTERS])
        data = cbor2.dumps(meta)
        language["hash"] = _named_again(language["hash"], data)
        kept[f"pagefind.{language['hash']}.pf_meta"] = packed(data)
    kept[ENTRY] = json.dumps(entry, sort_keys=True, separators=(",", ":")).encode()
    return kept


def _settle_filter(files: dict[str, bytes], code: str) -> str:
    """Sort the values of a filter, [name, [[value, [page, …]], …]]. Returns what it is called then."""
    name, values = cbor2.loads(unpacked(files.pop(f"filter/{code}.pf_filter")))
    data = cbor2.dumps([name, sorted(values)])
    code = _named_again(code, data)
    files[f"filter/{code}.pf_filter"] = packed(data)
    return code


def _named_again(code: str, data: bytes) -> str:
    """``en_1234567`` with the hash of other data, as long as the old one."""
    language, _, old = code.rpartition("_")
    return f"{language}_{hashlib.sha256(data).hexdigest()[: len(old)]}"


def unpacked(data: bytes) -> bytes:
    """What a file of an index holds."""
    return gzip.decompress(data).removeprefix(MARK)


def packed(data: bytes) -> bytes:
    """The inverse of :func:`unpacked`; without a time, so that the bytes depend on nothing else."""
    return gzip.compress(MARK + data, mtime=0)
