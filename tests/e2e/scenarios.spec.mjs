// Every scenario of the sandbox that a complete form can meet: stages, host events and what the lender was asked.
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { LOCKED, STAGES } from "./support/texts.mjs";

test.use({ speed: 20 });

const UNKNOWN = refused(504, "/defacto/borrowers");

const GOES_WELL = { stages: ["submitting", "waiting", "ready"], told: ["enrolled", "ready"] };
const IS_FOUND = { stages: ["submitting", "reconciling", "waiting", "ready"], told: ["error", "enrolled", "ready"], complaint: UNKNOWN };

/** What the host hears after the form was sent; `existing` and `to_sign` have tests of their own, `missing_data` and `timeout_lost` too. */
const STORIES = {
  ready: GOES_WELL,
  slow: GOES_WELL,
  foreign_lines: GOES_WELL,
  flaky: GOES_WELL,
  rate_limited: GOES_WELL,
  timeout_created: IS_FOUND,
  reset_created: IS_FOUND,
  malformed: IS_FOUND,
  never_ready: { stages: ["submitting", "waiting"], told: ["enrolled"] },
  zero_balance: { stages: ["submitting", "waiting", "no-funds"], told: ["enrolled", "no-funds"] },
  blocked: { stages: ["submitting", "waiting", "declined"], told: ["enrolled", "declined"] },
  kyb: { stages: ["submitting", "action-required"], told: ["enrolled", "action-required"] },
};

/** Host events by name, without those that accompany the form. */
async function told(checkout) {
  const names = (await checkout.events()).map(({ type }) => type.replace("defacto-", ""));
  return names.filter((name) => !["usable", "stage", "validity", "consent"].includes(name));
}

/** The one POST that reached the lender, with the signature that the host was told of. */
async function expectOnePost(checkout) {
  const posts = await checkout.posts();
  expect(posts).toHaveLength(1);
  const receipts = await checkout.eventsOfType("defacto-consent");
  expect(receipts).toEqual([posts[0].body.metadata.consent]);
  expect(posts[0].body.signed_at).toBe(receipts[0].signed_at);
  expect(await checkout.signs()).toEqual([]);
  return posts[0];
}

for (const [scenario, { stages, told: events, complaint }] of Object.entries(STORIES)) {
  test(`${scenario} ends in ${stages.at(-1)}`, async ({ checkout, widget, watcher }) => {
    if (complaint) watcher.expect(complaint, { times: 1 });
    await checkout.openForm();
    await checkout.play(scenario);
    const lookups = (await checkout.lookups()).length;
    await widget.enroll(checkout.iban);
    await widget.reaches(stages.at(-1));
    if (scenario === "never_ready") await expect.poll(async () => (await checkout.polls()).length).toBeGreaterThan(1);
    expect(await checkout.stages()).toEqual(["editing", ...stages]);
    await expect.poll(() => told(checkout)).toEqual(events);
    await expectOnePost(checkout);
    if (stages.includes("reconciling")) expect((await checkout.lookups()).length).toBeGreaterThan(lookups);
    // The proxy goes on asking while the browser waits.
    if (scenario === "rate_limited") {
      const reads = [...(await checkout.lookups()), ...(await checkout.polls())];
      expect(reads.filter(({ status }) => status === 429)).toHaveLength(3);
    }
    if (scenario === "never_ready") await expect(widget.loanButton).toHaveAccessibleDescription(LOCKED);
    await checkout.play("ready");
    if (stages.includes("ready")) {
      const offer = await widget.host.evaluate((element) => element.state);
      const own = await checkout.creditLine();
      expect(offer.creditLine).toEqual({ available: own.balance_available, maximum: own.pool_amount, currency: own.currency });
    } else if (scenario !== "never_ready") {
      await expect(widget.loanButton).toHaveCount(0);
    }
  });
}

test("reads that are refused for their number while the page loads are made again, no sooner than told", async ({ checkout, widget }) => {
  await checkout.play("rate_limited", { times: 1 });
  await checkout.openForm();
  const [refused, taken] = await checkout.lookups();
  expect([refused.status, taken.status]).toEqual([429, 200]);
  expect(Date.parse(taken.at) - Date.parse(refused.at)).toBeGreaterThanOrEqual(2_000);
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
});

test("a lender that fails now and then while the page loads is asked again", async ({ checkout, widget }) => {
  await checkout.play("flaky");
  await checkout.openForm();
  expect((await checkout.lookups()).map(({ status }) => status)).toEqual([500, 502, 200]);
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  await expectOnePost(checkout);
});

test("a request that is lost is looked for until nobody can be at it any more, and sent again by the borrower alone", async ({ checkout, widget, watcher }) => {
  // In real time: the proxy keeps the company to itself for as long as the lender could still be at it.
  test.setTimeout(120_000);
  watcher.expect(UNKNOWN, { times: 1 });
  await checkout.play("timeout_lost");
  await checkout.openForm();
  const before = (await checkout.lookups()).length;
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const values = await widget.values();
  await widget.submitButton.click();
  await expect(widget.says(STAGES.reconciling)).toBeVisible();
  expect(await widget.values()).toEqual(values);
  await expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 60_000 });
  expect(await widget.values()).toEqual(values);

  const [post, ...others] = await checkout.posts();
  expect(others).toEqual([]);
  const lookups = (await checkout.lookups()).slice(before).map(({ at }) => Date.parse(at));
  // The widget counts from a moment before the lender to a moment after it.
  expect(lookups.at(-1) - Date.parse(post.at)).toBeGreaterThan(39_500);
  expect(lookups.at(-1) - lookups[0]).toBeGreaterThan(9_900);

  await checkout.play("ready");
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [first, second, ...more] = await checkout.posts();
  expect(more).toEqual([]);
  expect(second.body).toEqual(first.body);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "editing", "submitting", "waiting", "ready"]);
});

test.describe("where the answer is to wait for the line", () => {
  test.beforeEach(({ checkout }) => checkout.rewrite((html) => html.replace(" auth=", " wait-for-ready auth=")));

  for (const [scenario, stages, complaint] of [
    ["ready", ["submitting", "waiting", "ready"]],
    ["slow", ["submitting", "waiting", "ready"]],
    ["never_ready", ["submitting", "reconciling", "waiting"], UNKNOWN],
    ["blocked", ["submitting", "reconciling", "declined"], refused(403, "/defacto/borrowers")],
  ]) {
    test(`${scenario} ends in ${stages.at(-1)}`, async ({ checkout, widget, watcher }) => {
      if (complaint) watcher.expect(complaint, { times: 1 });
      await checkout.play(scenario);
      await checkout.enroll();
      await widget.reaches(stages.at(-1));
      expect(await checkout.stages()).toEqual(["editing", ...stages]);
      const { body } = await expectOnePost(checkout);
      expect(body.wait_for_ready).toBe(true);
      expect(await checkout.eventsOfType("defacto-enrolled")).toMatchObject([{ existing: false }]);
      if (scenario === "never_ready") await expect(widget.loanButton).toHaveAccessibleDescription(LOCKED);
    });
  }
});
