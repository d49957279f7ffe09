// What every test starts from: a shop, a visitor at its checkout, and a watcher that fails the test on any complaint.
import { test as base, expect } from "@playwright/test";

import { Checkout } from "./checkout.mjs";
import { record } from "./recorder.mjs";
import { Shop } from "./shop.mjs";
import { Site } from "./site.mjs";
import { Watcher } from "./watcher.mjs";

export { expect };

export const test = base.extend({
  /** How many times faster than the real one the sandbox is. */
  speed: [10, { scope: "worker", option: true }],

  shop: [
    async ({ speed }, use) => {
      const shop = await Shop.start({ speed });
      await use(shop);
      await shop.kill();
    },
    { scope: "worker" },
  ],

  /** Which proxy stands between page and lender: the shop's own, the `reference` one as a process, or a `thin` one. */
  behind: ["shop", { option: true }],

  /** Variables of a proxy that is a process. */
  proxyEnv: [{}, { option: true }],

  /** Where visitors check out: the shop, or a site of the test's own before another proxy. */
  site: async ({ shop, behind, proxyEnv }, use) => {
    if (behind === "shop") return use(shop);
    const site = await Site.of(shop, { kind: behind, env: proxyEnv });
    await use(site);
    await site.stop();
  },

  watcher: [
    async ({ context }, use) => {
      const watcher = await Watcher.of(context);
      await record(context);
      await use(watcher);
      expect(watcher.findings(), "complaints of the page").toEqual([]);
    },
    { auto: true },
  ],

  /** A visitor who is signed in and has not opened the page. */
  checkout: async ({ page, shop, site, watcher: _ }, use) => {
    shop.expectAlive();
    await use(await Checkout.of(page, site));
    shop.expectAlive();
  },

  /** The visitor's widget. */
  widget: async ({ checkout }, use) => use(checkout.widget),
});
