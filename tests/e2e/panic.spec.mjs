// The end of a WebAssembly instance, which is the end for every element of the page, and what comes after it. The package under test is
// a twin of the one that ships, made by the same build: it panics where that looks whether anything has changed.
import { readdirSync } from "node:fs";
import { resolve } from "node:path";

import { expect, test as base } from "./support/fixtures.mjs";
import { find } from "./support/haystack.mjs";
import { heldBy, meter, reading } from "./support/meter.mjs";
import { LINE, Partner } from "./support/partner.mjs";
import { DIRECTOR, personalData } from "./support/person.mjs";
import { ASSETS_DIR, Shop } from "./support/shop.mjs";
import { BUTTONS } from "./support/texts.mjs";
import { Widget } from "./support/widget.mjs";

const TWIN_DIR = resolve(import.meta.dirname, "../../target/panicking");
const IBAN = "FR7630006000011234567890189";
const STAGES = ["editing", "waiting", "ready"];
/** What the page's developer is told, once for each element. */
const TOLD = /^console\.error: <defacto-enrollment> The widget has stopped working\. See https:\S+#internal /;
/** What a page holds on to that has no living widget. */
const NOTHING_HELD = { timers: 0, fetches: 0, "window and document listeners": 0, channels: 0 };

const test = base.extend({
  shop: [
    async ({ speed }, use) => {
      const shop = await Shop.start({ speed, env: { SHOP_ASSETS_DIR: TWIN_DIR } });
      await use(shop);
      await shop.kill();
    },
    { scope: "worker" },
  ],

  /** A page with an element in each of three stages, each with a proxy of its own. */
  partner: async ({ page, watcher: _ }, use) => {
    await listen(page);
    await meter(page.context());
    const partner = await Partner.start({ assets: TWIN_DIR });
    const elements = STAGES.map(
      (stage) =>
        `<section aria-label="${stage}"><defacto-enrollment proxy-url="/defacto/${stage}" terms-url="/terms.html" privacy-url="/privacy.html">Pay another way.</defacto-enrollment></section>`,
    );
    partner.files["/index.html"] = partner.page(`${elements.join("")}<output>the page's own</output>`);
    const borrower = partner.borrower("2026-01-01T09:00:00.000Z");
    Object.assign(partner.answers, {
      "GET /editing/session": () => [200, partner.session()],
      "POST /editing/borrowers": ({ signed_at }) => [201, partner.borrower(signed_at)],
      "GET /editing/credit-lines": () => [200, { count: 1, data: [LINE] }],
      "GET /waiting/session": () => [200, partner.session({ borrower, push: true })],
      "GET /waiting/credit-lines": () => new Promise(() => {}),
      "GET /ready/session": () => [200, partner.session({ borrower })],
      "GET /ready/credit-lines": () => [200, { count: 1, data: [LINE] }],
    });
    await use(partner);
    partner.stop();
  },
});

const widgetOf = (page, stage) => new Widget(page.getByRole("region", { name: stage }).locator("defacto-enrollment"));

/** Opens the page: a filled form, a borrower who waits with a request under way, and one who can go on. */
async function openAll(page, partner) {
  await page.goto(partner.url);
  for (const stage of STAGES) await widgetOf(page, stage).reaches(stage);
  await widgetOf(page, "editing").fill(IBAN);
  await widgetOf(page, "editing").consent.click();
  await expect.poll(() => partner.asked).toContain("GET /waiting/credit-lines");
}

/** What the page heard from each element since the last time. */
async function heardSince(page) {
  return page.evaluate(() => window.heard.splice(0));
}

/** Takes notes of stages and errors with the element that they came from. */
async function listen(page) {
  await page.addInitScript(() => {
    window.heard = [];
    for (const type of ["defacto-stage", "defacto-error", "defacto-usable", "defacto-ready", "defacto-loan-request"]) {
      addEventListener(type, ({ target, detail }) => {
        const { code, from, to } = detail;
        window.heard.push([target.proxyUrl.split("/").at(-1), type.replace("defacto-", ""), ...[code, from, to].filter(Boolean)]);
      });
    }
  });
}

/** The element is back at the page's own content. */
async function expectFallback(widget) {
  await expect.poll(() => widget.showsFallback()).toBe(true);
  expect(await widget.stage()).toBe("failed");
  await expect(widget.host.getByRole("textbox")).toHaveCount(0);
}

/** Has one element panic, and sees every one of them end. */
async function panic(page, through) {
  const complaint = await widgetOf(page, through).host.evaluate((element) => {
    try {
      return element.checkNow();
    } catch (error) {
      return String(error);
    }
  });
  expect(complaint).toBeUndefined();
  for (const stage of STAGES) await expectFallback(widgetOf(page, stage));
}

/** Removes every element and inserts it again. */
function reinsert(page) {
  return page.evaluate(() => {
    for (const element of [...document.querySelectorAll("defacto-enrollment")]) {
      const home = element.parentElement;
      element.remove();
      home.append(element);
    }
  });
}

test("the twin is the package of this build, but for its WebAssembly", () => {
  const [twin, shipped] = [TWIN_DIR, ASSETS_DIR].map((folder) => readdirSync(folder));
  const isWasm = (name) => name.startsWith("enrollment-widget-");
  expect(shipped).toEqual(expect.arrayContaining(twin.filter((name) => !isWasm(name))));
  expect(twin.find(isWasm)).not.toBe(shipped.find(isWasm));
});

for (const through of STAGES) {
  test(`a panic of the element that is ${through} brings all of them to the page's own content, with one error each`, async ({ page, partner, watcher }) => {
    watcher.expect(TOLD, { times: 3 });
    await openAll(page, partner);
    await heardSince(page);
    await panic(page, through);
    const heard = STAGES.flatMap((stage) => [
      [stage, "stage", stage, "failed"],
      [stage, "error", "internal"],
    ]);
    await expect.poll(async () => (await page.evaluate(() => window.heard)).length).toBe(heard.length);
    expect((await heardSince(page)).toSorted()).toEqual(heard.toSorted());
    const errors = (await page.evaluate(() => recorded.events)).filter(({ type }) => type === "defacto-error");
    for (const { detail } of errors) {
      expect(detail).toEqual({ code: "internal", problem: "", retryable: false, requestId: null, docs: expect.stringMatching(/^https:.*#internal$/) });
    }

    // The dead instance has let go of the page: nothing wakes it.
    await expect.poll(() => heldBy(page)).toMatchObject({ ...NOTHING_HELD, instances: 1 });
    const asked = partner.asked.length;
    await page.evaluate(() => {
      for (const name of ["online", "offline", "pageshow"]) dispatchEvent(new Event(name));
      for (const name of ["visibilitychange", "resume"]) document.dispatchEvent(new Event(name));
      new BroadcastChannel("defacto-enrollment /defacto/waiting").postMessage(null);
      for (const element of document.querySelectorAll("defacto-enrollment")) element.reset();
    });
    await reading(page);
    expect(partner.asked).toHaveLength(asked);
    expect(await heardSince(page)).toEqual([]);
    await expect(page.getByText("the page's own")).toBeVisible();
    const said = [{ place: "console", text: watcher.console.join("\n") }];
    expect(personalData(IBAN).flatMap((text) => find(said, text))).toEqual([]);
  });
}

test("after a panic every element that is inserted again works, and so after the next one", async ({ page, partner, watcher }) => {
  watcher.expect(TOLD, { times: 6 });
  await openAll(page, partner);
  for (let round = 1; round <= 2; round += 1) {
    await panic(page, "waiting");
    await reinsert(page);
    for (const stage of STAGES) await widgetOf(page, stage).reaches(stage);
    expect(await heldBy(page)).toMatchObject({ instances: round + 1, channels: 3, "window and document listeners": 15 });
    await expect(widgetOf(page, "editing").fields.lastName).toHaveValue("");
    await heardSince(page);
  }
  const widget = widgetOf(page, "editing");
  await widget.enroll(IBAN);
  await widget.reaches("ready");
  await widget.loanButton.click();
  await widget.reaches("requested");
  await widgetOf(page, "ready").loanButton.click();
  await widgetOf(page, "ready").reaches("requested");
  expect(await widgetOf(page, "waiting").stage()).toBe("waiting");
  expect((await heardSince(page)).filter(([, name]) => name !== "stage")).toEqual([
    ["editing", "ready"],
    ["editing", "loan-request"],
    ["ready", "loan-request"],
  ]);
});

test("an element that has failed begins anew when it is asked to look again", async ({ page, partner, watcher }) => {
  watcher.expect(TOLD, { times: 3 });
  await openAll(page, partner);
  await panic(page, "ready");
  await widgetOf(page, "editing").host.evaluate((element) => element.checkNow());
  await widgetOf(page, "editing").reaches("editing");
  expect(await widgetOf(page, "editing").showsFallback()).toBe(false);
  await expectFallback(widgetOf(page, "waiting"));
});

test("a panic while the widget speaks to its host is no error of the page either", async ({ page, partner, watcher }) => {
  watcher.expect(TOLD, { times: 3 });
  await openAll(page, partner);
  await heardSince(page);
  await page.evaluate(() => document.body.addEventListener("defacto-validity", ({ target }) => target.checkNow(), { once: true }));
  await widgetOf(page, "editing").fields.lastName.fill("");
  for (const stage of STAGES) await expectFallback(widgetOf(page, stage));
  await expect.poll(async () => (await page.evaluate(() => window.heard)).filter(([, name]) => name === "error")).toHaveLength(3);
  await expect.poll(() => heldBy(page)).toMatchObject(NOTHING_HELD);
  await reinsert(page);
  for (const stage of STAGES) await widgetOf(page, stage).reaches(stage);
});

test("elements that are removed after a panic leave nothing, and the dead instance goes with them", async ({ page, partner, watcher }) => {
  watcher.expect(TOLD, { times: 3 });
  await openAll(page, partner);
  await panic(page, "editing");
  await page.evaluate(() => {
    window.counted = [...document.querySelectorAll("defacto-enrollment")].map((element) => new WeakRef(element));
    document.querySelectorAll("section").forEach((section) => section.remove());
    recorded.events.length = 0;
  });
  expect(await reading(page)).toMatchObject({ ...NOTHING_HELD, instances: 1, "wasm bytes": 0 });
  expect(await page.evaluate(() => window.counted.filter((one) => one.deref()).length)).toBe(0);
});

test("values are judged after a panic as before", async ({ page, partner, watcher }) => {
  watcher.expect(TOLD, { times: 3 });
  await openAll(page, partner);
  const judge = () => page.evaluate((iban) => import("/assets/defacto-enrollment.js").then(({ validate }) => validate("iban", iban)), IBAN);
  const before = await judge();
  expect(before).toMatchObject({ ok: true, normalized: IBAN });
  await panic(page, "editing");
  expect(await judge()).toEqual(before);
});

test("a borrower whose widget has panicked orders after all", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(TOLD, { times: 1 });
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.host.evaluate((element) => element.checkNow());
  await expectFallback(widget);
  await page.evaluate(() => {
    const element = document.querySelector("defacto-enrollment");
    const home = element.parentElement;
    element.remove();
    home.append(element);
  });
  await widget.reaches("editing");
  await expect(widget.fields.firstName).toHaveValue("");
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  await page.getByRole("button", { name: BUTTONS.loan }).click();
  await expect(checkout.placed).toBeVisible();
  const [{ body }] = await checkout.posts();
  expect(body.directors[0]).toMatchObject({ first_name: DIRECTOR.firstName, last_name: DIRECTOR.lastName });
});
