"""Moving by keyboard as a reader does: every stop on the way must be seen."""

# The first of its boxes, since a link may run over two lines; what lies on top of its middle must be the stop itself.
_STOP = """() => {
  const stop = document.activeElement;
  const box = stop.getClientRects()[0];
  const ring = getComputedStyle(stop);
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    stop: stop.outerHTML.slice(0, 160),
    ringed: ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2,
    onScreen: box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth,
    coveredBy: stop.contains(top) ? "" : (top?.outerHTML ?? "nothing").slice(0, 160),
  };
}"""


def at(page, selector: str) -> bool:
    """Whether the focus is on what `selector` names."""
    return page.evaluate("(selector) => document.activeElement.matches(selector)", selector)


def assert_seen(page) -> None:
    """The focus has a ring of its own, stands whole on the screen, and nothing lies over it."""
    told = page.evaluate(_STOP)
    assert told["ringed"], told
    assert told["onScreen"], told
    assert told["coveredBy"] == "", told


def tab_to(page, selector: str, limit: int = 120) -> None:
    """Presses Tab until the focus is on what `selector` names; every stop before it is looked at too."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        assert_seen(page)
        if at(page, selector):
            return
    raise AssertionError(f"{limit} times Tab never came to {selector}")
