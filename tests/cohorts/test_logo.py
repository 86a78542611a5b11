"""An organisation's own logo: which files are taken, what is kept of them, and where it stands."""

from __future__ import annotations

import re
import uuid
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageFile

from tests.cohorts.pictures import SVG, bomb, drawn, photo_with_a_place, picture, saved
from turnabout.cohorts import actions, logos
from turnabout.cohorts.models import Logo, Organisation
from turnabout.foundation.accounts.decisions import Refused
from turnabout.foundation.audit.models import AuditEvent

PURPLE = "#4a2a6b"
PROGRAM = b"MZ\x90\x00" + b"\0" * 60 + b"This program cannot be run in DOS mode."
HUGE_WEBP = saved(Image.new("RGB", (16_383, 8_000)), "WEBP", lossless=True, method=0)
REFUSED = {
    "empty": ("logo.png", b"", "This file is empty"),
    "a program by the name of a picture": ("logo.png", PROGRAM, "not a PNG, JPEG or WebP picture"),
    "a page": ("logo.png", b"<!doctype html><script>alert(1)</script>", "not a PNG, JPEG or WebP picture"),
    "a picture of another kind": ("logo.gif", saved(drawn().convert("P"), "GIF"), "not a PNG, JPEG or WebP picture"),
    "SVG": ("logo.svg", SVG, "This is an SVG file"),
    "SVG by the name of a picture": ("logo.png", "\ufeff<SVG/>".encode("utf-16"), "This is an SVG file"),
    "too large": ("logo.png", picture() + b"\0" * logos.LARGEST, "larger than 1 MB"),
    "a bomb": ("logo.png", bomb(), "too many pixels"),
    "a bomb that only warns": ("logo.png", bomb(10_000, 10_000), "too many pixels"),
    "a bomb of another kind": ("logo.webp", HUGE_WEBP, "too many pixels"),
    "one side too long": ("logo.png", bomb(4001, 1000), "too many pixels"),
    "a picture that is not all there": ("logo.png", picture()[:400], "the file is damaged"),
    "a small file that says it is larger": ("logo.png", bomb(4000, 4000), "the file is damaged"),
    "too low": ("logo.png", picture(120, 39), "is 39 pixels high"),
    "too long": ("logo.png", picture(601, 100), "too long and thin"),
    "too thin": ("logo.png", picture(99, 200), "too long and thin"),
    "white on nothing": ("logo.png", picture(ink="#fafafa"), "nearly white"),
    "nothing at all": ("logo.png", saved(Image.new("RGBA", (300, 100)), "PNG"), "nearly white"),
}


def page_of(organisation: Organisation) -> str:
    return reverse("cohorts:brand", args=[organisation.pk])


def press(client: Any, organisation: Organisation, data: bytes | None = None, file: str = "logo.png", **given: Any):
    """Save the form of the brand page, with a file or without one."""
    fields = {"idempotency_key": uuid.uuid4(), "name": "Fenwick Care", "colour": PURPLE, **given}
    if data is not None:
        fields["logo"] = SimpleUploadedFile(file, data)
    return client.post(page_of(organisation), fields)


def kept(client: Any, organisation: Organisation) -> Image.Image:
    """The picture that a browser gets for the logo."""
    organisation.refresh_from_db()
    response = client.get(reverse("cohorts:logo", args=[organisation.pk, organisation.logo_version]))
    assert response.status_code == 200
    return Image.open(BytesIO(response.content))


def over(client: Any, world: Any, cohort: Any) -> str:
    """The head of the cohort's public page."""
    page = reverse("home:public", args=[world.programme.slug, cohort.slug])
    return re.search(r"<header.*?</header>", client.get(page).content.decode(), re.DOTALL)[0]


@pytest.fixture
def signed_in(client: Any, world: Any) -> Any:
    client.force_login(world.coordinator)
    return client


def test_a_logo_is_chosen_and_stands_over_the_public_page_with_its_name(signed_in, client, world):
    cohort = world.open_cohort()
    assert "turnabout-wordmark" in over(client, world, cohort)
    assert press(signed_in, world.host, picture(900, 300)).status_code == 302
    one = kept(client, world.host)
    assert (one.format, one.size, one.mode) == ("PNG", (720, 240), "RGBA")
    head = over(client, world, cohort)
    assert f'src="{reverse("cohorts:logo", args=[world.host.pk, 1])}"' in head
    assert 'alt="Fenwick Care"' in head
    assert 'aria-label="Fenwick Care, home page"' in head
    assert "turnabout-wordmark" not in head
    assert "nhsuk-header__logo" not in head
    assert "style=" not in head
    again = signed_in.get(page_of(world.host)).content.decode()
    assert 'alt="Logo of Fenwick Care"' in again
    assert 'enctype="multipart/form-data"' in again
    assert 'name="idempotency_key"' in again


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_kind_becomes_a_png_no_larger_than_it_was(client, signed_in, world, kind):
    press(signed_in, world.host, picture(240, 80, kind=kind, ground="#ffffff"), f"logo.{kind.lower()}")
    one = kept(client, world.host)
    assert (one.format, one.size) == ("PNG", (240, 80))
    assert one.convert("RGB").getpixel((160, 40))[0] > 80


def test_the_picture_is_served_as_one_to_everybody_and_kept_for_a_year(client, signed_in, world):
    press(signed_in, world.host, picture())
    client.logout()
    response = client.get(reverse("cohorts:logo", args=[world.host.pk, 1]))
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "cookie" not in (response.get("Vary") or "").lower()
    assert "img-src 'self' data:" in response["Content-Security-Policy"]


def test_nothing_is_kept_of_a_photo_but_its_dots(client, signed_in, world):
    photo = photo_with_a_place()
    assert Image.open(BytesIO(photo)).getexif().get_ifd(0x8825)
    assert press(signed_in, world.host, photo, "logo.jpg").status_code == 302
    one = kept(client, world.host)
    assert (dict(one.getexif()), one.info) == ({}, {})
    written = bytes(Logo.objects.get().png)
    assert re.findall(rb"(?:eXIf|tEXt|zTXt|iTXt|iCCP|pHYs|tIME|Joan|secret)", written) == []


def test_a_photo_that_was_turned_stands_upright(client, signed_in, world):
    press(signed_in, world.host, photo_with_a_place(100, 200, turned=6), "logo.jpg")
    assert kept(client, world.host).size == (200, 100)


def test_a_grey_picture_of_many_shades_keeps_them(client, signed_in, world):
    grey = saved(Image.new("I;16", (120, 60), 40_000), "PNG")
    press(signed_in, world.host, grey)
    assert kept(client, world.host).getpixel((5, 5)) == (155, 155, 155)


@pytest.mark.parametrize(("name", "data", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_a_logo_is_refused_with_what_to_do(signed_in, world, name, data, said):
    before = AuditEvent.objects.count()
    response = press(signed_in, world.host, data, name, colour="#123456")
    html = response.content.decode()
    assert response.status_code in (409, 422)
    assert said in html
    assert re.search(r"Choose (?:the file|a larger version|the version)|[Cc]hoose (?:that file|another version)", html)
    assert 'href="#id_logo"' in html
    assert 'value="Fenwick Care"' in html
    assert 'value="#123456"' in html
    assert AuditEvent.objects.count() == before
    assert not Logo.objects.exists()
    world.host.refresh_from_db()
    assert (world.host.brand_version, world.host.printed_name) == (0, "")


def test_half_a_picture_is_refused_in_a_process_that_has_made_a_pdf(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    for kind in ("PNG", "JPEG", "WEBP"):
        whole = picture(kind=kind, ground="#ffffff")
        with pytest.raises(Refused, match=r"damaged|not a PNG"):
            logos.png_of(whole[: len(whole) // 2])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_file_is_asked_for_again_when_something_else_was_wrong(signed_in, world):
    html = press(signed_in, world.host, picture(), colour="#ffcc00").content.decode()
    assert "too light" in html
    assert 'href="#id_colour"' in html
    assert "Choose the logo again" in html
    assert "Choose the logo again" not in press(signed_in, world.host, colour="#ffcc00").content.decode()
    assert not Logo.objects.exists()


def test_the_logo_stays_until_it_is_changed_or_taken_off(client, signed_in, world):
    assert "Take the logo off" not in signed_in.get(page_of(world.host)).content.decode()
    first, second, third = (reverse("cohorts:logo", args=[world.host.pk, version]) for version in (1, 3, 4))
    press(signed_in, world.host, picture())
    press(signed_in, world.host, colour="#123456")
    assert client.get(first).status_code == 200
    press(signed_in, world.host, picture(ink="#123456"))
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    both = press(signed_in, world.host, picture(), without_logo="on")
    assert both.status_code == 409
    assert "Take the tick away, or choose no file" in both.content.decode()
    assert client.get(second).status_code == 200
    press(signed_in, world.host, without_logo="on")
    assert client.get(second).status_code == client.get(third).status_code == 404
    assert not Logo.objects.exists()
    assert "Take the logo off" not in signed_in.get(page_of(world.host)).content.decode()
    assert client.get(reverse("cohorts:logo", args=[world.host.pk, 0])).status_code == 404


def test_pressing_twice_brings_one_logo(signed_in, world):
    for _press in range(2):
        press(signed_in, world.host, picture(), idempotency_key="2f1f8f0e-6a55-4a8a-9f43-4d2f5f0f3a11")
    world.host.refresh_from_db()
    assert world.host.logo_version == 1
    assert AuditEvent.objects.filter(event="organisation.branded").count() == 1


def test_the_nhs_logo_stands_alone_and_the_page_says_why(client, signed_in, world):
    cohort = world.open_cohort()
    press(signed_in, world.host, picture())
    press(signed_in, world.host, colour="", may_use_nhs_logo="on")
    head = over(client, world, cohort)
    assert "nhsuk-header__logo" in head
    assert "<img" not in head
    assert "Fenwick Care" in head
    page = signed_in.get(page_of(world.host)).content.decode()
    assert "no other logo may stand beside it" in page
    assert 'alt="Logo of Fenwick Care"' in page
    assert kept(client, world.host).size == (600, 200)
    press(signed_in, world.host, colour="")
    assert "<img" in over(client, world, cohort)


def test_who_may_brand_says_whether_it_may_use_the_nhs_logo_and_only_for_the_nhs(client, signed_in, world):
    page = signed_in.get(page_of(world.host)).content.decode()
    assert "It is entitled to use the NHS logo" in page
    assert "trade mark" in page
    press(signed_in, world.host, colour="#005eb8", may_use_nhs_logo="on")
    world.host.refresh_from_db()
    assert (world.host.may_use_nhs_logo, world.host.colour) == (True, "#005eb8")
    taken_away = press(signed_in, world.host, colour="#005eb8")
    assert "This is NHS blue" in taken_away.content.decode()
    world.host.refresh_from_db()
    assert world.host.may_use_nhs_logo
    client.force_login(world.administrator)
    assert "It is entitled to use the NHS logo" not in client.get(page_of(world.partner)).content.decode()
    press(client, world.partner, may_use_nhs_logo="on")
    world.partner.refresh_from_db()
    assert (world.partner.brand_version, world.partner.may_use_nhs_logo) == (1, False)
    with pytest.raises(Refused, match="Only an NHS organisation"):
        actions.set_brand(
            organisation=world.partner, name="", colour="", may_use_nhs_logo=True, by=world.administrator, now=world.now
        )


def test_the_trail_says_which_parts_changed_and_holds_no_picture(signed_in, world):
    press(signed_in, world.host, picture(), may_use_nhs_logo="on")
    press(signed_in, world.host, without_logo="on", may_use_nhs_logo="on")
    press(signed_in, world.host, name="", may_use_nhs_logo="on")
    lines = AuditEvent.objects.filter(event="organisation.branded").order_by("number")
    assert [(one.details["changed"], one.details["logo"], one.details["version"]) for one in lines] == [
        (["name", "colour", "logo", "nhs_logo"], True, 1),
        (["logo"], False, 2),
        (["name"], False, 3),
    ]
    assert {frozenset(one.details) for one in lines} == {
        frozenset({"changed", "colour", "logo", "nhs_logo", "version"})
    }


def test_nobody_else_gives_an_organisation_a_logo(client, world):
    world.open_cohort()
    client.force_login(world.outsider)
    assert press(client, world.host, picture()).status_code == 404
    client.force_login(world.coordinator)
    assert press(client, world.partner, picture()).status_code == 404
    client.logout()
    assert "/account/" in press(client, world.host, picture())["Location"]
    assert not Logo.objects.exists()


def test_another_organisations_number_opens_no_logo(client, signed_in, world):
    press(signed_in, world.host, picture())
    assert client.get(reverse("cohorts:logo", args=[world.partner.pk, 1])).status_code == 404
    assert client.get(reverse("cohorts:logo", args=[world.host.pk, 2])).status_code == 404


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_spoilt_file_brings_a_sentence_or_a_picture_and_never_a_fault_of_ours(kind):
    whole = picture(200, 80, kind=kind, ground="#ffffff")
    for place in range(0, len(whole), 7):
        for spoilt in (whole[:place], whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]):
            try:
                assert logos.png_of(spoilt).startswith(b"\x89PNG")
            except Refused as refusal:
                assert refusal.field == "logo"
