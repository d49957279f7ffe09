// Fields that only some forms have, filled in by programs, pasted, composed and typed slowly: what is sent is what was meant, once.
import { takeClock } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { WAYS, fillIn, wholeForm } from "./support/fills.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { journeys } from "./support/journeys.mjs";
import { Composer, cell, copy } from "./support/keyboards.mjs";
import { expectSent } from "./support/sent.mjs";
import { ASKED, COMPANY_KIND, COMPANY_NUMBER, FIELDS, FORM } from "./support/texts.mjs";
import { RECEIVED, RECEIVED_OF_DIRECTOR, TYPED, WANTED } from "./support/wanted.mjs";

test.use({ speed: 20 });

const NBSP = "\u00a0";
const ZERO = "\u200b";

const byProgram = (way) => ({ widget }, form) => widget.host.evaluate(fillIn, { form, way });

/** Goes from field to field as `fillIn` does: texts as `write` does it, and what is to be chosen by the keys of its name. */
const byHand = (write) => async ({ page, widget }, form) => {
  for (const [label, value, group] of form) {
    const around = group ? widget.host.getByRole("group", { name: group, exact: true }) : widget.host;
    const input = around.getByLabel(label, { exact: true }).first();
    await input.focus();
    const isChoice = await input.evaluate(({ localName }) => localName === "select");
    await (isChoice ? page.keyboard.type(value) : write(page, value));
  }
};

const SLOWLY = "typed with a second between two keys";

const HOW = {
  ...Object.fromEntries(Object.entries(WAYS).map(([how, way]) => [`filled in ${how}`, byProgram(way)])),
  "pasted out of a table": byHand(async (page, text) => {
    await copy(page, { html: cell(text), text: `\t${text}${NBSP}${ZERO}\r\n` });
    await page.keyboard.press("Control+V");
  }),
  "written by a keyboard that composes": byHand(async (page, text) => (await Composer.of(page)).writeWithSlips(text)),
  [SLOWLY]: byHand(async (page, text) => {
    for (const sign of text) {
      await page.keyboard.type(sign);
      await page.clock.fastForward("00:01");
    }
  }),
};

/** Values by the names of their labels, as `fillIn` takes them. */
const formOf = (values, labels, group) => Object.entries(values).map(([name, value]) => [labels[name], value, group]);

const SECOND = { firstName: "Béatrice", lastName: "Moulin-Castelnau" };
const OWNER = { firstName: "Odile", lastName: "Berger", email: "o.berger@mail.example" };
const OWNER_ON_THE_WIRE = { first_name: "Odile", last_name: "Berger", email: "o.berger@mail.example" };
/** Of the owner, once the lender asks for it. */
const MORE_OF_OWNER = { day: "3", month: "2", year: "1969", phone: "+33 6 98 76 54 32" };
const MORE_ON_THE_WIRE = { birth_date: "1969-02-03", phone_number: "+33698765432" };

for (const [how, put] of Object.entries(HOW)) {
  test.describe(how, () => {
    if (how === SLOWLY) test.beforeEach(({ page }) => takeClock(page));

    test.describe("where the partner names no company", () => {
      test.use({ behind: "thin" });

      test("a company number and its kind are what is sent", async ({ page, checkout, widget, watcher }) => {
        const [toBeNamed] = journeys("editing with the company to be named");
        await toBeNamed.reach(checkout, watcher);
        await widget.fill(checkout.iban);
        // Another company, of the Netherlands.
        checkout.identifier = checkout.identifier.slice(0, 8);
        await put({ page, widget }, [[COMPANY_NUMBER, checkout.identifier], [COMPANY_KIND, "KvK, Netherlands"]]);
        const body = await expectSent({ checkout, widget });
        expect(body.identifier_type).toBe("kvk");
      });
    });

    test("a second director and an owner who is none are what is sent", async ({ page, checkout, widget, watcher }) => {
      const [withPeople] = journeys("editing with people");
      await withPeople.reach(checkout, watcher);
      await byProgram(WAYS["as browsers do"])({ widget }, wholeForm(checkout.iban));
      await put({ page, widget }, [...formOf(SECOND, FIELDS, FORM.secondDirector), ...formOf(OWNER, FIELDS, FORM.owner)]);
      const { email, ...owner } = OWNER_ON_THE_WIRE;
      const body = await expectSent({ checkout, widget }, {}, [
        { first_name: SECOND.firstName, last_name: SECOND.lastName, role: "DIRECTOR" },
        { ...owner, business_email: email, role: "NON_DIRECTOR" },
      ]);
      expect(body.owner).toEqual(OWNER_ON_THE_WIRE);
      expect(body.metadata.consent.signatory).toBe("owner");
    });

    test("all that the lender asks for is what is sent", async ({ page, checkout, widget, watcher }) => {
      watcher.expect(refused(422, "/defacto/borrowers"), { times: 1 });
      await checkout.play("missing_data", { fields: [...WANTED, "name", "owner.birth_date", "owner.phone_number"] });
      await checkout.rewrite((html) => html.replace(/ company-name="[^"]*"/, ""));
      await checkout.openForm();
      await widget.fill(checkout.iban);
      await widget.host.getByRole("checkbox", { name: FORM.isDirector }).click();
      await byProgram(WAYS["as browsers do"])({ widget }, formOf(OWNER, FIELDS, FORM.owner));
      await widget.consent.click();
      await widget.submitButton.click();
      // Besides the owner's date of birth, of three parts, and phone number.
      const asked = formOf({ companyName: "Atelier Lestrange", ...TYPED }, ASKED);
      await expect(widget.summary(asked.length + 2)).toBeFocused();
      await put({ page, widget }, [...asked, ...formOf(MORE_OF_OWNER, { ...FIELDS, ...ASKED }, FORM.owner)]);
      await widget.submitButton.click();
      await widget.reaches("ready");
      const [first, second, ...more] = await checkout.posts();
      expect(more).toEqual([]);
      const { directors: [director, asDirector], owner } = first.body;
      const { birth_date, phone_number } = MORE_ON_THE_WIRE;
      expect(second.body).toEqual({
        ...first.body,
        ...RECEIVED,
        name: "Atelier Lestrange",
        directors: [{ ...director, ...RECEIVED_OF_DIRECTOR }, { ...asDirector, birth_date, business_phone_number: phone_number }],
        owner: { ...owner, ...MORE_ON_THE_WIRE },
      });
    });
  });
}
