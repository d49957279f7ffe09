// The page is translated under the widget, as browsers and extensions do it: texts become elements, again and again.
import { refused } from "./support/complaints.mjs";
import { WAYS, fillIn, wholeForm } from "./support/fills.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { expectSent } from "./support/sent.mjs";
import { ASKED, AS_ANOTHER, CONSENT_LABEL, FIELDS, FORM, GERMAN, LOADING, PROBLEMS, STAGES } from "./support/texts.mjs";
import { MARK, translate, untranslated } from "./support/translator.mjs";
import { Widget } from "./support/widget.mjs";

test.use({ speed: 20 });

/** Everything in the widget is translated, and was translated once: a mark inside a text would be a second time. */
async function expectTranslated(page) {
  await expect.poll(() => page.evaluate(untranslated, MARK)).toEqual([]);
  const doubled = await page.evaluate((mark) => document.querySelector("defacto-enrollment").shadowRoot.textContent.includes(mark + mark), MARK);
  expect(doubled).toBe(false);
}

/** The texts of the widget that are on the screen. */
const seen = (widget, selector) =>
  widget.host.evaluate(({ shadowRoot }, selector) => [...shadowRoot.querySelectorAll(selector)].filter((part) => part.checkVisibility()).map((part) => part.textContent), selector);

/** The same widget, found by its translated labels. */
function translatedOf(widget) {
  const fields = Object.entries(FIELDS).map(([name, label]) => [name, widget.host.getByLabel(`${MARK}${label}`, { exact: true })]);
  const consent = widget.host.getByRole("checkbox", { name: FORM.terms });
  const submitButton = widget.host.getByRole("button", { name: `${MARK}${FORM.submit}`, exact: true });
  return Object.assign(new Widget(widget.host), { fields: Object.fromEntries(fields), consent, submitButton });
}

test("a form that is translated while it is filled in keeps its values, its focus and its place", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fields.firstName.pressSequentially("Zoë-");
  await page.evaluate(translate, MARK);
  await expectTranslated(page);
  widget = translatedOf(widget);
  await expect(widget.fields.firstName).toBeFocused();
  await page.keyboard.type("Maëlle");
  await expect(widget.fields.firstName).toHaveValue("Zoë-Maëlle");
  const { firstName: _, ...rest } = await widget.values();
  expect(Object.values(rest).join("")).toBe("false");
  await widget.fields.nationality.selectOption("PRT");
  await expect(widget.fields.nationality).toHaveValue("PRT");
});

/** Fills in a translated form, whose labels are those of `fillIn` with the mark before them. */
function fillInTranslated(widget, form) {
  const translated = form.map(([label, value, group]) => [`${MARK}${label}`, value, group && `${MARK}${group}`]);
  return widget.host.evaluate(fillIn, { form: translated, way: WAYS["as browsers do"] });
}

test("errors in a translated form are those of now, not those of before", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await page.evaluate(translate, MARK);
  await expectTranslated(page);
  widget = translatedOf(widget);
  await widget.submitButton.click();
  await expect(widget.summary(8)).toBeFocused();
  await expectTranslated(page);
  expect(await seen(widget, ".error")).toHaveLength(8);
  const ibanError = widget.host.locator("[id='account_number.error']");
  await expect(ibanError).toHaveText(PROBLEMS.empty.iban);
  await widget.fields.iban.pressSequentially("FR7");
  await expect(ibanError).toHaveText(PROBLEMS.ibanShort(24, 27, 3));
  await widget.fields.iban.fill("FR7630006000011234567890188");
  await expect(ibanError).toHaveText(PROBLEMS.ibanCheckDigits);
  await widget.fields.iban.fill(checkout.iban);
  await expect(ibanError).toBeHidden();
  await expect(widget.fields.iban).toBeFocused();
  await expect(widget.summary(7)).toBeVisible();
  await expectTranslated(page);
  await widget.links(widget.summary(7)).first().click();
  await expect(widget.fields.firstName).toBeFocused();
});

test("a translated widget says each stage, through to the order, and what is signed are the widget's own words", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.openForm();
  await page.evaluate(translate, MARK);
  await expectTranslated(page);
  widget = translatedOf(widget);
  await widget.submitButton.click();
  await expect(widget.summary(8)).toBeFocused();
  await fillInTranslated(widget, wholeForm(checkout.iban));
  await expect(widget.summary(1)).toBeVisible();
  // On the translated words themselves: a label is clicked as well as its box.
  await widget.host.locator("label font font").filter({ hasText: "As managing director" }).click();
  await expect(widget.consent).toBeChecked();
  await widget.submitButton.click();
  await expect(widget.status).toHaveText(STAGES.waiting);
  await expect(widget.says(STAGES.waiting).first()).toBeVisible();
  await expectTranslated(page);
  await checkout.play("ready");
  await widget.reaches("ready");
  await expect(widget.status).toHaveText(STAGES.ready);
  await expect(widget.status).not.toHaveText(STAGES.waiting);
  await expectTranslated(page);
  await expect(widget.says(STAGES.waiting)).toHaveCount(0);
  await widget.loanButton.click();
  await widget.reaches("requested");
  await expect(page.locator("#order-number")).not.toBeEmpty();
  await expectTranslated(page);
  const [{ body }] = await checkout.posts();
  expect(body.metadata.consent.label).toBe(CONSENT_LABEL);
  expect(body.metadata.consent.language).toBe("en");
  expect(await checkout.eventsOfType("defacto-consent")).toEqual([body.metadata.consent]);
});

test("directors, an owner and fields that the lender asks for come into a translated form, and what is filled in there is sent", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(422, "/defacto/borrowers"), { times: 1 });
  await checkout.play("missing_data", { fields: ["legal_form", "directors.0.birth_place.country", "owner.phone_number"] });
  await checkout.openForm();
  await page.evaluate(translate, MARK);
  await expectTranslated(page);
  widget = translatedOf(widget);
  const add = widget.host.getByRole("button", { name: FORM.addDirector });
  for (const given of ["Béatrice", "Carole"]) {
    await add.click();
    await page.keyboard.type(given);
  }
  await expectTranslated(page);
  await widget.host.getByRole("button", { name: `${MARK}${FORM.secondDirector}` }).click();
  await expect(add).toBeFocused();
  await widget.host.getByRole("checkbox", { name: FORM.isDirector }).click();
  await expectTranslated(page);
  // The words of the box are those of who signs now.
  await expect(widget.host.locator("label", { has: page.locator("a") })).toContainText(AS_ANOTHER.trim());

  const owner = [[FIELDS.firstName, "Odile", FORM.owner], [FIELDS.lastName, "Berger", FORM.owner], [FIELDS.email, "o.berger@mail.example", FORM.owner]];
  await fillInTranslated(widget, [...wholeForm(checkout.iban), [FIELDS.lastName, "Moulin", FORM.secondDirector], ...owner]);
  await widget.consent.click();
  await widget.submitButton.click();
  await expect(widget.summary(3)).toBeFocused();
  await expectTranslated(page);
  const legalForm = widget.host.getByLabel(`${MARK}${ASKED.legalForm}`, { exact: true });
  await widget.host.locator("label font font").filter({ hasText: ASKED.legalForm }).click();
  await expect(legalForm).toBeFocused();
  await page.keyboard.type("SAS");
  await fillInTranslated(widget, [[ASKED.birthCountry, "PRT"], [ASKED.phone, "+33 6 12 34 56 78", FORM.owner]]);
  await expect(widget.links(widget.summary(3))).toHaveCount(0);
  await expectTranslated(page);
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [first, { body }, ...more] = await checkout.posts();
  expect(more).toEqual([]);
  const [director, second, asDirector] = first.body.directors;
  expect([second, asDirector]).toMatchObject([
    { first_name: "Carole", last_name: "Moulin", role: "DIRECTOR" },
    { first_name: "Odile", last_name: "Berger", role: "NON_DIRECTOR" },
  ]);
  expect(body).toEqual({
    ...first.body,
    legal_form: "SAS",
    directors: [{ ...director, birth_place: { country: "PRT" } }, second, { ...asDirector, business_phone_number: "+33612345678" }],
    owner: { first_name: "Odile", last_name: "Berger", email: "o.berger@mail.example", phone_number: "+33612345678" },
  });
});

test("a translated form that another language takes the place of keeps what was typed, and is translated again", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  const values = await widget.values();
  await page.evaluate(translate, MARK);
  await expectTranslated(page);
  await widget.host.evaluate((element) => void (element.locale = "de"));
  await expect(widget.host.getByRole("button", { name: new RegExp(GERMAN.submit) })).toBeVisible();
  await expectTranslated(page);
  await widget.host.evaluate((element) => void (element.locale = "en"));
  widget = translatedOf(widget);
  await expect(widget.submitButton).toBeVisible();
  expect(await widget.values()).toEqual(values);
  await expectSent({ checkout, widget });
});

test("other terms, another lender's name: the words of a translated consent follow", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await page.evaluate(translate, MARK);
  await expectTranslated(page);
  await widget.host.evaluate((element) => void (element.lenderName = "Banco Nuevo"));
  const label = widget.host.locator("label", { has: page.locator("a") });
  await expect(label).toContainText("Banco Nuevo");
  await expect(label).not.toContainText("Defacto");
  await expectTranslated(page);
});

test("a widget that is translated while it loads comes up all the same", async ({ page, checkout, widget }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const asked = page.waitForRequest(/\.wasm$/);
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await checkout.open();
  await asked;
  await page.evaluate(translate, MARK);
  await expect(widget.status).toHaveText(`${MARK}${LOADING}`);
  release();
  await widget.reaches("editing");
  await expectTranslated(page);
  await expect(widget.host.getByText(LOADING)).toHaveCount(0);
});
