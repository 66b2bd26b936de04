import pytest

from bluelamp.core.places import Geocoder, gazetteer
from tests.contract.geocoder import GeocoderContract


class TestGazetteer(GeocoderContract):
    @pytest.fixture
    def geocoder(self) -> Geocoder:
        return gazetteer()

    @pytest.fixture
    def known(self) -> tuple[str, str]:
        return "B1 1BB", "Erdington"
