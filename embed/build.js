// What the build fills in. This file stands for it in editors and type checks and is never shipped.

/**
 * A file is its name and its integrity; the texts have one for each language.
 * @type {Readonly<{version: string, wasm: [string, string], css: [string, string], texts: Record<string, [string, string]>, skeleton: string}>}
 */
export const BUILD = Object.freeze({ version: "0.0.0", wasm: ["", ""], css: ["", ""], texts: { en: ["", ""], fr: ["", ""] }, skeleton: "" });

/** A fresh copy of the wasm-bindgen glue: after a panic the old one is dead, and a new one starts clean. */
export function createGlue() {
  throw new Error("defacto-enrollment: not built");
}
