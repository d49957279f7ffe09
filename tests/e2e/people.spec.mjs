// Who is asked about, and what is asked twice: directors, the owner, the kind of company number, likely slips.
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { AS_ANOTHER, CONSENT_LABEL, FORM, PROBLEMS, STAGES } from "./support/texts.mjs";

const ADD = "Add another managing director";
const OWN = "I am this managing director";

/** The fields under the heading of a person. */
const person = (widget, heading) => widget.host.getByRole("group", { name: heading, exact: true });
const named = (widget, heading) => ({
  given: person(widget, heading).getByLabel("Given name", { exact: true }),
  family: person(widget, heading).getByLabel("Family name", { exact: true }),
});

test("directors are added and taken away with a keyboard, and the focus goes along", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  const add = widget.host.getByRole("button", { name: ADD });
  await widget.fill(checkout.iban);
  for (const [number, given] of [
    [2, "Béatrice"],
    [3, "Carole"],
  ]) {
    await add.focus();
    await page.keyboard.press("Enter");
    const { given: first, family } = named(widget, `Managing director ${number}`);
    await expect(first).toBeFocused();
    await page.keyboard.type(given);
    await page.keyboard.press("Tab");
    await expect(family).toBeFocused();
    await page.keyboard.type("Moulin");
  }
  await widget.host.getByRole("button", { name: "Remove Managing director 2" }).focus();
  await page.keyboard.press("Enter");
  await expect(person(widget, "Managing director 3")).toHaveCount(0);
  await expect(add).toBeFocused();
  await expect(named(widget, "Managing director 2").given).toHaveValue("Carole");
  await widget.consent.click();
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  expect(body.directors.map((director) => director.first_name)).toEqual([body.owner.first_name, "Carole"]);
});

test("two quick clicks take one director away", async ({ checkout, widget }) => {
  await checkout.openForm();
  const add = widget.host.getByRole("button", { name: ADD });
  for (const [number, given] of [[2, "Béatrice"], [3, "Carole"], [4, "Diane"]]) {
    await add.click();
    await named(widget, `Managing director ${number}`).given.fill(given);
  }
  const box = await widget.host.getByRole("button", { name: "Remove Managing director 2" }).boundingBox();
  await checkout.page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
  await expect(person(widget, "Managing director 4")).toHaveCount(0);
  await expect(named(widget, "Managing director 2").given).toHaveValue("Carole");
  await expect(named(widget, "Managing director 3").given).toHaveValue("Diane");
});

test("a tick that another who signs makes void is said to be missing, and the focus stays", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const own = widget.host.getByLabel(OWN);
  await own.click();
  const asOther = widget.host.getByRole("checkbox", { name: AS_ANOTHER });
  await expect(asOther).not.toBeChecked();
  await expect(asOther).toHaveAccessibleDescription(PROBLEMS.notAccepted);
  await expect(widget.links(widget.summary(1))).toHaveText([PROBLEMS.notAccepted]);
  await expect(own).toBeFocused();
  await asOther.click();
  await expect(widget.summary(PROBLEMS.problems)).toHaveCount(0);
});

test("who signs as director is asked for everything, whoever else is named", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fields.iban.fill(checkout.iban);
  await widget.host.getByRole("button", { name: ADD }).click();
  await named(widget, "Managing director 2").given.fill("Béatrice");
  await named(widget, "Managing director 2").family.fill("Moulin");
  await widget.consent.click();
  await widget.submitButton.click();
  await expect(widget.summary(6)).toBeFocused();
  const marked = await widget.host.evaluate((host) => [...host.shadowRoot.querySelectorAll("[aria-invalid=true]")].map(({ id }) => id.replace("directors.0.", "")));
  expect(marked).toEqual(["first_name", "last_name", "birth_date", "birth_date.month", "birth_date.year", "nationality", "address.country", "business_email"]);
  expect(await checkout.posts()).toEqual([]);
});

test("who takes one of ten directors away goes on at the button that adds one", async ({ checkout, widget }) => {
  await checkout.openForm();
  const add = widget.host.getByRole("button", { name: FORM.addDirector });
  for (let count = 1; count < 10; count += 1) await add.click();
  await expect(add).toBeHidden();
  await widget.host.getByRole("button", { name: "Remove Managing director 10" }).click();
  await expect(add).toBeFocused();
});

test("what is missing of a second director is said with its number, and the link leads there", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  await widget.host.getByRole("button", { name: ADD }).click();
  await named(widget, "Managing director 2").given.fill("Béatrice");
  await widget.submitButton.click();
  const summary = widget.summary(1);
  await expect(summary).toBeFocused();
  await expect(widget.links(summary)).toHaveText("Enter the family name (Managing director 2)");
  await widget.links(summary).click();
  await expect(named(widget, "Managing director 2").family).toBeFocused();
});

test("an owner who is no director signs in other words and is sent as no director", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  await widget.host.getByLabel(OWN).click();
  const owner = person(widget, "Your own details");
  await expect(widget.host.getByRole("checkbox", { name: /I accept/ })).not.toBeChecked();
  await owner.getByLabel("Given name").fill("Odile");
  await owner.getByLabel("Family name").fill("Berger");
  await owner.getByLabel("Work email address").fill("o.berger@mail.example");
  await widget.host.getByRole("checkbox", { name: AS_ANOTHER }).click();
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  expect(body.owner).toMatchObject({ first_name: "Odile", last_name: "Berger", email: "o.berger@mail.example" });
  expect(body.directors.map(({ role }) => role)).toEqual(["DIRECTOR", "NON_DIRECTOR"]);
  expect(body.metadata.consent).toMatchObject({ signatory: "owner", label: `${AS_ANOTHER}terms and conditions of Defacto.` });
});

test("the browser fills in only who is at the keyboard", async ({ checkout, widget }) => {
  await checkout.openForm();
  const tokens = () => widget.host.evaluate((host) => Object.fromEntries([...host.shadowRoot.querySelectorAll("input,select")].map((input) => [input.id, input.autocomplete])));
  expect(await tokens()).toMatchObject({ "directors.0.first_name": "given-name", "directors.0.birth_date": "bday-day", "directors.0.business_email": "email" });
  await widget.host.getByRole("button", { name: ADD }).click();
  await widget.host.getByLabel(OWN).click();
  await expect(person(widget, "Your own details")).toBeVisible();
  expect(await tokens()).toMatchObject({
    "directors.0.first_name": "off",
    "directors.0.birth_date": "off",
    "directors.1.first_name": "off",
    "owner.first_name": "given-name",
    "owner.email": "email",
  });
});

test.describe("where the lender finds the directors", () => {
  test.use({ behind: "reference", proxyEnv: { DIRECTOR_DETAILS: "auto" } });

  test("who is none says so and gives details of their own alone", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const is = widget.host.getByRole("checkbox", { name: FORM.isADirector });
    await expect(is).toBeChecked();
    await expect(widget.fields.firstName).toBeHidden();
    await widget.consent.click();
    await is.focus();
    await page.keyboard.press("Space");
    await expect(is).toBeFocused();
    await expect(is).not.toBeChecked();
    const asOther = widget.host.getByRole("checkbox", { name: AS_ANOTHER });
    await expect(asOther).not.toBeChecked();
    await expect(person(widget, "Managing director").getByRole("textbox")).toHaveCount(0);
    const owner = named(widget, FORM.owner);
    await page.keyboard.press("Tab");
    await expect(owner.given).toBeFocused();
    await widget.fields.iban.fill(checkout.iban);
    await owner.given.fill("Odile");
    await owner.family.fill("Berger");
    await person(widget, FORM.owner).getByLabel("Work email address").fill("o.berger@mail.example");
    await asOther.click();
    await widget.submitButton.click();
    await widget.reaches("ready");
    const [{ body }] = await checkout.posts();
    expect(body.owner).toMatchObject({ first_name: "Odile", email: "o.berger@mail.example" });
    expect(body.directors.map(({ role }) => role)).toEqual(["NON_DIRECTOR"]);
    expect(body.metadata.consent.signatory).toBe("owner");
  });

  test("one of them has only to tick", async ({ checkout, widget }) => {
    await checkout.openForm();
    await widget.fields.iban.fill(checkout.iban);
    await widget.consent.click();
    await widget.submitButton.click();
    await widget.reaches("ready");
    const [{ body }] = await checkout.posts();
    expect(body.metadata.consent).toMatchObject({ signatory: "directors.0", label: CONSENT_LABEL });
  });
});

test.describe("where the loan is repaid by transfer", () => {
  test.use({ behind: "reference", proxyEnv: { REPAYMENT: "transfer" } });

  test("no account and no director's details are asked for until the lender asks", async ({ checkout, widget, watcher }) => {
    watcher.expect(refused(422, "/defacto/borrowers"));
    await checkout.play("missing_data", { fields: ["directors.0.first_name", "account_number"] });
    await checkout.openForm();
    await expect(widget.host.getByRole("textbox")).toHaveCount(0);
    await expect(widget.host.getByRole("checkbox", { name: FORM.isADirector })).toBeChecked();
    await widget.consent.click();
    await widget.submitButton.click();
    const summary = widget.summary(2);
    await expect(summary).toBeFocused();
    await expect(widget.links(summary)).toHaveText([/given name/, /IBAN/]);
    await expect(widget.host.getByRole("textbox")).toHaveCount(2);
    await widget.fields.firstName.fill("Ada");
    await widget.fields.iban.fill(checkout.iban);
    await widget.submitButton.click();
    await expect(widget.links(widget.summary(1))).toHaveText([/family name/]);
  });
});

test("what was typed of directors and owner outlives another language", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.host.getByRole("button", { name: ADD }).click();
  await named(widget, "Managing director 2").given.fill("Béatrice");
  await widget.host.getByLabel(OWN).click();
  await person(widget, "Your own details").getByLabel("Family name").fill("Berger");
  await widget.host.evaluate((host) => (host.locale = "fr"));
  await expect(person(widget, "Personne dirigeante 2").getByLabel("Prénom")).toHaveValue("Béatrice");
  await expect(person(widget, "Vos propres informations").getByLabel("Nom de famille")).toHaveValue("Berger");
});

test("a likely slip is shown once, and sent when the button is pressed again", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.fields.email.fill("ada@gmial.com");
  await widget.consent.click();
  await widget.submitButton.click();
  const summary = widget.summary(/Look at this once more/);
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("press the button again");
  await expect(widget.links(summary)).toHaveText("Check the email address: do you mean ada@gmail.com?");
  await expect(widget.fields.email).toHaveValue("ada@gmial.com");
  await expect(widget.fields.email).toHaveAccessibleDescription(/do you mean ada@gmail\.com\?/);
  expect(await widget.marked(), "a doubt is no error").toEqual([]);
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  expect(body.directors[0].business_email).toBe("ada@gmial.com");
});

test("the country and the bank of an IBAN stand below it as soon as they are known", async ({ checkout, widget }) => {
  await checkout.openForm();
  const below = widget.host.locator(".known");
  await expect(below).toHaveText("");
  await widget.fields.iban.pressSequentially("FR");
  await expect(below).toHaveText("France");
  await widget.fields.iban.pressSequentially("7630006");
  await expect(below).toHaveText("France, bank code 30006");
  await widget.fields.iban.fill("");
  await expect(below).toHaveText("");
});

test("the time of a wait counts on when the page is loaded again", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  const time = widget.host.getByText(/^Time so far: /);
  await expect(time).toHaveText(/^Time so far: 0:/);
  // As if it had been signed five minutes earlier.
  await page.route("**/defacto/session", async (route) => {
    const response = await route.fetch();
    const { borrower, ...session } = await response.json();
    borrower.signed_at = new Date(new Date(borrower.signed_at) - 5 * 60_000).toISOString();
    await route.fulfill({ response, json: { ...session, borrower } });
  });
  await page.reload();
  await widget.reaches("waiting");
  await expect(time).toHaveText(/^Time so far: 5:/);
  await expect(widget.says(STAGES.waitingLong), "it does not begin with how long it usually takes").toBeVisible();
});

test("the time of a wait moves on, and no screen reader is told of it", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await page.clock.install();
  await checkout.enroll();
  const time = widget.host.getByText(/^Time so far: /);
  await expect(time).toBeVisible();
  const button = widget.loanButton;
  await button.focus();
  const before = await time.textContent();
  await page.clock.runFor(3_000);
  await expect(time).not.toHaveText(before);
  await expect(time).toHaveText(/^Time so far: \d+:\d\d$/);
  await expect(button).toBeFocused();
  await expect(widget.status).not.toContainText("Time so far");
});
