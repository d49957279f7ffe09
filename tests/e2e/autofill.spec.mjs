// Programs fill the form in: the browser's own autofill, password managers, scripts. Nothing of it is lost, moved or doubled.
import { WAYS, fillIn, wholeForm } from "./support/fills.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { expectSent } from "./support/sent.mjs";
import { GERMAN, PROBLEMS } from "./support/texts.mjs";

test.use({ speed: 20 });

const fill = (widget, form, way) => widget.host.evaluate(fillIn, { form, way });

/** What stands in every input, in whatever groups. */
const contents = (widget) =>
  widget.host.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll("input:not([type=checkbox]), select")].map(({ id, value }) => `${id}: ${value.replaceAll(" ", "")}`));

/** What autofill goes by. */
const TOKENS = {
  firstName: "given-name",
  lastName: "family-name",
  day: "bday-day",
  month: "bday-month",
  year: "bday-year",
  nationality: "off",
  residence: "country",
  email: "email",
  iban: "off",
};

test("every field says what it is to be filled with", async ({ checkout, widget }) => {
  await checkout.openForm();
  for (const [name, token] of Object.entries(TOKENS)) await expect(widget.fields[name], name).toHaveAttribute("autocomplete", token);
  for (const [name, value] of Object.entries({ autocapitalize: "characters", spellcheck: "false", autocorrect: "off", inputmode: "text" })) {
    await expect(widget.fields.iban).toHaveAttribute(name, value);
  }
  const limits = await widget.host.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll("[maxlength], [pattern], [readonly]")].map(({ id }) => id));
  expect(limits).toEqual([]);
});

test.describe("Chromium's own autofill", () => {
  const ADDRESS = {
    NAME_FULL: "Ana Souto Lima",
    NAME_FIRST: "Ana",
    NAME_LAST: "Souto Lima",
    EMAIL_ADDRESS: "ana@souto.example",
    COMPANY_NAME: "Souto",
    ADDRESS_HOME_LINE1: "Veldstraat 1",
    ADDRESS_HOME_ZIP: "9000",
    ADDRESS_HOME_CITY: "Gent",
    ADDRESS_HOME_COUNTRY: "BE",
    PHONE_HOME_WHOLE_NUMBER: "+32470123456",
  };

  /** Has the browser fill in everything that it knows, from one field on. */
  async function autofill(page, token) {
    // Somebody who has seen the form asks for it: by then the countries are there.
    await expect(page.locator(`[id="directors.0.address.country"] [value=BEL]`)).toBeAttached();
    const cdp = await page.context().newCDPSession(page);
    const address = { fields: Object.entries(ADDRESS).map(([name, value]) => ({ name, value })) };
    await cdp.send("Autofill.enable");
    await cdp.send("Autofill.setAddresses", { addresses: [address] });
    const { root } = await cdp.send("DOM.getDocument", { depth: -1, pierce: true });
    const isWanted = ({ attributes = [] }) => attributes[attributes.indexOf("autocomplete") + 1] === token;
    const find = (node) => (isWanted(node) ? node : [...(node.shadowRoots ?? []), ...(node.children ?? [])].map(find).find(Boolean));
    // The browser reads a new form in its own time, and fills in nothing before that.
    await expect(async () => {
      const filled = new Promise((resolve) => cdp.once("Autofill.addressFormFilled", resolve));
      await cdp.send("Autofill.trigger", { fieldId: find(root).backendNodeId, address });
      expect((await filled).filledFields).not.toEqual([]);
    }).toPass();
    await cdp.detach();
  }

  test("fills the person in and nothing that is not to be seen; the rest is typed, and all of it is sent", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await autofill(page, "given-name");
    const person = { firstName: "Ana", lastName: "Souto Lima", residence: "BEL", email: "ana@souto.example" };
    await expect.poll(() => widget.values()).toMatchObject(person);
    const { firstName: _, lastName: __, residence: ___, email: ____, ...rest } = await widget.values();
    expect(rest).toEqual({ day: "", month: "", year: "", nationality: "", iban: "", consent: false });
    const [{ remaining }] = (await checkout.eventsOfType("defacto-validity")).slice(-1);
    expect(remaining).toEqual(["directors.0.birth_date", "directors.0.nationality", "account_number", "signed_at"]);
    await widget.fields.day.fill("7");
    await widget.fields.month.fill("11");
    await widget.fields.year.fill("1971");
    await widget.fields.nationality.selectOption("PRT");
    await widget.fields.iban.fill(checkout.iban);
    const body = await expectSent({ checkout, widget }, { first_name: "Ana", last_name: "Souto Lima", business_email: "ana@souto.example" });
    expect(Object.keys(body).filter((name) => ["address", "phone", "vat_number", "legal_form"].includes(name))).toEqual([]);
  });

  test("takes the errors of the fields away that it fills", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await widget.submitButton.click();
    await expect(widget.summary(8)).toBeFocused();
    await autofill(page, "email");
    await expect(widget.links(widget.summary(4))).toHaveText([PROBLEMS.empty.day, PROBLEMS.empty.nationality, PROBLEMS.empty.iban, PROBLEMS.empty.consent]);
  });
});

for (const [how, way] of Object.entries(WAYS)) {
  for (const by of ["code", "name"]) {
    test(`what a program fills in ${how}, countries by their ${by}, is what is sent`, async ({ checkout, widget }) => {
      await checkout.openForm();
      await fill(widget, wholeForm(checkout.iban, { by }), way);
      const values = await widget.values();
      expect(Object.values(values).slice(0, -2)).toEqual(wholeForm(checkout.iban).map(([, value]) => value).slice(0, -1));
      expect(values.iban.replaceAll(" ", "")).toBe(checkout.iban);
      expect(values.consent).toBe(false);
      await expectSent({ checkout, widget });
    });
  }

  test(`what a program fills in ${how} mends the errors of a submit`, async ({ checkout, widget }) => {
    await checkout.openForm();
    await widget.submitButton.click();
    await expect(widget.summary(8)).toBeFocused();
    await fill(widget, wholeForm(checkout.iban), way);
    await widget.submitButton.click();
    await expect(widget.links(widget.summary(1))).toHaveText([PROBLEMS.empty.consent]);
    expect(await widget.marked()).toEqual(["consent"]);
    await expectSent({ checkout, widget });
  });

  test(`what a program fills in ${how} stays in another language, and when the session is read again`, async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await fill(widget, wholeForm(checkout.iban), way);
    const values = await contents(widget);
    const read = page.waitForResponse("**/defacto/session");
    await page.evaluate(() => document.dispatchEvent(new Event("resume")));
    await (await read).finished();
    expect(await contents(widget)).toEqual(values);
    await widget.host.evaluate((element) => void (element.locale = "de"));
    const submit = widget.host.getByRole("button", { name: GERMAN.submit });
    await expect(submit).toBeVisible();
    expect(await contents(widget)).toEqual(values);
  });
}

test("what a program fills in twice is there once, and the last counts", async ({ checkout, widget }) => {
  await checkout.openForm();
  await fill(widget, wholeForm("FR76"), WAYS["as browsers do"]);
  await fill(widget, wholeForm(checkout.iban), WAYS["as password managers do"]);
  await fill(widget, wholeForm(checkout.iban), WAYS["as browsers do"]);
  await expectSent({ checkout, widget });
});

test("what is typed after a program was there counts, and the rest stays", async ({ checkout, widget }) => {
  await checkout.openForm();
  await fill(widget, wholeForm(checkout.iban), WAYS["without any event"]);
  await widget.fields.firstName.press("End");
  await widget.fields.firstName.pressSequentially("-Luz");
  await expectSent({ checkout, widget }, { first_name: "Zoë-Maëlle-Luz" });
});

test("a program that empties a field without a word is believed", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  await fill(widget, [["Family name", ""]], WAYS["without any event"]);
  await widget.submitButton.click();
  await expect(widget.links(widget.summary(1))).toHaveText([PROBLEMS.empty.lastName]);
  expect(await checkout.posts()).toEqual([]);
});

test("what a program writes into fields that nobody sees is not sent", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  const written = await widget.host.evaluate((element) => {
    const unseen = [...element.shadowRoot.querySelectorAll("input, select")].filter((control) => !control.checkVisibility());
    for (const control of unseen) {
      if (control.localName === "select") control.append(new Option("France", "FRA"));
      control.value = control.localName === "select" ? "FRA" : "Acme 5";
      for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
    }
    return unseen.length;
  });
  expect(written).toBeGreaterThan(5);
  const body = await expectSent({ checkout, widget });
  expect(JSON.stringify(body)).not.toContain("Acme");
  expect(body).not.toHaveProperty("address");
});
