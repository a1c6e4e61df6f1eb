"""Markdown: one text in, HTML with holes and everything else that the text says by itself out."""

from sitegen.markup.markdown.body import Body, outward_links, parse_body
from sitegen.markup.markdown.holes import image_tag, join, plain

__all__ = ["Body", "image_tag", "join", "outward_links", "parse_body", "plain"]
