// What the widget looks like, to be compared between pages.

/** What inherits, or what a page's rules would change first. Lengths that follow from the place that the page gives are left out. */
const PROPERTIES = [
  "display", "visibility", "direction", "text-align", "text-transform", "text-decoration-line", "letter-spacing", "word-spacing", "white-space-collapse",
  "word-break", "font-family", "font-size", "font-weight", "font-style", "line-height", "color", "background-color", "opacity", "cursor", "appearance",
  "box-sizing", "border-top-width", "border-top-style", "border-top-color", "padding-top", "padding-left", "margin-top", "list-style-type",
  "outline-style", "outline-width", "pointer-events", "user-select",
];

/** One line for each element inside the widget. */
export function looks(host) {
  return host.evaluate((element, properties) => {
    const inside = [...element.shadowRoot.querySelectorAll(".host, .host *:not(option)")];
    return inside.map((part) => {
      const style = getComputedStyle(part);
      return [part.localName, part.className, ...properties.map((name) => `${name}: ${style.getPropertyValue(name)}`)].join("; ");
    });
  }, PROPERTIES);
}

/** The parts that stick out of the window's sides. */
export function outside(host) {
  return host.evaluate((element) => {
    const sticksOut = (part) => {
      const { left, right, width } = part.getBoundingClientRect();
      return width > 1 && (left < 0 || right > document.documentElement.clientWidth);
    };
    return [...element.shadowRoot.querySelectorAll(".host *")].filter(sticksOut).map((part) => `${part.localName}.${part.className}`);
  });
}
