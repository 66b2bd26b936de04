"""What is asked of every page by the keyboard is asked of a page that fails it."""

import pytest
from playwright.sync_api import Browser

from tests.functional.keyboard import out_of_reach

pytestmark = pytest.mark.browser
_TRAP = "event.key === 'Tab' && event.preventDefault()"


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<a href='#'>Seen</a><input type='date'>", ""),
        ("<a href='#' style='outline: none'>Unseen</a>", "looks the same with the focus"),
        ("<a href='#' style='position: fixed; top: -90px'>Away</a>", "out of sight"),
        (f'<input onkeydown="{_TRAP}"><button>Never</button>', "Tab does not come to <button>Never"),
    ],
)
def test_a_fault_is_found(browser: Browser, body: str, fault: str) -> None:
    page = browser.new_page()
    page.set_content(body)
    found = out_of_reach(page)
    assert (fault in " ".join(found)) if fault else found == []
    page.close()
