import { BUILD, createGlue } from "./build.js";

/** The one running WebAssembly instance of this page, as a promise; none before it is wanted and after a failure. */
let instance;
/** Elements to tell when the instance dies. */
const users = new Set();

/**
 * The instance, started at the first call and shared by all elements. A failed start is forgotten: the next call tries again.
 * @returns {Promise<object>} wasm-bindgen's exports
 */
export function load() {
  instance ??= start().catch((error) => {
    instance = undefined;
    throw error;
  });
  return instance;
}

/** Calls `onPanic` should the instance die; returns how to stop that. */
export function watch(onPanic) {
  users.add(onPanic);
  return () => users.delete(onPanic);
}

async function start() {
  if (typeof WebAssembly !== "object") throw failure("unsupported", "This browser has no WebAssembly.");
  const module = await compile(await download());
  const glue = createGlue();
  await glue({ module_or_path: module });
  glue.on_panic(() => {
    instance = undefined;
    for (const onPanic of [...users]) onPanic();
  });
  return glue;
}

async function download() {
  const url = new URL(BUILD.wasm, import.meta.url);
  try {
    const response = await fetch(url, { integrity: BUILD.integrity, credentials: "omit" });
    if (response.ok) return await response.arrayBuffer();
    throw new Error(`HTTP ${response.status}`);
  } catch (cause) {
    throw failure("load", `${url} could not be loaded: check that connect-src allows it and that it is served with CORS.`, cause);
  }
}

async function compile(bytes) {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw failure("blocked", "WebAssembly could not be compiled: add 'wasm-unsafe-eval' to script-src.", cause);
  }
}

function failure(code, message, cause) {
  return Object.assign(new Error(message, { cause }), { code });
}
