// The element as a partner's page treats it.
import { readFileSync } from "node:fs";

import { takeClock } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { DIRECTOR } from "./support/person.mjs";
import { ASSETS_DIR } from "./support/shop.mjs";
import { STAGES } from "./support/texts.mjs";
import { Widget } from "./support/widget.mjs";

const PACKAGE = JSON.parse(readFileSync(`${ASSETS_DIR}/package.json`, "utf8"));

const DOCUMENTED_ERROR = { problem: expect.any(String), retryable: expect.any(Boolean), docs: expect.stringMatching(/^https:\/\//) };

test("an element that is removed and inserted again starts anew", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await page.evaluate(() => {
    window.kept = document.querySelector("defacto-enrollment");
    window.home = window.kept.parentElement;
    window.kept.remove();
  });
  await expect(widget.host).toHaveCount(0);
  await page.evaluate(() => window.home.append(window.kept));
  await widget.reaches("editing");
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  expect(await checkout.eventsOfType("defacto-usable")).toHaveLength(2);
  expect(await checkout.posts()).toHaveLength(1);
});

test("a removed element asks for nothing any more", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await takeClock(page);
  await checkout.enroll();
  await widget.reaches("waiting");
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.clock.fastForward(30_000);
  await expect.poll(() => asked).toContain("/defacto/credit-lines");
  await page.evaluate(() => document.querySelector("defacto-enrollment").remove());
  asked.length = 0;
  await page.clock.fastForward(60_000);
  // Requests come in order: what the widget had asked for would stand before this one.
  await page.evaluate(() => fetch("/shop/test-data"));
  expect(asked).toEqual(["/shop/test-data"]);
});

test("an element that is moved within the page keeps what was typed", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const before = await widget.values();
  await page.evaluate(() => document.querySelector("main").prepend(document.querySelector("defacto-enrollment")));
  await expect(page.getByRole("main").locator("> defacto-enrollment")).toBeVisible();
  expect(await widget.values()).toEqual(before);
  expect(await widget.stage()).toBe("editing");
  await widget.submitButton.click();
  await widget.reaches("ready");
  expect(await checkout.eventsOfType("defacto-usable")).toHaveLength(1);
  expect(await checkout.eventsOfType("defacto-consent")).toHaveLength(1);
});

test("an element made by a script works", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await page.evaluate(() => {
    const old = document.querySelector("defacto-enrollment");
    const made = document.createElement("defacto-enrollment");
    made.proxyUrl = "/defacto";
    made.termsUrl = "/legal/terms.{locale}.html";
    made.privacyUrl = "/legal/privacy.html";
    made.sessionProvider = old.sessionProvider;
    old.replaceWith(made);
  });
  await widget.reaches("editing");
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
});

test("two elements on a page do not know of each other", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await page.evaluate(() => {
    const old = document.querySelector("defacto-enrollment");
    const twin = old.cloneNode(true);
    twin.sessionProvider = old.sessionProvider;
    twin.setAttribute("aria-label", "Twin");
    document.querySelector("main").prepend(twin);
  });
  const [twin, first] = [0, 1].map((index) => new Widget(widget.host.nth(index)));
  await twin.reaches("editing");
  await twin.fill(checkout.iban);
  await first.fields.firstName.fill("Somebody else");
  await expect(twin.fields.firstName).toHaveValue(DIRECTOR.firstName);
  await expect(first.fields.iban).toHaveValue("");
  await twin.consent.click();
  await expect(first.consent).not.toBeChecked();
  await twin.submitButton.click();
  await twin.reaches("ready");
  expect(await first.stage()).toBe("editing");
});

test("an element inside another shadow root works and is heard outside", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.nest();
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  expect(await checkout.eventsOfType("defacto-ready")).toHaveLength(1);
});

test("a script that is included twice, by both of its names, does no harm", async ({ page, checkout, widget }) => {
  const tags = ["defacto-enrollment.js", `defacto-enrollment-${PACKAGE.version}.js`].map((name) => `<script type="module" src="/assets/${name}"></script>`);
  await checkout.rewrite((html) => html.replace("</body>", `${tags.join("")}</body>`));
  const loaded = page.waitForResponse(`**/assets/defacto-enrollment-${PACKAGE.version}.js`);
  await checkout.openForm();
  expect((await loaded).status()).toBe(200);
  await page.waitForLoadState("networkidle");
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  expect(await checkout.eventsOfType("defacto-usable")).toHaveLength(1);
  expect(await checkout.posts()).toHaveLength(1);
});

test("a session provider that is set before the element is defined is used", async ({ page, checkout, widget }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/assets/defacto-enrollment.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(checkout.shop.url, { waitUntil: "commit" });
  const isSet = () => page.evaluate(() => typeof document.querySelector("defacto-enrollment")?.sessionProvider);
  await expect.poll(isSet).toBe("function");
  expect(await page.evaluate(() => customElements.get("defacto-enrollment"))).toBeUndefined();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  release();
  await widget.reaches("editing");
  expect(await isSet()).toBe("function");
  expect(await widget.host.evaluate((element) => Object.hasOwn(element, "sessionProvider"))).toBe(false);
});

test("with token sessions the element waits in loading until there is a token", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await page.evaluate(() => {
    const old = document.querySelector("defacto-enrollment");
    const late = old.cloneNode(true);
    window.lateProvider = old.sessionProvider;
    old.replaceWith(late);
  });
  await page.waitForLoadState("networkidle");
  expect(await widget.stage()).toBe("loading");
  await page.evaluate(() => (document.querySelector("defacto-enrollment").sessionProvider = window.lateProvider));
  await widget.reaches("editing");
  expect(await checkout.eventsOfType("defacto-error")).toEqual([]);
});

const EXPIRED = { status: 401, contentType: "application/problem+json", json: { title: "", status: 401, code: "session_expired" } };

/** Counts the tokens that the page asks its shop for. */
function countTokens(page) {
  const asked = [];
  page.on("request", (request) => request.url().endsWith("/shop/enrollment-session") && asked.push(request));
  return asked;
}

test("a session that expires under the form is renewed and the form is sent once", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(401, "/defacto/borrowers"), { times: 1 });
  await page.route("**/defacto/borrowers", (route) => route.fulfill(EXPIRED), { times: 1 });
  const tokens = countTokens(page);
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  await widget.submitButton.click();
  await widget.reaches("ready");
  // The driver may hear of a request after the page has gone on.
  await expect.poll(() => tokens).toHaveLength(2);
  expect(await checkout.posts()).toHaveLength(1);
  expect(await checkout.eventsOfType("defacto-error")).toEqual([]);
});

test("a session that can't be renewed is told, and everything typed is still there", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(401, "/defacto/borrowers"), { times: 2 });
  await page.route("**/defacto/borrowers", (route) => route.fulfill(EXPIRED), { times: 2 });
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const before = await widget.values();
  await widget.submitButton.click();
  await expect(widget.alert).toContainText(STAGES.sessionEnded);
  expect(await widget.values()).toEqual(before);
  expect(await checkout.eventsOfType("defacto-error")).toMatchObject([{ code: "session", problem: "session_expired", retryable: true }]);
  await widget.retryButton.click();
  expect(await widget.values()).toEqual(before);
  await widget.submitButton.click();
  await widget.reaches("ready");
  expect(await checkout.posts()).toHaveLength(1);
});

test("a session that expires while waiting is renewed without the borrower", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(401, "/defacto/credit-lines"), { times: 1 });
  await page.route("**/defacto/credit-lines", (route) => route.fulfill(EXPIRED), { times: 1 });
  const tokens = countTokens(page);
  await checkout.enroll();
  await widget.reaches("ready");
  // The driver may hear of a request after the page has gone on.
  await expect.poll(() => tokens).toHaveLength(2);
});

test("where the WebAssembly is blocked the fallback stands, the host is told and can try again", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> .*\.wasm/, { times: 1 });
  watcher.expect(/Failed to load resource: net::ERR_BLOCKED_BY_CLIENT/);
  await page.route(/\.wasm$/, (route) => route.abort("blockedbyclient"));
  await checkout.open();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  await expect.poll(() => checkout.eventsOfType("defacto-error")).toEqual([{ code: "load", requestId: null, ...DOCUMENTED_ERROR, retryable: true }]);
  expect(await widget.stage()).toBe("failed");
  await expect(widget.host.getByRole("status")).toHaveCount(0);
  await page.unroute(/\.wasm$/);
  await widget.host.evaluate((element) => element.checkNow());
  await widget.reaches("editing");
  expect(await widget.showsFallback()).toBe(false);
});

test("an element without its terms says so once and shows the fallback", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: .*terms-url/, { times: 1 });
  await checkout.rewrite((html) => html.replace(/ terms-url="[^"]*"/, ""));
  await checkout.open();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  await expect.poll(() => checkout.eventsOfType("defacto-error")).toEqual([{ code: "configuration", requestId: null, ...DOCUMENTED_ERROR, retryable: false }]);
  expect(await widget.stage()).toBe("failed");
});

test("stage, state and version can be read and not written", async ({ checkout, widget }) => {
  await checkout.openForm();
  const read = () => widget.host.evaluate(({ stage, state, version }) => ({ stage, state, version }));
  const { detail } = (await checkout.events()).at(-1);
  expect(await read()).toEqual({ stage: "editing", state: detail, version: PACKAGE.version });
  const refused = await widget.host.evaluate((element) => {
    "use strict";
    return ["stage", "state", "version"].filter((property) => {
      try {
        element[property] = "ready";
      } catch (error) {
        return error instanceof TypeError;
      }
      return false;
    });
  });
  expect(refused).toEqual(["stage", "state", "version"]);
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  expect((await read()).state).toEqual((await checkout.eventsOfType("defacto-ready"))[0]);
});

test("a listener that throws breaks nothing", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/uncaught: the host's own mistake/);
  await checkout.openForm();
  await page.evaluate(() => {
    for (const name of ["stage", "validity", "consent", "enrolled", "ready", "loan-request"]) {
      document.querySelector("defacto-enrollment").addEventListener(`defacto-${name}`, () => {
        throw new Error("the host's own mistake");
      });
    }
  });
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  await widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
});

for (const [type, after] of Object.entries({ consent: "editing", stage: "ready", enrolled: "ready", ready: "ready", "loan-request": "ready" })) {
  test(`a listener of defacto-${type} that removes the element breaks nothing`, async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await page.evaluate((type) => {
      const element = document.querySelector("defacto-enrollment");
      window.home = element.parentElement;
      element.addEventListener(type, () => element.remove(), { once: true });
      window.kept = element;
    }, `defacto-${type}`);
    await widget.fill(checkout.iban);
    await widget.consent.click();
    if (type !== "consent") await widget.submitButton.click();
    if (type === "loan-request") {
      await widget.reaches("ready");
      await widget.loanButton.click();
      await expect(checkout.placed).toBeVisible();
    }
    await expect(widget.host).toHaveCount(0);
    await page.evaluate(() => window.home.append(window.kept));
    // Its borrower is known by now, except where the form had not been sent.
    await widget.reaches(after);
  });
}
