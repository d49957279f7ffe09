// The mock tells a page what the widget tells it: the same events in the same order, with details of the same shape.
import { readFileSync } from "node:fs";

import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { ASSETS_DIR } from "./support/shop.mjs";

test.use({ speed: 20 });

const TELLING = ["from", "to", "class", "code"];

/** Events in words, without what differs from one enrollment to the next; while the form is filled in, validity is told again and again. */
function shapes(events) {
  const shape = (key, value) => {
    if (Array.isArray(value)) return "a list";
    return typeof value === "string" && !TELLING.includes(key) ? "a text" : typeof value === "number" ? "a number" : value;
  };
  const sorted = (detail) => detail && Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1)));
  const lines = events.map(({ type, detail, bubbles, composed, cancelable }) => `${type} ${JSON.stringify({ detail: sorted(detail), bubbles, composed, cancelable }, shape)}`);
  return lines.filter((line, place) => line !== lines[place - 1]);
}

/** What a page hears that has the mock in the place of the widget, driven like this. */
async function toldByMock(page, checkout, steps) {
  const html = `<!doctype html><html lang="en"><title>Mock</title><link rel="icon" href="data:,"><script type="module" src="/assets/mock.js"></script></html>`;
  await page.route("**/mocked", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto(`${checkout.shop.url}/mocked`);
  await page.evaluate((steps) => {
    const element = document.createElement("defacto-enrollment");
    Object.assign(element, { termsUrl: "/legal/terms.{locale}.html", termsVersion: "1" });
    document.body.append(element);
    for (const [stage, detail] of steps) element.mock.to(stage, detail);
  }, steps);
  return shapes(await checkout.events());
}

const STORIES = {
  ready: { steps: [["ready"]], stage: "ready" },
  timeout_created: { steps: [["reconciling", { requestId: "r-1" }], ["ready"]], stage: "ready", complaint: refused(504, "/defacto/borrowers") },
  zero_balance: { steps: [["no-funds"]], stage: "no-funds" },
  blocked: { steps: [["declined"]], stage: "declined" },
  kyb: { steps: [["action-required"]], stage: "action-required" },
};

for (const [scenario, { steps, stage, complaint }] of Object.entries(STORIES)) {
  test(`of ${scenario} the mock tells the same`, async ({ page, checkout, widget, watcher }) => {
    if (complaint) watcher.expect(complaint, { times: 1 });
    await checkout.openForm();
    await checkout.play(scenario);
    await widget.enroll(checkout.iban);
    await widget.reaches(stage);
    await expect.poll(async () => (await checkout.events()).at(-1).type).toBe(`defacto-${stage}`);
    const told = shapes(await checkout.events());
    expect(await toldByMock(page, checkout, steps)).toEqual(told);
  });
}

test("of a loan request the mock tells the same", async ({ page, checkout, widget }) => {
  await checkout.enroll();
  await widget.reaches("ready");
  await widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
  const told = shapes(await checkout.events());
  expect(await toldByMock(page, checkout, [["requested"]])).toEqual(told);
});

test("of a borrower whom the session names the mock tells the same", async ({ page, checkout, widget }) => {
  await checkout.enroll();
  await widget.reaches("ready");
  await checkout.open();
  await widget.reaches("ready");
  const told = shapes(await checkout.events());
  const { existing } = (await checkout.eventsOfType("defacto-enrolled"))[0];
  expect(await toldByMock(page, checkout, [["ready", { resumed: true, existing }]])).toEqual(told);
});

test("of a session that has ended the mock tells the same", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(401, "/defacto/session"), { times: 2 });
  const expired = { status: 401, contentType: "application/problem+json", json: { title: "", status: 401, code: "session_expired" } };
  await page.route("**/defacto/session", (route) => route.fulfill(expired));
  await checkout.open();
  await widget.reaches("failed");
  await expect.poll(async () => (await checkout.events()).at(-1)?.type).toBe("defacto-error");
  const told = shapes(await checkout.events());
  expect(await toldByMock(page, checkout, [["failed", { code: "session" }]])).toEqual(told);
});

test("the mock has every property of the widget", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  const propertiesOf = () => {
    const names = [];
    for (let at = Object.getPrototypeOf(document.querySelector("defacto-enrollment")); at !== HTMLElement.prototype; at = Object.getPrototypeOf(at)) {
      names.push(...Object.getOwnPropertyNames(at).filter((name) => !/^(constructor|.*Callback)$/.test(name)));
    }
    return names;
  };
  const real = await page.evaluate(propertiesOf);
  expect(real).toContain("proxyUrl");
  await toldByMock(page, checkout, []);
  const has = await page.evaluate((names) => names.filter((name) => !(name in document.querySelector("defacto-enrollment"))), real);
  expect(has).toEqual([]);
});

test("the widget has every member that its manifest names", async ({ checkout, widget }) => {
  await checkout.openForm();
  const [{ declarations }] = JSON.parse(readFileSync(`${ASSETS_DIR}/custom-elements.json`, "utf8")).modules;
  const names = declarations[0].members.map(({ name }) => name);
  expect(await widget.host.evaluate((element, names) => names.filter((name) => !(name in element)), names)).toEqual([]);
});
