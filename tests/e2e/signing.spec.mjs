// A borrower that the lender has already and that has not signed: its consent is all that is asked.
import { takeClock, waitLong } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { AS_ANOTHER, DEBIT_ON_FILE, FORM, STAGES } from "./support/texts.mjs";

test.use({ speed: 20 });

/** The consent alone is on the screen, and not given. */
async function expectConsentAlone(widget) {
  await expect(widget.host).toContainText(STAGES.sign);
  await expect(widget.host).toContainText(DEBIT_ON_FILE);
  await expect(widget.host.getByRole("textbox")).toHaveCount(0);
  await expect(widget.host.getByRole("combobox")).toHaveCount(0);
  await expect(widget.loanButton).toHaveCount(0);
  await expect(widget.consent).not.toBeChecked();
}

/** One signature has reached the lender, with the instant of the tick, and no form. */
async function expectOneSignature(checkout) {
  const { id } = await checkout.borrower();
  const signs = await checkout.signs();
  const [receipt] = (await checkout.eventsOfType("defacto-consent")).slice(-1);
  expect(signs.map(({ path, body }) => [path, body])).toEqual([[`/borrower/${id}/sign`, { signed_at: receipt.signed_at, wait_for_ready: false }]]);
  const tick = (await checkout.ticks()).at(-1);
  expect(Math.abs(Date.parse(receipt.signed_at) - tick.wall)).toBeLessThan(1_000);
  return id;
}

test("a borrower who has not signed is asked for the consent alone and signs", async ({ checkout, widget }) => {
  await checkout.play("to_sign");
  await checkout.openForm();
  await expectConsentAlone(widget);
  expect(await checkout.eventsOfType("defacto-usable")).toMatchObject([{ resumed: true }]);
  await widget.submitButton.click();
  await expect(widget.summary(1)).toBeFocused();
  await widget.consent.click();
  await widget.submitButton.click();
  await widget.reaches("ready");
  const borrowerId = await expectOneSignature(checkout);
  expect(await checkout.posts()).toEqual([]);
  expect(await checkout.eventsOfType("defacto-enrolled")).toEqual([{ borrowerId, existing: false }]);
  expect(await checkout.stages()).toEqual(["editing", "submitting", "waiting", "ready"]);
});

test("whoever signs and is no managing director says so, and signs in other words", async ({ checkout, widget }) => {
  await checkout.play("to_sign");
  await checkout.openForm();
  await expectConsentAlone(widget);
  await widget.consent.click();
  const isDirector = widget.host.getByRole("checkbox", { name: FORM.isADirector });
  await expect(isDirector).toBeChecked();
  await isDirector.click();
  await expect(isDirector).toBeFocused();
  await expect(widget.consent, "it was a director's tick").not.toBeChecked();
  await expect(widget.host).toContainText(AS_ANOTHER);
  await expect(widget.host.getByRole("textbox"), "nothing else is asked").toHaveCount(0);
  await widget.consent.click();
  await widget.submitButton.click();
  await widget.reaches("ready");
  await expectOneSignature(checkout);
  const [receipt] = (await checkout.eventsOfType("defacto-consent")).slice(-1);
  expect(receipt).toMatchObject({ signatory: "owner", label: expect.stringContaining(AS_ANOTHER) });
});

test("a borrower who turns out not to have signed is signed for with the tick at hand", async ({ checkout, widget }) => {
  await checkout.openForm();
  await checkout.play("to_sign");
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  await expectOneSignature(checkout);
  expect(await checkout.posts()).toHaveLength(1);
});

test.describe("where connections are cut", () => {
  test.use({ behind: "reference" });

  test("a signature whose answer is lost is found and not given again", async ({ checkout, site, widget, watcher }) => {
    watcher.expect(refused(504, "/defacto/borrowers/[^/]+/sign"), { times: 1 });
    await checkout.play("to_sign");
    await checkout.openForm();
    await expectConsentAlone(widget);
    await widget.consent.click();
    site.lender.cutNext("after");
    await widget.submitButton.click();
    await widget.reaches("ready");
    await expectOneSignature(checkout);
    expect(await checkout.posts()).toEqual([]);
    expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "waiting", "ready"]);
    expect(await checkout.eventsOfType("defacto-enrolled")).toMatchObject([{ existing: false }]);
  });

  test("a signature that never arrives is looked for, and only the borrower sends it again", async ({ page, checkout, site, widget, watcher }) => {
    watcher.expect(/Failed to load resource: net::ERR_/);
    await takeClock(page);
    await checkout.play("to_sign");
    await checkout.openForm();
    await widget.consent.click();
    site.cutsPosts = true;
    await widget.submitButton.click();
    await expect(widget.says(STAGES.reconciling)).toBeVisible();
    await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
    await expect(widget.consent).toBeChecked();
    expect(await checkout.signs()).toEqual([]);

    site.cutsPosts = false;
    await widget.submitButton.click();
    await widget.reaches("ready");
    await expectOneSignature(checkout);
    expect(await checkout.eventsOfType("defacto-consent")).toHaveLength(1);
    expect(await checkout.posts()).toEqual([]);
  });
});
