"""Whose name, logo and colour stand over a page: those of the organisation that runs the cohort it is about."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from turnabout.cohorts.colours import mixed
from turnabout.cohorts.models import Cohort, Organisation, Programme
from turnabout.foundation.design.brands import Brand

BUTTON = ".nhsuk-button:not(.nhsuk-button--secondary, .nhsuk-button--warning, .nhsuk-button--reverse, :focus, :active)"
STEPS = 2
"""How far from a thing its cohort may stand: a meeting, its pair, the pair's cohort."""


def brand_over(thing: Any) -> Brand | None:
    """The brand of the host of the cohort, the programme or the organisation that `thing` is or belongs to."""
    host = host_of(thing)
    return brand_of(host) if host is not None else None


def brand_of(organisation: Organisation) -> Brand:
    """An organisation's name as printed, its colour in a stylesheet of its own when it has one, and its one logo."""
    colour, stylesheet = organisation.colour_in_print, ""
    if colour:
        stylesheet = reverse("cohorts:stylesheet", args=[organisation.pk, organisation.brand_version])
    logo = address_of_logo(organisation) if organisation.shows_own_logo else ""
    return Brand(organisation.name_in_print, stylesheet, colour, organisation.shows_nhs_logo, logo)


def address_of_logo(organisation: Organisation) -> str:
    """Where the organisation's own logo is; "" without one."""
    if not organisation.has_logo:
        return ""
    return reverse("cohorts:logo", args=[organisation.pk, organisation.logo_version])


def host_of(thing: Any, steps: int = STEPS) -> Organisation | None:
    """The organisation itself, or the host of the cohort at the end of the shortest way from `thing`; else None.

    Nobody's employer is on that way: an application's own organisation is not the one that runs its cohort.
    """
    if isinstance(thing, Organisation):
        return thing
    if isinstance(thing, Programme):
        return thing.host
    if isinstance(thing, Cohort):
        return thing.programme.host
    near = [one for name in _ways(thing) if (one := getattr(thing, name, None)) is not None]
    for one in near:
        if isinstance(one, Cohort | Programme):
            return host_of(one)
    further = (host_of(one, steps - 1) for one in near if steps > 1)
    return next((host for host in further if host is not None), None)


def stylesheet_of(colour: str) -> str:
    """The rules that put `colour` ("#rrggbb", dark enough for white words) in the place of ours, on a screen.

    Links keep our colour, which is checked against every background that a page has.
    """
    hover, pressed, edge = (mixed(colour, *shade) for shade in (("#000000", 20), ("#000000", 50), ("#ffffff", 20)))
    return f"""\
@media screen {{
  .nhsuk-header, .nhsuk-header__navigation {{ background-color: {colour}; }}
  .nhsuk-header__account {{ border-color: {hover}; background-color: {hover}; }}
  .nhsuk-header__account-item {{ outline-color: {colour}; }}
  .nhsuk-header__navigation-container {{ box-shadow: 0 -1px 0 0 {edge}; }}
  .nhsuk-footer, .app-doors__door {{ border-top-color: {colour}; }}
  {BUTTON} {{ background-color: {colour}; box-shadow: 0 4px 0 {pressed}; }}
  {BUTTON}:hover {{ background-color: {hover}; }}
}}
"""


def _ways(thing: Any) -> list[str]:
    """The names by which one gets from `thing` to what it belongs to; nobody's person or employer."""
    if is_dataclass(thing):
        return [field.name for field in fields(thing)]
    if not isinstance(thing, models.Model):
        return []
    theirs = [field for field in thing._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return [one.name for one in theirs if _leads_on(one.related_model)]


def _leads_on(model: Any) -> bool:
    return model is not Organisation and model._meta.app_label != "accounts"
