// What can be wrong with a form: each ends in a clear message, and everything typed is still there.
import { expect, test } from "./support/fixtures.mjs";
import { DIRECTOR } from "./support/person.mjs";
import { FORM, PROBLEMS } from "./support/texts.mjs";

/** Submits, expects the values to stay and returns the summary, which has the focus and one link per problem. */
async function refusedSubmit(widget, count) {
  const before = await widget.values();
  await widget.submitButton.click();
  const summary = widget.summary(count);
  await expect(summary).toBeFocused();
  await expect(widget.links(summary)).toHaveCount(count);
  expect(await widget.values()).toEqual(before);
  return summary;
}

/** The summary's only link, the field and its description say the same. */
async function expectOnlyProblem(widget, field, words) {
  const link = widget.links(await refusedSubmit(widget, 1));
  await expect(link).toHaveText(words);
  await expect(field).toHaveAccessibleDescription(words);
  await link.click();
  await expect(field).toBeFocused();
  return link.textContent();
}

test.beforeEach(async ({ checkout }) => checkout.openForm());

test.afterEach(async ({ checkout }) => {
  // What is wrong never leaves the page.
  expect(await checkout.posts()).toEqual([]);
});

test("an IBAN with wrong check digits is told so", async ({ checkout, widget }) => {
  const { iban } = checkout;
  const wrong = `${iban.slice(0, 2)}${iban[2] === "1" ? "2" : "1"}${iban.slice(3)}`;
  await widget.fill(wrong);
  await widget.consent.click();
  await expectOnlyProblem(widget, widget.fields.iban, PROBLEMS.ibanCheckDigits);
  expect(await widget.marked()).toEqual(["iban"]);
});

for (const missing of [1, 2]) {
  test(`an IBAN that is ${missing} too short is told how many characters it lacks`, async ({ checkout, widget }) => {
    await widget.fill(checkout.iban.slice(0, -missing));
    await widget.consent.click();
    await expectOnlyProblem(widget, widget.fields.iban, PROBLEMS.ibanShort(missing, 27, 27 - missing));
  });
}

test("a problem that is mended goes away as it is typed, and a field that was right is not scolded", async ({ checkout, widget }) => {
  await widget.fill(checkout.iban.slice(0, -1));
  await widget.consent.click();
  const summary = await refusedSubmit(widget, 1);
  await widget.fields.email.fill("nobody");
  expect(await widget.marked()).toEqual(["iban"]);
  await widget.fields.iban.fill(checkout.iban);
  await expect(widget.fields.iban).not.toHaveAttribute("aria-invalid", "true");
  await expect(widget.links(summary)).toHaveCount(0);
  expect(await widget.marked()).toEqual([]);
});

test("a box that is not ticked is asked for", async ({ checkout, widget }) => {
  await widget.fill(checkout.iban);
  await expectOnlyProblem(widget, widget.consent, PROBLEMS.notTicked);
  expect(await widget.marked()).toEqual(["consent"]);
});

test("a director who is not of age is refused", async ({ checkout, widget }) => {
  await widget.fill(checkout.iban, { ...DIRECTOR, year: String(new Date().getUTCFullYear() - 17) });
  await widget.consent.click();
  const link = widget.links(await refusedSubmit(widget, 1));
  await expect(link).toHaveText(PROBLEMS.tooYoung);
  await expect(widget.birthDate).toHaveAccessibleDescription(PROBLEMS.tooYoung);
  await link.click();
  await expect(widget.fields.year).toBeFocused();
});

test("an empty form lists every problem in the order of the form", async ({ widget }) => {
  const expected = Object.entries(PROBLEMS.empty);
  const summary = await refusedSubmit(widget, expected.length);
  const links = widget.links(summary);
  await expect(links).toHaveText(expected.map(([, words]) => words));
  const marked = await widget.marked();
  expect(marked).toEqual(expect.arrayContaining(expected.map(([name]) => name)));
  const fields = { ...widget.fields, consent: widget.consent };
  for (const [index, [name]] of expected.entries()) {
    const link = links.nth(index);
    const described = name === "day" ? widget.birthDate : fields[name];
    await expect(described).toHaveAccessibleDescription(await textPattern(link));
    await link.click();
    await expect(fields[name]).toBeFocused();
    await expect(fields[name]).toBeInViewport();
  }
});

test("a click by a script gives no consent, is undone visibly and says why", async ({ checkout, widget }) => {
  await widget.fill(checkout.iban);
  await widget.consent.evaluate((box) => box.click());
  await expect(widget.consent).not.toBeChecked();
  await expect(widget.consent).toHaveAccessibleDescription(PROBLEMS.notAPerson);
  await expect(widget.host.getByText(PROBLEMS.notAPerson).first()).toBeVisible();
  expect(await checkout.ticks()).toMatchObject([{ trusted: false }]);
  await refusedSubmit(widget, 1);
  await expect(widget.consent).not.toBeChecked();
  expect(await checkout.eventsOfType("defacto-consent")).toEqual([]);
});

test("a click by a script on a box that a person ticked takes the consent back", async ({ checkout, widget }) => {
  await widget.fill(checkout.iban);
  await widget.consent.click();
  await widget.consent.evaluate((box) => box.click());
  await expect(widget.consent).not.toBeChecked();
  await expect(widget.consent).toHaveAccessibleDescription(PROBLEMS.notAPerson);
  await expect.poll(async () => (await checkout.eventsOfType("defacto-consent")).map((receipt) => receipt !== null)).toEqual([true, false]);
  await refusedSubmit(widget, 1);
});

for (const [how, forge] of Object.entries({
  "checked = true": (box) => (box.checked = true),
  "checked = true with input and change events": (box) => {
    box.checked = true;
    for (const type of ["input", "change"]) box.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  },
  "a forged click event": (box) => box.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, cancelable: true })),
  "a click on the label": (box) => box.labels[0].click(),
  "a forged press of the space bar": (box) => {
    for (const type of ["keydown", "keypress", "keyup"]) box.dispatchEvent(new KeyboardEvent(type, { key: " ", code: "Space", bubbles: true, composed: true }));
  },
})) {
  test(`${how} by a script gives no consent`, async ({ checkout, widget }) => {
    await widget.fill(checkout.iban);
    await widget.consent.evaluate(forge);
    await widget.submitButton.click();
    await expect(widget.links(widget.summary(1))).toHaveText(PROBLEMS.notTicked);
    await expect(widget.consent).not.toBeChecked();
    expect(await checkout.eventsOfType("defacto-consent")).toEqual([]);
  });
}

/** The exact text of a locator, as part of a longer one. */
async function textPattern(locator) {
  const text = await locator.textContent();
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

test("the bar beside a wrong date of birth begins where its label does", async ({ widget }) => {
  await refusedSubmit(widget, 8);
  const [label, hint] = [widget.birthDate.getByText(FORM.birthDate, { exact: true }), widget.birthDate.getByText(/For example/)];
  const [upper, lower] = [await label.boundingBox(), await hint.boundingBox()];
  // A legend that is drawn on its fieldset's border halves it, and stands closer to what follows than any other label.
  expect(lower.y - (upper.y + upper.height)).toBe(4);
});
