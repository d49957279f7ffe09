// What comes late, wrong or twice: tokens, options, texts, addresses. What works goes on, and what was typed stays.
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { FORM, GERMAN } from "./support/texts.mjs";

const GERMAN_TEXTS = /enrollment-texts-de-/;

const set = (widget, values) => widget.host.evaluate((element, values) => void Object.assign(element, values), values);
const errors = (checkout) => checkout.eventsOfType("defacto-error");

/** The shop's page without a word on how the widget is to be authorized, and without the shop's own script. */
async function unauthorized({ page, checkout }) {
  await checkout.rewrite((html) => html.replace(' auth="token"', ""));
  await page.route("**/checkout.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
}

/** Gives the element the shop's own provider. */
const provide = (widget) =>
  widget.host.evaluate((element) => {
    window.asked = 0;
    element.sessionProvider = async () => {
      window.asked += 1;
      return (await fetch("/shop/enrollment-session", { method: "POST" })).text();
    };
  });

test("a provider that comes after the widget has tried without one is asked all the same", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(401));
  await unauthorized({ page, checkout });
  await checkout.open();
  await widget.reaches("failed");
  await provide(widget);
  await widget.reaches("editing");
  expect(await checkout.stages()).toEqual(["failed", "loading", "editing"]);
});

test("a token that comes while an older one is being refused is tried", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(401), { times: 1 });
  await unauthorized({ page, checkout });
  await checkout.rewrite((html) => html.replace(' auth="token"', ' auth="token" session="an.old.token"'));
  let asked;
  const isAsked = new Promise((resolve) => (asked = resolve));
  let refuse;
  const isRefused = new Promise((resolve) => (refuse = resolve));
  await page.route(
    "**/defacto/session",
    async (route) => {
      asked();
      await isRefused;
      await route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" });
    },
    { times: 1 },
  );
  await checkout.open();
  await isAsked;
  const token = await page.evaluate(() => fetch("/shop/enrollment-session", { method: "POST" }).then((answer) => answer.text()));
  await widget.host.evaluate((element, token) => element.setAttribute("session", token), token);
  refuse();
  await widget.reaches("editing");
  expect(await errors(checkout)).toEqual([]);
});

test("a provider is asked one thing at a time", async ({ page, checkout, widget }) => {
  await page.route("**/checkout.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await checkout.open();
  await widget.host.evaluate((element) => {
    window.asked = 0;
    element.sessionProvider = () => {
      window.asked += 1;
      return new Promise((resolve) => (window.answer = resolve));
    };
  });
  await expect.poll(() => page.evaluate(() => window.asked)).toBe(1);
  await widget.host.evaluate((element) => {
    const home = element.parentElement;
    element.remove();
    return new Promise((resolve) => setTimeout(() => resolve(home.append(element))));
  });
  await widget.reaches("loading");
  await page.evaluate(async () => window.answer(await (await fetch("/shop/enrollment-session", { method: "POST" })).text()));
  await widget.reaches("editing");
  expect(await page.evaluate(() => window.asked)).toBe(1);
});

test("a provider that is no function is said, and the one that works stays", async ({ checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> sessionProvider must be a function/, { times: 1 });
  await checkout.openForm();
  await set(widget, { sessionProvider: "/token" });
  await expect.poll(() => errors(checkout)).toMatchObject([{ code: "configuration", retryable: false }]);
  expect(await widget.stage()).toBe("editing");
  expect(await widget.host.evaluate((element) => typeof element.sessionProvider)).toBe("function");
});

test("a provider that is no function from the beginning leaves the page's own content, until there is one", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> sessionProvider must be a function/, { times: 1 });
  const body = 'document.querySelector("defacto-enrollment").sessionProvider = "/token";';
  await page.route("**/checkout.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await checkout.open();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  await provide(widget);
  await widget.reaches("editing");
});

test("what is false is no provider, and a widget that waits hears of the right one after a wrong one", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> sessionProvider must be a function/, { times: 1 });
  const body = 'document.querySelector("defacto-enrollment").sessionProvider = false;';
  await page.route("**/checkout.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await page.route("**/defacto/session", (route) => route.continue());
  const mounted = page.waitForResponse(/enrollment-widget-.*\.wasm/);
  await checkout.open();
  await mounted;
  await page.waitForFunction(() => document.querySelector("defacto-enrollment").shadowRoot.querySelector("._widget"));
  expect(await widget.stage()).toBe("loading");
  await set(widget, { sessionProvider: "/token" });
  await expect.poll(() => errors(checkout)).toHaveLength(1);
  await provide(widget);
  await widget.reaches("editing");
});

test("another provider is asked in the place of one that never answers", async ({ page, checkout, widget }) => {
  const body = 'document.querySelector("defacto-enrollment").sessionProvider = () => new Promise(() => (window.isAsked = true));';
  await page.route("**/checkout.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await checkout.open();
  await page.waitForFunction(() => window.isAsked);
  await provide(widget);
  await widget.host.evaluate((element) => {
    const home = element.parentElement;
    element.remove();
    return new Promise((resolve) => setTimeout(() => resolve(home.append(element))));
  });
  await widget.reaches("editing");
  expect(await page.evaluate(() => window.asked)).toBe(1);
});

test("another proxy and the company with it are one start anew", async ({ checkout, widget }) => {
  await checkout.openForm();
  await set(widget, { proxyUrl: "/defacto/", identifier: checkout.identifier, identifierType: "siren" });
  await expect.poll(() => checkout.stages()).toEqual(["editing", "loading", "editing"]);
  expect(await errors(checkout)).toEqual([]);
});

test("a wrong option of those that start the widget anew changes nothing, and what was typed stays", async ({ checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> /, { times: 2 });
  await checkout.openForm();
  await widget.fill(checkout.iban);
  const values = await widget.values();
  await set(widget, { auth: "tokens" });
  await expect.poll(() => errors(checkout)).toHaveLength(1);
  await set(widget, { auth: "token", proxyUrl: null });
  await expect.poll(() => errors(checkout)).toHaveLength(2);
  expect(await errors(checkout)).toMatchObject([{ code: "configuration" }, { code: "configuration" }]);
  expect(await widget.values()).toEqual(values);
  expect(await widget.stage()).toBe("editing");
});

for (const [when, lookAgain] of [
  ["the network returns", () => dispatchEvent(new Event("online"))],
  ["the page asks to look again", () => document.querySelector("defacto-enrollment").checkNow()],
]) {
  test(`a language whose texts can't be had is said; all else counts at once, and the language when ${when}`, async ({ page, checkout, widget, watcher }) => {
    watcher.expect(/console\.error: <defacto-enrollment> .*enrollment-texts-de/, { times: 1 });
    watcher.expect(/Failed to load resource/);
    await checkout.openForm();
    await page.route(GERMAN_TEXTS, (route) => route.abort("internetdisconnected"));
    await set(widget, { locale: "de", disabled: true });
    await expect.poll(() => errors(checkout)).toMatchObject([{ code: "load", retryable: true }]);
    await expect(widget.fields.firstName).toBeDisabled();
    await expect(widget.submitButton).toBeVisible();
    await page.unroute(GERMAN_TEXTS);
    await page.evaluate(lookAgain);
    await expect(widget.host.getByRole("button", { name: GERMAN.submit })).toBeVisible();
  });
}

test("words under a name that there is not are a mistake every time", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> /, { times: 2 });
  const body = 'document.querySelector("defacto-enrollment").texts = { consent: "I do" };';
  await page.route("**/checkout.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await checkout.open();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  await widget.host.evaluate((element) => element.checkNow());
  await expect.poll(() => errors(checkout)).toMatchObject([{ code: "configuration" }, { code: "configuration" }]);
  await expect.poll(() => widget.showsFallback()).toBe(true);
});

test("who asks for the credit line from within the news that it is ready gets it", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.host.evaluate((element) => {
    element.addEventListener("defacto-stage", ({ detail }) => {
      if (detail.to === "ready") window.line = element.whenReady();
    });
  });
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  const [{ creditLine }] = await checkout.eventsOfType("defacto-ready");
  expect(await widget.host.evaluate(() => window.line)).toEqual(creditLine);
});

test("nothing is told in the task in which an element was connected, whatever is there already", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  const [soon, later] = await page.evaluate(async () => {
    const made = document.createElement("defacto-enrollment");
    const told = [];
    for (const type of ["defacto-stage", "defacto-error", "defacto-usable"]) made.addEventListener(type, () => told.push(type));
    Object.assign(made, { proxyUrl: "/defacto", termsUrl: "/legal/terms.{locale}.html", privacyUrl: "/legal/privacy.html" });
    made.sessionProvider = () => Promise.reject(new Error("nobody is signed in"));
    document.body.append(made);
    for (let turns = 0; turns < 1000; turns++) await null;
    const soon = told.length;
    while (!told.includes("defacto-error")) await new Promise((resolve) => setTimeout(resolve, 10));
    return [soon, told.length];
  });
  expect(soon).toBe(0);
  expect(later).toBeGreaterThan(1);
  expect(await widget.host.first().evaluate((element) => element.stage)).toBe("editing");
});

test("an asset host that never answers is a failed load in the end", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> .*\.wasm could not be loaded/, { times: 1 });
  await page.addInitScript(() => {
    const timeout = AbortSignal.timeout;
    // The widget's patience, in a hundredth of the time.
    AbortSignal.timeout = (span) => timeout.call(AbortSignal, span === 60_000 ? 600 : span);
  });
  await page.route(/enrollment-widget-.*\.wasm$/, () => {});
  await checkout.open();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  expect(await errors(checkout)).toMatchObject([{ code: "load", retryable: true }]);
});

test("an address that is said after the first try counts for the next", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(404));
  watcher.expect(/SRI's integrity checks failed|Failed to find a valid digest/);
  let isSaid = false;
  await page.route(/\/assets\/enrollment-/, (route) => route.fulfill({ status: 404 }));
  await page.route(/\/moved\/enrollment-/, async (route) => {
    isSaid = true;
    const file = new URL(route.request().url()).pathname.split("/").at(-1);
    await route.fulfill({ response: await page.request.get(`${checkout.shop.url}/assets/${file}`) });
  });
  await checkout.open();
  await page.evaluate(async () => (await import("/assets/defacto-enrollment.js")).configure({ assetBase: "/moved" }));
  await widget.reaches("editing");
  expect(isSaid).toBe(true);
});

test("a browser below the floor shows the page's own content and says why", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> This browser is older/, { times: 1 });
  await page.addInitScript(() => {
    const supports = CSS.supports;
    CSS.supports = (...asked) => !String(asked).includes("color-mix") && supports.apply(CSS, asked);
  });
  await checkout.open();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  expect(await errors(checkout)).toMatchObject([{ code: "unsupported", retryable: false }]);
});

test("a value is judged where no widget is mounted, by a WebAssembly of its own", async ({ page, checkout, widget }) => {
  const names = [];
  page.on("request", (request) => names.push(request.url().split("/").at(-1)));
  await checkout.openForm();
  expect(names.filter((name) => name.startsWith("enrollment-values-"))).toEqual([]);
  const verdict = await page.evaluate(async () => {
    const { validate } = await import("/assets/defacto-enrollment.js");
    return Promise.all([validate("iban", "FR76"), validate("iban", "FR76", { locale: "de" })]);
  });
  expect(verdict.map(({ problems: [{ message }] }) => message)).toEqual([expect.stringContaining("France"), expect.stringContaining("Frankreich")]);
  expect(names.filter((name) => name.startsWith("enrollment-values-")).length).toBeGreaterThan(0);
  await expect(widget.consent).toHaveAccessibleName(FORM.consent);
});
