"""What logs must not hold."""

from __future__ import annotations

import logging

import pytest

from turnabout.foundation.health.secrets import WithoutSecrets

SECRET = "q3Zr" * 11


def written(message: str, *args: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "x", 1, message, args, None)
    assert WithoutSecrets().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("address", ["/calendar/{}.ics", "/calendar/{}.ICS", "/calendar/{}.ics/", "/no-more/{}:1tX/"])
def test_the_secret_of_an_address_is_in_no_line(address: str) -> None:
    line = written("Not Found: %s", address.format(SECRET))
    assert SECRET not in line
    assert "(secret)" in line


def test_ids_and_words_of_ours_stay_readable() -> None:
    address = "/cohorts/2f1d7a3e-8c1b-4b7e-9a53-0f3b1f9f2d11/data-protection-impact-assessment/"
    assert written("Forbidden: %s", address) == f"Forbidden: {address}"


def test_the_site_s_own_log_goes_through_it(settings: object) -> None:
    handler = settings.LOGGING["handlers"]["console"]  # type: ignore[attr-defined]
    assert handler["filters"] == ["without_secrets"]
