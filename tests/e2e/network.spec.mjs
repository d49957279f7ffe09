// Proxies that die and come back, connections that are cut, and no network at all.
import { takeClock, waitLong } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { LOCKED, STAGES } from "./support/texts.mjs";

test.use({ speed: 20, behind: "reference" });

const CUT = /Failed to load resource: net::ERR_(EMPTY_RESPONSE|CONNECTION_RESET|CONNECTION_CLOSED|INCOMPLETE_CHUNKED_ENCODING)/;

/** Opens the form, fills it in and ticks the box. */
async function fillIn(checkout) {
  await checkout.openForm();
  await checkout.widget.fill(checkout.iban);
  await checkout.widget.consent.click();
  return checkout.widget.values();
}

/** The lender heard once, of the signature that the borrower gave once. */
async function expectOnePost(checkout) {
  const posts = await checkout.posts();
  expect(posts).toHaveLength(1);
  const receipts = await checkout.eventsOfType("defacto-consent");
  expect(receipts.map(({ signed_at: signedAt }) => signedAt)).toEqual([posts[0].body.signed_at]);
}

test("a proxy that restarts under the form is not noticed", async ({ checkout, site, widget }) => {
  await fillIn(checkout);
  await site.proxy.kill();
  await site.proxy.restart();
  await widget.submitButton.click();
  await widget.reaches("ready");
  await expectOnePost(checkout);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "waiting", "ready"]);
  expect(await checkout.eventsOfType("defacto-error")).toEqual([]);
});

test("a form that is sent while the proxy is dead is kept, and sent once it is back", async ({ page, checkout, site, widget, watcher }) => {
  watcher.expect(CUT);
  await takeClock(page);
  const values = await fillIn(checkout);
  await site.proxy.kill();
  await widget.submitButton.click();
  await waitLong(page, () => expect(widget.alert).toContainText(STAGES.unreachable, { timeout: 1 }));
  await expect(widget.alert).toContainText(STAGES.kept);
  expect(await widget.values()).toEqual(values);
  await site.proxy.restart();
  await widget.retryButton.click();
  await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
  expect(await widget.values()).toEqual(values);
  await widget.submitButton.click();
  await widget.reaches("ready");
  await expectOnePost(checkout);
});

test("a proxy that restarts while a borrower waits is asked again", async ({ checkout, site, widget, watcher }) => {
  watcher.expect(CUT);
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  await expect.poll(async () => (await checkout.polls()).length).toBeGreaterThan(0);
  await site.proxy.kill();
  await expect.poll(() => watcher.console.filter((text) => CUT.test(text)).length).toBeGreaterThan(1);
  await expect(widget.loanButton).toHaveAccessibleDescription(LOCKED);
  await checkout.play("ready");
  await site.proxy.restart();
  await widget.reaches("ready");
  await expectOnePost(checkout);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "waiting", "ready"]);
  expect(site.minted).toBe(2);
});

test("a proxy that dies with the form on its way: what the lender did is found once it is back", async ({ page, checkout, site, widget, watcher }) => {
  watcher.expect(CUT);
  await takeClock(page);
  const release = site.lender.holdPosts();
  const values = await fillIn(checkout);
  await widget.submitButton.click();
  await widget.reaches("submitting");
  await site.lender.hasPost();
  await site.proxy.kill();
  await waitLong(page, () => expect(widget.alert).toContainText(STAGES.unreachable, { timeout: 1 }));
  expect(await widget.values()).toEqual(values);
  release();
  await expect.poll(async () => (await checkout.posts()).length).toBe(1);
  await site.proxy.restart();
  await widget.retryButton.click();
  await widget.reaches("ready");
  await expectOnePost(checkout);
  expect(await checkout.eventsOfType("defacto-enrolled")).toMatchObject([{ existing: false }]);
});

test("a proxy that dies and is back soon: what the lender did is found without the borrower", async ({ checkout, site, widget, watcher }) => {
  watcher.expect(CUT);
  const release = site.lender.holdPosts();
  await fillIn(checkout);
  await widget.submitButton.click();
  await site.lender.hasPost();
  await site.proxy.kill();
  await widget.reaches("reconciling");
  await site.proxy.restart();
  release();
  await widget.reaches("ready");
  await expectOnePost(checkout);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "waiting", "ready"]);
  expect(await checkout.eventsOfType("defacto-error")).toMatchObject([{ code: "outcome-unknown", retryable: true }]);
});

test("a connection that the lender cuts after it has enrolled: the borrower is found", async ({ checkout, site, widget, watcher }) => {
  watcher.expect(refused(504, "/defacto/borrowers"), { times: 1 });
  await fillIn(checkout);
  site.lender.cutNext("after");
  await widget.submitButton.click();
  await widget.reaches("ready");
  await expectOnePost(checkout);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "waiting", "ready"]);
});

test("a connection that the lender cuts before it has enrolled: nothing is sent again by itself", async ({ page, checkout, site, widget, watcher }) => {
  watcher.expect(refused(504, "/defacto/borrowers"), { times: 1 });
  await takeClock(page);
  const values = await fillIn(checkout);
  site.lender.cutNext("before");
  await widget.submitButton.click();
  await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
  expect(await widget.values()).toEqual(values);
  await expect(widget.submitButton).toBeEnabled();
  expect(await checkout.posts()).toEqual([]);
});

test("a connection that is cut in the middle of the form: the borrower sends it again", async ({ page, checkout, site, widget, watcher }) => {
  watcher.expect(CUT);
  await takeClock(page);
  const values = await fillIn(checkout);
  site.cutsPosts = true;
  await widget.submitButton.click();
  await expect(widget.says(STAGES.reconciling)).toBeVisible();
  await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
  expect(await widget.values()).toEqual(values);
  site.cutsPosts = false;
  await widget.submitButton.click();
  await widget.reaches("ready");
  await expectOnePost(checkout);
});

test("a connection that is cut once the form is through: what the browser repeats by itself reaches the lender once", async ({ checkout, site, widget, watcher }) => {
  // Chromium sends a POST again where a connection breaks that it had used before; the proxy then says 409.
  watcher.expect(new RegExp(`${refused(409, "/defacto/borrowers").source}|Failed to load resource: net::ERR_`));
  const release = site.lender.holdPosts();
  await fillIn(checkout);
  site.cutsAnswer = true;
  await widget.submitButton.click();
  await widget.reaches("reconciling");
  expect(await checkout.posts()).toEqual([]);
  release();
  await widget.reaches("ready");
  await expectOnePost(checkout);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "waiting", "ready"]);
  expect(await checkout.eventsOfType("defacto-enrolled")).toMatchObject([{ existing: false }]);
});

test("a form that is never answered is given up on, looked up, and not sent again", async ({ page, checkout, widget }) => {
  await takeClock(page);
  const posts = [];
  await page.route("**/defacto/borrowers", (route) => (route.request().method() === "POST" ? void posts.push(route) : route.fallback()));
  const values = await fillIn(checkout);
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  await widget.submitButton.click();
  await expect.poll(() => posts).toHaveLength(1);
  // After the lender, which has 30 s, and the proxy, which has 35.
  await page.clock.runFor(39_900);
  expect(await widget.stage()).toBe("submitting");
  await page.clock.runFor(100);
  await expect(widget.says(STAGES.reconciling)).toBeVisible();
  expect(await checkout.eventsOfType("defacto-error")).toMatchObject([{ code: "outcome-unknown", retryable: true }]);
  expect(await widget.values()).toEqual(values);
  await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
  expect(posts).toHaveLength(1);
  expect(await checkout.eventsOfType("defacto-error")).toHaveLength(1);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "editing"]);
  expect(await widget.values()).toEqual(values);
});

test("offline while editing: the form can be filled in, and is sent when the network is back", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await page.context().setOffline(true);
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const values = await widget.values();
  await page.context().setOffline(false);
  expect(await widget.values()).toEqual(values);
  await widget.submitButton.click();
  await widget.reaches("ready");
  await expectOnePost(checkout);
});

test("offline while submitting: it is looked up when the network is back, and not before", async ({ page, checkout, site, widget, watcher }) => {
  watcher.expect(/Failed to load resource: net::ERR_/);
  const release = site.lender.holdPosts();
  const values = await fillIn(checkout);
  await widget.submitButton.click();
  await site.lender.hasPost();
  await page.context().setOffline(true);
  // What is on its way when the network goes is cut here: the driver only keeps what is new from leaving.
  site.unplug();
  await expect(widget.says(STAGES.reconciling)).toBeVisible();
  release();
  await expect.poll(async () => (await checkout.posts()).length).toBe(1);
  const before = (await checkout.lookups()).length;
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await expect(widget.says(STAGES.reconciling)).toBeVisible();
  expect(await widget.values()).toEqual(values);
  expect([(await checkout.lookups()).length, asked]).toEqual([before, []]);
  site.plugIn();
  await page.context().setOffline(false);
  await widget.reaches("ready");
  await expectOnePost(checkout);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "waiting", "ready"]);
});

test("offline while waiting: it pauses, and goes on at once when the network is back", async ({ page, checkout, site, widget, watcher }) => {
  watcher.expect(/Failed to load resource: net::ERR_/);
  await takeClock(page);
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  await page.context().setOffline(true);
  site.unplug();
  await expect.poll(() => watcher.console.filter((text) => /net::ERR_/.test(text)).length).toBeGreaterThan(0);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.clock.fastForward("05:00");
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  expect(asked).toEqual([]);

  // From here on no timer fires: what is asked is asked because the network is back.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  await checkout.play("ready");
  site.plugIn();
  await page.context().setOffline(false);
  await expect.poll(() => asked).toContain("/defacto/credit-lines");
  await page.clock.resume();
  await widget.reaches("ready");
  await expectOnePost(checkout);
});
