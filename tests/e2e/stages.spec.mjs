// How an enrollment can go on, by the sandbox's scenarios.
import { LOCALES } from "./support/axe.mjs";
import { takeClock, waitLong } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { journeys, speak } from "./support/journeys.mjs";
import { DEBIT_ON_FILE, LOCKED, NEVER_SAID, STAGES } from "./support/texts.mjs";

test.use({ speed: 20 });

/** The stages that the host heard of after the form. */
async function stagesOf(checkout) {
  const changes = await checkout.eventsOfType("defacto-stage");
  return changes.map(({ to }) => to).filter((to) => to !== "editing");
}

/** The button is there, locked, and says why. */
async function expectLocked(widget) {
  await expect(widget.loanButton).toHaveAttribute("aria-disabled", "true");
  await expect(widget.loanButton).toHaveAccessibleDescription(LOCKED);
}

test("a slow lender is waited for", async ({ checkout, widget }) => {
  await checkout.play("slow");
  await checkout.enroll();
  await expect(widget.says(STAGES.submitting)).toBeVisible();
  await expect(widget.fields.iban).toBeDisabled();
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await expectLocked(widget);
  await expect(widget.says(STAGES.ready)).toBeVisible();
  expect(await stagesOf(checkout)).toEqual(["submitting", "waiting", "ready"]);
});

test("a lender that opens no line is asked again and again, and the button stays locked", async ({ checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.enroll();
  await expect.poll(async () => (await checkout.polls()).length).toBeGreaterThan(2);
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await expectLocked(widget);
  expect(await stagesOf(checkout)).toEqual(["submitting", "waiting"]);
});

test("half an hour without a line ends in a way to check again", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await takeClock(page);
  await checkout.enroll();
  await widget.reaches("waiting");
  await page.clock.fastForward("29:00");
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await waitLong(page, () => expect(widget.says(STAGES.stalled)).toBeVisible({ timeout: 1 }));
  const { id: borrowerId } = await checkout.borrower();
  expect(await checkout.eventsOfType("defacto-stalled")).toEqual([{ borrowerId, class: "under_review" }]);
  await checkout.play("ready");
  await widget.checkAgainButton.click();
  await expect(widget.says(STAGES.ready)).toBeVisible();
});

test("a line with nothing on it offers nothing", async ({ checkout, widget }) => {
  await checkout.play("zero_balance");
  await checkout.enroll();
  await expect(widget.says(STAGES.noFunds)).toBeVisible();
  await expect(widget.loanButton).toHaveCount(0);
  expect(await stagesOf(checkout)).toEqual(["submitting", "waiting", "no-funds"]);
  const { id: borrowerId } = await checkout.borrower();
  expect(await checkout.eventsOfType("defacto-no-funds")).toEqual([{ borrowerId, class: "under_review" }]);
});

test("a borrower whom the lender blocks is told no, without the lender's reason", async ({ checkout, widget }) => {
  const reason = "BUSINESS_AML_EXTREME_RISK";
  await checkout.play("blocked", { reason });
  await checkout.enroll();
  await expect(widget.says(STAGES.declined)).toBeVisible();
  await expect(widget.loanButton).toHaveCount(0);
  await expect(widget.host).not.toContainText(/AML|risk|fraud/i);
  expect(await stagesOf(checkout)).toEqual(["submitting", "waiting", "declined"]);
  const { id: borrowerId } = await checkout.borrower();
  expect(await checkout.eventsOfType("defacto-declined")).toEqual([{ borrowerId, class: "not_eligible" }]);
  expect(JSON.stringify(await checkout.events())).not.toContain(reason);
});

test("a borrower who has something to do at the lender's is told so and goes on once it is done", async ({ checkout, widget }) => {
  await checkout.play("kyb");
  await checkout.enroll();
  await expect(widget.says(STAGES.actionRequired)).toBeVisible();
  await expect(widget.loanButton).toHaveCount(0);
  const { id: borrowerId } = await checkout.borrower();
  expect(await checkout.eventsOfType("defacto-action-required")).toEqual([{ borrowerId, class: "needs_action" }]);
  await checkout.play("ready");
  await widget.checkAgainButton.click();
  await expect(widget.says(STAGES.ready)).toBeVisible();
});

for (const [scenario, what] of [
  ["timeout_created", "an answer that comes too late"],
  ["reset_created", "a connection that breaks off in the answer"],
  ["malformed", "an answer that is half a text"],
]) {
  test(`${what} is reconciled with what the lender has done`, async ({ checkout, widget, watcher }) => {
    watcher.expect(refused(504, "/defacto/borrowers"), { times: 1 });
    await checkout.play(scenario);
    await checkout.enroll();
    await expect(widget.says(STAGES.ready)).toBeVisible();
    expect(await stagesOf(checkout)).toEqual(["submitting", "reconciling", "waiting", "ready"]);
    expect(await checkout.posts()).toHaveLength(1);
    expect(await checkout.eventsOfType("defacto-enrolled")).toMatchObject([{ existing: false }]);
    expect(await checkout.eventsOfType("defacto-error")).toMatchObject([{ code: "outcome-unknown", problem: "outcome_unknown" }]);
  });
}

test("a request that was lost is looked for, and only the borrower sends it again", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(504, "/defacto/borrowers"), { times: 1 });
  await checkout.play("timeout_lost");
  await takeClock(page);
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const before = await widget.values();
  await widget.submitButton.click();
  await expect(widget.says(STAGES.reconciling)).toBeVisible();
  await expect(widget.submitButton).toBeDisabled();
  // Once before the page loaded the form, by the session, and at least twice since.
  await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
  expect((await checkout.lookups()).length).toBeGreaterThanOrEqual(3);
  expect(await checkout.posts()).toHaveLength(1);
  expect(await widget.values()).toEqual(before);
  await expect(widget.submitButton).toBeEnabled();
});

test("lines of others beside the own one never unlock the button", async ({ page, checkout, widget }) => {
  const answers = [];
  page.on("response", async (response) => {
    if (response.url().endsWith("/defacto/credit-lines")) answers.push(await response.json());
  });
  await checkout.play("foreign_lines");
  await checkout.enroll();
  await expect(widget.says(STAGES.ready)).toBeVisible();
  const own = await checkout.creditLine();
  const [{ creditLine }] = await checkout.eventsOfType("defacto-ready");
  expect(creditLine).toEqual({ available: own.balance_available, maximum: own.pool_amount, currency: own.currency });
  // The proxy lets none of them through.
  const all = (await checkout.shop.ask(`/credit-lines?borrower=${checkout.identifier}`)).data;
  expect(all.length).toBeGreaterThan(1);
  expect(answers.at(-1).data).toHaveLength(1);
});

test("lines of others that a thin proxy lets through do not unlock the button", async ({ page, checkout, widget }) => {
  const line = { balance_available: 500_000, pool_amount: 500_000, currency: "EUR", start_date: "2020-01-01T00:00:00Z", end_date: null };
  const data = [{ ...line, default_borrower: { identifier: "552100554" } }, { ...line, default_borrower: null }];
  let answers = 0;
  await page.route("**/defacto/credit-lines", (route) => {
    answers += 1;
    return route.fulfill({ json: { count: data.length, data } });
  });
  await checkout.enroll();
  await expect.poll(() => answers).toBeGreaterThan(2);
  await expectLocked(widget);
  expect(await stagesOf(checkout)).toEqual(["submitting", "waiting"]);
});

test("reads that fail now and then are made again", async ({ checkout, widget }) => {
  await checkout.openForm();
  await checkout.play("flaky");
  await widget.enroll(checkout.iban);
  await expect(widget.says(STAGES.ready)).toBeVisible();
});

test("a borrower who reloads while waiting goes on waiting and then requests the loan", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.enroll();
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await page.reload();
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await expectLocked(widget);
  await expect(widget.submitButton).toHaveCount(0);
  expect(await checkout.eventsOfType("defacto-usable")).toMatchObject([{ resumed: true }]);
  await checkout.play("ready");
  await expect(widget.says(STAGES.ready)).toBeVisible();
  await widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
  expect(await checkout.posts()).toHaveLength(1);
});

test("a company that enrolled elsewhere is told of direct debit before it can request a loan, and asked nothing else", async ({ page, checkout, widget }) => {
  await checkout.play("existing");
  await checkout.open();
  await expect(widget.host).toContainText(STAGES.acceptDebit);
  await expect(widget.host).toContainText(DEBIT_ON_FILE);
  await expect(widget.host.getByRole("textbox")).toHaveCount(0);
  await expect(widget.loanButton).toHaveCount(0);
  await widget.submitButton.click();
  await expect(widget.summary(1)).toBeFocused();
  await widget.consent.click();
  await widget.submitButton.click();
  await expect(widget.says(STAGES.ready)).toBeVisible();
  await expect(widget.host).not.toContainText(NEVER_SAID);
  await page.reload();
  await expect(widget.says(STAGES.ready)).toBeVisible();
  expect(await checkout.eventsOfType("defacto-usable")).toMatchObject([{ resumed: true }]);
  expect(await checkout.posts()).toEqual([]);
});

test("a company that somebody enrolls meanwhile is told that it is enrolled already", async ({ page, checkout, widget }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/defacto/credit-lines", async (route) => {
    await held;
    await route.continue();
  });
  await checkout.openForm();
  await checkout.play("existing");
  await widget.enroll(checkout.iban);
  await expect(widget.says(STAGES.alreadyEnrolled)).toBeVisible();
  const { signed_at: signedAt } = await checkout.borrower();
  await expect(widget.host).toContainText(new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }).format(new Date(signedAt)));
  await expectLocked(widget);
  release();
  await expect(widget.says(STAGES.ready)).toBeVisible();
  expect(await stagesOf(checkout)).toEqual(["submitting", "already-enrolled", "ready"]);
  expect(await checkout.eventsOfType("defacto-enrolled")).toMatchObject([{ existing: true }]);
});

/** What a stage says on the screen in each language, none of it changed by the driver. */
async function inEveryLanguage(widget) {
  const said = {};
  for (const locale of LOCALES) {
    await speak(widget, locale);
    said[locale] = await widget.host.evaluate(({ shadowRoot }) => shadowRoot.querySelector(".panel").textContent);
  }
  return said;
}

test("what can be requested is written as each language writes amounts", async ({ page, checkout, widget, watcher }) => {
  const [ready] = journeys("ready");
  await ready.reach(checkout, watcher);
  const [{ creditLine }] = await checkout.eventsOfType("defacto-ready");
  const said = await inEveryLanguage(widget);
  const wanted = await page.evaluate(
    ([locales, { available, currency }]) => locales.map((locale) => new Intl.NumberFormat(locale, { style: "currency", currency }).format(available / 100)),
    [LOCALES, creditLine],
  );
  // All but English and Dutch write the euro behind the figures.
  expect(new Set(wanted).size).toBeGreaterThan(2);
  expect(Object.values(said)).toEqual(wanted.map((amount) => expect.stringContaining(amount)));
});

test("since when a company is enrolled is written as each language writes dates, English the British way", async ({ page, checkout, widget, watcher }) => {
  const [enrolled] = journeys("already enrolled");
  await enrolled.reach(checkout, watcher);
  const { signed_at: signedAt } = await checkout.borrower();
  const said = await inEveryLanguage(widget);
  const wanted = await page.evaluate(
    ([locales, at]) => locales.map((locale) => new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(at))),
    [LOCALES.map((locale) => (locale === "en" ? "en-GB" : locale)), signedAt],
  );
  expect(new Set(wanted).size).toBe(LOCALES.length);
  expect(Object.values(said)).toEqual(wanted.map((date) => expect.stringContaining(date)));
});
