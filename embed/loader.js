import { BUILD, createGlue } from "./build.js";

/** What a dead instance answers, whatever it is asked: to the glue it is a number, or a list of numbers, and no error. */
const NOTHING = [0];
/** How long to wait before another try, in milliseconds. */
const PAUSES = [400, 1600];
/** How long one try may take, in milliseconds: a file arrives in less at 20 kbit/s. */
const PATIENCE = 60_000;

/** Where the page says that the files lie which this script fetches; beside it, when it says nothing. */
let base;
/**
 * The one WebAssembly instance of this page: a promise of it and, by language, of it with the texts taken in. None before it is wanted
 * and after a failure.
 */
let instance;
/** Elements to tell when the instance dies. */
const users = new Set();

/**
 * Says where the package's files lie, when a bundler has moved this script away from them. What they hold is checked all the same.
 * @param {{assetBase: string | URL}} options a folder, resolved against the page
 */
export function configure({ assetBase }) {
  if (globalThis.document) base = new URL(String(assetBase).replace(/\/?$/, "/"), document.baseURI).href;
}

/**
 * The widget in a language: started at the first call and shared by all elements; each language is fetched once, beside the WebAssembly.
 * What failed is forgotten: the next call tries again.
 * @param {string} language one of `BUILD.texts`
 * @returns {Promise<{glue: object, sheet: CSSStyleSheet}>} wasm-bindgen's exports and the style sheet
 */
export function load(language) {
  instance ??= {
    started: start().catch((error) => {
      instance = undefined;
      throw error;
    }),
    speaks: { __proto__: null },
  };
  const { started, speaks } = instance;
  return (speaks[language] ??= teach(started, language).catch((error) => {
    delete speaks[language];
    throw error;
  }));
}

/** Whether anything has been asked for. */
export function isWanted() {
  return instance !== undefined;
}

/** Calls `onPanic` should the instance die, while it can still be told to let go; returns how to stop that. */
export function watch(onPanic) {
  users.add(onPanic);
  return () => users.delete(onPanic);
}

async function start() {
  if (typeof WebAssembly !== "object") throw failure("unsupported", "This browser has no WebAssembly.");
  const [bytes, css] = await Promise.all([download(BUILD.wasm, "arrayBuffer"), download(BUILD.css, "text")]);
  const glue = await run(bytes);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return { glue, sheet };
}

async function teach(starting, language) {
  const [started, texts] = await Promise.all([starting, download(BUILD.texts[language], "text")]);
  if (!started.glue.add_texts(texts)) outdated(language);
  return started;
}

export function outdated(language) {
  throw failure("load", `${BUILD.texts[language][0]} is not of this version.`);
}

/** What a file of the package holds, in the form of a response's method: asked for three times. */
export async function download([name, integrity, beside], as) {
  // The module that imports this one runs first, and with it its configure().
  await null;
  for (const pause of [...PAUSES, 0]) {
    // A configure() that comes late counts for the next try. As text, since scripts that stand between may look at it.
    const { href } = base ? new URL(name, base) : beside();
    try {
      const response = await fetch(href, { __proto__: null, integrity, credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
      if (response.ok) return await response[as]();
      throw new Error(`HTTP ${response.status}`);
    } catch (cause) {
      if (!pause) throw failure("load", `${href} could not be loaded: check that connect-src allows it and that it is served with CORS.`, cause);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

async function run(bytes) {
  try {
    // Some engines refuse the one step and some the other.
    const module = await WebAssembly.compile(bytes);
    const glue = createGlue();
    const { around, die } = guard();
    await glue({ module_or_path: module, around });
    glue.on_panic(die);
    return glue;
  } catch (cause) {
    blocked(cause);
  }
}

export function blocked(cause) {
  throw failure("blocked", "WebAssembly could not be compiled: add 'wasm-unsafe-eval' to script-src.", cause);
}

/** Stands between an instance and everything that calls it, timers and listeners too: once it is dead it hears of nothing, and its end is no error of the page. */
function guard() {
  let isDying = false;
  let isDead = false;
  const die = () => {
    if (isDying) return;
    isDying = true;
    instance = undefined;
    for (const onPanic of [...users]) onPanic();
    isDead = true;
  };
  const guarded = (call) => (...given) => {
    if (isDead) return NOTHING;
    try {
      return call(...given);
    } catch (error) {
      // Not by its class, which the page may have spoiled.
      if (error?.name !== "RuntimeError") throw error;
      die();
      return NOTHING;
    }
  };
  const around = (exports) =>
    Object.fromEntries(Object.entries(exports).map(([name, value]) => [name, typeof value === "function" ? guarded(value) : value]));
  return { around, die };
}

function failure(code, message, cause) {
  return Object.defineProperty(new Error(message, { __proto__: null, cause }), "code", { __proto__: null, value: code });
}
