"""The bridge from other packages' Django templates to our layout."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from turnabout.foundation.design import dates

register = template.Library()
register.filter("day", dates.day)
register.filter("day_time", dates.day_time)


class PageNode(Node):
    """Hands the parts of a Django template to the Jinja layout."""

    child_nodelists = ("title", "body", "scripts")

    def __init__(self, title: NodeList, body: NodeList, scripts: NodeList) -> None:
        self.title, self.body, self.scripts = title, body, scripts

    def render(self, context: Context) -> SafeString:
        shown: dict[str, Any] = {
            "title": " ".join(self.title.render(context).split()),
            "body": self.body.render(context),
            "scripts": self.scripts.render(context),
            "form": context.get("form") or context.get("verify_form"),
        }
        return render_to_string("design/bridge.jinja", shown, request=context.get("request"))


@register.tag
def nhs_page(parser: Parser, token: Token) -> PageNode:
    """{% nhs_page %} title {% body %} page {% scripts %} files to load {% endnhs_page %}"""
    parts = []
    for end in ("body", "scripts", "endnhs_page"):
        parts.append(parser.parse((end,)))
        parser.delete_first_token()
    return PageNode(*parts)
