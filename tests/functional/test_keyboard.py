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
        ("<a href='#' style='position: fixed; left: -90px'>Away</a>", "out of sight"),
        ("<a href='#'>Under</a><b style='position: fixed; inset: 0; background: #fff'></b>", "out of sight"),
        (f'<input onkeydown="{_TRAP}"><button>Never</button>', "Tab does not come to <button>Never"),
        (f'<input onkeydown="{_TRAP}"><input type="radio" name="a">', 'Tab does not come to <input type="radio"'),
        ("<input type='radio' name='a'><input type='radio' name='a'><input type='radio' name='b'>", ""),
        ("<style>input:focus { outline: none } input:focus + b { outline: 1px solid }</style><input><b>x</b>", ""),
    ],
)
def test_a_fault_is_found(browser: Browser, body: str, fault: str) -> None:
    page = browser.new_page()
    page.set_content(body)
    found = out_of_reach(page)
    assert (fault in " ".join(found)) if fault else found == []
    page.close()
