// The page is loaded again in every stage: nothing is sent twice, nothing is asked twice, and nothing about a person is kept.
import { takeClock, waitLong } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { hold } from "./support/held.mjs";
import { STAGES } from "./support/texts.mjs";

test.use({ speed: 20 });

const KEPT_NOTHING = { session: {}, local: {}, other: [], cookies: [] };
const INSTANT = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;

/** What a tab keeps for the page, and nothing else: `sent` and two instants, or `accepted` and the lender's opaque id. */
const keptOnly = (checkout, text) => ({ ...KEPT_NOTHING, session: { [`defacto-enrollment ${checkout.shop.url}/defacto`]: text } });
const accepted = async (checkout) => keptOnly(checkout, `accepted ${(await checkout.borrower()).id}`);

/** The form is there, with nothing in it and nothing signed. */
async function expectEmptyForm(widget) {
  await widget.reaches("editing");
  const { consent, ...values } = await widget.values();
  expect(Object.values(values).join("")).toBe("");
  expect(consent).toBe(false);
  await expect(widget.submitButton).toBeEnabled();
}

test("loading begins anew", async ({ page, checkout, widget }) => {
  const release = await hold(page, "**/defacto/session");
  const asked = page.waitForRequest("**/defacto/session");
  await checkout.open();
  await asked;
  expect(await widget.stage()).toBe("loading");
  await page.reload();
  expect(await widget.stage()).toBe("loading");
  release();
  await expectEmptyForm(widget);
  expect(await checkout.kept()).toEqual(KEPT_NOTHING);
});

test("editing begins anew: what was typed was never kept", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  expect(await checkout.kept()).toEqual(KEPT_NOTHING);
  await page.reload();
  await expectEmptyForm(widget);
  expect(await checkout.kept()).toEqual(KEPT_NOTHING);
  expect(await checkout.posts()).toEqual([]);
});

test.describe("behind a lender that takes its time", () => {
  test.use({ behind: "reference" });

  test("while submitting: the borrower is looked up before any form is offered", async ({ page, checkout, site, widget }) => {
    const release = site.lender.holdPosts();
    await checkout.enroll();
    await expect(widget.says(STAGES.submitting)).toBeVisible();
    await site.lender.hasPost();
    const sent = new RegExp(`^sent ${INSTANT} ${INSTANT}$`);
    expect(await checkout.kept()).toEqual(keptOnly(checkout, expect.stringMatching(sent)));
    await page.reload();
    await expect(widget.says(STAGES.reconciling)).toBeVisible();
    await expect(widget.submitButton).toBeDisabled();
    await expect(widget.fields.iban).toBeDisabled();
    expect(await checkout.posts()).toEqual([]);
    release();
    await widget.reaches("ready");
    expect(await checkout.posts()).toHaveLength(1);
    expect(await checkout.stages()).toEqual(["reconciling", "waiting", "ready"]);
    expect(await checkout.eventsOfType("defacto-enrolled")).toMatchObject([{ existing: false }]);
    expect(await checkout.kept()).toEqual(await accepted(checkout));
  });

  test("while submitting what never arrives: an empty form does not say that it is still filled in", async ({ page, checkout, site, widget }) => {
    await takeClock(page);
    site.lender.holdPosts();
    await checkout.enroll();
    await widget.reaches("submitting");
    await page.reload();
    await widget.reaches("reconciling");
    await waitLong(page, async () => expect(await widget.stage()).toBe("editing"));
    await expectEmptyForm(widget);
    await expect(widget.summary(STAGES.notReceived)).toBeFocused();
    await expect(widget.summary(STAGES.notReceived)).toContainText("Fill in the form again");
    await expect(widget.host).not.toContainText(STAGES.stillHere);
    expect(await checkout.kept()).toEqual(KEPT_NOTHING);
    expect(await checkout.posts()).toEqual([]);
  });

  test("while failed: what the lender has done meanwhile is found", async ({ page, checkout, site, widget, watcher }) => {
    watcher.expect(/Failed to load resource: net::ERR_/);
    await takeClock(page);
    const release = site.lender.holdPosts();
    await checkout.enroll();
    await site.lender.hasPost();
    await site.proxy.kill();
    await waitLong(page, () => expect(widget.alert).toContainText(STAGES.unreachable, { timeout: 1 }));
    release();
    await expect.poll(async () => (await checkout.posts()).length).toBe(1);
    await site.proxy.restart();
    await page.reload();
    await widget.reaches("ready");
    expect(await checkout.posts()).toHaveLength(1);
    expect(await checkout.stages()).toEqual(["waiting", "ready"]);
  });
});

test("while reconciling: what the lender has is found", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(504, "/defacto/borrowers"), { times: 1 });
  await hold(page, "**/defacto/borrowers");
  await checkout.play("timeout_created");
  await checkout.enroll();
  await widget.reaches("reconciling");
  await page.reload();
  await widget.reaches("ready");
  expect(await checkout.stages()).toEqual(["waiting", "ready"]);
  expect(await checkout.posts()).toHaveLength(1);
  expect(await checkout.eventsOfType("defacto-consent")).toEqual([]);
});

test("while waiting: it goes on, and the direct-debit notice is not accepted twice", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  expect(await checkout.kept()).toEqual(await accepted(checkout));
  await page.reload();
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await expect(widget.consent).toHaveCount(0);
  expect(await checkout.kept()).toEqual(await accepted(checkout));
  await checkout.play("ready");
  await widget.reaches("ready");
  expect(await checkout.stages()).toEqual(["waiting", "ready"]);
  expect(await checkout.posts()).toHaveLength(1);
});

test("while ready: it is ready again", async ({ page, checkout, widget }) => {
  await checkout.enroll();
  await widget.reaches("ready");
  await page.reload();
  await expect(widget.says(STAGES.ready)).toBeVisible();
  expect(await checkout.stages()).toEqual(["waiting", "ready"]);
  expect(await checkout.kept()).toEqual(await accepted(checkout));
  await widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
  expect(await checkout.posts()).toHaveLength(1);
});

test("while the loan is requested: the borrower sees what became of it", async ({ page, checkout, widget }) => {
  const release = await hold(page, "**/shop/orders", "POST");
  await checkout.enroll();
  await widget.reaches("ready");
  await widget.loanButton.click();
  await widget.reaches("requested");
  await page.reload();
  await widget.reaches("ready");
  await expect(checkout.placed).toBeHidden();
  release();
  await widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
  const number = await page.locator("#order-number").textContent();
  await page.reload();
  await expect(checkout.placed).toBeVisible();
  await expect(page.locator("#order-number")).toHaveText(number);
});

test("while told that it had enrolled: nothing is asked again", async ({ page, checkout, widget }) => {
  await hold(page, "**/defacto/credit-lines");
  await checkout.openForm();
  await checkout.play("existing");
  await widget.enroll(checkout.iban);
  await widget.reaches("already-enrolled");
  await page.unroute("**/defacto/credit-lines");
  await page.reload();
  await widget.reaches("ready");
  expect(await checkout.stages()).toEqual(["waiting", "ready"]);
  expect(await checkout.eventsOfType("defacto-consent")).toEqual([]);
  expect(await checkout.kept()).toEqual(await accepted(checkout));
});

for (const [scenario, stage, words] of [
  ["kyb", "action-required", STAGES.actionRequired],
  ["blocked", "declined", STAGES.declined],
  ["zero_balance", "no-funds", STAGES.noFunds],
]) {
  test(`while in ${stage}: it is there again`, async ({ page, checkout, widget }) => {
    await checkout.play(scenario);
    await checkout.enroll();
    await widget.reaches(stage);
    const before = await checkout.eventsOfType(`defacto-${stage}`);
    await page.reload();
    await expect(widget.says(words)).toBeVisible();
    expect(await checkout.eventsOfType(`defacto-${stage}`)).toEqual(before);
    await expect(widget.submitButton).toHaveCount(0);
    expect(await checkout.posts()).toHaveLength(1);
    expect(await checkout.kept()).toEqual(await accepted(checkout));
  });
}

test("while stalled: it waits again", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await takeClock(page);
  await checkout.enroll();
  await widget.reaches("waiting");
  await page.clock.fastForward("31:00");
  await waitLong(page, async () => expect(await widget.stage()).toBe("stalled"));
  await page.reload();
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await checkout.play("ready");
  await widget.reaches("ready");
  expect(await checkout.posts()).toHaveLength(1);
});

test("while it failed to load: it loads", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/Failed to load resource: net::ERR_CONNECTION_REFUSED/);
  await takeClock(page);
  await page.route("**/defacto/session", (route) => route.abort("connectionrefused"));
  await checkout.open();
  await waitLong(page, async () => expect(await widget.stage()).toBe("failed"));
  await page.unroute("**/defacto/session");
  await page.reload();
  await expectEmptyForm(widget);
});
