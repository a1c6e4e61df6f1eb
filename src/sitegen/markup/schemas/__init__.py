"""Declarations as JSON Schema (2020-12), so that editors complete and check what sitegen reads.

A schema sees YAML as data: not whether a value stood in quotes, nor how a number was written. Where that matters it is
the milder judge; the few places are listed in the documentation and in the tests.
"""

from sitegen.markup.schemas.media import media_schema
from sitegen.markup.schemas.page import page_schema
from sitegen.markup.schemas.site import site_schema

__all__ = ["media_schema", "page_schema", "site_schema"]
