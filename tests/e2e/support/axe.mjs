// What axe says of a page, and in which languages and colour schemes it is asked.
import axe from "axe-core";

import { SUBMIT } from "./texts.mjs";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * axe lets a skip link stand outside landmarks when the page's first other link follows it, and asks for that by
 * `compareDocumentPosition`, which knows no order between a page and a shadow root: there lies the first link here.
 */
const AXE_MISTAKE = "region: All page content should be contained by landmarks: .skip: ";

/** The languages of the widget. */
export const LOCALES = Object.keys(SUBMIT);

/** What a borrower's device may ask for. */
export const SCHEMES = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  "forced colours": { colorScheme: "dark", forcedColors: "active" },
};

/** axe takes `-webkit-text-fill-color` for the colour of text, for which Chromium tells the page's colour where it paints a forced one. */
function readForcedColors() {
  const { getPropertyValue } = CSSStyleDeclaration.prototype;
  const forced = matchMedia("(forced-colors: active)");
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    return getPropertyValue.call(this, forced.matches && name === "-webkit-text-fill-color" ? "color" : name);
  };
}

/** What axe finds on the whole page: one line for each element. Evaluated by the debugger, which no policy of the page hinders. */
export async function findings(page) {
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(`${axe.source};(${readForcedColors})()`);
  const { violations } = await page.evaluate((values) => globalThis.axe.run({ runOnly: values, resultTypes: ["violations"] }), TAGS);
  return violations
    .flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.flat().join(" ")}: ${failureSummary}`))
    .filter((finding) => !finding.startsWith(AXE_MISTAKE));
}
