// What can go wrong behind the form: nothing typed is lost, and there is a way on.
import { Checkout } from "./support/checkout.mjs";
import { takeClock, waitLong } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { Lender } from "./support/lender.mjs";
import { Shop } from "./support/shop.mjs";
import { PROBLEMS, STAGES } from "./support/texts.mjs";

/** A visitor of another shop than the one that tests share. */
async function visit(page, options, run) {
  const shop = await Shop.start({ speed: 10, ...options });
  try {
    const checkout = await Checkout.of(page, shop);
    await checkout.openForm();
    await checkout.widget.fill(checkout.iban);
    await checkout.widget.consent.click();
    await run(checkout, checkout.widget, shop);
  } finally {
    await shop.kill();
  }
}

test("a 400 of the lender marks exactly the values that it could not find", async ({ page, shop, watcher }) => {
  watcher.expect(refused(422, "/defacto/borrowers"), { times: 1 });
  const lender = await Lender.before(shop);
  const options = { key: shop.key, env: { DEFACTO_BASE_URL: lender.url } };
  const run = async (checkout, widget) => {
    checkout.shop.lendingUrl = shop.lendingUrl;
    const before = await widget.values();
    lender.refuseNext({
      title: "Bad Request",
      status: 400,
      invalid_params: ["directors.0.nationality", "directors.0.birth_date"].map((name) => ({ name, reason: "could not be obtained" })),
    });
    await widget.submitButton.click();
    const summary = widget.summary(2);
    await expect(summary).toBeFocused();
    await expect(widget.links(summary)).toHaveText([/date of birth/i, /nationality/i]);
    await expect(widget.links(summary)).toHaveText([PROBLEMS.notFoundByLender, PROBLEMS.notFoundByLender]);
    expect(await widget.marked()).toEqual(["day", "month", "year", "nationality"]);
    expect(await widget.values()).toEqual(before);
    await widget.links(summary).first().click();
    await expect(widget.fields.day).toBeFocused();

    await widget.submitButton.click();
    await widget.reaches("ready");
    const [consent] = await checkout.eventsOfType("defacto-consent");
    const [{ body }] = await checkout.posts();
    expect(body.signed_at).toBe(consent.signed_at);
  };
  await visit(page, options, run).finally(() => lender.stop());
});

test("a value that the lender misses and the form has no field for is said, with the form kept", async ({ checkout, widget, watcher }) => {
  watcher.expect(refused(422, "/defacto/borrowers"), { times: 1 });
  await checkout.play("missing_data", { fields: ["directors.0.horoscope"] });
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const before = await widget.values();
  await widget.submitButton.click();
  await expect(widget.summary(STAGES.moreIsMissing)).toBeFocused();
  await widget.reaches("editing");
  expect(await widget.marked()).toEqual([]);
  expect(await widget.values()).toEqual(before);
});

test("a dead server ends in a clear message with everything typed still there", async ({ page, watcher }) => {
  watcher.expect(/Failed to load resource: net::ERR_(CONNECTION|EMPTY|SOCKET)/);
  watcher.expect(refused(401));
  await visit(page, {}, async (checkout, widget, shop) => {
    const before = await widget.values();
    await shop.kill();
    await widget.submitButton.click();
    await expect(widget.alert).toContainText(STAGES.unreachable, { timeout: 30_000 });
    await expect(widget.alert).toContainText(STAGES.kept);
    expect(await widget.values()).toEqual(before);

    // Back at its address, with nobody signed in any more.
    await shop.restart();
    await widget.retryButton.click();
    await expect(widget.alert).toContainText(STAGES.sessionEnded);
    await expect(widget.alert).toContainText(STAGES.kept);
    expect(await widget.values()).toEqual(before);
  });
});

test("once a dead proxy is back, trying again leads on to the credit line", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/Failed to load resource: net::ERR_CONNECTION_REFUSED/);
  await takeClock(page);
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const before = await widget.values();
  await page.route("**/defacto/**", (route) => route.abort("connectionrefused"));
  await widget.submitButton.click();
  await widget.reaches("reconciling");
  await waitLong(page, () => expect(widget.alert).toContainText(STAGES.unreachable, { timeout: 1 }));
  expect(await widget.values()).toEqual(before);

  await page.unroute("**/defacto/**");
  await widget.retryButton.click();
  await widget.reaches("reconciling");
  await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
  expect((await checkout.lookups()).length).toBeGreaterThan(1);
  expect(await checkout.posts()).toEqual([]);
  expect(await widget.values()).toEqual(before);

  await widget.submitButton.click();
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  const consents = await checkout.eventsOfType("defacto-consent");
  expect(consents.map((receipt) => receipt.signed_at)).toEqual([body.signed_at]);
});
