// Tokens that the proxy takes no more: another one is asked for once, and the enrollment goes on where it stopped.
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { LOCKED } from "./support/texts.mjs";

test.use({ speed: 20, behind: "reference" });

/** The tokens of a visitor that the page was not told to renew: one of the test's own, one of the page's. */
const AT_FIRST = 2;

/** Opens the form, fills it in and ticks the box. */
async function fillIn(checkout) {
  await checkout.openForm();
  await checkout.widget.fill(checkout.iban);
  await checkout.widget.consent.click();
  return checkout.widget.values();
}

async function expectOnePost(checkout) {
  const posts = await checkout.posts();
  expect(posts).toHaveLength(1);
  const receipts = await checkout.eventsOfType("defacto-consent");
  expect(receipts.map(({ signed_at: signedAt }) => signedAt)).toEqual([posts[0].body.signed_at]);
  expect(await checkout.eventsOfType("defacto-error")).toEqual([]);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "waiting", "ready"]);
}

test("a token that is refused with the form is renewed once, and the form is sent once", async ({ checkout, site, widget, watcher }) => {
  watcher.expect(refused(401, "/defacto/borrowers"), { times: 1 });
  await fillIn(checkout);
  await site.proxy.forgetSessions();
  await widget.submitButton.click();
  await widget.reaches("ready");
  expect(site.minted).toBe(AT_FIRST + 1);
  await expectOnePost(checkout);
});

test("a token that has expired under the form is renewed once", async ({ checkout, site, widget, watcher }) => {
  watcher.expect(refused(401, "/defacto/borrowers"), { times: 1 });
  // The proxy grants a minute more.
  const expires = Math.floor(Date.now() / 1_000) + 5;
  site.changeClaims = (claims) => ({ ...claims, iat: expires - 1_000, exp: expires - 60 });
  await fillIn(checkout);
  site.changeClaims = (claims) => claims;
  await expect.poll(() => Date.now() / 1_000).toBeGreaterThan(expires);
  await widget.submitButton.click();
  await widget.reaches("ready");
  expect(site.minted).toBe(AT_FIRST + 1);
  await expectOnePost(checkout);
});

test("a token that is refused while the borrower waits is renewed once, and the borrower goes on waiting", async ({ page, checkout, site, widget, watcher }) => {
  watcher.expect(refused(401, "/defacto/credit-lines"), { times: 1 });
  watcher.expect(/Failed to load resource: net::ERR_/);
  await checkout.play("never_ready");
  const asked = page.waitForRequest(/\/defacto\/credit-lines/);
  await checkout.enroll();
  await widget.reaches("waiting");
  // It is cut off in the middle of the answer that it holds back.
  await asked;
  await site.proxy.forgetSessions();
  await expect.poll(() => site.minted).toBe(AT_FIRST + 1);
  await expect(widget.loanButton).toHaveAccessibleDescription(LOCKED);
  await checkout.play("ready");
  await widget.reaches("ready");
  expect(site.minted).toBe(AT_FIRST + 1);
  await expectOnePost(checkout);
});

test("a token that is refused while a form is looked up is renewed once, and the form is not sent again", async ({ page, checkout, site, widget, watcher }) => {
  watcher.expect(refused(401, "/defacto/borrowers"), { times: 1 });
  watcher.expect(/Failed to load resource: net::ERR_/);
  const release = site.lender.holdPosts();
  // The form goes on its way, and the page loses sight of it.
  await page.route("**/defacto/borrowers", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    route.fetch().catch(() => {});
    await site.lender.hasPost();
    await route.abort("connectionreset");
  });
  await fillIn(checkout);
  const before = (await checkout.lookups()).length;
  await widget.submitButton.click();
  await widget.reaches("reconciling");
  await expect.poll(async () => (await checkout.lookups()).length).toBeGreaterThan(before);
  await site.proxy.forgetSessions();
  await expect.poll(() => site.minted).toBe(AT_FIRST + 1);
  expect(await checkout.posts()).toEqual([]);
  release();
  await widget.reaches("ready");
  expect(site.minted).toBe(AT_FIRST + 1);
  expect(await checkout.posts()).toHaveLength(1);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "waiting", "ready"]);
  expect(await checkout.eventsOfType("defacto-error")).toMatchObject([{ code: "outcome-unknown" }]);
  expect(await checkout.eventsOfType("defacto-enrolled")).toMatchObject([{ existing: false }]);
});

test("a renewed token of another company empties the form, and nothing of the first one is sent", async ({ checkout, site, widget, watcher }) => {
  watcher.expect(refused(401, "/defacto/borrowers"), { times: 1 });
  const other = await checkout.shop.ask("/sandbox/business-generator?country=FRA&is_borrower=true");
  await fillIn(checkout);
  await expect(widget.host).toContainText(checkout.identifier);
  await site.proxy.forgetSessions();
  site.changeClaims = (claims) => ({ ...claims, sub: other.identifier });
  await widget.submitButton.click();
  await expect(widget.host).toContainText(other.identifier);
  await widget.reaches("editing");
  await expect(widget.host).not.toContainText(checkout.identifier);
  const { consent, ...values } = await widget.values();
  expect(Object.values(values).join("")).toBe("");
  expect(consent).toBe(false);
  expect((await checkout.eventsOfType("defacto-consent")).at(-1)).toBeNull();
  expect(await checkout.posts()).toEqual([]);
  expect(await checkout.shop.requests(other.identifier)).not.toContainEqual(expect.objectContaining({ method: "POST" }));

  // The form is that of the other company now.
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  const posts = (await checkout.shop.requests(other.identifier)).filter(({ method }) => method === "POST");
  expect(posts.map(({ body }) => body.identifier)).toEqual([other.identifier]);
  expect(await checkout.posts()).toEqual([]);
});
