// Behind the least that a partner can build: the key is added, and everything else is the lender's own.
import { takeClock, waitLong } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { COMPANY_KIND, COMPANY_NUMBER, LOCKED, STAGES } from "./support/texts.mjs";

test.use({ speed: 20, behind: "thin" });

test.beforeEach(async ({ checkout, watcher }) => {
  watcher.expect(refused(404, "/defacto/session"));
  await checkout.rewrite((html) => html.replace('auth="token"', 'auth="cookie"'));
});

/** Types everything, the company too. */
async function fillIn(checkout) {
  await checkout.openForm();
  await checkout.widget.host.getByLabel(COMPANY_NUMBER).fill(checkout.identifier);
  await checkout.widget.fill(checkout.iban);
  await checkout.widget.consent.click();
}

async function enroll(checkout) {
  await fillIn(checkout);
  await checkout.widget.submitButton.click();
}

test("a borrower whose partner names no kind of company number chooses one, and its own rule counts", async ({ checkout, widget }) => {
  await checkout.openForm();
  const kind = widget.host.getByLabel(COMPANY_KIND);
  await expect(kind).toHaveValue("siren");
  expect(await kind.locator("option").allTextContents()).toEqual([
    "KBO/BCE, Belgium",
    "CIF, Spain",
    "HR-Nummer, Germany",
    "KvK, Netherlands",
    "NIF, Spain",
    "SIREN, France",
    "SIRET, France",
    "Steuernummer, Germany",
    "VAT number",
  ]);
  await kind.selectOption("KvK, Netherlands");
  const number = widget.host.getByLabel("Company number (KvK)");
  await number.fill("1234567");
  await widget.submitButton.click();
  await expect(number).toHaveAccessibleDescription(/a number of this type \(KvK\) has 8 characters, this one has 7/);
  await kind.selectOption("SIREN, France");
  await widget.host.getByLabel(COMPANY_NUMBER).fill(checkout.identifier);
  await expect(widget.host.getByLabel(COMPANY_NUMBER)).not.toHaveAttribute("aria-invalid");
});

test("a number of another country is sent with its kind", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.host.getByLabel(COMPANY_KIND).selectOption("KvK, Netherlands");
  await widget.host.getByLabel("Company number (KvK)").fill("6959 9084");
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const posting = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/defacto/borrowers"));
  await widget.submitButton.click();
  expect((await posting).postDataJSON()).toMatchObject({ identifier: "69599084", identifier_type: "kvk" });
  await widget.reaches("ready");
});

for (const [locale, kind] of Object.entries({ de: "hr_nummer", en: "siren", es: "cif", fr: "siren", nl: "kvk" })) {
  test(`whoever reads ${locale} begins with the kind ${kind}`, async ({ checkout, widget }) => {
    await checkout.rewrite((html) => html.replace(/locale="\w+"/, `locale="${locale}"`));
    await checkout.open();
    await expect(widget.host.locator("[id=identifier_type]")).toHaveValue(kind);
  });
}

test("a borrower types the company, enrolls and requests the loan", async ({ page, checkout, widget }) => {
  await enroll(checkout);
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await expect(widget.loanButton).toHaveAccessibleDescription(LOCKED);
  await expect(widget.says(STAGES.ready)).toBeVisible();
  expect(await checkout.stages()).toEqual(["editing", "submitting", "waiting", "ready"]);
  const posts = await checkout.posts();
  expect(posts).toHaveLength(1);
  const [{ body }] = posts;
  expect(body).toMatchObject({ identifier: checkout.identifier, identifier_type: "siren", account_number: checkout.iban });
  const polls = await checkout.polls();
  expect(new Set(polls.map(({ query }) => query))).toEqual(new Set([`borrower=${checkout.identifier}`]));

  // Without a proxy that tells the time, the receipt says whose clock it was.
  const [tick] = await checkout.ticks();
  expect(body.metadata.consent.clock).toBe("device");
  expect(Math.abs(Date.parse(body.signed_at) - tick.wall)).toBeLessThan(1_000);

  const placing = page.waitForResponse("**/shop/orders");
  await widget.loanButton.click();
  expect((await placing).status()).toBe(201);
  await expect(checkout.placed).toBeVisible();
});

for (const scenario of ["flaky", "rate_limited", "foreign_lines"]) {
  test(`${scenario}: the borrower's own line unlocks the button`, async ({ checkout, widget, watcher }) => {
    if (scenario === "flaky") watcher.expect(refused("50[02]", "/defacto/credit-lines"));
    if (scenario === "rate_limited") watcher.expect(refused(429, "/defacto/credit-lines"), { times: 2 });
    await checkout.play(scenario, scenario === "rate_limited" ? { times: 2 } : {});
    await enroll(checkout);
    await widget.reaches("ready");
    await checkout.play("ready");
    const own = await checkout.creditLine();
    const [{ creditLine }] = await checkout.eventsOfType("defacto-ready");
    expect(creditLine).toEqual({ available: own.balance_available, maximum: own.pool_amount, currency: own.currency });
    expect(await checkout.posts()).toHaveLength(1);
  });
}

for (const [scenario, complaint] of [
  ["timeout_created", refused(504, "/defacto/borrowers")],
  ["reset_created", refused(502, "/defacto/borrowers")],
  ["malformed", null],
]) {
  test(`${scenario}: the borrower is found`, async ({ checkout, widget, watcher }) => {
    if (complaint) watcher.expect(complaint, { times: 1 });
    await checkout.play(scenario);
    await enroll(checkout);
    await widget.reaches("ready");
    expect(await checkout.stages()).toEqual(["editing", "submitting", "reconciling", "waiting", "ready"]);
    expect(await checkout.posts()).toHaveLength(1);
    const queries = (await checkout.lookups()).map(({ query }) => query);
    expect(new Set(queries)).toEqual(new Set([`borrower_identifier=${checkout.identifier}`]));
  });
}

test("timeout_lost: nothing is sent again but by the borrower", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(504, "/defacto/borrowers"), { times: 1 });
  await takeClock(page);
  await checkout.play("timeout_lost");
  await fillIn(checkout);
  const values = await widget.values();
  await widget.submitButton.click();
  await expect(widget.says(STAGES.reconciling)).toBeVisible();
  await waitLong(page, () => expect(widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
  expect(await widget.values()).toEqual(values);
  expect(await checkout.posts()).toHaveLength(1);
  await checkout.play("ready");
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [first, second, ...more] = await checkout.posts();
  expect(more).toEqual([]);
  expect(second.body).toEqual(first.body);
});
