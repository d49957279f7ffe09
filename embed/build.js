// What the build fills in. This file stands for it in editors and type checks and is never shipped.

/**
 * A file that is fetched.
 * @typedef {[name: string, integrity: string, beside: () => URL]} Fetched `beside` is its address beside the script
 */
const NONE = ["", "", () => new URL(import.meta.url)];

/**
 * The texts have a file for each language.
 * @type {Readonly<{version: string, wasm: Fetched, css: Fetched, texts: Record<string, Fetched>, skeleton: string}>}
 */
export const BUILD = Object.freeze({ version: "0.0.0", wasm: NONE, css: NONE, texts: { en: NONE, fr: NONE, de: NONE, es: NONE, nl: NONE }, skeleton: "" });

/** A fresh copy of the wasm-bindgen glue: after a panic the old one is dead, and a new one starts clean. */
export function createGlue() {
  throw new Error("defacto-enrollment: not built");
}
