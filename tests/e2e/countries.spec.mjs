// The options of a select of countries: made by and by, and at once for who comes to it or has chosen.
import { LOCALES } from "./support/axe.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { speak } from "./support/journeys.mjs";
import { press } from "./support/keyboards.mjs";
import { expectSent } from "./support/sent.mjs";

const COUNTRIES = 249;
/** How long they may take on a page that is never idle, in milliseconds: they are made at last, ten times two seconds later. */
const PATIENCE = 40_000;
const options = (select) => select.locator("option:not([value=''])");

test("the countries come by themselves, to a select that nobody goes to", async ({ checkout, widget }) => {
  await checkout.openForm();
  await expect(options(widget.fields.nationality)).toHaveCount(COUNTRIES);
  await expect(options(widget.fields.residence)).toHaveCount(COUNTRIES);
  await expect(widget.fields.residence).toHaveValue("");
});

for (const [how, idle] of Object.entries({ "is never idle": () => 1, "does not say when it is idle": undefined, "has spoiled it": () => null.idle })) {
  test(`the countries come on a page that ${how}`, async ({ page, checkout, widget }) => {
    test.setTimeout(2 * PATIENCE);
    await page.addInitScript(`window.requestIdleCallback = ${idle};`);
    await checkout.openForm();
    await expect(options(widget.fields.nationality)).toHaveCount(COUNTRIES, { timeout: PATIENCE });
    await expect(options(widget.fields.residence)).toHaveCount(COUNTRIES);
  });
}

/** The options in the order of their select, `[code, name]`, once all are there. */
async function optionsOf(select) {
  await expect(options(select)).toHaveCount(COUNTRIES);
  return options(select).evaluateAll((options) => options.map(({ value, text }) => [value, text]));
}

/** Every region's name in a language as the browser has it, by its code of two letters. */
const named = (page, locale) =>
  page.evaluate((locale) => {
    const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
    const letters = [...Array(26).keys()].map((place) => String.fromCharCode(65 + place));
    // Codes of old, such as UK, have names too.
    const isOfToday = (code) => new Intl.Locale(`und-${code}`).region === code;
    const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isOfToday);
    return Object.fromEntries(codes.map((code) => [code, names.of(code)]).filter(([, name]) => name));
  }, locale);

/** Names in the order in which readers of a language look for them. */
const sorted = (page, locale, names) => page.evaluate(([locale, names]) => names.sort(new Intl.Collator(locale).compare), [locale, names]);

test("the countries have the names of each language, in its order, and the same codes", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  const english = await named(page, "en");
  const codeOf = new Map(Object.entries(english).map(([code, name]) => [name, code]));
  // Which code of two letters belongs to which of three.
  const pairs = (await optionsOf(widget.fields.nationality)).map(([alpha3, name]) => [alpha3, codeOf.get(name)]);
  expect(pairs.filter(([, alpha2]) => !alpha2)).toEqual([]);
  expect(new Set(pairs.flat()).size).toBe(2 * COUNTRIES);
  expect(Object.fromEntries(pairs)).toMatchObject({ FRA: "FR", DEU: "DE", AUT: "AT", AUS: "AU", CHE: "CH", SWE: "SE", GBR: "GB", IRL: "IE" });

  for (const locale of LOCALES) {
    await speak(widget, locale);
    const names = await named(page, locale);
    const wanted = await sorted(page, locale, pairs.map(([, alpha2]) => names[alpha2]));
    const selects = await widget.host.getByRole("combobox").all();
    expect(selects).toHaveLength(2);
    for (const select of selects) {
      const found = await optionsOf(select);
      expect(found.map(([, name]) => name), locale).toEqual(wanted);
      expect(Object.fromEntries(found), locale).toEqual(Object.fromEntries(pairs.map(([alpha3, alpha2]) => [alpha3, names[alpha2]])));
    }
  }
});

for (const { locale, accented, plain, next, last } of [
  { locale: "fr", accented: ["îles f", "FRO"], plain: ["eg", "EGY"], next: "HMD", last: "ZWE" },
  { locale: "de", accented: ["öst", "AUT"], plain: ["ag", "EGY"], next: "PAK", last: "CYP" },
  { locale: "es", accented: ["méx", "MEX"], plain: ["espan", "ESP"], next: "FSM", last: "ZWE" },
]) {
  test(`in ${locale}, keys choose a country by the beginning of its name, with its accents or without, and go on in the order of the language`, async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await widget.fill(checkout.iban);
    await speak(widget, locale);
    const [nationality, residence] = await widget.host.getByRole("combobox").all();
    await nationality.focus();
    for (const [key, code] of [["End", last], ["Home", ""], ["ArrowDown", "AFG"]]) {
      await page.keyboard.press(key);
      await expect(nationality, key).toHaveValue(code);
    }
    await press(page, accented[0]);
    await expect(nationality).toHaveValue(accented[1]);
    await page.keyboard.press("ArrowDown");
    await expect(nationality).toHaveValue(next);
    await residence.focus();
    await press(page, plain[0]);
    await expect(residence).toHaveValue(plain[1]);
    await speak(widget, "en");
    await expectSent({ checkout, widget }, { nationality: next, address: { country: plain[1] } });
  });
}

test("who comes to a select has all countries in the same task", async ({ page, checkout, widget }) => {
  // Never idle, so that they are not all there by themselves.
  await page.addInitScript(() => (window.requestIdleCallback = () => 1));
  await checkout.openForm();
  const [before, after] = await widget.host.evaluate(async (element) => {
    element.locale = "de";
    let select;
    while (!select) {
      await new Promise((resolve) => setTimeout(resolve));
      select = [...element.shadowRoot.querySelectorAll("[lang=de] select")].find((select) => select.checkVisibility());
    }
    const before = select.length;
    select.focus();
    return [before, select.length];
  });
  expect(before).toBeLessThan(COUNTRIES);
  expect(after).toBe(COUNTRIES + 1);
});

for (const [how, event] of [
  ["told", "change"],
  ["not told", undefined],
]) {
  test(`what a program chooses before all countries are there stays, ${how}`, async ({ page, checkout, widget }) => {
    // Idle when the test says so.
    await page.addInitScript(() => {
      const waiting = [];
      window.requestIdleCallback = (callback) => waiting.push(callback);
      window.beIdle = () => waiting.splice(0).forEach((callback) => callback());
    });
    await checkout.openForm();
    const select = widget.fields.nationality;
    const count = await select.evaluate(async (select, event) => {
      const idle = async () => {
        beIdle();
        await new Promise((resolve) => setTimeout(resolve));
      };
      while (select.length < 2) await idle();
      const count = select.length;
      select.value = "BEL";
      if (event) select.dispatchEvent(new Event(event, { bubbles: true }));
      for (let before = 0; before < select.length; await idle()) before = select.length;
      return count;
    }, event);
    expect(count).toBeLessThan(COUNTRIES);
    await expect(options(select)).toHaveCount(COUNTRIES);
    await expect(select).toHaveValue("BEL");
  });
}

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
