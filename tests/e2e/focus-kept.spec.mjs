// The focus is never lost with what had it, and never taken from where the borrower has gone.
import { takeClock, waitLong } from "./support/clock.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { journeys } from "./support/journeys.mjs";
import { BUTTONS, STAGES } from "./support/texts.mjs";

test.use({ speed: 20 });

const panelOf = (widget) => widget.host.locator(".panel");
const supportOf = (widget) => widget.host.getByRole("link", { name: BUTTONS.support });

/** An input of the page's own that has the focus, as if the borrower were typing into it. */
async function typeElsewhere(page) {
  await page.evaluate(() => document.body.prepend(Object.assign(document.createElement("input"), { ariaLabel: "Elsewhere" })));
  const elsewhere = page.getByLabel("Elsewhere");
  await elsewhere.focus();
  return elsewhere;
}

/** A wait that has become long, with the focus on its link to support. */
async function toSupport(checkout) {
  const { page, widget } = checkout;
  await takeClock(page);
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  await waitLong(page, () => expect(supportOf(widget)).toBeVisible({ timeout: 1 }));
  await supportOf(widget).focus();
}

test("the link to support has the focus when the line opens: the panel has it then", async ({ page, checkout, widget }) => {
  await toSupport(checkout);
  await checkout.play("ready");
  await waitLong(page, () => expect(widget.says(STAGES.ready)).toBeVisible({ timeout: 1 }));
  await expect(panelOf(widget)).toBeFocused();
});

test("the link to support keeps the focus while nothing else changes than the time", async ({ page, checkout, widget }) => {
  await toSupport(checkout);
  const polls = (await checkout.polls()).length;
  await waitLong(page, async () => expect((await checkout.polls()).length).toBeGreaterThan(polls));
  await expect(supportOf(widget)).toBeFocused();
});

test("an input has the focus when another tab has enrolled: what comes in the form's place has it then", async ({ checkout }) => {
  const second = await checkout.inAnotherTab();
  for (const tab of [checkout, second]) {
    await tab.openForm();
    await tab.widget.fill(tab.iban);
    await tab.widget.consent.click();
  }
  await second.widget.fields.iban.focus();
  await checkout.widget.submitButton.click();
  await second.widget.reaches("ready");
  await expect(panelOf(second.widget)).toBeFocused();
});

test("an input has the focus when only the signature is left to give: the box has it then", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fields.iban.focus();
  await checkout.play("to_sign");
  await checkout.page.evaluate(() => new BroadcastChannel(`defacto-enrollment ${location.origin}/defacto`).postMessage(null));
  await expect(widget.says(STAGES.sign)).toBeVisible();
  await expect(widget.consent).toBeFocused();
});

test("a signature that leaves by itself takes the focus from nobody", async ({ page, checkout, widget }) => {
  const polls = [];
  await page.route("**/defacto/credit-lines", (route) => void polls.push(route));
  await checkout.enroll();
  await expect.poll(() => polls).toHaveLength(1);
  const elsewhere = await typeElsewhere(page);
  const borrower = await checkout.borrower();
  await page.route("**/defacto/borrowers/*/sign", (route) => route.fulfill({ status: 200, json: borrower }));
  await polls[0].fulfill({ json: { count: 0, data: [], borrower: { ...borrower, status: "TO_SIGN" } } });
  await expect.poll(() => checkout.stages()).toEqual(["editing", "submitting", "waiting", "submitting", "waiting"]);
  await expect(elsewhere).toBeFocused();
});

for (const isNested of [false, true]) {
  test(`a form that comes back by itself takes the focus from nobody${isNested ? ", the element inside another shadow root neither" : ""}`, async ({ page, checkout, widget, watcher }) => {
    watcher.expect(/Failed to load resource: net::ERR_/, { times: 2 });
    await takeClock(page);
    await page.route("**/defacto/borrowers", (route) => (route.request().method() === "POST" ? route.abort("connectionreset") : route.fallback()));
    await checkout.openForm();
    if (isNested) await widget.nest();
    await widget.enroll(checkout.iban);
    await widget.reaches("reconciling");
    const elsewhere = await typeElsewhere(page);
    await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeVisible({ timeout: 1 }));
    await expect(elsewhere).toBeFocused();
    await elsewhere.evaluate((input) => input.blur());
    await widget.submitButton.press("Enter");
    await widget.reaches("reconciling");
    await page.evaluate(() => document.activeElement.blur());
    await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
  });
}

test("a page that has the widget look again keeps its focus", async ({ page, checkout, widget }) => {
  await checkout.play("zero_balance");
  await checkout.enroll();
  await widget.reaches("no-funds");
  const elsewhere = await typeElsewhere(page);
  await checkout.play("never_ready");
  await page.route("**/defacto/credit-lines", () => {});
  await widget.host.evaluate((host) => host.checkNow());
  await widget.reaches("waiting");
  await expect(elsewhere).toBeFocused();
});

for (const [width, height] of [[360, 640], [960, 600]]) {
  for (const { name, reach } of journeys("already enrolled", "action required", "waiting", "declined", "no funds")) {
    test(`the panel “${name}” is seen whole when it takes the form's place, ${width} px wide`, async ({ page, checkout, widget, watcher }) => {
      await page.setViewportSize({ width, height });
      await reach(checkout, watcher);
      await expect(panelOf(widget)).toBeFocused();
      await expect(panelOf(widget).locator(".panel-title")).toBeInViewport({ ratio: 1 });
      expect((await panelOf(widget).boundingBox()).y).toBeGreaterThanOrEqual(0);
    });
  }
}

test("a field that the page filled in wrong stays, with its focus, while it is put right", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.host.evaluate((host) => (host.prefill = { address: { country: "FRA" } }));
  await widget.fill(checkout.iban);
  await widget.consent.click();
  await widget.submitButton.click();
  const summary = widget.summary(3);
  await expect(summary).toBeFocused();
  await widget.links(summary).first().click();
  const street = widget.host.getByLabel("Address", { exact: true });
  await expect(street).toBeFocused();
  await page.keyboard.type("1 rue de la Paix");
  await expect(street).toHaveValue("1 rue de la Paix");
  await widget.host.getByLabel("Postcode").fill("75002");
  await widget.host.getByLabel("Town or city", { exact: true }).fill("Paris");
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  expect(body.address).toMatchObject({ address_line_1: "1 rue de la Paix", postal_code: "75002", city: "Paris", country: "FRA" });
});
