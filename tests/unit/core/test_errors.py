"""Every error has a code for machines, a status for browsers and a sentence for people."""

import pytest

from bluelamp.core import errors


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.NotAllowed, 403),
        (errors.NotFound, 404),
        (errors.Conflict, 409),
        (errors.IllegalTransition, 409),
        (errors.TooLarge, 413),
        (errors.Invalid, 422),
        (errors.TooMany, 429),
        (errors.UnloggedReading, 500),
        (errors.UnrecordedWrite, 500),
    ],
)
def test_statuses(kind: type[errors.BluelampError], status: int) -> None:
    error = kind("Enter a postcode.", field="postcode")
    assert (error.http_status, error.message, str(error), error.field) == (
        status,
        "Enter a postcode.",
        "Enter a postcode.",
        "postcode",
    )


def test_codes_differ() -> None:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.BluelampError)]
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_one_error_may_have_its_own_code_and_status() -> None:
    error = errors.Invalid("No.", code="too_short", http_status=400)
    assert (error.code, error.http_status) == ("too_short", 400)
