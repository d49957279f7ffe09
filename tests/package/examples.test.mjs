// The documentation's example of a test, run as it stands by the runner that it is written for.
import assert from "node:assert/strict";
import { test } from "node:test";

import { writeSnippets } from "../types/snippets.mjs";
import { program, project } from "./support/project.mjs";

test("the example of a test with the mock passes", async () => {
  const folder = await project("example-test");
  await writeSnippets("plain", folder);
  const { ok, text } = await program("vitest", ["run", "--root", folder, "--reporter", "json"], folder);
  assert.ok(ok, text);
  const { numPassedTests, numTotalTests } = JSON.parse(text.slice(text.indexOf("{")));
  assert.ok(numTotalTests > 0);
  assert.equal(numPassedTests, numTotalTests);
});
