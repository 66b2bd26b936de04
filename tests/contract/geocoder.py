"""What every geocoder must do. A new one subclasses ``GeocoderContract`` in its own test module."""

import pytest

from bluelamp.core.places import Geocoder, Place


class GeocoderContract:
    """Subclasses give ``geocoder``, and ``known``: a postcode and a name that it holds."""

    @pytest.fixture
    def geocoder(self) -> Geocoder:
        raise NotImplementedError("The subclass says which geocoder is tried.")

    @pytest.fixture
    def known(self) -> tuple[str, str]:
        raise NotImplementedError("The subclass says what its geocoder holds.")

    def test_a_postcode_is_found_however_it_is_typed(self, geocoder: Geocoder, known: tuple[str, str]) -> None:
        postcode, _ = known
        expected = geocoder.find_postcode(postcode)
        assert expected is not None
        assert expected.name == postcode
        for typed in (postcode.lower(), postcode.replace(" ", ""), f"  {postcode.replace(' ', '   ')} "):
            assert geocoder.find_postcode(typed) == expected

    @pytest.mark.parametrize("text", ["", " ", "not a postcode", "ZZ99 9ZZ", "B1", "\x00", "🏠", "9" * 10_000])
    def test_what_is_not_held_is_none_and_never_an_error(self, geocoder: Geocoder, text: str) -> None:
        assert geocoder.find_postcode(text) is None

    @pytest.mark.parametrize("text", ["", "   ", "???", "\x00", "🏠🏠🏠", "qqqqxxzz"])
    def test_a_name_like_nothing_finds_nothing(self, geocoder: Geocoder, text: str) -> None:
        assert list(geocoder.find_places(text)) == []

    def test_a_name_is_found_first(self, geocoder: Geocoder, known: tuple[str, str]) -> None:
        _, name = known
        assert geocoder.find_places(name)[0].name == name
        assert geocoder.find_places(name.upper())[0].name == name

    def test_a_misspelt_name_is_found(self, geocoder: Geocoder, known: tuple[str, str]) -> None:
        _, name = known
        misspelt = name[:2] + name[3:]
        assert name in [place.name for place in geocoder.find_places(misspelt)]

    def test_no_more_than_asked_for(self, geocoder: Geocoder, known: tuple[str, str]) -> None:
        assert len(geocoder.find_places(known[1], 1)) == 1
        assert len(geocoder.find_places(known[0], 1)) == 1

    def test_positions_are_in_the_united_kingdom(self, geocoder: Geocoder, known: tuple[str, str]) -> None:
        places: list[Place] = [*geocoder.find_places(known[1]), *geocoder.find_places(known[0])]
        assert places
        for place in places:
            assert 49 < place.latitude < 61.5
            assert -9 < place.longitude < 2.5
            assert place.metres > 0
