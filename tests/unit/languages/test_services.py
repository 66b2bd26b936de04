"""Whose name stands under a translation, for which words, and how it is taken back."""

from typing import Any

import pytest

from bluelamp.core.errors import Conflict, Invalid, NotAllowed, NotFound
from bluelamp.languages import services
from bluelamp.languages.catalogue import digest
from bluelamp.languages.models import SignOff
from bluelamp.languages.sections import SECTIONS, Section
from bluelamp.ledger.models import Entry, Note
from bluelamp.ledger.reading import writing
from tests.plugins.cast import Cast

pytestmark = pytest.mark.django_db
_FITNESS = "Polish is my first language"


def sign(actor: Any, **other: str) -> SignOff:
    asked = {"language": "pl", "section": "gate", "digest_read": digest("pl", "gate"), "fitness": _FITNESS} | other
    return services.sign_off(actor=actor, **asked)


def test_signing_twice_signs_once(cast: Cast) -> None:
    reviewer = cast["reviewer"]
    assert sign(reviewer).pk == sign(reviewer).pk


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"digest_read": "0" * 64}, Conflict),
        ({"fitness": " "}, Invalid),
        ({"section": "nothing"}, NotFound),
        ({"language": "en-gb"}, NotFound),
    ],
)
def test_what_cannot_be_signed(cast: Cast, other: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        sign(cast["reviewer"], **other)
    assert not SignOff.objects.exists()


def test_nobody_else_signs_and_nothing_signed_is_nothing_to_take_back(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        sign(cast["administrator"])
    with pytest.raises(Conflict):
        services.withdraw(actor=cast["reviewer"], language="pl", section="gate", reason="Wrong.")


def test_a_sign_off_keeps_the_name_as_it_stood_and_what_makes_them_fit(cast: Cast) -> None:
    signed = sign(cast["reviewer"], fitness=f" {'x' * 300}\n")
    assert (signed.reviewer_id, signed.reviewer) == (cast["reviewer"].id, "Marta Fairweather S014")
    assert signed.fitness == "x" * 200
    assert (signed.language, signed.section, signed.digest) == ("pl", "gate", digest("pl", "gate"))


def test_what_has_no_words_yet_cannot_be_signed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bluelamp.languages.sections.SECTIONS", (*SECTIONS, Section("new", "New", ())))
    with pytest.raises(Invalid, match="not translated yet"):
        sign(cast["reviewer"], section="new")


def test_signed_before_is_on_the_ledger_as_that(cast: Cast) -> None:
    sign(cast["reviewer"])
    sign(cast["reviewer"], fitness="I am a translator")
    [signed] = SignOff.objects.all()
    assert signed.fitness == _FITNESS
    actions = Entry.objects.filter(subjects=[f"languages.signoff:{signed.pk}"]).order_by("id")
    assert [entry.action.rpartition(".")[2] for entry in actions] == ["sign_off", "signed_before"]


def test_taking_back_ends_every_name_under_one_section_and_no_other(cast: Cast) -> None:
    reviewer = cast["reviewer"]
    kept = [sign(reviewer, language="ur", digest_read=digest("ur", "gate"))]
    kept.append(sign(reviewer, section="burglary", digest_read=digest("pl", "burglary")))
    old, new = sign(reviewer), SignOff(language="pl", section="gate", digest="0" * 64, reviewer_id=reviewer.id)
    with writing():
        new.save()
    with pytest.raises(Invalid, match="Say why"):
        services.withdraw(actor=reviewer, language="pl", section="gate", reason=" ")
    assert not SignOff.objects.exclude(withdrawn_at=None).exists()
    assert services.withdraw(actor=reviewer, language="pl", section="gate", reason="A wrong word.") == 2
    assert {row.pk for row in SignOff.objects.filter(withdrawn_at=None)} == {row.pk for row in kept}
    entry = Entry.objects.get(action="languages.translation.withdraw")
    assert set(entry.subjects) == {f"languages.signoff:{row.pk}" for row in (old, new)}
    assert Note.objects.get(pk=entry.pk).text == "A wrong word."
    again = sign(reviewer)  # the same words may be stood for anew
    assert (again.pk != old.pk, again.withdrawn_at) == (True, None)
