// How well what the widget shows can be seen, measured on the elements themselves and apart from the widget's own sums.

/**
 * Each pair of colours in the widget that a borrower has to tell apart, with its contrast: `{what, ratio, needed}`.
 * @param {import("@playwright/test").Locator} host
 */
export const pairs = (host) =>
  host.evaluate((element) => {
    const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    /** Colours painted one over the other, as a screen shows them. */
    const painted = (...layers) => {
      for (const color of ["white", ...layers]) {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
      }
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (color) => {
      const [red, green, blue] = color.map((channel) => channel / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ratio = (one, other) => {
      const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    /** The backgrounds from the page's to the element's own. */
    const backgrounds = (place) => (place ? [...backgrounds(place.parentElement ?? place.getRootNode().host), getComputedStyle(place).backgroundColor] : []);
    const found = [];
    for (const place of element.shadowRoot.querySelectorAll("[part]")) {
      if (!place.checkVisibility()) continue;
      const { color, borderTopColor } = getComputedStyle(place);
      const behind = backgrounds(place);
      const add = (name, one, layers, needed) => found.push({ what: `${place.part}: ${name}`, ratio: ratio(painted(...layers, one), painted(...layers)), needed });
      const isControl = place.matches("input, select, button");
      if (place.textContent.trim() || place.part.contains("input")) add("text", color, behind, 4.5);
      if (place.part.contains("input")) {
        add("border and inside", borderTopColor, behind, 3);
        add("border and outside", borderTopColor, behind.slice(0, -1), 3);
      }
      if (place.part.contains("primary") && !place.hasAttribute("aria-disabled")) add("button and outside", behind.at(-1), behind.slice(0, -1), 3);
      if (isControl) {
        place.focus({ focusVisible: true, preventScroll: true });
        if (element.shadowRoot.activeElement === place) add("ring", getComputedStyle(place).outlineColor, behind.slice(0, -1), 3);
      }
    }
    element.shadowRoot.activeElement?.blur();
    return found;
  });

/** Those of the pairs that can't be told apart, in words. */
export async function faults(host) {
  const faults = (await pairs(host)).filter(({ ratio, needed }) => ratio < needed);
  return faults.map(({ what, ratio, needed }) => `${what}: ${ratio.toFixed(2)} of ${needed}`);
}
