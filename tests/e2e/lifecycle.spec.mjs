// Elements that come, move and go, in whatever order a page likes: each works, and what is gone holds on to nothing.
import { resolve } from "node:path";

import { build } from "esbuild";

import config from "../../playwright.config.mjs";
import { takeClock, waitLong } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test as base } from "./support/fixtures.mjs";
import { grown, growthSince, heldBy, meter, reading } from "./support/meter.mjs";
import { LINE, Partner } from "./support/partner.mjs";
import { ASSETS_DIR } from "./support/shop.mjs";
import { BUTTONS, SUBMIT } from "./support/texts.mjs";
import { Widget } from "./support/widget.mjs";

const IBAN = "FR7630006000011234567890189";
const ATTRIBUTES = `proxy-url="/defacto" terms-url="/terms.html" privacy-url="/privacy.html"`;
const ELEMENT = `<defacto-enrollment ${ATTRIBUTES}>Needs JavaScript.</defacto-enrollment>`;

// Playwright switches the back-forward cache off.
base.use({ launchOptions: { ...config.use.launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] } });

const test = base.extend({
  partner: async ({ page, watcher: _ }, use) => {
    await meter(page.context());
    await page.addInitScript(() => {
      /** A new element, as the page's template has it, with other attributes. */
      window.make = (attributes = {}) => {
        const made = document.querySelector("template").content.firstElementChild.cloneNode(true);
        for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
        return made;
      };
      /** Waits for an event of an element. */
      window.heard = (element, type) => new Promise((resolve) => element.addEventListener(type, resolve, { once: true }));
      /** Lets everything run that is due. */
      window.turn = () => new Promise((resolve) => setTimeout(resolve));
    });
    const partner = await Partner.start();
    partner.files["/index.html"] = partner.page(`<main></main><template>${ELEMENT}</template>`);
    await use(partner);
    partner.stop();
  },
});

/** One element in the page, with its form. */
async function openForm(page, partner) {
  await page.goto(partner.url);
  await page.evaluate(async () => {
    const element = make();
    const usable = heard(element, "defacto-usable");
    document.querySelector("main").append(element);
    await usable;
  });
  return new Widget(page.locator("defacto-enrollment"));
}

/** Mounts elements one after the other, or `together`, each until its form is there, and takes them off again. */
function comeAndGo(page, times, together = 1) {
  return page.evaluate(
    async ([times, together]) => {
      const main = document.querySelector("main");
      for (let round = 0; round < times / together; round += 1) {
        const elements = Array.from({ length: together }, () => make());
        const usable = elements.map((element) => heard(element, "defacto-usable"));
        main.append(...elements);
        await Promise.all(usable);
        window.counted ??= [];
        for (const element of elements) {
          window.counted.push(new WeakRef(element));
          if (element.stage !== "editing") throw new Error(element.stage);
          element.remove();
        }
        await null;
        // The recorder and the browser keep what is not the widget's.
        recorded.events.length = 0;
        performance.clearResourceTimings();
      }
    },
    [times, together],
  );
}

/** Nothing that can be held is more than it was, but for a node and a listener of the driver's. */
function expectFlat({ nodes, listeners, objects: _, heap: __, ...exact }) {
  expect(exact).toEqual(Object.fromEntries(Object.keys(exact).map((name) => [name, 0])));
  expect(nodes).toBeLessThanOrEqual(3);
  expect(listeners).toBeLessThanOrEqual(3);
}

test("five hundred widgets that come and go leave nothing behind", async ({ page, partner }, { annotations }) => {
  test.setTimeout(180_000);
  await page.goto(partner.url);
  await comeAndGo(page, 60);
  await comeAndGo(page, 40, 10);
  const before = await reading(page);
  await comeAndGo(page, 250);
  await comeAndGo(page, 250, 10);
  const growth = await growthSince(page, before);
  const alive = await page.evaluate(() => window.counted.filter((one) => one.deref()).length);
  annotations.push({ type: "before", description: JSON.stringify(before) }, { type: "grown by", description: JSON.stringify(growth) });
  expect(await page.evaluate(() => window.counted.length)).toBe(600);
  expect(alive, "elements that are still there").toBe(0);
  expect(partner.asked).toEqual(Array(600).fill("GET /session"));
  expectFlat(growth);
  // The test's own references are objects too. The engine makes a few more as it goes on compiling.
  expect(growth.objects - 500).toBeLessThanOrEqual(20);
});

test("what a widget holds on to is counted while it is there", async ({ page, partner }) => {
  await page.goto(partner.url);
  await comeAndGo(page, 5);
  const before = await reading(page);
  partner.enrolled(() => [200, { count: 0, data: [] }]);
  await page.evaluate(async () => {
    window.one = make();
    const waiting = heard(window.one, "defacto-stage");
    document.querySelector("main").append(window.one);
    await waiting;
  });
  // One timer for the next look, one for the time that is shown.
  await expect.poll(() => heldBy(page)).toMatchObject({ timers: 2, "window and document listeners": 5, channels: 1 });
  const during = grown(before, await reading(page));
  expect(during.nodes).toBeGreaterThan(100);
  expect(during.listeners).toBeGreaterThan(10);
  expect(during["wasm references"]).toBeGreaterThan(100);
  await page.evaluate(() => window.one.remove());
  await page.evaluate(() => delete window.one);
  expectFlat(await growthSince(page, before));
});

test("a widget that is removed breaks off what it was asking for, and the next one is not kept waiting", async ({ page, partner }) => {
  let broken = 0;
  partner.enrolled(
    (_body, _request, response) => new Promise(() => response.once("close", () => (broken += 1))),
    { push: true },
  );
  await page.goto(partner.url);
  const baseline = await heldBy(page);
  // A browser has six connections to a server that speaks HTTP/1.1.
  for (let count = 1; count <= 8; count += 1) {
    await page.evaluate(() => document.querySelector("main").append(make()));
    await expect.poll(() => partner.asked.filter((question) => question === "GET /credit-lines").length).toBe(count);
    await page.evaluate(() => document.querySelector("defacto-enrollment").remove());
    await expect.poll(() => broken).toBe(count);
  }
  await expect.poll(() => heldBy(page)).toEqual({ ...baseline, fetches: 0, instances: 1, "wasm bytes": expect.any(Number) });
});

test("a widget that is removed while its session is read asks no further", async ({ page, partner }) => {
  const asked = new Promise((resolve) => {
    partner.answers["GET /session"] = () => new Promise(() => resolve());
  });
  await page.goto(partner.url);
  await page.evaluate(() => document.querySelector("main").append(make()));
  await asked;
  await page.evaluate(() => document.querySelector("defacto-enrollment").remove());
  await expect.poll(() => heldBy(page)).toMatchObject({ timers: 0, fetches: 0, "window and document listeners": 0, channels: 0 });
  expect(partner.asked).toEqual(["GET /session"]);
});

test("a form that is on its way when the widget is removed arrives all the same", async ({ page, partner }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const bodies = [];
  partner.answers["POST /borrowers"] = async (body) => {
    bodies.push(body);
    await held;
    return [201, partner.borrower(body.signed_at)];
  };
  const widget = await openForm(page, partner);
  await widget.enroll(IBAN);
  await expect.poll(() => bodies).toHaveLength(1);
  await page.evaluate(() => document.querySelector("defacto-enrollment").remove());
  expect(await heldBy(page)).toMatchObject({ fetches: 1 });
  release();
  await expect.poll(() => heldBy(page)).toMatchObject({ timers: 0, fetches: 0, "window and document listeners": 0, channels: 0 });
});

for (const [what, wait] of Object.entries({
  "that waits for a token": () => {},
  "whose provider never answers": (element) => (element.sessionProvider = () => new Promise(() => {})),
})) {
  test(`an element ${what} is let go when it is removed`, async ({ page, partner }) => {
    await page.goto(partner.url);
    await comeAndGo(page, 5);
    const before = await reading(page);
    await page.evaluate(async (wait) => {
      for (let count = 0; count < 10; count += 1) {
        const element = make({ auth: "token" });
        new Function(`return ${wait}`)()(element);
        document.querySelector("main").append(element);
        // The widget stands when the skeleton is beside it.
        while (!element.shadowRoot.querySelector("form")) await turn();
        await turn();
        window.counted.push(new WeakRef(element));
        element.remove();
      }
    }, wait.toString());
    const growth = await growthSince(page, before);
    expect(await page.evaluate(() => window.counted.filter((one) => one.deref()).length)).toBe(0);
    expect(growth).toMatchObject({ "wasm references": 0, channels: 0, "window and document listeners": 0 });
    expect(growth.nodes).toBeLessThanOrEqual(3);
    expect(partner.asked).toHaveLength(5);
  });
}

test("an element that was removed while it waited for a token waits for another when it is back", async ({ page, partner }) => {
  await page.goto(partner.url);
  await page.evaluate(async () => {
    const main = document.querySelector("main");
    const element = make({ auth: "token" });
    for (let round = 0; round < 2; round += 1) {
      main.append(element);
      while (!element.shadowRoot.querySelector("form")) await turn();
      await turn();
      if (round === 0) element.remove();
      await turn();
    }
    window.provided = 0;
    const usable = heard(element, "defacto-usable");
    element.sessionProvider = async () => `token-${(window.provided += 1)}`;
    await usable;
  });
  expect(await page.evaluate(() => window.provided)).toBe(1);
  expect(partner.asked).toEqual(["GET /session"]);
});

test("a widget that is moved a hundred times keeps what was typed and is still one", async ({ page, partner }) => {
  const widget = await openForm(page, partner);
  await widget.fill(IBAN);
  await widget.consent.click();
  const values = await widget.values();
  const before = await heldBy(page);
  await page.evaluate(async () => {
    const element = document.querySelector("defacto-enrollment");
    const places = [document.querySelector("main"), document.body, document.body.appendChild(document.createElement("section"))];
    const shadow = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    for (let move = 0; move < 100; move += 1) {
      const place = [...places, shadow][move % 4];
      if (move % 3) place.append(element);
      else place.prepend(element);
      if (move % 5 === 0) await turn();
    }
    places[0].append(element);
  });
  expect(await widget.values()).toEqual(values);
  expect(await heldBy(page)).toEqual(before);
  await widget.submitButton.click();
  await widget.reaches("ready");
  expect(partner.asked).toEqual(["GET /session", "POST /borrowers", "GET /credit-lines"]);
  expect(await page.evaluate(() => recorded.events.filter(({ type }) => type === "defacto-usable").length)).toBe(1);
});

/** The first field of the form in every language. */
const GIVEN_NAME = { en: "Given name", fr: "Prénom", de: "Vorname", es: "Nombre", nl: "Voornaam" };

for (const count of [2, 3, 5]) {
  test(`${count} widgets on a page, in languages of their own, do not know of each other`, async ({ page, partner }) => {
    await page.goto(partner.url);
    const locales = Object.keys(GIVEN_NAME).slice(0, count);
    await page.evaluate(async (locales) => {
      window.told = [];
      const elements = locales.map((locale) => make({ locale }));
      for (const [index, element] of elements.entries()) {
        for (const name of ["stage", "validity", "consent", "enrolled", "ready", "error"]) {
          element.addEventListener(`defacto-${name}`, (event) => window.told.push([index, name, event.target === element]));
        }
      }
      const usable = elements.map((element) => heard(element, "defacto-usable"));
      document.querySelector("main").append(...elements);
      await Promise.all(usable);
      await turn();
      window.told.length = 0;
    }, locales);
    const all = locales.map((_, index) => new Widget(page.locator("defacto-enrollment").nth(index)));
    const field = (index) => all[index].host.getByLabel(GIVEN_NAME[locales[index]], { exact: true });
    const submit = (index) => all[index].host.getByRole("button", { name: SUBMIT[locales[index]] });
    for (const index of locales.keys()) await field(index).fill(`Borrower ${index}`);
    for (const index of locales.keys()) {
      await expect(field(index)).toHaveValue(`Borrower ${index}`);
      await expect(submit(index)).toBeVisible();
    }
    const [{ instances }, told] = [await heldBy(page), await page.evaluate(() => window.told.splice(0))];
    expect(instances).toBe(1);
    expect(told.every(([, name, isOwn]) => name === "validity" && isOwn)).toBe(true);
    expect(new Set(told.map(([index]) => index)).size).toBe(count);

    // One goes all the way, one goes away, and the others stay as they are.
    await all[0].enroll(IBAN);
    await all[0].reaches("ready");
    const others = locales.map((_, index) => index).slice(1, -1);
    for (const index of others) {
      expect(await all[index].stage()).toBe("editing");
      await expect(field(index)).toHaveValue(`Borrower ${index}`);
    }
    expect((await page.evaluate(() => window.told)).every(([index, , isOwn]) => index === 0 && isOwn)).toBe(true);
    await page.evaluate(() => document.querySelector("defacto-enrollment:last-of-type").remove());
    await expect(all[0].loanButton).toBeEnabled();
    for (const index of others) await expect(field(index)).toHaveValue(`Borrower ${index}`);
    expect(await heldBy(page)).toMatchObject({ channels: count - 1, "window and document listeners": 5 * (count - 1) });
  });
}

test("a script that is included twice starts one WebAssembly and one widget", async ({ page, partner }) => {
  const { version } = JSON.parse(JSON.stringify(await import(`${ASSETS_DIR}/package.json`, { with: { type: "json" } }))).default;
  partner.files["/index.html"] = partner.page(ELEMENT, { scripts: ["defacto-enrollment.js", `defacto-enrollment-${version}.js`, "defacto-enrollment.js?again"] });
  const loaded = [];
  page.on("response", (response) => loaded.push(new URL(response.url()).pathname));
  await page.goto(partner.url);
  const widget = new Widget(page.locator("defacto-enrollment"));
  await widget.reaches("editing");
  await page.waitForLoadState("networkidle");
  expect(loaded.filter((path) => path.endsWith(".js"))).toHaveLength(3);
  expect(loaded.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
  expect(await heldBy(page)).toMatchObject({ instances: 1, channels: 1, "window and document listeners": 5 });
  expect(partner.asked).toEqual(["GET /session"]);
});

test("an element that is there before its script has all that it was given", async ({ page, partner }) => {
  partner.files["/index.html"] = partner.page(`<main>${ELEMENT}</main>`, { scripts: [] });
  await page.goto(partner.url);
  await page.evaluate(() => {
    const [first] = document.getElementsByTagName("defacto-enrollment");
    const second = document.createElement("defacto-enrollment");
    for (const { name, value } of first.attributes) second.setAttribute(name, value);
    window.early = [first, second];
    window.usable = [];
    window.asked = 0;
    for (const element of window.early) {
      element.sessionProvider = async () => `token-${(window.asked += 1)}`;
      element.prefill = { directors: [{ last_name: "Lovelace" }] };
      element.metadata = { order: "A-42" };
      element.terms = { fr: { url: "/cgv.html", version: "2" } };
      element.texts = { submit: "Go on to payment" };
      element.disabled = true;
      element.locale = "fr";
      element.amount = "125000";
      element.addEventListener("defacto-usable", ({ target }) => window.usable.push(window.early.indexOf(target)));
    }
  });
  await page.addScriptTag({ url: "/assets/defacto-enrollment.js", type: "module" });
  const widget = new Widget(page.locator("main > defacto-enrollment").first());
  const check = async () => {
    await widget.reaches("editing");
    await expect(widget.host.getByLabel("Nom de famille", { exact: true })).toHaveValue("Lovelace");
    await expect(widget.host.getByLabel("Nom de famille", { exact: true })).toBeDisabled();
    await expect(widget.host.getByRole("button", { name: "Go on to payment" })).toBeVisible();
    await expect(widget.host.getByRole("link", { name: /conditions générales/ })).toHaveAttribute("href", /cgv\.html$/);
    const own = await widget.host.evaluate((element) => [Object.keys(element), element.metadata, element.getAttribute("amount"), element.hasAttribute("disabled")]);
    expect(own).toEqual([[], { order: "A-42" }, "125000", true]);
  };
  await check();
  // The other one is upgraded when it comes into the page, much later.
  await page.evaluate(() => window.early[0].replaceWith(window.early[1]));
  await check();
  expect(await page.evaluate(() => [window.usable, window.asked])).toEqual([[0, 1], 2]);
  expect(partner.asked).toEqual(["GET /session", "GET /session"]);
});

/** A page with React's development build, as one script. */
async function reactPage(partner) {
  const { outputFiles } = await build({
    stdin: { contents: REACT_PAGE, resolveDir: resolve(import.meta.dirname), loader: "jsx" },
    bundle: true,
    format: "esm",
    write: false,
    jsx: "automatic",
    jsxDev: false,
    define: { "process.env.NODE_ENV": '"development"' },
    nodePaths: [resolve(import.meta.dirname, "../../node_modules")],
    plugins: [
      {
        name: "package",
        setup({ onResolve }) {
          onResolve({ filter: /^@defacto\/enrollment\/react$/ }, () => ({ path: resolve(ASSETS_DIR, "react.js") }));
          onResolve({ filter: /defacto-enrollment\.js$/ }, () => ({ path: "/assets/defacto-enrollment.js", external: true }));
        },
      },
    ],
  });
  partner.files["/react.js"] = outputFiles[0].text;
  partner.files["/index.html"] = partner.page(`<main></main><script type="module" src="/react.js"></script>`, { scripts: [] });
}

const REACT_PAGE = `
  import { StrictMode, useEffect } from "react";
  import { createRoot } from "react-dom/client";
  import { DefactoEnrollment } from "@defacto/enrollment/react";

  window.effects = 0;
  function Checkout({ round }) {
    useEffect(() => void (window.effects += 1), []);
    return <DefactoEnrollment proxyUrl="/defacto" termsUrl="/terms.html" privacyUrl="/privacy.html" metadata={{ round: 1 }}
      prefill={{ directors: [{ last_name: "Lovelace" }] }} onUsable={() => window.usable.push(round)}>Needs JavaScript.</DefactoEnrollment>;
  }
  const root = createRoot(document.querySelector("main"));
  window.usable = [];
  window.show = (round) => root.render(<StrictMode>{round === null ? null : <Checkout round={round} key={round} />}</StrictMode>);
`;

test("under React's StrictMode a widget is mounted once, and a hundred of them leave nothing", async ({ page, partner, watcher }, { annotations }) => {
  test.setTimeout(180_000);
  watcher.expect(/console\.info: %cDownload the React DevTools/, { times: 1 });
  await reactPage(partner);
  await page.goto(partner.url);
  await expect.poll(() => page.evaluate(() => typeof window.show)).toBe("function");
  const rounds = (from, to) =>
    page.evaluate(
      async ([from, to]) => {
        for (let round = from; round < to; round += 1) {
          window.show(round);
          while (window.usable.length <= round) await turn();
          window.show(null);
          while (document.querySelector("defacto-enrollment")) await turn();
        }
        recorded.events.length = 0;
        performance.clearResourceTimings();
      },
      [from, to],
    );
  await rounds(0, 20);
  const before = await reading(page);
  await rounds(20, 120);
  const growth = await growthSince(page, before);
  annotations.push({ type: "grown by", description: JSON.stringify(growth) });
  expect(await page.evaluate(() => window.usable)).toEqual(Array.from({ length: 120 }, (_, round) => round));
  expect(await page.evaluate(() => window.effects), "each effect twice").toBe(240);
  expect(partner.asked).toHaveLength(120);
  expectFlat(growth);

  await page.evaluate(() => window.show(200));
  const widget = new Widget(page.locator("defacto-enrollment"));
  await expect(widget.fields.lastName).toHaveValue("Lovelace");
  await widget.enroll(IBAN);
  await widget.reaches("ready");
});

/** How each event is brought about, from an element that is being made. */
const CAUSES = {
  usable: () => {},
  stage: () => {},
  validity: () => {},
  consent: (_, widget) => widget.consent.click(),
  enrolled: (_, widget) => widget.enroll(IBAN),
  ready: (_, widget) => widget.enroll(IBAN),
  "loan-request": async (_, widget) => {
    await widget.enroll(IBAN);
    await widget.loanButton.click();
  },
  declined: (partner) => partner.enrolled(() => [200, { count: 0, data: [], borrower: partner.borrower(null, { status: "BLOCKED" }) }]),
  "action-required": (partner) => partner.enrolled(() => [200, { count: 0, data: [], borrower: partner.borrower(null, { next_actions: ["KYB"] }) }]),
  "no-funds": (partner) => partner.enrolled(() => [200, { count: 1, data: [{ ...LINE, balance_available: 0 }] }]),
  error: (partner) => (partner.answers["GET /session"] = () => [403, { code: "forbidden", title: "No.", status: 403 }]),
};

for (const [name, cause] of Object.entries(CAUSES)) {
  test(`a listener of defacto-${name} may remove the element, and nothing of it stays`, async ({ page, partner, watcher }) => {
    if (name === "error") watcher.expect(refused(403, "/defacto/session"));
    await page.goto(partner.url);
    const needsForm = cause.length === 2;
    if (!needsForm) cause(partner);
    await page.evaluate((type) => {
      const element = make();
      window.gone = new Promise((resolve) => {
        element.addEventListener(type, () => {
          element.remove();
          window.atRemoval = recorded.events.length;
          resolve(type);
        });
      });
      document.querySelector("main").append(element);
    }, `defacto-${name}`);
    if (needsForm) await cause(partner, new Widget(page.locator("defacto-enrollment")));
    expect(await page.evaluate(() => window.gone)).toBe(`defacto-${name}`);
    await expect.poll(() => heldBy(page)).toMatchObject({ timers: 0, fetches: 0, "window and document listeners": 0, channels: 0 });
    await expect(page.locator("defacto-enrollment")).toHaveCount(0);
  });
}

test("a listener of defacto-stalled may remove the element, and nothing of it stays", async ({ page, partner }) => {
  partner.enrolled(() => [200, { count: 0, data: [] }]);
  await takeClock(page);
  await page.goto(partner.url);
  await page.evaluate(() => {
    const element = make();
    element.addEventListener("defacto-stalled", () => element.remove());
    document.querySelector("main").append(element);
  });
  const widget = new Widget(page.locator("defacto-enrollment"));
  await widget.reaches("waiting");
  await page.clock.fastForward("29:00");
  await waitLong(page, () => expect(widget.host).toHaveCount(0, { timeout: 1 }));
  // Its timers are the virtual clock's, which are not counted: a late one would ask.
  await expect.poll(() => heldBy(page)).toMatchObject({ fetches: 0, "window and document listeners": 0, channels: 0 });
  const asked = partner.asked.length;
  await page.clock.fastForward("59:00");
  await reading(page);
  expect(partner.asked).toHaveLength(asked);
});

/** Ways to take an element off before it has begun. */
const HASTE = {
  "in the same task": (element, main) => {
    main.append(element);
    element.remove();
  },
  "in a microtask of the same task": (element, main) => {
    main.append(element);
    queueMicrotask(() => element.remove());
  },
  "twice, the second time in a microtask": (element, main) => {
    main.append(element);
    element.remove();
    main.append(element);
    Promise.resolve().then(() => element.remove());
  },
};

for (const [when, act] of Object.entries(HASTE)) {
  test(`an element that is inserted and removed ${when} says nothing and leaves nothing`, async ({ page, partner }) => {
    await page.goto(partner.url);
    await comeAndGo(page, 5);
    partner.asked.length = 0;
    const hurry = () =>
      page.evaluate(async (act) => {
        const main = document.querySelector("main");
        for (let count = 0; count < 50; count += 1) {
          const element = make();
          window.counted.push(new WeakRef(element));
          new Function(`return ${act}`)()(element, main);
          if (count % 10 === 0) await turn();
        }
        await turn();
      }, act.toString());
    await hurry();
    const before = await reading(page);
    await hurry();
    expectFlat(await growthSince(page, before));
    expect(await page.evaluate(() => [window.counted.filter((one) => one.deref()).length, recorded.events])).toEqual([0, []]);
    // Reads that had left by then are broken off.
    expect(partner.asked.filter((question) => when === "in the same task" || question !== "GET /session")).toEqual([]);
  });
}

test("an element that is removed and inserted again in one task is one and the same", async ({ page, partner }) => {
  const widget = await openForm(page, partner);
  await widget.fields.firstName.fill("Ada");
  await page.evaluate(async () => {
    const element = document.querySelector("defacto-enrollment");
    for (let count = 0; count < 20; count += 1) {
      element.remove();
      document.querySelector("main").append(element);
      await turn();
    }
  });
  await expect(widget.fields.firstName).toHaveValue("Ada");
  expect(partner.asked).toEqual(["GET /session"]);
  expect(await heldBy(page)).toMatchObject({ channels: 1, "window and document listeners": 5 });
});

test("an element that is removed while the WebAssembly is loading never starts, and the next one does", async ({ page, partner }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const asked = page.waitForRequest(/\.wasm$/);
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(partner.url);
  await page.evaluate(async () => {
    window.counted = [];
    for (let count = 0; count < 10; count += 1) {
      const element = make();
      window.counted.push(new WeakRef(element));
      document.querySelector("main").append(element);
      await turn();
      element.remove();
    }
    // One that goes and comes back starts once.
    window.back = make({ "aria-label": "back" });
    document.querySelector("main").append(window.back);
    await turn();
    window.back.remove();
    await turn();
    document.querySelector("main").append(window.back);
  });
  await asked;
  release();
  const widget = new Widget(page.locator("defacto-enrollment"));
  await widget.reaches("editing");
  expect(await page.evaluate(() => recorded.events.filter(({ type }) => type === "defacto-usable").length)).toBe(1);
  await page.evaluate(() => window.back.remove());
  await reading(page);
  // Each of the eleven may have asked on the way, the last one once for each time that it came.
  expect(new Set(partner.asked)).toEqual(new Set(["GET /session"]));
  expect(partner.asked.length).toBeLessThanOrEqual(12);
  expect(await page.evaluate(() => window.counted.filter((one) => one.deref()).length)).toBe(0);
  expect(await heldBy(page)).toMatchObject({ timers: 0, fetches: 0, channels: 0, "window and document listeners": 0, instances: 1 });
});

test("a page that comes out of the back-forward cache ten times has one widget, with what was typed", async ({ page, partner }) => {
  await page.addInitScript(() => addEventListener("pageshow", ({ persisted }) => persisted && (window.restored = (window.restored ?? 0) + 1)));
  partner.files["/away.html"] = "<!doctype html><title>Away</title><link rel='icon' href='data:,'>";
  const widget = await openForm(page, partner);
  await widget.fill(IBAN);
  await widget.consent.click();
  const values = await widget.values();
  const before = await heldBy(page);
  const cdp = await page.context().newCDPSession(page);
  for (let round = 1; round <= 10; round += 1) {
    await page.goto(`${partner.url}/away.html`);
    // Playwright's own way back waits for a navigation, which this is not.
    await cdp.send("Runtime.evaluate", { expression: "history.back()" });
    await expect.poll(() => page.evaluate(() => window.restored).catch(() => null)).toBe(round);
  }
  await cdp.detach();
  await expect.poll(() => heldBy(page)).toEqual(before);
  expect(await widget.values()).toEqual(values);
  await widget.submitButton.click();
  await widget.reaches("ready");
  await expect(widget.host.getByRole("button", { name: BUTTONS.loan })).toBeEnabled();
  expect(partner.asked.filter((question) => question.startsWith("POST"))).toHaveLength(1);
  expect(await page.evaluate(() => recorded.events.filter(({ type }) => type === "defacto-usable").length)).toBe(1);
});
