import { element } from "./skeleton.js";

/** Warnings of this page: none is given twice. */
const warnings = new Set();

/**
 * Keeps the widget legible in a partner's colours, now and whenever they change, and tells the developer.
 * @param {HTMLElement} host what the widget stands in; what is mended is set there
 * @param {object} glue wasm-bindgen's exports, which say what has to change
 */
export function keepLegible(host, glue) {
  try {
    // Its style has every colour and a transition: so the browser itself says when one has changed, for whatever reason, and leaves the
    // page the time to fade its own.
    const probe = element("i", "probe");
    host.before(probe);
    const names = glue.colors().split(" ");

    /** Red, green and blue, painted over another colour. What is no colour is transparent, and one of a wider gamut the nearest, as on the screen. */
    const over = (under, color) => Uint8ClampedArray.from(under, (channel, at) => channel + (color[at] * 255 - channel) * (color[3] ?? 1));

    const mend = () => {
      // The widget may have gone while the page faded.
      if (!host.isConnected) return;
      const chips = names.map((name) => chip(`var(--_${name})`));
      for (let place = host.getRootNode().host; place; place = place.parentElement ?? place.getRootNode().host) {
        // What fades is looked at once it has.
        const fading = place.getAnimations().find((animation) => animation.transitionProperty);
        if (fading) return fading.finished.then(mend, mend);
        chips.unshift(chip(getComputedStyle(place).backgroundColor));
      }
      host.style.cssText = "";
      if (matchMedia("(forced-colors: active)").matches) return;
      // All are looked at together, since each look takes the browser through the styles.
      probe.replaceChildren(chip("Canvas"), ...chips);
      const colors = [...probe.children].map((chip) => getComputedStyle(chip).backgroundColor.match(/[\d.e-]+/g).map(Number));
      const page = colors.splice(0, colors.length - names.length).reduce(over, [255, 255, 255]);
      const surface = over(page, colors.shift());
      const read = [page, surface, ...colors.map((color) => over(surface, color))];
      for (const line of glue.legible(read.join()).split("\n")) {
        const [said, color] = line.split("\t");
        if (color) host.style.setProperty(`--_${said}`, `rgb(${color})`);
        else if (said && !warnings.has(said)) console.warn(`<defacto-enrollment> Colours changed to be legible: ${said}.`);
        warnings.add(said);
      }
    };
    probe.addEventListener("transitionend", mend);
    mend();
  } catch {
    // The page hides what the widget lies in: its colours stay as they are.
  }
}

/** An element in a colour, which the browser then tells in red, green, blue and alpha. */
function chip(color) {
  const made = element("i");
  made.style.backgroundColor = `color-mix(in srgb,${color},${color})`;
  return made;
}
