import { element } from "./skeleton.js";

/** The properties in the order in which `src/legible.rs` takes their colours. */
const COLORS = ["text", "muted", "accent", "problem", "border", "focus", "raised", "problem-surface", "success-surface", "on-accent", "accent-strong"];
/** Warnings of this page: none is given twice. */
const warnings = new Set();

/**
 * Keeps the widget legible in a partner's colours, now and whenever they change, and tells the developer.
 * @param {HTMLElement} host what the widget stands in; what is mended is set there
 * @param {(read: string) => string} legible says what has to change
 */
export function keepLegible(host, legible) {
  try {
    keepWatch(host, legible);
  } catch {
    // The page hides what the widget lies in: its colours stay as they are.
  }
}

function keepWatch(host, legible) {
  // Its style has every colour and a transition: so the browser itself says when one has changed, for whatever reason, and leaves the
  // page the time to fade its own.
  const probe = element("i", "probe");
  host.before(probe);

  /** Red, green and blue from 0 to 255, painted over another colour. What is no colour is transparent, as it is on the screen. */
  const seen = (color, under) => {
    probe.style.backgroundColor = `color-mix(in srgb,${color},${color})`;
    const [red, green, blue, alpha = 1] = getComputedStyle(probe).backgroundColor.match(/[\d.e-]+/g).map(Number);
    // A colour of a wider gamut goes beyond: a screen shows the nearest.
    return [red, green, blue].map((channel, at) => Math.round(Math.min(255, Math.max(0, under[at] + (channel * 255 - under[at]) * alpha))));
  };
  const background = (place) =>
    place ? seen(getComputedStyle(place).backgroundColor, background(place.parentElement ?? place.getRootNode().host)) : seen("Canvas", [255, 255, 255]);

  const mend = () => {
    host.style.cssText = "";
    if (matchMedia("(forced-colors: active)").matches) return;
    const page = background(host.getRootNode().host);
    const surface = seen("var(--_surface)", page);
    const read = [page, surface, ...COLORS.map((name) => seen(`var(--_${name})`, surface))].flat().join(" ");
    for (const line of legible(read).split("\n")) {
      const [said, color] = line.split("\t");
      if (color) host.style.setProperty(`--_${said}`, `rgb(${color})`);
      else if (said && !warnings.has(said)) console.warn(`<defacto-enrollment> Colours changed to be legible: ${said}.`);
      warnings.add(said);
    }
  };
  probe.addEventListener("transitionend", mend);
  mend();
}
