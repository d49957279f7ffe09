// The options of a select of countries: made by and by, and at once for who comes to it or has chosen.
import { expect, test } from "./support/fixtures.mjs";

const COUNTRIES = 249;
const options = (select) => select.locator("option:not([value=''])");

test("the countries come by themselves, to a select that nobody goes to", async ({ checkout, widget }) => {
  await checkout.openForm();
  await expect(options(widget.fields.nationality)).toHaveCount(COUNTRIES);
  await expect(options(widget.fields.residence)).toHaveCount(COUNTRIES);
  await expect(widget.fields.residence).toHaveValue("");
});

test("who comes to a select has all countries in the same task", async ({ checkout, widget }) => {
  await checkout.openForm();
  const [before, after] = await widget.fields.residence.evaluate((select) => {
    const before = select.length;
    select.focus();
    return [before, select.length];
  });
  expect([1, COUNTRIES + 1]).toContain(before);
  expect(after).toBe(COUNTRIES + 1);
});

test("what was chosen is there with the form in another language, and outlives a program's events before the countries are there", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fields.nationality.selectOption("FRA");
  const german = await widget.host.evaluate(async (element) => {
    element.locale = "de";
    const selects = () => [...element.shadowRoot.querySelectorAll("[lang=de] select")].filter((select) => select.checkVisibility());
    while (selects().length < 2) await new Promise((resolve) => setTimeout(resolve));
    const [chosen, other] = selects();
    const seen = [chosen.value, chosen.selectedOptions[0]?.text, other.value];
    // As programs do that fill in forms: every input is told that it has changed.
    for (const input of element.shadowRoot.querySelectorAll("input,select")) input.dispatchEvent(new Event("change", { bubbles: true }));
    return [...seen, chosen.value, other.value];
  });
  expect(german).toEqual(["FRA", "Frankreich", "", "FRA", ""]);
});
