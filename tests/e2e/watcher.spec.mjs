// The watcher fails a test on what its page complains about: here, on whether it can tell complaints apart.
import { expect, test } from "@playwright/test";

import { refused } from "./support/complaints.mjs";
import { Watcher } from "./support/watcher.mjs";

/** What Chromium says of an answer, from a server at this port. */
const said = (status, words, port, path) => ({
  type: () => "error",
  text: () => `Failed to load resource: the server responded with a status of ${status} (${words})`,
  location: () => ({ url: `http://127.0.0.1:${port}${path}` }),
});

/** What a watcher finds that is told to expect one 401 about the borrowers, after these messages. */
async function findingsOf(messages) {
  const heard = {};
  const watcher = await Watcher.of({ exposeBinding() {}, addInitScript() {}, on: (name, listener) => (heard[name] = listener) });
  watcher.expect(refused(401, "/defacto/borrowers"), { times: 1 });
  messages.forEach(heard.console);
  return watcher.findings();
}

test("the answer that was announced is found, whatever its words and its query", async () => {
  expect(await findingsOf([said(401, "Unauthorized", 35000, "/defacto/borrowers")])).toEqual([]);
  expect(await findingsOf([said(401, "", 35000, "/defacto/borrowers?identifier=1")])).toEqual([]);
});

test("an answer of another status is no announced one, though its port has the digits", async () => {
  const [other, announced] = [said(422, "Unprocessable Entity", 40123, "/defacto/borrowers"), said(401, "Unauthorized", 40123, "/defacto/borrowers")];
  expect(await findingsOf([announced, other])).toEqual([expect.stringContaining("status of 422")]);
  expect(await findingsOf([other])).toEqual([expect.stringContaining("status of 422"), expect.stringContaining("expected 1, got 0")]);
});

test("an answer to another question is no announced one", async () => {
  const elsewhere = said(401, "Unauthorized", 35000, "/defacto/session");
  expect(await findingsOf([elsewhere])).toEqual([expect.stringContaining("/defacto/session"), expect.stringContaining("expected 1, got 0")]);
});
