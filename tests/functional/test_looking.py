"""What axe is asked of every page finds what is wrong: contrast once for each kind of text, the rest always."""

import pytest
from playwright.sync_api import Browser

from tests.plugins.browser import DESK, Known, give_axe, violations

pytestmark = pytest.mark.browser
_PALE = "<p class='pale' style='color: #ccc; background: #fff'>Hardly to be read</p>"


def test_pale_text_is_found_once_for_each_kind_and_other_faults_on_every_page(browser: Browser) -> None:
    context, known = browser.new_context(), Known()
    give_axe(context)
    page = context.new_page()

    def looked_at(body: str) -> set[str]:
        page.goto("about:blank")
        page.set_content(f"<!doctype html><html lang='en'><title>Page</title><main><h1>Page</h1>{body}</main></html>")
        return {fault.partition(" ")[0] for fault in violations(page, known.new(page, "text", DESK))}

    assert looked_at("<p>Black</p>") == set()
    assert looked_at(f"{_PALE}<img src='a.png'>") == {"color-contrast", "image-alt"}
    assert looked_at(f"{_PALE}<img src='a.png'>") == {"image-alt"}, "of a kind that was looked at"
    assert looked_at(_PALE.replace("pale", "paler")) == {"color-contrast"}
    assert "color-contrast" in {fault.partition(" ")[0] for fault in violations(page)}
    context.close()
