// What the lender can't find out by itself is asked for, and nothing else.
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { DIRECTOR, DIRECTOR_ON_THE_WIRE } from "./support/person.mjs";
import { ASKED, BUTTONS, COMPANY_NUMBER, STAGES } from "./support/texts.mjs";
import { RECEIVED, RECEIVED_OF_DIRECTOR, TYPED, WANTED } from "./support/wanted.mjs";

test.use({ speed: 20 });

const SHAPES = ["invalid_params", "missing", "detail", "errors", "message"];

const refusals = (watcher, status) => watcher.expect(refused(status, "/defacto/borrowers"));

/** The inputs that only the lender asks for. */
const askedIn = (widget) => Object.fromEntries(Object.entries(ASKED).map(([name, label]) => [name, widget.host.getByLabel(label, { exact: true })]));

/** Names of the inputs that can be seen, or that are marked. */
async function namesOf(inputs, isOne) {
  const names = [];
  for (const [name, input] of Object.entries(inputs)) if (await isOne(input)) names.push(name);
  return names;
}
const isVisible = (input) => input.isVisible();
const isMarked = async (input) => (await input.getAttribute("aria-invalid")) === "true";

/** What is said at an input that is empty. */
const wordsFor = (name) => `${/country/i.test(name) ? "Choose" : "Enter"} the ${ASKED[name].replace(/^(?!VAT)./, (letter) => letter.toLowerCase())}`;

/** From a form that was sent to the line, by way of everything in `WANTED`. */
async function expectToBeAsked(checkout, widget) {
  const asked = askedIn(widget);
  expect(await namesOf(asked, isVisible)).toEqual([]);
  const before = await widget.values();
  await widget.submitButton.click();
  const names = Object.keys(TYPED);
  const summary = widget.summary(names.length);
  await expect(summary).toBeFocused();
  await expect(summary).toContainText(STAGES.moreIsNeeded);
  await expect(widget.links(summary)).toHaveText(names.map(wordsFor));
  expect(await namesOf(asked, isVisible)).toEqual(names);
  expect(await namesOf(asked, isMarked)).toEqual(names);
  expect(await widget.marked()).toEqual([]);
  expect(await widget.values()).toEqual(before);

  // What was asked for is needed from then on.
  await widget.submitButton.click();
  await expect(summary).toBeFocused();
  await expect(widget.links(summary)).toHaveText(names.map(wordsFor));
  await expect(summary).toContainText(STAGES.moreIsNeeded);
  expect(await checkout.posts()).toHaveLength(1);
  await widget.links(summary).first().click();
  await expect(asked.legalForm).toBeFocused();

  for (const [name, value] of Object.entries(TYPED)) {
    await (/country/i.test(name) ? asked[name].selectOption({ label: value }) : asked[name].fill(value));
  }
  await expect(widget.links(summary)).toHaveCount(0);
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [first, second, ...more] = await checkout.posts();
  expect(more).toEqual([]);
  const { directors: [director], owner } = first.body;
  expect(second.body).toEqual({
    ...first.body,
    ...RECEIVED,
    directors: [{ ...director, ...RECEIVED_OF_DIRECTOR }],
    owner: { ...owner, phone_number: RECEIVED_OF_DIRECTOR.business_phone_number },
  });
  expect(await checkout.eventsOfType("defacto-consent")).toHaveLength(1);
}

for (const [index, shape] of SHAPES.entries()) {
  const status = index % 2 === 0 ? 400 : 422;
  test(`values that a ${status} lists as ${shape} are asked for and sent`, async ({ checkout, widget, watcher }) => {
    refusals(watcher, 422);
    await checkout.play("missing_data", { shape, status, fields: WANTED });
    await checkout.openForm();
    await widget.fill(checkout.iban);
    await widget.consent.click();
    await expectToBeAsked(checkout, widget);
  });

  test.describe("behind a thin proxy", () => {
    test.use({ behind: "thin" });

    test(`values that the lender's own ${status} lists as ${shape} are asked for and sent`, async ({ checkout, widget, watcher }) => {
      watcher.expect(refused(404, "/defacto/session"), { times: 1 });
      refusals(watcher, status);
      await checkout.play("missing_data", { shape, status, fields: WANTED });
      await checkout.rewrite((html) => html.replace('auth="token"', 'auth="cookie"'));
      await checkout.openForm();
      await widget.host.getByLabel(COMPANY_NUMBER).fill(checkout.identifier);
      await widget.fill(checkout.iban);
      await widget.consent.click();
      await expectToBeAsked(checkout, widget);
    });
  });
}

test("a lender that asks again for more is answered again", async ({ checkout, widget, watcher }) => {
  refusals(watcher, 422);
  await checkout.play("missing_data", { fields: ["legal_form"] });
  await checkout.enroll();
  const asked = askedIn(widget);
  await expect(widget.summary(1)).toBeFocused();
  await asked.legalForm.fill(TYPED.legalForm);
  await checkout.play("missing_data", { fields: ["legal_form", "directors.0.title"] });
  await widget.submitButton.click();
  await expect(widget.links(widget.summary(1))).toHaveText([wordsFor("title")]);
  await expect(asked.legalForm).toHaveValue(TYPED.legalForm);
  await asked.title.fill(TYPED.title);
  await widget.submitButton.click();
  await widget.reaches("ready");
  const { body } = (await checkout.posts()).at(-1);
  expect(body).toMatchObject({ legal_form: "SAS", directors: [{ title: "Présidente" }] });
  expect(await checkout.posts()).toHaveLength(3);
});

test("what the form can show of a refusal is counted, and the rest is said below the number", async ({ checkout, widget, watcher }) => {
  refusals(watcher, 422);
  await checkout.play("missing_data", { fields: ["vat_number", "directors.0.horoscope"] });
  await checkout.enroll();
  const { vatNumber } = askedIn(widget);
  const title = "The lender could not process these details";
  const body = "Check the details below. If they are right, contact support.";
  const said = () => widget.host.evaluate(({ shadowRoot: root }) => root.querySelector(".summary-text").textContent);
  const summary = widget.summary(1);
  await expect(summary).toBeFocused();
  await expect(widget.links(summary)).toHaveText([BUTTONS.support, /VAT number/]);
  expect(await said()).toBe(`${title}. ${body} The lender needs more details: fill in what is missing below.`);

  // Wrong instead of missing, and then neither.
  await vatNumber.fill("FR00 732 829 320");
  await expect.poll(said).toBe(`${title}. ${body}`);
  await expect(summary).toBeVisible();
  await vatNumber.fill(TYPED.vatNumber);
  await expect.poll(said).toBe(body);
  await expect(widget.summary(STAGES.moreIsMissing)).toBeVisible();
});

/** A form that asks for the account and the signature alone, until the lender asks for two values of the director. */
async function expectFolded(checkout, widget) {
  const folded = async () => (await namesOf(widget.fields, isVisible)).join(" ");
  expect(await folded()).toBe("iban");
  await widget.fields.iban.fill(checkout.iban);
  await widget.consent.click();
  await widget.submitButton.click();
  const summary = widget.summary(2);
  await expect(summary).toBeFocused();
  await expect(summary).toContainText(STAGES.moreIsNeeded);
  await expect(widget.links(summary)).toHaveText([/date of birth/i, /nationality/i]);
  expect(await folded()).toBe("day month year nationality iban");
  expect(await namesOf(askedIn(widget), isVisible)).toEqual([]);
  expect((await checkout.posts())[0].body.directors ?? []).toEqual([]);
  for (const name of ["day", "month", "year"]) await widget.fields[name].fill(DIRECTOR[name]);
  await widget.fields.nationality.selectOption({ label: DIRECTOR.nationality });
  await widget.submitButton.click();
  await widget.reaches("ready");
  const { birthDate, nationality } = DIRECTOR_ON_THE_WIRE;
  const [, { body }] = await checkout.posts();
  expect(body.directors).toEqual([{ birth_date: birthDate, nationality, role: "DIRECTOR" }]);
  expect(await checkout.posts()).toHaveLength(2);
}

test.describe("where the session says that directors are found", () => {
  test.use({ behind: "reference", proxyEnv: { DIRECTOR_DETAILS: "auto" } });

  test("a French director is asked only for what the lender misses", async ({ checkout, widget, watcher }) => {
    refusals(watcher, 422);
    await checkout.play("missing_data");
    await checkout.openForm();
    await expectFolded(checkout, widget);
  });
});

test.describe("where the page says that directors are found", () => {
  test.use({ behind: "thin" });

  test("a French director is asked only for what the lender misses", async ({ checkout, widget, watcher }) => {
    watcher.expect(refused(404, "/defacto/session"), { times: 1 });
    refusals(watcher, 400);
    await checkout.play("missing_data");
    await checkout.rewrite((html) => html.replace('auth="token"', `auth="cookie" director-details="auto" identifier="${checkout.identifier}"`));
    await checkout.openForm();
    await expect(widget.host.getByLabel(COMPANY_NUMBER)).toBeHidden();
    await expectFolded(checkout, widget);
  });
});
