// The IBAN's caret and its value at every place of the text, by a driver's own keys, in an engine other than Chromium: ENGINE is firefox or webkit.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import { Key } from "selenium-webdriver";

import { SIGNS, compact, grouped, put } from "../e2e/support/account.mjs";
import { Shop } from "../e2e/support/shop.mjs";
import { FIELDS } from "../e2e/support/texts.mjs";
import { start } from "./engine.mjs";
import { Visitor } from "./visitor.mjs";

/** The shortest account that there is, a French one and the longest; one a day in a run that is not `FULL`. */
const EVERY = [15, 27, 34];
const LENGTHS = process.env.FULL ? EVERY : [EVERY[Number(process.env.SLICE ?? 1) % EVERY.length]];
const COPIED = "7X12 3";
const NAMED = { Backspace: Key.BACK_SPACE, Control: Key.CONTROL, Delete: Key.DELETE, Shift: Key.SHIFT };

let engine, shop, visitor;

before(async () => {
  shop = await Shop.start({ speed: 20 });
  engine = await start(process.env.ENGINE);
  visitor = new Visitor(engine.driver);
  await engine.driver.get(shop.url);
  await visitor.reaches("editing");
});

after(async () => {
  await engine?.stop();
  await shop?.kill();
});

beforeEach(() => visitor.focus(FIELDS.iban));

/** Runs a function in the page, on the input that has the focus. */
const inInput = (run, given) =>
  engine.driver.executeScript(`return (${run})(document.querySelector("defacto-enrollment").shadowRoot.activeElement, arguments[0])`, given);

/** Presses keys one after the other. `Control+z` holds one key, and one that the next press holds too stays held. */
async function press(keys) {
  const actions = engine.driver.actions();
  let held = [];
  const hold = (wanted) => {
    for (const key of held.filter((key) => !wanted.includes(key))) actions.keyUp(NAMED[key]);
    for (const key of wanted.filter((key) => !held.includes(key))) actions.keyDown(NAMED[key]);
    held = wanted;
  };
  for (const names of keys) {
    const [key, ...modifiers] = names.split("+").reverse();
    hold(modifiers);
    actions.sendKeys(NAMED[key] ?? key);
  }
  hold([]);
  await actions.perform();
}

/**
 * Does edits one after the other, each with the account in the input: what stood there after each key, and how many of the
 * characters that count were before each end of the selection. The page itself notes that and begins the next edit, so that the driver
 * is asked once for all of them.
 */
async function readingsOf(account, edits) {
  await inInput(watch, { account, edits: edits.map(({ from, to, steps }) => ({ from, to, keys: steps.length })) });
  await press(edits.flatMap(({ steps }) => steps.map(({ key }) => key)));
  return inInput(() => window.readings);
}

/** Runs in the page. */
function watch(input, { account, edits }) {
  const before = (place) => input.value.slice(0, place).replaceAll(" ", "").length;
  window.read = () => ({ value: input.value, from: before(input.selectionStart), to: before(input.selectionEnd) });
  window.readings = [];
  let left;
  const begin = () => {
    const next = edits.shift();
    if (!next) return;
    left = next.keys;
    input.select();
    document.execCommand("insertText", false, account);
    input.setSelectionRange(next.from, next.to);
  };
  begin();
  // Once a key is up, all that it does is done.
  input.onkeyup = ({ key }) => {
    if (key === "Control" || key === "Shift") return;
    window.readings.push(window.read());
    if (--left === 0) begin();
  };
}

for (const length of LENGTHS) {
  const account = SIGNS.slice(0, length);
  const text = grouped(account);
  const places = Array.from({ length: text.length + 1 }, (_, place) => place);
  const before = (place) => compact(text.slice(0, place)).length;
  /** The end of a selection of five characters that count, or of all that are left. */
  const endOf = (place) => places.find((end) => before(end) === before(place) + 5) ?? text.length;

  /** Keys at a selection, with what each has to lead to; and then all of it undone, and done again. */
  const edit = (from, to, keys, wanted) => {
    const states = [
      { value: text, from: before(from), to: before(to) },
      ...wanted.map(({ value, caret }) => ({ value, from: caret, to: caret })),
    ];
    const again = from % 2 ? "Control+Shift+Z" : "Control+y";
    const steps = [
      ...keys.map((key, index) => ({ key, expected: states[index + 1] })),
      ...keys.map((_, index) => ({ key: "Control+z", expected: states[keys.length - 1 - index] })),
      ...keys.map((_, index) => ({ key: again, expected: states[index + 1] })),
    ];
    return { from, to, steps };
  };

  describe(`an account of ${length} characters`, () => {
    /** Does an edit at every place, and collects what went wrong. */
    const everywhere = async (editAt) => {
      const edits = places.map(editAt).filter(Boolean);
      const readings = await readingsOf(account, edits);
      const steps = edits.flatMap(({ from, to, steps }) => steps.map((step, index) => ({ from, to, index, ...step })));
      assert.equal(readings.length, steps.length, "the input hears of every key");
      const all = steps.map((step, index) => ({ ...step, found: readings[index] }));
      const values = all.filter(({ expected, found }) => found.value !== expected.value);
      const carets = all.filter(({ expected, found }) => found.from !== expected.from || found.to !== expected.to);
      const first = [...values.slice(0, 5), ...carets.slice(0, 5)];
      assert.deepEqual({ values: values.length, carets: carets.length, first }, { values: 0, carets: 0, first: [] });
    };

    test("four characters typed, each undone and done again", () =>
      everywhere((place) => {
        const typed = "7X12";
        const wanted = [1, 2, 3, 4].map((count) => put(account, before(place), before(place), typed.slice(0, count)));
        return edit(place, place, [...typed], wanted);
      }));

    test("Backspace, at gaps too, undone and done again", () =>
      everywhere((place) => place > 0 && edit(place, place, ["Backspace"], [put(account, before(place) - 1, before(place), "")])));

    test("Delete, at gaps too, undone and done again", () =>
      everywhere((place) => place < text.length && edit(place, place, ["Delete"], [put(account, before(place), before(place) + 1, "")])));

    test("a selection cut and pasted back, each undone and done again", () =>
      everywhere((place) => {
        const [from, to] = [before(place), before(endOf(place))];
        const wanted = ["", account.slice(from, to)].map((left) => put(account, from, to, left));
        return from < to && edit(place, endOf(place), ["Control+x", "Control+v"], wanted);
      }));

    test("a selection typed over, undone and done again", () =>
      everywhere((place) => {
        const [from, to] = [before(place), before(endOf(place))];
        return from < to && edit(place, endOf(place), ["7"], [put(account, from, to, "7")]);
      }));

    test("a text of another field pasted, undone and done again", async () => {
      await visitor.focus(FIELDS.firstName);
      await press(["Control+a", ...COPIED, "Control+a", "Control+c"]);
      await visitor.focus(FIELDS.iban);
      await everywhere((place) => edit(place, place, ["Control+v"], [put(account, before(place), before(place), COPIED)]));
    });

    // As near as a driver comes to a browser's menu.
    test("each edit undone by a script, or not undone: typing goes on at the caret", async () => {
      const wrong = [];
      let count = 0;
      for (const place of places.filter((place) => place % 5 === 4 || place % 5 === 0 || place === text.length)) {
        for (const key of ["7", "Backspace", "Delete"]) {
          const [done] = await readingsOf(account, [{ from: place, to: place, steps: [{ key }] }]);
          // At an end there is nothing for one of the keys.
          if (done.value === text) continue;
          const undone = await inInput(() => {
            document.execCommand("undo");
            return window.read();
          });
          await press(["9"]);
          const found = await inInput(() => window.read());
          const expected = put(compact(undone.value), undone.from, undone.to, "9");
          const isKnown = [text, done.value].includes(undone.value);
          if (!isKnown || found.value !== expected.value || found.from !== expected.caret || found.to !== expected.caret) wrong.push({ place, key, done, undone, expected, found });
          if (undone.value === text) count += 1;
        }
      }
      assert.deepEqual(wrong, []);
      assert.ok(count > 0, "the browser can undo some edits by itself");
    });
  });
}
