// Characters of the IBAN that are dragged with the mouse: with the gaps around them, and out of the input. `caret.spec.mjs` drags a group to every
// place.
import { expect, test } from "./support/fixtures.mjs";

const ACCOUNT = "FR76 3000 6000 0112 3456 7890 189";
/** The characters from there to there, and where they fall. */
const SECOND = { from: 5, to: 9 };

test.beforeEach(async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fields.iban.fill(ACCOUNT);
});

/** Where on the screen a place of the text is: between two characters. */
function pointOf(input, place) {
  return input.evaluate((element, place) => {
    const style = getComputedStyle(element);
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    Object.assign(context, { font: style.font, letterSpacing: style.letterSpacing, fontKerning: style.fontKerning });
    const { left, top, height } = element.getBoundingClientRect();
    const begin = left + parseFloat(style.borderInlineStartWidth) + parseFloat(style.paddingInlineStart) - element.scrollLeft;
    return { x: begin + context.measureText(element.value.slice(0, place)).width, y: top + height / 2 };
  }, place);
}

/** Drags what is selected to a point, as a hand does: not in one step. */
async function drag(page, input, { from, to }, { x, y }) {
  await input.evaluate((element, [from, to]) => (element.focus(), element.setSelectionRange(from, to)), [from, to]);
  const [begin, end] = [await pointOf(input, from), await pointOf(input, to)];
  const held = { x: (begin.x + end.x) / 2, y: begin.y };
  await page.mouse.move(held.x, held.y);
  await page.mouse.down();
  await page.mouse.move(held.x + 8, held.y, { steps: 4 });
  await page.mouse.move(x, y, { steps: 8 });
  await page.mouse.up();
}

const read = (input) => input.evaluate(({ value, selectionStart, selectionEnd }) => ({ value, selected: value.slice(selectionStart, selectionEnd) }));

for (const [where, piece, place, value, selected] of [
  ["into the middle of a group", SECOND, 17, "FR76 6000 0130 0012 3456 7890 189", "30 00"],
  ["with the gaps around it", { from: 4, to: 10 }, 24, "FR76 6000 0112 3456 3000 7890 189", "3000"],
]) {
  test(`a group that is dragged ${where} is there once, and can be brought back`, async ({ page, widget }) => {
    const { iban } = widget.fields;
    await drag(page, iban, piece, await pointOf(iban, place));
    await expect.poll(async () => (await read(iban)).value).toBe(value);
    expect((await read(iban)).selected.trim()).toBe(selected);
    await page.keyboard.press("Control+Z");
    expect((await read(iban)).value).toBe(ACCOUNT);
    await page.keyboard.press("Control+Y");
    expect((await read(iban)).value).toBe(value);
  });
}

test("a group that is dropped where it was stays there", async ({ page, widget }) => {
  const { iban } = widget.fields;
  await drag(page, iban, SECOND, await pointOf(iban, 7));
  await expect(iban).toHaveValue(ACCOUNT);
});

test("a group that is dragged into another field is gone from here, and the rest is in groups", async ({ page, widget }) => {
  const { iban, email } = widget.fields;
  const { x, y, width, height } = await email.boundingBox();
  await drag(page, iban, SECOND, { x: x + width / 2, y: y + height / 2 });
  await expect(email).toHaveValue("3000");
  await expect(iban).toHaveValue("FR76 6000 0112 3456 7890 189");
  await iban.focus();
  await page.keyboard.press("Control+Z");
  await expect(iban).toHaveValue(ACCOUNT);
});

test("a part of a group that is dragged away leaves groups of four", async ({ page, widget }) => {
  const { iban, email } = widget.fields;
  const { x, y, width, height } = await email.boundingBox();
  await drag(page, iban, { from: 6, to: 8 }, { x: x + width / 2, y: y + height / 2 });
  await expect(email).toHaveValue("00");
  await expect(iban).toHaveValue("FR76 3060 0001 1234 5678 9018 9");
});
