import { BUILD } from "./build.js";
import { DefactoEnrollment } from "./element.js";
import { configure, isWanted, load } from "./loader.js";
import { languageOf, localeOf } from "./options.js";
import { validate } from "./validate.js";

const TAG = "defacto-enrollment";

/** The widget's version. */
export const version = BUILD.version;

export { configure, validate };

/** Fetches and compiles the WebAssembly ahead of use, with the texts of a language: without one, of the page's. */
export async function preload(locale) {
  await load(languageOf(locale) ?? localeOf(document.documentElement));
}

if (globalThis.customElements) {
  // A script that is included twice does nothing the second time.
  if (!customElements.get(TAG)) {
    customElements.define(TAG, DefactoEnrollment);
    // The download begins with the script where there is no element yet. Who needs it hears of a failure.
    if (!isWanted()) preload().catch(() => {});
  }
}
