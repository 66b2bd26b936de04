"""A page by the keyboard alone: what Tab does not come to, and where it comes without anything to be seen."""

from playwright.sync_api import Page

_MOST = 400  # presses; a map and a date have more stops than elements

# What can be come to, how each looks unfocused (with what is beside it: a radio is drawn by its label), and a note of
# every arrival.
_BEGIN = """() => {
    const drawn = (element, part) => {
        const style = getComputedStyle(element, part);
        const {outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor} = style;
        return [outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor].join();
    };
    const look = element => [element, element.parentElement, element.nextElementSibling].filter(Boolean)
        .flatMap(one => [undefined, "::before", "::after"].map(part => drawn(one, part))).join();
    const named = element => element.outerHTML.slice(0, 100);
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter(element => element.tabIndex >= 0 && !element.disabled)
        .filter(element => element.checkVisibility({visibilityProperty: true}));
    const before = new Map(all.map(element => [element, look(element)]));
    const walk = window.walk = {waiting: new Set(all.filter(element => element.type !== "radio")), faults: []};
    document.addEventListener("focusin", ({target}) => {
        walk.waiting.delete(target);
        const box = target.getBoundingClientRect();
        if (before.get(target) === look(target)) walk.faults.push(`looks the same with the focus: ${named(target)}`);
        if (box.height && (box.bottom < 0 || box.top > innerHeight)) walk.faults.push(`out of sight: ${named(target)}`);
    });
    walk.tell = () => [...walk.faults, ...[...walk.waiting].filter(element => element.isConnected)
        .map(element => `Tab does not come to ${named(element)}`)];
    return all.length;
}"""


def out_of_reach(page: Page) -> list[str]:
    """What is wrong for somebody who has no mouse, in words (WCAG 2.1.1, 2.4.7, 2.4.11)."""
    left, pressed = page.evaluate(_BEGIN), 0
    while left and pressed < _MOST:
        for _ in range(left):
            page.keyboard.press("Tab")
        pressed += left
        left = page.evaluate("walk.waiting.size")
    found: list[str] = page.evaluate("walk.tell()")
    return found
