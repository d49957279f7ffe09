import { element } from "./skeleton.js";

/** Each colour in the order of repair: what it is drawn towards until it can be seen, then what it is seen with. */
const COLORS = [
  "text ink surface",
  "page surface text",
  "muted text surface page",
  "accent text surface page",
  "problem text surface page",
  "border text surface page",
  "focus text surface page",
  "raised surface text muted accent focus",
  "problem-surface surface text accent problem focus",
  "success-surface surface text accent focus",
  "on-accent surface accent",
  "accent-strong accent on-accent surface",
];
const WHITE = [1, 1, 1];
/** Warnings of this page: none is given twice. */
const warnings = new Set();

/**
 * Keeps the widget legible in a partner's colours, now and whenever they change, and tells the developer.
 * @param {HTMLElement} host what the widget stands in; what is mended is set there
 */
export function keepLegible(host) {
  // Its style has every colour and a transition: so the browser itself says when one has changed, for whatever reason, and leaves the
  // page the time to fade its own.
  const probe = element("i", "probe");
  host.before(probe);

  /** Red, green and blue from 0 to 1, painted over another colour. What is no colour is transparent, as it is on the screen. */
  const seen = (color, under) => {
    probe.style.backgroundColor = `color-mix(in srgb,${color},${color})`;
    const channels = getComputedStyle(probe).backgroundColor.match(/[\d.e-]+/g).map(Number);
    return mix(under, channels, channels[3] ?? 1);
  };
  const background = (place) =>
    place ? seen(getComputedStyle(place).backgroundColor, background(place.parentElement ?? place.getRootNode().host)) : seen("Canvas", WHITE);

  const mend = () => {
    host.style.cssText = "";
    if (matchMedia("(forced-colors: active)").matches) return;
    const page = background(host.getRootNode().host);
    const surface = seen("var(--_surface)", page);
    const colors = { __proto__: null, page, surface, ink: contrast(surface, WHITE) < 4.5 ? [0, 0, 0] : WHITE };
    const said = [];
    for (const line of COLORS) {
      const [name, target, ...others] = line.split(" ");
      const own = (colors[name] ??= seen(`var(--_${name})`, surface));
      let part = 0;
      for (const other of others) {
        const ratio = () => contrast(colors[name], colors[other]);
        // Lines that mark a control need less than what is read.
        const needed = /border|focus/.test(name + other) ? 3 : 4.5;
        if (ratio() < needed) said.push(`${title(name)}: ${ratio().toFixed(2)}:1 with ${title(other)}, needs ${needed}:1`);
        for (; ratio() < needed && part < 1; colors[name] = mix(own, colors[target], part)) part += target === "text" ? 1 / 8 : 1;
      }
      if (part) host.style.setProperty(`--_${name}`, `color(srgb ${colors[name].join(" ")})`);
    }
    const warning = said.join("; ");
    if (warning && !warnings.has(warning)) console.warn(`<defacto-enrollment> Colours changed to be legible: ${warning}.`);
    warnings.add(warning);
  };
  probe.addEventListener("transitionend", mend);
  mend();
}

const title = (name) => (name === "page" ? "the page" : `--defacto-color-${name}`);

/** As a screen mixes them, in 255 steps. */
const mix = (from, to, part) => WHITE.map((_, at) => Math.round((from[at] + (to[at] - from[at]) * part) * 255) / 255);

/** As WCAG defines it. */
const contrast = (one, other) => {
  const [low, high] = [one, other].map(luminance).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const luminance = (color) => {
  const [red, green, blue] = color.map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
