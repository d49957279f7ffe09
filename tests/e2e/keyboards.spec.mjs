// Keyboards that compose, correct and suggest, and people who type slowly, fast, or while something changes under their fingers.
import { takeClock } from "./support/clock.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { Composer } from "./support/keyboards.mjs";
import { DIRECTOR } from "./support/person.mjs";
import { expectSent } from "./support/sent.mjs";
import { GERMAN } from "./support/texts.mjs";

test.use({ speed: 20 });

/** What is typed, in the order of the form. */
const TYPED = ["firstName", "lastName", "day", "month", "year", "email", "iban"];
const grouped = (iban) => iban.replace(/(.{4})(?=.)/g, "$1 ");
const valuesOf = (checkout) => ({ ...DIRECTOR, iban: checkout.iban });

async function choose(widget) {
  await widget.fields.nationality.selectOption("PRT");
  await widget.fields.residence.selectOption("BEL");
}

/** What has the focus inside the widget, and where its caret is. */
const focused = (widget) => widget.host.evaluate(({ shadowRoot: { activeElement } }) => activeElement && [activeElement.id, activeElement.value, activeElement.selectionStart]);

test.describe("a keyboard that composes every word", () => {
  test("writes the whole form, with wrong letters taken back, and nothing is doubled", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const keyboard = await Composer.of(page);
    await choose(widget);
    for (const name of TYPED) {
      const value = valuesOf(checkout)[name];
      await widget.fields[name].focus();
      await keyboard.writeWithSlips(name === "iban" ? value[0] + value.slice(1).toLowerCase() : value);
      await expect(widget.fields[name]).toHaveValue(name === "iban" ? grouped(value) : value);
    }
    await expectSent({ checkout, widget });
  });

  test("leaves what it composes where it is left in the middle of a word", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const keyboard = await Composer.of(page);
    await choose(widget);
    for (const name of TYPED) {
      await widget.fields[name].focus();
      // No end: the next field is tapped, or the box.
      for (const length of [1, 2, undefined]) await keyboard.suggest(valuesOf(checkout)[name].slice(0, length));
    }
    await expectSent({ checkout, widget });
  });

  test("is sent what it composes when Enter ends it", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const keyboard = await Composer.of(page);
    await widget.fill(checkout.iban);
    await widget.consent.click();
    await widget.fields.lastName.fill("");
    await widget.fields.lastName.focus();
    await keyboard.compose("Lima");
    await keyboard.commit();
    await page.keyboard.press("Enter");
    await widget.reaches("ready");
    const [{ body }] = await checkout.posts();
    expect(body.directors[0].last_name).toBe("Lima");
  });

  test("corrects a word that was written before", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const keyboard = await Composer.of(page);
    await widget.fill(checkout.iban);
    for (const [name, wrong, [from, to, right]] of [
      ["firstName", "Zoe-Maëlle", [0, 3, "Zoë"]],
      ["lastName", "O’Quilan Lestrange", [0, 8, "O’Quillan"]],
      ["email", "zoe.quilan@atelier-lestrange.example", [4, 10, "quillan"]],
      ["month", "12", [1, 2, "1"]],
    ]) {
      await widget.fields[name].fill("");
      await widget.fields[name].focus();
      await keyboard.write(wrong);
      await keyboard.recompose(from, to, right);
      await keyboard.commit();
      await expect(widget.fields[name]).toHaveValue(DIRECTOR[name]);
    }
    await expectSent({ checkout, widget });
  });

  test("corrects a part of the account that stands in groups", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const keyboard = await Composer.of(page);
    await widget.fill(checkout.iban);
    await widget.fields.iban.fill("");
    await widget.fields.iban.focus();
    const wrong = `${checkout.iban.slice(0, 6)}XY${checkout.iban.slice(8)}`;
    await keyboard.write(wrong.toLowerCase());
    await expect(widget.fields.iban).toHaveValue(grouped(wrong));
    // Behind the gap: the seventh and the eighth that count.
    await keyboard.recompose(7, 9, checkout.iban.slice(6, 8));
    await keyboard.commit();
    await expect(widget.fields.iban).toHaveValue(grouped(checkout.iban));
    await expectSent({ checkout, widget });
  });

  test("writes names in Japanese by candidates, and in Korean by syllables", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const keyboard = await Composer.of(page);
    await widget.fill(checkout.iban);
    await widget.fields.lastName.fill("");
    await widget.fields.lastName.focus();
    for (const shown of ["ｙ", "や", "やｍ", "やま", "やまｄ", "やまだ", "山だ", "山田"]) await keyboard.suggest(shown);
    await keyboard.commit();
    await expect(widget.fields.lastName).toHaveValue("山田");
    await widget.fields.firstName.fill("");
    await widget.fields.firstName.focus();
    for (const syllable of [["ㅁ", "미", "민"], ["ㅈ", "주", "준"]]) {
      for (const shown of syllable) await keyboard.suggest(shown);
      await keyboard.commit();
    }
    await expect(widget.fields.firstName).toHaveValue("민준");
    await expectSent({ checkout, widget }, { first_name: "민준", last_name: "山田" });
  });

  test("writes accents apart, which are sent as one", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const keyboard = await Composer.of(page);
    await widget.fill(checkout.iban);
    for (const name of ["firstName", "email"]) {
      await widget.fields[name].fill("");
      await widget.fields[name].focus();
      await keyboard.write(DIRECTOR[name].normalize("NFD"));
    }
    await expectSent({ checkout, widget });
  });

  test("writes digits of full width and months by their names", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const keyboard = await Composer.of(page);
    await widget.fill(checkout.iban);
    for (const [name, text] of Object.entries({ day: "０７", month: "noviembre", year: "１９７１" })) {
      await widget.fields[name].fill("");
      await widget.fields[name].focus();
      await keyboard.write(text);
      await expect(widget.fields[name]).toHaveValue(text);
      await expect(widget.fields[name]).toBeFocused();
    }
    await expectSent({ checkout, widget });
  });

  test("goes on where it was when the session is read again and the page's attributes change", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    const keyboard = await Composer.of(page);
    await widget.fill(checkout.iban);
    for (const [name, wanted] of [["firstName", DIRECTOR.firstName], ["iban", grouped(checkout.iban)]]) {
      await widget.fields[name].fill("");
      await widget.fields[name].focus();
      const value = wanted.replaceAll(" ", "");
      for (const [index, sign] of [...value].entries()) {
        await keyboard.compose(sign);
        if (index === 2) await readAgain(page);
        if (index === 4) await widget.host.evaluate((element) => element.setAttribute("amount", "4200"));
        if (index === 6) await widget.host.evaluate((element) => void (element.prefill = { name: "Atelier", directors: [{ last_name: "Nobody" }] }));
      }
      await keyboard.commit();
      await expect(widget.fields[name]).toHaveValue(wanted);
    }
    await expectSent({ checkout, widget });
  });
});

/** Has the session read again, and waits for the answer. */
async function readAgain(page) {
  const read = page.waitForResponse("**/defacto/session");
  await page.evaluate(() => document.dispatchEvent(new Event("resume")));
  await (await read).finished();
}

test("a replacement of the spelling checker's, which comes as one event, is taken as it is", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  const right = valuesOf(checkout);
  for (const [name, wrong] of Object.entries({ firstName: "Zoe-Maelle", lastName: "OQuillan Lestrange", month: "1l", iban: `${checkout.iban.slice(0, -1)}O` })) {
    await widget.fields[name].fill(wrong);
    await widget.fields[name].evaluate((input, text) => {
      input.setRangeText(text, 0, input.value.length, "end");
      input.dispatchEvent(new InputEvent("input", { inputType: "insertReplacementText", data: text, bubbles: true, composed: true }));
    }, right[name]);
    await expect(widget.fields[name]).toHaveValue(name === "iban" ? grouped(right.iban) : right[name]);
  }
  await expectSent({ checkout, widget });
});

test("what is typed with a minute between two keys is all there, and nothing moves by itself", async ({ page, checkout, widget }) => {
  await takeClock(page);
  await checkout.openForm();
  await choose(widget);
  for (const name of TYPED) {
    const value = valuesOf(checkout)[name];
    await widget.fields[name].focus();
    for (const sign of value) {
      await page.keyboard.type(sign);
      await page.clock.fastForward("01:00");
    }
    await expect(widget.fields[name]).toBeFocused();
    await expect(widget.fields[name]).toHaveValue(name === "iban" ? grouped(value) : value);
  }
  // Not sent: to the proxy, whose clock stands still, the signature would be of another hour.
  const [{ remaining }] = (await checkout.eventsOfType("defacto-validity")).slice(-1);
  expect(remaining).toEqual(["signed_at"]);
  expect(await widget.values()).toEqual({ ...DIRECTOR, nationality: "PRT", residence: "BEL", iban: grouped(checkout.iban), consent: false });
});

test("what is typed faster than the page can draw is all there", async ({ checkout, widget }) => {
  await checkout.openForm();
  await choose(widget);
  for (const name of TYPED) {
    await widget.fields[name].evaluate((input, text) => {
      input.focus();
      for (const sign of text) document.execCommand("insertText", false, sign);
    }, valuesOf(checkout)[name]);
  }
  await expectSent({ checkout, widget });
});

for (const [what, change] of Object.entries({
  "the session is read again": ({ page }) => readAgain(page),
  "the theme changes": ({ page }, index) => page.emulateMedia({ colorScheme: index % 2 ? "light" : "dark" }),
  "attributes change": ({ widget }, index) => widget.host.evaluate((element, amount) => element.setAttribute("amount", amount), `${1000 + index}`),
  "the page fills in what others have typed": ({ widget }, index) =>
    widget.host.evaluate((element, name) => void (element.prefill = { legal_form: name, directors: [{ first_name: name, last_name: name }], account_number: "FR76" }), `No ${index}`),
})) {
  test(`what is typed into the middle while ${what} stays where it is, with the caret`, async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await widget.fill(checkout.iban);
    for (const [name, id, wanted] of [["lastName", "directors.0.last_name", DIRECTOR.lastName], ["iban", "account_number", grouped(checkout.iban)]]) {
      const value = wanted.replaceAll(" ", name === "iban" ? "" : " ");
      await widget.fields[name].fill(value.slice(0, 2) + value.slice(8));
      await widget.fields[name].focus();
      await widget.fields[name].evaluate((input) => input.setSelectionRange(2, 2));
      for (const [index, sign] of [...value.slice(2, 8)].entries()) {
        await page.keyboard.type(sign);
        await change({ page, widget }, index);
      }
      const caret = name === "iban" ? 9 : 8;
      await expect.poll(() => focused(widget)).toEqual([id, wanted, caret]);
    }
    await expectSent({ checkout, widget });
  });
}

test("what is typed while the language changes is all there, and goes on where it was", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.fields.lastName.fill("");
  await widget.fields.lastName.pressSequentially("O’Quillan ");
  await widget.host.evaluate((element) => void (element.locale = "de"));
  await expect(widget.host.getByRole("button", { name: GERMAN.submit })).toBeVisible();
  await page.keyboard.type("Lestrange");
  await widget.host.evaluate((element) => void (element.locale = "en"));
  await expect(widget.submitButton).toBeVisible();
  await expect(widget.fields.lastName).toHaveValue(DIRECTOR.lastName);
  await expectSent({ checkout, widget });
});
