"""A page by the keyboard alone: what Tab does not come to, and where it comes without anything to be seen."""

from playwright.sync_api import Page

_MOST = 400  # presses; a map and a date have more stops than elements

# What can be come to (of radios, one of each group), how each looks unfocused (with what is beside it: a radio is drawn
# by its label), and a note of every arrival.
_BEGIN = """() => {
    document.activeElement.blur();
    const drawn = (element, part) => {
        const style = getComputedStyle(element, part);
        const {outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor} = style;
        return [outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor].join();
    };
    const look = element => [element, element.parentElement, element.nextElementSibling].filter(Boolean)
        .flatMap(one => [undefined, "::before", "::after"].map(part => drawn(one, part))).join();
    const named = element => element.outerHTML.slice(0, 100);
    const stop = element => element.type === "radio"
        ? `${[...document.forms].indexOf(element.form)} ${element.name}` : element;
    const middle = (low, high, most) => (Math.max(low, 0) + Math.min(high, most)) / 2;
    const seen = element => {
        const {width, height, left, right, top, bottom} = element.getBoundingClientRect();
        if (!width || !height) return true;
        const centre = middle(left, right, innerWidth), row = middle(top, bottom, innerHeight);
        const hits = [left + 2, centre, right - 2].map(across => document.elementFromPoint(across, row));
        return hits.some(hit => hit && (element.contains(hit) || hit.contains(element) || hit.control === element));
    };
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter(element => element.tabIndex >= 0 && !element.disabled)
        .filter(element => element.checkVisibility({visibilityProperty: true}));
    const before = new Map(all.map(element => [element, look(element)]));
    const walk = window.walk = {waiting: new Map(all.map(element => [stop(element), element])), faults: []};
    document.addEventListener("focusin", ({target}) => {
        walk.waiting.delete(stop(target));
        if (before.get(target) === look(target)) walk.faults.push(`looks the same with the focus: ${named(target)}`);
        if (!seen(target)) walk.faults.push(`out of sight: ${named(target)}`);
    });
    walk.left = () => [...walk.waiting.values()].filter(element => element.isConnected);
    walk.tell = () => [...walk.faults, ...walk.left().map(element => `Tab does not come to ${named(element)}`)];
    return walk.waiting.size;
}"""


def out_of_reach(page: Page) -> list[str]:
    """What is wrong for somebody who has no mouse, in words (WCAG 2.1.1, 2.4.7 and 2.4.11: a part of it is enough)."""
    left, pressed = page.evaluate(_BEGIN), 0
    while left and pressed < _MOST:
        for _ in range(left):
            page.keyboard.down("Tab")  # held: it goes on as if pressed anew, with half as much to tell the browser
        page.keyboard.up("Tab")
        pressed += left
        left = page.evaluate("walk.left().length")
    found: list[str] = page.evaluate("walk.tell()")
    return found
