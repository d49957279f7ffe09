// The declarations, seen by the compilers that partners use, and the examples of the documentation. What must not compile is marked
// as such in the sources.
import assert from "node:assert/strict";
import { test } from "node:test";

import { program, project } from "../package/support/project.mjs";
import { writeSnippets } from "./snippets.mjs";

/** Compiles a folder of this one together with groups of examples. */
async function compiles(compiler, source, groups, { name = source, ...options } = {}) {
  const folder = await project(`types-${name}`, { files: [`tests/types/${source}`], ...options });
  for (const group of groups) await writeSnippets(group, folder);
  const { ok, text } = await program(compiler, ["--project", folder, "--pretty", "false"], folder);
  assert.ok(ok, text);
}

test("plain TypeScript knows the element, its events, the module and the mock, and so do the examples", async () => {
  await compiles("tsc", "plain", ["plain"]);
});

test("React 19 knows the component and the tag, and so does the example", async () => {
  await compiles("tsc", "react", ["react"]);
});

test("React 18 knows the component and the tag, and so does the example", async () => {
  await compiles("tsc", "react", ["react"], { name: "react-18", react18: true });
});

test("a Vue template knows the tag and its events, and so does the example", async () => {
  await compiles("vue-tsc", "vue", ["vue"]);
});
