import pytest

from bluelamp.analytics import forces


def test_names_and_slugs() -> None:
    assert forces.name_of("west-yorkshire") == "West Yorkshire Police"
    assert forces.slug_of(" west yorkshire POLICE ") == "west-yorkshire"
    assert forces.name_of("lamp-shire") == "Lamp Shire"
    assert forces.slug_of("Lamp Shire") is None
    assert forces.is_known("btp")
    assert not forces.is_known("lamp-shire")


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "a/b", "..", "a b", "é", "a" * 61])
def test_what_cannot_name_a_folder_is_no_slug(text: str) -> None:
    assert not forces.is_slug(text)
