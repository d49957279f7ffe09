// What is said to who does not see it, and in which order.
import { takeClock, waitLong } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { UNHEARD, listenToRegions, saidSoFar } from "./support/regions.mjs";
import { expectReviewed, steady } from "./support/reviewed.mjs";
import { LOADING, STAGES } from "./support/texts.mjs";

test.use({ speed: 20 });

/** What the lender says besides. */
const DOCUMENTS = "Some documents about the company are still needed.";

/** Waits until the last thing said matches, and compares all of it with what was reviewed. */
async function expectSaid(checkout, name, last) {
  const { page } = checkout;
  await expect.poll(async () => (await saidSoFar(page)).at(-1)).toMatch(last);
  const said = (await saidSoFar(page)).map((line) => steady(line, checkout));
  const spoken = said.filter((line) => !line.startsWith("focus"));
  expect(spoken.filter((line, index) => line === spoken[index - 1]), "said twice").toEqual([]);
  expectReviewed(`said/${name}.txt`, `${said.join("\n").replaceAll(UNHEARD, "")}\n`);
  // The skeleton is a part of the page that is read as it loads.
  const unheard = spoken.filter((line) => line.includes(UNHEARD) && !line.endsWith(LOADING));
  expect(unheard, "said by a region that was not there before, which few screen readers say").toEqual([]);
}

test.beforeEach(({ page }) => listenToRegions(page));

/** What is asked before the next step, until the function that this gives is called. */
async function hold(page, pattern) {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    await held;
    await route.fallback();
  });
  return release;
}

const expectLast = (page, words) => expect.poll(async () => (await saidSoFar(page)).at(-1)).toMatch(words);

/** Sends the form and waits for the line, without haste: each stage is said before the next one begins. */
async function waitForLine(checkout) {
  const { page, widget } = checkout;
  const release = await hold(page, "**/defacto/borrowers");
  await checkout.play("never_ready");
  await widget.enroll(checkout.iban);
  await expectLast(page, STAGES.submitting);
  release();
  await expectLast(page, STAGES.waiting);
}

test("from the form with problems to the order", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.submitButton.click();
  await expect(widget.summary(8)).toBeFocused();
  await waitForLine(checkout);
  await checkout.play("ready");
  await expectLast(page, STAGES.ready);
  const order = await hold(page, "**/shop/orders");
  await widget.loanButton.click();
  await expectLast(page, STAGES.requesting);
  order();
  await expect(checkout.placed).toBeFocused();
  await expectSaid(checkout, "order", STAGES.requesting);
});

test("a wait that becomes long and ends without a line", async ({ page, checkout, widget }) => {
  await takeClock(page);
  await checkout.openForm();
  await waitForLine(checkout);
  await waitLong(page, () => expect(widget.says(STAGES.waitingLong)).toBeVisible({ timeout: 1 }));
  await expectLast(page, STAGES.waitingLong);
  await page.clock.fastForward("27:00");
  await waitLong(page, () => expect(widget.says(STAGES.stalled)).toBeVisible({ timeout: 1 }));
  await expectSaid(checkout, "stalled", STAGES.stalled);
});

test("a request that the shop does not take", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(500, "/shop/orders"), { times: 1 });
  await page.route("**/shop/orders", (route) => route.fulfill({ status: 500 }));
  await checkout.openForm();
  await waitForLine(checkout);
  await checkout.play("ready");
  await expectLast(page, STAGES.ready);
  const order = await hold(page, "**/shop/orders");
  await widget.loanButton.click();
  await expectLast(page, STAGES.requesting);
  order();
  await expectSaid(checkout, "request-failed", STAGES.requestFailed);
});

test("a form that can't be sent", async ({ page, checkout, watcher }) => {
  watcher.expect(refused(429, "/defacto/borrowers"), { times: 1 });
  await page.route("**/defacto/borrowers", (route) => route.fulfill({ status: 429 }));
  const release = await hold(page, "**/defacto/borrowers");
  await checkout.enroll();
  await expectLast(page, STAGES.submitting);
  release();
  await expectSaid(checkout, "failed", STAGES.busy);
});

// The region of the stages is hidden with the widget while it loads; its words come once it was there to be heard.
test("a page that is opened while the lender is waited for", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  await page.reload();
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await expectSaid(checkout, "resumed", STAGES.waiting);
});

test("a company that has only to sign", async ({ page, checkout, widget }) => {
  await checkout.play("to_sign");
  await checkout.openForm();
  await expect(widget.submitButton).toBeVisible();
  await expectSaid(checkout, "to-sign", STAGES.sign);
});

for (const { name, scenario, stage, settings } of [
  { name: "declined", scenario: "blocked", stage: STAGES.declined },
  { name: "no-funds", scenario: "zero_balance", stage: STAGES.noFunds },
  { name: "reviewed", scenario: "blocked", stage: STAGES.reviewed, settings: { reason: "KYB_PENDING" } },
]) {
  test(`a wait that ends with “${name}”`, async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await checkout.play(scenario, settings);
    const answer = await hold(page, "**/defacto/borrowers");
    const lines = await hold(page, "**/defacto/credit-lines");
    await widget.enroll(checkout.iban);
    await expectLast(page, STAGES.submitting);
    answer();
    await expectLast(page, STAGES.waiting);
    lines();
    await expectSaid(checkout, name, stage);
  });
}

for (const { name, scenario, stage } of [
  { name: "action-required", scenario: "kyb", stage: STAGES.actionRequired },
  { name: "already-enrolled", scenario: "existing", stage: STAGES.alreadyEnrolled },
]) {
  test(`a form whose answer is “${name}”`, async ({ page, checkout, widget }) => {
    await page.route("**/defacto/credit-lines", () => {});
    await checkout.openForm();
    await checkout.play(scenario);
    const answer = await hold(page, "**/defacto/borrowers");
    await widget.enroll(checkout.iban);
    await expectLast(page, STAGES.submitting);
    answer();
    await expectSaid(checkout, name, stage);
  });
}

test("a text of the lender's in another language is said and shown as such", async ({ checkout, widget }) => {
  await checkout.rewrite((html) => html.replace(/ locale="[^"]*"/, ` locale="nl"`));
  await checkout.openForm();
  await checkout.play("kyb");
  await widget.host.evaluate((host) => (host.locale = "en"));
  await widget.enroll(checkout.iban);
  await widget.reaches("action-required");
  const notes = widget.host.getByText(DOCUMENTS);
  await expect(notes).toHaveCount(2);
  expect(await notes.evaluateAll((all) => all.map(({ lang }) => lang))).toEqual(["", ""]);
  await widget.host.evaluate((host) => (host.locale = "nl"));
  await expect(widget.host.locator('[lang="nl"]')).toHaveCount(1);
  await expect(notes).toHaveCount(2);
  const spoken = await notes.evaluateAll((all) => all.map(({ lang, parentElement }) => [lang, parentElement.role ?? parentElement.className]));
  expect(spoken).toEqual([
    ["en", "status"],
    ["en", "_parts"],
  ]);
});

test("a form that has not arrived, and is there again", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/Failed to load resource: net::ERR_CONNECTION_RESET/, { times: 1 });
  await takeClock(page);
  await page.route("**/defacto/borrowers", (route) => (route.request().method() === "POST" ? route.abort("connectionreset") : route.fallback()));
  const answer = await hold(page, "**/defacto/borrowers");
  await checkout.enroll();
  await expectLast(page, STAGES.submitting);
  answer();
  await expectLast(page, STAGES.reconciling);
  await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
  await expectSaid(checkout, "not-received", /^focus: summary$/);
});
