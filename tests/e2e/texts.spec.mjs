// Each borrower downloads the texts of one language, beside the WebAssembly.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";

import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { ASSETS_DIR } from "./support/shop.mjs";
import { FRENCH, LOADING, SUBMIT } from "./support/texts.mjs";

const fileOf = (language) => readdirSync(ASSETS_DIR).find((name) => name.startsWith(`enrollment-texts-${language}-`));
const ENGLISH_FILE = fileOf("en");
const FRENCH_FILE = fileOf("fr");

/** Files of texts; the style sheet is another. */
const TEXTS = /enrollment-texts-.*\.txt$/;

/** Names of the files that the script fetches, in the order in which the page asks for them. */
function fetched(page) {
  const names = [];
  page.on("request", (request) => {
    const name = new URL(request.url()).pathname.replace("/assets/", "");
    if (TEXTS.test(name) || name.endsWith(".wasm")) names.push(name);
  });
  return names;
}

const texts = (names) => names.filter((name) => TEXTS.test(name));

/** Holds a file back until the function that this gives is called. */
async function hold(page, pattern) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/** Calls the module's `validate()` in the page. */
const validate = (page, ...calls) =>
  page.evaluate(async (calls) => {
    const { validate } = await import(document.querySelector('script[src*="defacto-enrollment"]').src);
    return Promise.all(calls.map((call) => validate(...call)));
  }, calls);

for (const [language, button] of Object.entries(SUBMIT)) {
  test(`a reader of ${language} downloads that language alone, without waiting for the WebAssembly`, async ({ page, checkout, widget }) => {
    const names = fetched(page);
    const release = await hold(page, /\.wasm$/);
    await page.goto(`${checkout.shop.url}/?lang=${language}`);
    await expect.poll(() => texts(names)).toEqual([fileOf(language)]);
    expect(await widget.stage()).toBe("loading");
    release();
    await expect(widget.host.getByRole("button", { name: button })).toBeVisible();
    expect(names).toHaveLength(2);
  });
}

test("the skeleton stands there until the texts arrive", async ({ page, checkout, widget }) => {
  const names = fetched(page);
  const release = await hold(page, TEXTS);
  await checkout.open();
  await expect.poll(() => names).toHaveLength(2);
  await expect(widget.status).toHaveText(LOADING);
  release();
  await widget.reaches("editing");
});

test("two elements in two languages share one instance and have each its words", async ({ page, checkout, widget }) => {
  const names = fetched(page);
  await checkout.openForm();
  await page.evaluate(() => {
    const old = document.querySelector("defacto-enrollment");
    const twin = old.cloneNode(true);
    twin.sessionProvider = old.sessionProvider;
    twin.setAttribute("locale", "fr-BE");
    document.querySelector("main").append(twin);
  });
  await expect(page.getByRole("button", { name: FRENCH.submit })).toBeVisible();
  await expect(widget.submitButton).toHaveCount(1);
  expect(texts(names)).toEqual([ENGLISH_FILE, FRENCH_FILE]);
  expect(names.filter((name) => name.endsWith(".wasm"))).toHaveLength(1);
});

test("a language that the widget lacks is read in English", async ({ page, checkout, widget }) => {
  const names = fetched(page);
  await checkout.rewrite((html) => html.replace(/locale="[^"]*"/, 'locale="sv"').replace(/<html lang="[^"]*"/, '<html lang="fi"'));
  await checkout.openForm();
  await expect(widget.submitButton).toBeVisible();
  expect(texts(names)).toEqual([ENGLISH_FILE]);
});

test("where no element is yet, the page's language is fetched ahead of it", async ({ page, checkout, widget, watcher }) => {
  // The shop's own script counts on its element.
  watcher.expect(/uncaught: Cannot set properties of null \(setting 'sessionProvider'\)/, { times: 1 });
  const names = fetched(page);
  await checkout.rewrite((html) => html.replace(/<defacto-enrollment[\s\S]*?<\/defacto-enrollment>/, "").replace(/<html lang="[^"]*"/, '<html lang="fr-CH"'));
  await page.goto(checkout.shop.url, { waitUntil: "networkidle" });
  expect(texts(names)).toEqual([FRENCH_FILE]);
  await page.evaluate(() => {
    const made = document.createElement("defacto-enrollment");
    made.proxyUrl = "/defacto";
    made.termsUrl = "/legal/terms.{locale}.html";
    made.privacyUrl = "/legal/privacy.html";
    made.sessionProvider = () => fetch("/shop/enrollment-session", { method: "POST" }).then((answer) => answer.text());
    document.querySelector("main").append(made);
  });
  await expect(widget.host.getByRole("button", { name: FRENCH.submit })).toBeVisible();
  expect(names).toHaveLength(2);
});

test("a value is judged in any language, whose texts are fetched once", async ({ page, checkout }) => {
  await checkout.openForm();
  const names = fetched(page);
  const empty = (locale) => ["iban", "", { locale }];
  const verdicts = await validate(page, empty("fr"), empty("fr-CA"), empty("FR"), empty("en-GB"), empty("sv"), empty(undefined));
  const words = verdicts.map(({ problems: [problem] }) => problem.message);
  expect(words.slice(0, 3)).toEqual([1, 2, 3].map(() => expect.stringContaining("l’IBAN")));
  expect(new Set(words.slice(3))).toEqual(new Set([expect.stringMatching(/^Enter the IBAN/)]));
  expect(names.sort()).toEqual([ENGLISH_FILE, FRENCH_FILE, expect.stringMatching(/^enrollment-values-/)]);
});

const DOCUMENTED_ERROR = { code: "load", requestId: null, problem: "", retryable: true, docs: expect.stringMatching(/^https:\/\//) };

/** The fallback stands there, the host was told, and once the cause is gone the same element can try again. */
async function expectRetry(page, checkout, widget) {
  await expect.poll(() => widget.showsFallback()).toBe(true);
  await expect.poll(() => checkout.eventsOfType("defacto-error")).toEqual([DOCUMENTED_ERROR]);
  expect(await widget.stage()).toBe("failed");
  await page.unroute(TEXTS);
  await widget.host.evaluate((element) => element.checkNow());
  await widget.reaches("editing");
  await expect(widget.submitButton).toBeVisible();
}

test("where the texts are blocked the fallback stands, and another try does not fetch the WebAssembly again", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> .*\.txt could not be loaded/, { times: 1 });
  watcher.expect(/Failed to load resource: net::ERR_BLOCKED_BY_CLIENT/);
  const names = fetched(page);
  await page.route(TEXTS, (route) => route.abort("blockedbyclient"));
  await checkout.open();
  await expectRetry(page, checkout, widget);
  // Three tries of the first load, and one that succeeds.
  expect(texts(names)).toEqual(Array(4).fill(ENGLISH_FILE));
  expect(names.filter((name) => name.endsWith(".wasm"))).toHaveLength(1);
});

/** What Chromium says of a body that is not the one the script was built with. */
function expectRefusal(watcher) {
  watcher.expect(/Failed to find a valid digest in the 'integrity' attribute/);
  watcher.expect(/Fetch API cannot load .*\.txt\. SRI's integrity checks failed/);
}

test("texts that are missing at the asset host are a failed load", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> .*\.txt could not be loaded/, { times: 1 });
  watcher.expect(refused(404));
  expectRefusal(watcher);
  await page.route(TEXTS, (route) => route.fulfill({ status: 404 }));
  await checkout.open();
  await expectRetry(page, checkout, widget);
});

const changed = (change) => ({ contentType: "text/plain", body: change(readFileSync(`${ASSETS_DIR}/${ENGLISH_FILE}`, "utf8")) });

test("texts that somebody has changed on their way are refused", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> .*\.txt could not be loaded/, { times: 1 });
  expectRefusal(watcher);
  await page.route(TEXTS, (route) => route.fulfill(changed((body) => body.replace("terms and conditions", "recipe"))));
  await checkout.open();
  await expectRetry(page, checkout, widget);
});

test("texts of another version are refused, never read in other places", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> .*\.txt is not of this version/, { times: 1 });
  const short = changed((body) => body.slice(0, body.lastIndexOf("\n")));
  const integrityOf = (body) => `sha256-${createHash("sha256").update(body).digest("base64")}`;
  const integrity = integrityOf(readFileSync(`${ASSETS_DIR}/${ENGLISH_FILE}`));
  await page.route("**/assets/defacto-enrollment.js", async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    expect(script).toContain(integrity);
    await route.fulfill({ response, body: script.replace(integrity, integrityOf(short.body)) });
  });
  await page.route(TEXTS, (route) => route.fulfill(short));
  await checkout.open();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  await expect.poll(() => checkout.eventsOfType("defacto-error")).toEqual([DOCUMENTED_ERROR]);
  await expect(widget.submitButton).toHaveCount(0);
});
