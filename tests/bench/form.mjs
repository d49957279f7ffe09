// How soon the form can be typed into, what it blocks and how late a key is shown. Prints JSON for `cargo xtask bench form`.
//
// node tests/bench/form.mjs RUNS: in Chromium, with the package, the reference proxy and the sandbox of a demo shop, each run in a
// browser context of its own, so that nothing is cached. Chromium slows down its main thread and its network itself.
import { setTimeout as pause } from "node:timers/promises";

import { chromium } from "@playwright/test";

import config from "../../playwright.config.mjs";
import { Checkout } from "../e2e/support/checkout.mjs";
import { DIRECTOR } from "../e2e/support/person.mjs";
import { Shop } from "../e2e/support/shop.mjs";
import { Widget } from "../e2e/support/widget.mjs";
import { PartnerPage } from "./partner-page.mjs";
import { probe } from "./probe.mjs";

const RUNS = Number(process.argv[2]);
const KILOBITS = 1000 / 8;
const CONDITIONS = [
  { name: "plain network, 1x", slowdown: 1 },
  {
    name: "slow 4G, 6x",
    slowdown: 6,
    network: { offline: false, latency: 150, downloadThroughput: 1600 * KILOBITS, uploadThroughput: 750 * KILOBITS },
  },
];
const PAGES = [
  { name: "empty page", path: "/floor" },
  { name: "widget", path: "/provider" },
  { name: "widget, token in its tag", path: "/token" },
];
/** Between two attempts to type, in milliseconds. */
const ATTEMPT = 15;
/** Between two keys of a person who types fast. */
const STROKE = 80;
const PATIENCE = 60_000;
/** How long nothing may block before a page counts as settled. */
const QUIET = 1000;
/** What is typed at once, while the page still has things to do: about a second of it. */
const EAGER = "Zoë-Maëlle O.";

const shop = await Shop.start({ speed: 10 });
const site = await PartnerPage.of(shop);
const browser = await chromium.launch(config.use.launchOptions);
const figures = [];
try {
  for (const condition of CONDITIONS) for (const page of PAGES) figures.push({ condition: condition.name, page: page.name, runs: [] });
  // In turns, each begun by another, so that neither a busy moment of the machine nor what one leaves to do falls on one of them. The first
  // turn warms up the servers.
  for (let number = 0; number <= RUNS; number += 1) {
    const first = number % PAGES.length;
    for (const condition of CONDITIONS) {
      for (const page of [...PAGES.slice(first), ...PAGES.slice(0, first)]) {
        const measured = await run(condition, page);
        process.stderr.write(`${number} of ${RUNS}: ${condition.name}, ${page.name}: ${Math.round(measured.first_input)} ms\n`);
        if (number > 0) figures.find((row) => row.condition === condition.name && row.page === page.name).runs.push(measured);
      }
    }
  }
} finally {
  await browser.close();
  site.stop();
  await shop.kill();
}
console.log(JSON.stringify(figures));

/** One visit by one visitor: milliseconds until the first input, of blocking, and of each key. */
async function run({ slowdown, network }, { path }) {
  const context = await browser.newContext(config.use.contextOptions);
  try {
    await context.addInitScript(probe);
    const page = await context.newPage();
    const { iban } = await Checkout.of(page, site);
    if (path === "/token") site.token = await (await page.request.post(`${site.url}/shop/enrollment-session`, { headers: { Origin: site.url } })).text();
    const client = await context.newCDPSession(page);
    if (network) {
      await client.send("Network.enable");
      await client.send("Network.emulateNetworkConditions", network);
    }
    await client.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    // Asked no more than it tells: looking would slow it down.
    let hasArrived = false;
    client.on("Runtime.bindingCalled", () => (hasArrived = true));
    await client.send("Runtime.enable");
    await client.send("Runtime.addBinding", { name: "arrived" });
    await page.goto(site.url + path, { waitUntil: "commit" });
    const deadline = Date.now() + PATIENCE;
    while (!hasArrived) {
      if (Date.now() > deadline) throw new Error(`${path} took no key within ${PATIENCE} ms`);
      await press(client, "a");
      await pause(ATTEMPT);
    }
    await type(client, EAGER);
    await page.waitForFunction((quiet) => performance.now() - Math.max(measured.firstInput, ...measured.longTasks.map((task) => task.startTime + task.duration)) > quiet, QUIET);
    await page.waitForFunction(() => measured.keys.length === measured.pressed);
    const { firstInput, longTasks, keys: eager } = await page.evaluate(() => measured);
    await page.evaluate(() => (measured.keys.length = measured.pressed = 0));
    await (path === "/floor" ? refill(page, client, iban) : fill(page, client, iban));
    await page.waitForFunction(() => measured.keys.length === measured.pressed);
    const { keys } = await page.evaluate(() => measured);
    return {
      first_input: firstInput,
      blocking: longTasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0),
      eager,
      keys,
    };
  } finally {
    await context.close();
  }
}

/** A name, an e-mail address and an IBAN, and the last two again once a submit has shown what is wrong. */
async function fill(page, client, iban) {
  const host = page.locator("defacto-enrollment");
  const { fields } = new Widget(host);
  const into = async (field, text) => {
    await field.focus();
    await type(client, text);
  };
  await into(fields.firstName, DIRECTOR.firstName);
  await into(fields.email, DIRECTOR.email);
  await into(fields.iban, iban.slice(0, -1));
  await press(client, "\r", "Enter");
  await host.locator("[aria-invalid=true]").first().waitFor();
  await into(fields.lastName, DIRECTOR.lastName);
  for (const [field, text] of [
    [fields.email, DIRECTOR.email],
    [fields.iban, iban],
  ]) {
    await field.selectText();
    await type(client, text);
  }
}

/** The same into the empty page's only field: as many keys meet as many of the machine's busy moments. */
async function refill(page, client, iban) {
  const field = page.locator("input");
  for (const text of [DIRECTOR.firstName, DIRECTOR.email, iban.slice(0, -1), DIRECTOR.lastName, DIRECTOR.email, iban]) {
    await field.selectText();
    await type(client, text);
  }
}

async function type(client, text) {
  for (const character of text) {
    await press(client, character);
    await pause(STROKE);
  }
}

async function press(client, text, key = text) {
  const windowsVirtualKeyCode = key === "Enter" ? 13 : 0;
  await client.send("Input.dispatchKeyEvent", { type: "keyDown", key, text, windowsVirtualKeyCode });
  await client.send("Input.dispatchKeyEvent", { type: "keyUp", key, windowsVirtualKeyCode });
}
