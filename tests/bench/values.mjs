// Judges the same IBANs with the shipped WebAssembly and with two JavaScript libraries. Prints JSON for `cargo xtask bench values`.
//
// node tests/bench/values.mjs VALUES.json SCRIPT.js WASM TEXTS: the script as it was before it was minified, where `createGlue` has its name.
import { readFile } from "node:fs/promises";

import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import validator from "validator";

const WARM_UP = 20;
const ROUNDS = 15;

const [valuesFile, scriptFile, wasmFile, textsFile] = process.argv.slice(2);
const { values } = JSON.parse(await readFile(valuesFile, "utf8"));
const glue = await start(await readFile(scriptFile, "utf8"), await readFile(wasmFile));
const texts = await readFile(textsFile, "utf8");
if (!glue.add_texts(texts)) throw new Error("the texts are of another build");
const [language] = texts.split("\n", 1);

const judges = [
  {
    name: 'check("iban", …) of the WebAssembly',
    run: (text) => glue.check("iban", text, language, {}),
    accepts: (answer) => JSON.parse(answer).ok,
  },
  {
    name: `ibantools ${await installed("ibantools")}`,
    // Spaces are not an IBAN's to `isValidIBAN`, and `electronicFormatIBAN` takes them out.
    run: (text) => isValidIBAN(electronicFormatIBAN(text) ?? ""),
    accepts: Boolean,
  },
  {
    name: `validator ${await installed("validator")}`,
    run: (text) => validator.isIBAN(text),
    accepts: Boolean,
  },
];
for (const judge of judges) {
  judge.right = values.filter(({ text, valid }) => judge.accepts(judge.run(text)) === valid).length;
  judge.rounds = [];
}
// In turns, so that a busy moment of the machine does not fall on one of them.
for (let round = -WARM_UP; round < ROUNDS; round += 1) {
  for (const judge of judges) {
    const time = microseconds(judge.run);
    if (round >= 0) judge.rounds.push(time);
  }
}
console.log(JSON.stringify(judges.map(({ name, right, rounds }) => ({ name, count: values.length, right, microseconds: median(rounds) }))));

/** The time of one check, in a round of all values. */
function microseconds(run) {
  let kept = 0;
  const begin = performance.now();
  for (const { text } of values) kept += run(text) ? 1 : 0;
  const elapsed = performance.now() - begin;
  // What is never used could be left out by the engine.
  if (kept < 0) throw new Error("impossible");
  return (elapsed * 1000) / values.length;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

async function installed(name) {
  const manifest = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(await readFile(manifest, "utf8")).version;
}

/** wasm-bindgen's exports, as the element has them. Only the class that it extends is not there without a page. */
async function start(script, wasm) {
  globalThis.HTMLElement ??= class {};
  const module = `data:text/javascript;base64,${Buffer.from(`${script}\nexport { createGlue };`).toString("base64")}`;
  const { createGlue } = await import(module);
  const glue = createGlue();
  await glue({ module_or_path: await WebAssembly.compile(wasm) });
  return glue;
}
