import { BUILD } from "./build.js";
import { DefactoEnrollment } from "./element.js";
import { load } from "./loader.js";
import { validate } from "./validate.js";

const TAG = "defacto-enrollment";

/** The widget's version. */
export const version = BUILD.version;

export { validate };

/** Fetches and compiles the WebAssembly ahead of use. */
export async function preload() {
  await load();
}

if (globalThis.customElements) {
  // A script that is included twice does nothing the second time.
  if (!customElements.get(TAG)) {
    customElements.define(TAG, DefactoEnrollment);
    // The download begins with the script, not with the element. Who needs it hears of a failure.
    load().catch(() => {});
  }
}
