// What the build fills in. This file stands for it in editors and type checks and is never shipped.

/** @type {Readonly<{version: string, wasm: string, integrity: string, css: string}>} */
export const BUILD = Object.freeze({ version: "0.0.0", wasm: "", integrity: "", css: "" });

/** A fresh copy of the wasm-bindgen glue: after a panic the old one is dead, and a new one starts clean. */
export function createGlue() {
  throw new Error("defacto-enrollment: not built");
}
