import { BUILD, createGlue } from "./build.js";

/**
 * The one WebAssembly instance of this page: a promise of it and, by language, of it with the texts taken in. None before it is wanted
 * and after a failure.
 */
let instance;
/** Elements to tell when the instance dies. */
const users = new Set();

/**
 * The instance, with the texts of a language in it. Started at the first call and shared by all elements; each language is fetched
 * once, beside the WebAssembly. What failed is forgotten: the next call tries again.
 * @param {string} language one of `BUILD.texts`
 * @returns {Promise<object>} wasm-bindgen's exports
 */
export function load(language) {
  instance ??= {
    glue: start().catch((error) => {
      instance = undefined;
      throw error;
    }),
    speaks: {},
  };
  const { glue, speaks } = instance;
  return (speaks[language] ??= teach(glue, language).catch((error) => {
    delete speaks[language];
    throw error;
  }));
}

/** Whether anything has been asked for. */
export function isWanted() {
  return instance !== undefined;
}

/** Calls `onPanic` should the instance die; returns how to stop that. */
export function watch(onPanic) {
  users.add(onPanic);
  return () => users.delete(onPanic);
}

async function start() {
  if (typeof WebAssembly !== "object") throw failure("unsupported", "This browser has no WebAssembly.");
  const module = await compile(await download(BUILD.wasm, "arrayBuffer"));
  const glue = createGlue();
  await glue({ module_or_path: module });
  glue.on_panic(() => {
    instance = undefined;
    for (const onPanic of [...users]) onPanic();
  });
  return glue;
}

async function teach(starting, language) {
  const [glue, texts] = await Promise.all([starting, download(BUILD.texts[language], "text")]);
  if (!glue.add_texts(texts)) throw failure("load", `${BUILD.texts[language][0]} is not of this version.`);
  return glue;
}

async function download([name, integrity], as) {
  const url = new URL(name, import.meta.url);
  try {
    const response = await fetch(url, { integrity, credentials: "omit" });
    if (response.ok) return await response[as]();
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
