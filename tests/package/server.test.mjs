// Every entry point on a server: bare Node, no window.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { project } from "./support/project.mjs";

/** Runs a module in a project; whatever it complains of fails the test. */
function run(folder, source) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", source], { cwd: folder, encoding: "utf8" });
  assert.equal(stderr, "");
  assert.equal(status, 0);
  return stdout;
}

const WITHOUT_NETWORK = `globalThis.fetch = (url) => { throw new Error(url + " was asked for"); };`;
const ENTRIES = { "@defacto/enrollment": ["version", "validate", "preload"], "@defacto/enrollment/react": ["DefactoEnrollment"], "@defacto/enrollment/vue": [], "@defacto/enrollment/mock": [] };

test("importing any entry point does nothing", async () => {
  const folder = await project("server");
  for (const [entry, names] of Object.entries(ENTRIES)) {
    const before = "const before = Object.getOwnPropertyNames(globalThis).join();";
    const after = "console.log(JSON.stringify([Object.keys(entry), Object.getOwnPropertyNames(globalThis).join() === before]));";
    const [found, isUntouched] = JSON.parse(run(folder, `${WITHOUT_NETWORK} ${before} const entry = await import("${entry}"); ${after}`));
    for (const name of names) assert.ok(found.includes(name), `${entry}: ${name}`);
    assert.ok(isUntouched, entry);
  }
});

const PAGE = `
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { DefactoEnrollment } from "@defacto/enrollment/react";
const element = createElement(DefactoEnrollment, {
  id: "pay-later",
  className: "widget",
  proxyUrl: "/defacto",
  termsUrl: "/terms.{locale}.html",
  privacyUrl: "/privacy.html",
  identifierType: "siren",
  amount: 125000,
  waitForReady: true,
  disabled: false,
  session: "a-token",
  prefill: { account_number: "FR76" },
  metadata: { order: 1 },
  onReady: () => {},
}, "Paying later needs JavaScript.");
console.log(renderToString(element));
`;

for (const version of [18, 19]) {
  test(`React ${version} renders the attributes on a server, and neither token nor objects`, async () => {
    const folder = await project(`server-react-${version}`, { react18: version === 18 });
    const html = run(folder, PAGE);
    const [, tag, children] = /^<defacto-enrollment ([^>]*)>(.*)<\/defacto-enrollment>\n$/.exec(html);
    assert.equal(children, "Paying later needs JavaScript.");
    const attributes = Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    assert.deepEqual(attributes, {
      auth: "token",
      id: "pay-later",
      class: "widget",
      "proxy-url": "/defacto",
      "terms-url": "/terms.{locale}.html",
      "privacy-url": "/privacy.html",
      "identifier-type": "siren",
      amount: "125000",
      "wait-for-ready": "true",
    });
  });
}
