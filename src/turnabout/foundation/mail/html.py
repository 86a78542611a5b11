"""One source for both bodies of a message: Markdown that reads well as it stands."""

from __future__ import annotations

import nh3
from django.utils.html import escape
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})


def markdown(text: str) -> str:
    """Safe HTML of a person's Markdown: no raw HTML, no scripts, no `javascript:` links, no images."""
    tags = {"p", "a", "em", "strong", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "br", "code"}
    return nh3.clean(_markdown.render(text), tags=tags, attributes={"a": {"href"}}, link_rel="noopener noreferrer")


def as_html(title: str, body: str) -> str:
    """The HTML part of an email: the body and nothing else, readable without pictures or style."""
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f'<body style="font-family:Arial,sans-serif;font-size:16px;line-height:1.5;max-width:40em">'
        f"{markdown(body)}</body></html>"
    )
