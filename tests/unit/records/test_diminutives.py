"""Short and fond forms of given names: they go both ways, and nobody is their own."""

import pytest

from bluelamp.records.diminutives import forms_of


def test_short_forms_go_both_ways() -> None:
    assert "william" in forms_of("Bill")
    assert "bill" in forms_of("william")
    assert "smith" not in forms_of("william")
    assert forms_of("quux") == frozenset()


def test_a_name_of_several_groups_has_the_forms_of_each_and_lends_none() -> None:
    assert {"albert", "bernard", "robert"} & forms_of("bert") == {"albert", "robert"}
    assert {"alexander", "alexandra"} <= forms_of("alex")
    assert "alexandra" not in forms_of("alexander")


@pytest.mark.parametrize("start", ["william", "mohammed", "siobhan", "katherine", "alex"])
def test_short_forms_are_plain_lower_case_and_never_the_name_itself(start: str) -> None:
    found = forms_of(start)
    assert found
    assert all(form.isascii() and form.islower() and form != start for form in found)
    assert all(start in forms_of(form) for form in found)
