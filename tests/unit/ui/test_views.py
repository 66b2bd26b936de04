import pytest
from django.http import Http404
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from bluelamp.ui import views


@pytest.mark.parametrize("page", views.PAGES)
def test_every_page_of_the_style_guide_renders_and_says_that_it_is_a_demonstration(page: str) -> None:
    html = views.styleguide(RequestFactory().get("/style/"), page).content.decode()
    assert html.count("<h1") == 1
    assert "Synthetic, not any force&#39;s data." in html
    assert "{{" not in html
    assert "style=" not in html


def test_there_is_no_style_guide_in_production_nor_a_page_that_it_does_not_have(settings: Settings) -> None:
    with pytest.raises(Http404):
        views.styleguide(RequestFactory().get("/style/"), "other")
    settings.BLUELAMP_DEMO = False
    with pytest.raises(Http404):
        views.styleguide(RequestFactory().get("/style/"))
