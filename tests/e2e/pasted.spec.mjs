// Texts from other programs, pasted and dropped: bold, in tables, with what nobody sees in them. What is sent is clean, and nothing is refused a way in.
import { expect, test } from "./support/fixtures.mjs";
import { cell, copy, drop } from "./support/keyboards.mjs";
import { DIRECTOR } from "./support/person.mjs";
import { expectSent } from "./support/sent.mjs";

test.use({ speed: 20 });

const NBSP = "\u00a0";
const SHY = "\u00ad";
const ZERO = "\u200b";

const paragraph = (text) => `<p class="MsoNormal"><font color="red"><i lang="FR">${text}</i></font></p>`;
const inGroups = (iban) => iban.match(/.{1,4}/g);

/** What each field is given, as it comes from a letter, a table, a page and a bank. */
const COPIED = {
  "a table": (iban) => ({
    firstName: [cell, `${DIRECTOR.firstName}\r\n`],
    lastName: [cell, `\t${DIRECTOR.lastName}\r\n`],
    day: [cell, "07\r\n"],
    month: [cell, "11\t"],
    year: [cell, "1971\n"],
    email: [cell, `\t${DIRECTOR.email}\r\n`],
    iban: [cell, `IBAN\t${inGroups(iban).join("\t")}\r\n`],
  }),
  "a letter": (iban) => ({
    firstName: [paragraph, `${NBSP}Zoë-${SHY}Maëlle${NBSP}`],
    lastName: [paragraph, `O’Quillan${NBSP}${NBSP}Les${SHY}trange `],
    day: [paragraph, `${NBSP}7${NBSP}`],
    month: [paragraph, `${NBSP}novembre${NBSP}`],
    year: [paragraph, `1971${SHY}${NBSP}`],
    email: [paragraph, `${NBSP}${DIRECTOR.email}${NBSP}`],
    iban: [paragraph, `“IBAN:${NBSP}${inGroups(iban.toLowerCase()).join("\u202f")}”\n`],
  }),
  "a page": (iban) => ({
    firstName: [paragraph, `${ZERO}\u200eZoë-Maëlle\ufeff\n`],
    lastName: [paragraph, `O’Quillan\nLestrange\n`],
    day: [paragraph, `${ZERO}７`],
    month: [paragraph, `Nov${ZERO}`],
    year: [paragraph, `\u202d1971\u202c`],
    email: [paragraph, `\ufeff${DIRECTOR.email}${ZERO}`],
    iban: [paragraph, `iban ${inGroups(iban).join(`${ZERO}-`)}.`],
  }),
};

/** Each field's text goes in as `put` does it. */
async function fillAll({ checkout, widget }, texts, put) {
  for (const [name, [dress, text]] of Object.entries(texts(checkout.iban))) await put(widget.fields[name], { html: dress(text), text });
  await widget.fields.nationality.selectOption("PRT");
  await widget.fields.residence.selectOption("BEL");
  await expect(widget.fields.iban).toHaveValue(checkout.iban.replace(/(.{4})(?=.)/g, "$1 "));
}

for (const [where, texts] of Object.entries(COPIED)) {
  test(`what is pasted out of ${where} is sent clean`, async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await fillAll({ checkout, widget }, texts, async (field, copied) => {
      await copy(page, copied);
      await field.focus();
      await page.keyboard.press("Control+V");
    });
    await expectSent({ checkout, widget });
  });

  test(`what is pasted out of ${where} over what was there takes its place`, async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await widget.fill("DE89370400440532013000", { firstName: "Some", lastName: "Body", day: "1", month: "2", year: "1980", email: "a@b.example", nationality: "Spain", residence: "Spain" });
    await fillAll({ checkout, widget }, texts, async (field, copied) => {
      await copy(page, copied);
      await field.selectText();
      await page.keyboard.press("Control+V");
    });
    await expectSent({ checkout, widget });
  });

  test(`what is dropped out of ${where} is sent clean`, async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await fillAll({ checkout, widget }, texts, (field, copied) => drop(page, field, copied));
    await expectSent({ checkout, widget });
  });
}

test("two cells of a table in one field are not taken for one name, and stay to be put right", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.fields.firstName.fill("");
  await copy(page, { html: cell("Zoë-Maëlle"), text: "Zoë-Maëlle\tO’Quillan Lestrange" });
  await widget.fields.firstName.focus();
  await page.keyboard.press("Control+V");
  await widget.consent.click();
  await widget.submitButton.click();
  await expect(widget.summary(1)).toBeFocused();
  expect(await widget.marked()).toEqual(["firstName"]);
  await expect(widget.fields.firstName).toHaveValue("Zoë-Maëlle\tO’Quillan Lestrange");
  await widget.fields.firstName.fill(DIRECTOR.firstName);
  await widget.submitButton.click();
  await widget.reaches("ready");
});

test("a text goes from one field into another by the mouse, and is in one of them", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban, { ...DIRECTOR, firstName: "Zoë-Maëlle Lestrange", lastName: "O’Quillan " });
  const { firstName, lastName } = widget.fields;
  // "Lestrange", by two clicks on it.
  const end = await firstName.evaluate((input) => {
    const { left } = input.getBoundingClientRect();
    const { font, paddingLeft } = getComputedStyle(input);
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.font = font;
    return left + parseFloat(paddingLeft) + canvas.measureText("Zoë-Maëlle Lest").width;
  });
  const from = await firstName.boundingBox();
  const to = await lastName.boundingBox();
  await page.mouse.dblclick(end, from.y + from.height / 2);
  expect(await firstName.evaluate((input) => input.value.slice(input.selectionStart, input.selectionEnd))).toBe("Lestrange");
  await page.mouse.move(end, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width - 20, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect(lastName).toHaveValue(DIRECTOR.lastName);
  await expect(firstName).toHaveValue("Zoë-Maëlle ");
  await expectSent({ checkout, widget });
});

test("the browser's own undo works in every field that it writes, and what is sent is what stands there", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  for (const name of ["firstName", "lastName", "day", "month", "year", "email"]) {
    await widget.fields[name].focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type("9");
    await expect(widget.fields[name]).toHaveValue("9");
    await page.keyboard.press("Control+Z");
    await expect(widget.fields[name]).toHaveValue(DIRECTOR[name]);
    await page.keyboard.press("Control+Shift+Z");
    await expect(widget.fields[name]).toHaveValue("9");
    await page.keyboard.press("Control+Z");
    await expect(widget.fields[name]).toHaveValue(DIRECTOR[name]);
  }
  await expectSent({ checkout, widget });
});

test("nothing keeps a text from being pasted, dropped, copied or looked up", async ({ checkout, widget }) => {
  await checkout.openForm();
  for (const [name, field] of Object.entries(widget.fields)) {
    const stopped = await field.evaluate((input) => {
      const data = () => ({ bubbles: true, cancelable: true, composed: true });
      const events = [
        ...["paste", "copy", "cut"].map((type) => new ClipboardEvent(type, { ...data(), clipboardData: new DataTransfer() })),
        ...["dragover", "drop"].map((type) => new DragEvent(type, { ...data(), dataTransfer: new DataTransfer() })),
        new MouseEvent("contextmenu", data()),
        new InputEvent("beforeinput", { ...data(), inputType: "insertFromPaste" }),
      ];
      return events.filter((event) => !input.dispatchEvent(event)).map(({ type }) => type);
    });
    expect(stopped, name).toEqual([]);
  }
});
