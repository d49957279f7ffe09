// A page that was left and comes back as it was, out of the back-forward cache.
import config from "../../playwright.config.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { STAGES } from "./support/texts.mjs";

// Playwright switches the cache off.
test.use({ speed: 20, behind: "reference", launchOptions: { ...config.use.launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] } });

test.beforeEach(async ({ page, checkout }) => {
  await page.addInitScript(() => addEventListener("pageshow", ({ persisted }) => (window.isRestored = persisted)));
  // The shop forbids that its pages are kept, as it should; partners may not.
  await page.route(`${checkout.shop.url}/`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "cache-control": "no-cache" } });
  });
});

/** Follows a link, does something there, and goes back to the page as it was. */
async function leaveAndReturn(checkout, meanwhile = async () => {}) {
  const { page, shop } = checkout;
  await page.goto(`${shop.url}/legal/privacy.html`);
  await meanwhile();
  // Playwright's own way back waits for a navigation, which this is not.
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Runtime.evaluate", { expression: "history.back()" });
  await expect.poll(() => page.evaluate(() => window.isRestored).catch(() => null)).toBe(true);
  await cdp.detach();
}

test("what was typed is still there, and the tick with its instant", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const values = await widget.values();
  await leaveAndReturn(checkout);
  await widget.reaches("editing");
  expect(await widget.values()).toEqual(values);
  await widget.submitButton.click();
  await widget.reaches("ready");
  const posts = await checkout.posts();
  expect(posts).toHaveLength(1);
  const receipts = await checkout.eventsOfType("defacto-consent");
  expect(receipts).toEqual([posts[0].body.metadata.consent]);
});

test("a form that somebody else has sent meanwhile goes on by itself", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  await leaveAndReturn(checkout, () => checkout.play("existing"));
  await widget.reaches("ready");
  expect(await checkout.stages()).toEqual(["editing", "already-enrolled", "ready"]);
  expect(await checkout.posts()).toEqual([]);
});

test("a borrower who waits goes on waiting, and sees what came meanwhile", async ({ checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  await leaveAndReturn(checkout);
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await leaveAndReturn(checkout, () => checkout.play("ready"));
  await widget.reaches("ready");
  expect(await checkout.stages()).toEqual(["editing", "submitting", "waiting", "ready"]);
  expect(await checkout.eventsOfType("defacto-usable")).toHaveLength(1);
  expect(await checkout.posts()).toHaveLength(1);
  await widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
});

test("a form that was on its way is looked up and not sent again", async ({ checkout, site, widget }) => {
  const release = site.lender.holdPosts();
  await checkout.enroll();
  await site.lender.hasPost();
  await leaveAndReturn(checkout);
  await expect(widget.says(STAGES.reconciling)).toBeVisible();
  release();
  await widget.reaches("ready");
  expect(await checkout.posts()).toHaveLength(1);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "waiting", "ready"]);
  expect(await checkout.eventsOfType("defacto-enrolled")).toMatchObject([{ existing: false }]);
});
