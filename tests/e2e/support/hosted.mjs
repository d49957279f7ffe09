// Tests on a partner's own page: `test.use({ hostPage })` says on which.
import { Host } from "./hosts.mjs";
import { test as base } from "./fixtures.mjs";

export { expect } from "./fixtures.mjs";

export const test = base.extend({
  /** What is peculiar about the page: a `HostPage`. */
  hostPage: [{ title: "a page" }, { option: true }],

  site: async ({ shop, hostPage }, use) => {
    const host = await Host.of(shop, hostPage);
    await use(host);
    host.stop();
  },
});
