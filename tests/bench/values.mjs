// Judges the same IBANs with the shipped WebAssembly and with two JavaScript libraries. Prints JSON for `cargo xtask bench values`.
//
// node tests/bench/values.mjs VALUES.json WASM TEXTS
import { readFile } from "node:fs/promises";

import { electronicFormatIBAN, isValidIBAN } from "ibantools";
import validator from "validator";

import { judgeOf } from "../../embed/values.js";

const WARM_UP = 20;
const ROUNDS = 15;

const [valuesFile, wasmFile, textsFile] = process.argv.slice(2);
const { values } = JSON.parse(await readFile(valuesFile, "utf8"));
const { instance } = await WebAssembly.instantiate(await readFile(wasmFile));
const ask = judgeOf(instance.exports, await readFile(textsFile, "utf8"));

const judges = [
  {
    name: 'validate("iban", …) in its WebAssembly',
    run: (text) => ask(`iban\n\n\n2026-01-01\n18\n\n${text}`),
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
