// One way from the form to the confirmed order in an engine other than Chromium: ENGINE is firefox or webkit.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { PAGE_DIR, Shop } from "../e2e/support/shop.mjs";
import { BUTTONS, SHOP } from "../e2e/support/texts.mjs";
import { start } from "./engine.mjs";
import { PATIENCE, Visitor } from "./visitor.mjs";

/** Served from the shop's own origin and run before any other script, as the page's policy allows. */
const RECORDER = `"use strict";
window.complaints = [];
addEventListener("securitypolicyviolation", (event) => complaints.push("policy: " + event.effectiveDirective + " " + event.blockedURI), true);
addEventListener("error", (event) => complaints.push("error: " + (event.message ?? event.target.outerHTML)), true);
addEventListener("unhandledrejection", (event) => complaints.push("rejection: " + event.reason));
window.complain = () => {
  setTimeout(() => {
    throw new Error("thrown on purpose");
  });
  Promise.reject(new Error("rejected on purpose"));
  document.head.append(Object.assign(document.createElement("style"), { textContent: "p {}" }));
};
`;

let engine, shop, pageDir;

before(async () => {
  pageDir = await mkdtemp(join(tmpdir(), "page-"));
  await cp(PAGE_DIR, pageDir, { recursive: true });
  const index = join(pageDir, "index.html");
  const html = await readFile(index, "utf8");
  const head = html.replace("<head>", '<head><script src="/recorder.js"></script>');
  assert.notEqual(head, html);
  await writeFile(index, head);
  await writeFile(join(pageDir, "recorder.js"), RECORDER);
  shop = await Shop.start({ speed: 10, env: { SHOP_PAGE_DIR: pageDir } });
  engine = await start(process.env.ENGINE);
});

after(async () => {
  await engine?.stop();
  await shop?.kill();
  await rm(pageDir, { recursive: true, force: true });
});

test("a borrower goes from the form to the confirmed order, and the page complains of nothing", async () => {
  const { driver } = engine;
  const visitor = new Visitor(driver);
  await driver.get(shop.url);
  await visitor.reaches("editing");
  const { iban } = await shop.ask("/sandbox/iban-generator?scenario=SUCCESS&country=FRA");
  await visitor.enroll(iban);
  await visitor.reaches("ready");
  const loan = await visitor.control(BUTTONS.loan);
  assert.notEqual(await loan.getAttribute("aria-disabled"), "true");
  await loan.click();
  const number = await driver.findElement({ id: "order-number" });
  await driver.wait(() => number.isDisplayed(), PATIENCE, "the order is confirmed");
  assert.match(await number.getText(), SHOP.orderNumber);
  assert.match(await driver.findElement({ id: "placed" }).getText(), new RegExp(SHOP.placed));
  assert.deepEqual(await complaints(), []);
});

test("whatever the page complains of would have been recorded", async () => {
  await engine.driver.executeScript("window.complain()");
  await engine.driver.wait(async () => (await complaints()).length >= 3, PATIENCE, "three complaints");
  const found = (await complaints()).join("\n");
  for (const complaint of [/^policy: style-src/m, /^error: .*thrown on purpose/m, /^rejection: .*rejected on purpose/m]) assert.match(found, complaint);
});

const complaints = () => engine.driver.executeScript("return window.complaints");
