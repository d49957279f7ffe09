// The IBAN's caret and its value, with real keys, the real clipboard, drops and composed input, at every place of the text.
import { SIGNS, compact, grouped, put } from "./support/account.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { expectSent } from "./support/sent.mjs";

/** Accounts of every length that there is; one a day in a run that is not `FULL`. The core's own test has all of them. */
const EVERY = Array.from({ length: 20 }, (_, index) => 15 + index);
const LENGTHS = process.env.FULL ? EVERY : [EVERY[Number(process.env.SLICE ?? 12) % EVERY.length]];
const WHOLE = "DE89 3704 0044 0532 0130 00";

class Line {
  #page;
  #input;
  #cdp;

  static async of(page, widget) {
    const line = new Line();
    line.#page = page;
    line.#input = widget.fields.iban;
    line.#cdp = await page.context().newCDPSession(page);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await line.#input.focus();
    return line;
  }

  /** Puts that account in, and the selection somewhere in it. */
  async hold(account, from, to = from) {
    await this.#input.selectText();
    await this.#page.keyboard.insertText(account);
    await this.select(from, to);
  }

  select(from, to = from) {
    return this.#input.evaluate((input, [from, to]) => input.setSelectionRange(from, to), [from, to]);
  }

  /** The value, and how many of its characters that count are before each end of the selection. */
  read() {
    return this.#input.evaluate(({ value, selectionStart, selectionEnd }) => {
      const before = (place) => value.slice(0, place).replaceAll(" ", "").length;
      return { value, from: before(selectionStart), to: before(selectionEnd) };
    });
  }

  press(keys) {
    return this.#page.keyboard.press(keys);
  }

  async type(text) {
    for (const sign of text) await this.#page.keyboard.press(sign);
  }

  async paste(text) {
    await this.#page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await this.press("Control+V");
  }

  /** As a keyboard that composes does: some beginnings of it, then all. */
  async compose(text) {
    for (let length = 1; length <= text.length; length++) {
      await this.#cdp.send("Input.imeSetComposition", { text: text.slice(0, length), selectionStart: length, selectionEnd: length });
    }
    await this.#cdp.send("Input.insertText", { text });
  }

  /** Does something, and says what the browser left before the widget had a look at it: in groups, as the widget has to leave it. */
  async leftBy(act) {
    await this.#input.evaluate((input) => {
      addEventListener("input", () => (window.left = [input.value, input.selectionStart, input.selectionEnd]), { capture: true, once: true });
    });
    await act();
    const [value, from, to] = await this.#page.evaluate(() => window.left);
    return { value: grouped(value), from: compact(value.slice(0, from)).length, to: compact(value.slice(0, to)).length };
  }

  /** A point on the screen where a press puts the caret at that place. */
  pointOf(place) {
    return this.#input.evaluate((input, place) => {
      const { left, width, top, height } = input.getBoundingClientRect();
      const shadowRoots = [input.getRootNode()];
      for (let x = left; x < left + width; x++) {
        const { offsetNode, offset } = document.caretPositionFromPoint(x, top + height / 2, { shadowRoots });
        if (offsetNode === input && offset === place) return { x: x + 2, y: top + height / 2 };
      }
      throw new Error(`nothing is at ${place}`);
    }, place);
  }

  /** Selects the group around a point by two clicks, and drags it to another. */
  async drag(group, to) {
    const { mouse } = this.#page;
    await mouse.dblclick(group.x, group.y);
    await mouse.down();
    // A drag begins with some way.
    await mouse.move(group.x + 8, group.y, { steps: 2 });
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
  }

  /** Drops a text so far along the input. */
  async drop(text, part) {
    const box = await this.#input.boundingBox();
    const [x, y] = [box.x + box.width * part, box.y + box.height / 2];
    const data = { items: [{ mimeType: "text/plain", data: text }], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) await this.#cdp.send("Input.dispatchDragEvent", { type, x, y, data });
  }

  /** Has the browser undo or redo as its menu does. */
  async choose(command) {
    const key = { key: "F13", code: "F13", windowsVirtualKeyCode: 124 };
    await this.#cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key, commands: [command] });
    await this.#cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  }

  /** Has the browser undo as scripts of a page do, which nobody is asked about before. */
  undoByScript() {
    return this.#page.evaluate(() => document.execCommand("undo"));
  }
}

test.use({ viewport: { width: 960, height: 900 } });
test.setTimeout(240_000);

for (const length of LENGTHS) {
  const account = SIGNS.slice(0, length);
  const text = grouped(account);
  const places = Array.from({ length: text.length + 1 }, (_, place) => place);
  const before = (place) => compact(text.slice(0, place)).length;

  test.describe(`an account of ${length} characters`, () => {
    /** Does something at every place, and collects what went wrong. */
    const everywhere = async (page, checkout, widget, act, wanted) => {
      await checkout.openForm();
      const line = await Line.of(page, widget);
      const wrong = [];
      for (const place of places) {
        const expected = wanted(place);
        if (!expected) continue;
        await line.hold(account, place);
        await act(line, place);
        const { value, from, to } = await line.read();
        if (value !== expected.value || from !== expected.caret || to !== expected.caret) wrong.push({ place, expected, value, from, to });
      }
      expect(wrong).toEqual([]);
    };

    for (const [name, typed] of [["one character", "7"], ["two", "7X"], ["four", "7X12"], ["eight", "7X12345Y"]]) {
      test(`${name} typed`, ({ page, checkout, widget }) =>
        everywhere(page, checkout, widget, (line) => line.type(typed), (place) => put(account, before(place), before(place), typed)));

      test(`${name} pasted`, ({ page, checkout, widget }) =>
        everywhere(page, checkout, widget, (line) => line.paste(typed), (place) => put(account, before(place), before(place), typed)));
    }

    test("a whole account pasted", ({ page, checkout, widget }) =>
      everywhere(page, checkout, widget, (line) => line.paste(WHOLE), (place) => put(account, before(place), before(place), WHOLE)));

    test("a text dropped, which stays selected", async ({ page, checkout, widget }) => {
      await checkout.openForm();
      const line = await Line.of(page, widget);
      const wrong = [];
      const hit = new Set();
      for (const place of places) {
        await line.hold(account, 0);
        const expected = await line.leftBy(() => line.drop("7X12 3", (place + 0.5) / places.length));
        const found = await line.read();
        hit.add(expected.from);
        if (expected.to !== expected.from + 5 || JSON.stringify(found) !== JSON.stringify(expected)) wrong.push({ place, expected, found });
      }
      expect(wrong).toEqual([]);
      expect(hit.size).toBeGreaterThan(length / 2);
    });

    test("a text composed", ({ page, checkout, widget }) =>
      everywhere(page, checkout, widget, (line) => line.compose("7X1"), (place) => put(account, before(place), before(place), "7X1")));

    test("Backspace, at gaps too", ({ page, checkout, widget }) =>
      everywhere(page, checkout, widget, (line) => line.press("Backspace"), (place) => place > 0 && put(account, before(place) - 1, before(place), "")));

    test("Delete, at gaps too", ({ page, checkout, widget }) =>
      everywhere(page, checkout, widget, (line) => line.press("Delete"), (place) => place < text.length && put(account, before(place), before(place) + 1, "")));

    test("a gap that is selected alone, deleted or cut, which takes nothing", async ({ page, checkout, widget }) => {
      await checkout.openForm();
      const line = await Line.of(page, widget);
      const wrong = [];
      for (const place of places.filter((place) => text[place] === " ")) {
        for (const key of ["Backspace", "Delete", "Control+X"]) {
          await line.hold(account, place, place + 1);
          await line.press(key);
          const { value, from, to } = await line.read();
          if (value !== text || from !== before(place) || to !== from) wrong.push({ place, key, value, from, to });
        }
      }
      expect(wrong).toEqual([]);
    });

    test("a selection cut, deleted, typed over, pasted over and composed over", async ({ page, checkout, widget }) => {
      await checkout.openForm();
      const line = await Line.of(page, widget);
      const wrong = [];
      for (const place of places) {
        const byKeys = [
          ["cut", () => line.press("Control+X"), ""],
          ["Delete", () => line.press("Delete"), ""],
          ["typed", () => line.press("7"), "7"],
        ];
        const otherwise = [
          ["Backspace", () => line.press("Backspace"), ""],
          ["pasted", () => line.paste("7X12 3"), "7X123"],
          ["composed", () => line.compose("7X1"), "7X1"],
        ];
        for (const [size, acts] of [[2, byKeys], [5, [...byKeys, ...otherwise]], [12, byKeys]]) {
          const end = Math.min(place + size, text.length);
          for (const [how, act, typed] of acts) {
            if (before(place) === before(end)) continue;
            const expected = put(account, before(place), before(end), typed);
            await line.hold(account, place, end);
            await act();
            const { value, from, to } = await line.read();
            if (value !== expected.value || from !== expected.caret || to !== expected.caret) wrong.push({ place, end, how, expected, value, from, to });
          }
        }
      }
      expect(wrong).toEqual([]);
    });

    test("each edit undone and done again by keys", async ({ page, checkout, widget }) => {
      await checkout.openForm();
      const line = await Line.of(page, widget);
      const wrong = [];
      for (const place of places) {
        for (const [how, size, act] of [
          ["typed", 0, () => line.type("7")],
          ["pasted", 0, () => line.paste("7X12")],
          ["whole pasted", 0, () => line.paste(WHOLE)],
          ["whole pasted over", text.length, () => line.paste(WHOLE)],
          ["composed", 0, () => line.compose("7X1")],
          ["Backspace", 0, () => line.press("Backspace")],
          ["Delete", 0, () => line.press("Delete")],
          ["cut", 5, () => line.press("Control+X")],
          ["typed over", 5, () => line.type("7")],
          ["composed over", 5, () => line.compose("7X1")],
        ]) {
          await line.hold(account, place, Math.min(place + size, text.length));
          const begun = await line.read();
          await act();
          const done = await line.read();
          await line.press("Control+Z");
          const undone = await line.read();
          await line.press(place % 2 ? "Control+Shift+Z" : "Control+Y");
          const again = await line.read();
          const hasChanged = done.value !== begun.value;
          if (hasChanged && JSON.stringify([undone, again]) !== JSON.stringify([begun, done])) wrong.push({ place, how, begun, done, undone, again });
        }
      }
      expect(wrong).toEqual([]);
    });

    test("a drop undone and done again by keys", async ({ page, checkout, widget }) => {
      await checkout.openForm();
      const line = await Line.of(page, widget);
      const wrong = [];
      for (const place of places) {
        await line.hold(account, 0);
        const begun = await line.read();
        await line.drop("7X12 3", (place + 0.5) / places.length);
        const done = await line.read();
        await line.press("Control+Z");
        const undone = await line.read();
        await line.press(place % 2 ? "Control+Shift+Z" : "Control+Y");
        const again = await line.read();
        if (done.value === begun.value || undone.value !== begun.value || JSON.stringify(again) !== JSON.stringify(done)) wrong.push({ place, begun, done, undone, again });
      }
      expect(wrong).toEqual([]);
    });

    test("a group dragged to each place, which stays selected, undone and done again by keys", async ({ page, checkout, widget }) => {
      await checkout.openForm();
      const line = await Line.of(page, widget);
      const wrong = [];
      for (const place of places) {
        // One group after the other; the last may be too short for its middle to be hit.
        const from = 4 * (place % Math.floor(length / 4));
        const begun = { value: text, from, to: from + 4 };
        const [moved, rest] = [account.slice(from, from + 4), account.slice(0, from) + account.slice(from + 4)];
        // Within itself and at its ends it stays where it was.
        const fallen = Math.min(before(place), from) + Math.max(before(place) - begun.to, 0);
        const expected = { value: grouped(rest.slice(0, fallen) + moved + rest.slice(fallen)), from: fallen, to: fallen + 4 };
        await line.hold(account, 0);
        await line.drag(await line.pointOf((from / 4) * 5 + 2), await line.pointOf(place));
        const done = await line.read();
        if (expected.value === text) {
          if (JSON.stringify(done) !== JSON.stringify(begun)) wrong.push({ place, moved, begun, done });
          continue;
        }
        await line.press("Control+Z");
        const undone = await line.read();
        await line.press(place % 2 ? "Control+Shift+Z" : "Control+Y");
        const again = await line.read();
        if (JSON.stringify([done, undone, again]) !== JSON.stringify([expected, begun, expected])) wrong.push({ place, moved, expected, begun, done, undone, again });
      }
      expect(wrong).toEqual([]);
    });

    for (const keys of ["Control+Backspace", "Control+Delete"]) {
      test(`${keys}, at gaps too, takes what the browser takes, and can be undone`, async ({ page, checkout, widget }) => {
        await checkout.openForm();
        const line = await Line.of(page, widget);
        const wrong = [];
        const last = keys === "Control+Delete" ? text.length : 0;
        for (const place of places.filter((place) => place !== last)) {
          await line.hold(account, place);
          const expected = await line.leftBy(() => line.press(keys));
          const found = await line.read();
          await line.press("Control+Z");
          const undone = await line.read();
          const begun = { value: text, from: before(place), to: before(place) };
          if (expected.value === text || JSON.stringify([found, undone]) !== JSON.stringify([expected, begun])) wrong.push({ place, expected, found, undone });
        }
        expect(wrong).toEqual([]);
      });
    }

    /** Both sides of each gap, and the end. */
    const gaps = places.filter((place) => place % 5 === 4 || place % 5 === 0 || place === text.length);
    /** Edits of the account at a place. */
    const editsAt = (line, place) => [
      ["typed", () => line.type("7")],
      ["pasted", () => line.paste("7X12")],
      ["composed", () => line.compose("7X1")],
      ["Backspace", () => line.press("Backspace")],
      ["dropped", () => line.drop("7X12 3", (place + 0.5) / places.length)],
    ];

    test("each edit undone by the browser's menu, which may have nothing to do again where a key has", async ({ page, checkout, widget }) => {
      await checkout.openForm();
      const line = await Line.of(page, widget);
      const wrong = [];
      for (const place of gaps) {
        for (const [how, act] of editsAt(line, place)) {
          await line.hold(account, place);
          const begun = await line.read();
          await act();
          const done = await line.read();
          // Before the first character there is nothing for Backspace.
          if (done.value === begun.value) continue;
          await line.choose("undo");
          const undone = await line.read();
          await line.choose("redo");
          const chosen = await line.read();
          await line.press("Control+Y");
          const again = await line.read();
          // A drop begins wherever the browser had the caret while it was dragged.
          const isUndone = how === "dropped" ? undone.value === begun.value : JSON.stringify(undone) === JSON.stringify(begun);
          const isKnown = [begun.value, done.value].includes(chosen.value);
          if (!isUndone || !isKnown || JSON.stringify(again) !== JSON.stringify(done)) wrong.push({ place, how, begun, done, undone, chosen, again });
        }
      }
      expect(wrong).toEqual([]);
    });

    test("each edit undone by a script, of which nobody hears before, or not undone: typing goes on at the caret", async ({ page, checkout, widget }) => {
      await checkout.openForm();
      const line = await Line.of(page, widget);
      const wrong = [];
      let count = 0;
      for (const place of gaps) {
        for (const [how, act] of editsAt(line, place)) {
          await line.hold(account, place);
          const begun = await line.read();
          await act();
          const done = await line.read();
          await line.undoByScript();
          const undone = await line.read();
          await line.press("9");
          const { value, from, to } = await line.read();
          const expected = put(compact(undone.value), undone.from, undone.to, "9");
          const isKnown = [begun.value, done.value].includes(undone.value);
          if (!isKnown || value !== expected.value || from !== expected.caret || to !== expected.caret) wrong.push({ place, how, begun, done, undone, expected, value, from, to });
          if (undone.value !== done.value) count += 1;
        }
      }
      expect(wrong).toEqual([]);
      expect(count, "edits that the browser could undo by itself").toBeGreaterThan(0);
    });
  });
}

test("what is typed key by key stands in groups, and what the flow has is what stands there", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  const line = await Line.of(page, widget);
  await line.type("fr76 3000");
  expect(await line.read()).toEqual({ value: "FR76 3000", from: 8, to: 8 });
  await widget.fill(checkout.iban);
  await widget.fields.iban.focus();
  await line.select(0, 99);
  await line.press("Backspace");
  await line.press("Control+Z");
  await expectSent({ checkout, widget });
});

test("a group dragged to where nothing takes it stays where it was", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  const line = await Line.of(page, widget);
  await line.hold(SIGNS, 0);
  for (const outside of [widget.host.getByText("IBAN", { exact: true }), widget.submitButton, page.locator("body")]) {
    await expect(outside).toBeInViewport();
    const { x, y } = await outside.boundingBox();
    await line.drag(await line.pointOf(7), { x: x + 5, y: Math.max(y, 0) + 5 });
    // A press that is no drag would have left no selection, or another.
    expect(await line.read()).toEqual({ value: grouped(SIGNS), from: 4, to: 8 });
  }
});

test("what a drag has put right is what the flow has", async ({ page, checkout, widget }) => {
  const [first, second, third, ...others] = grouped(checkout.iban).split(" ");
  await checkout.openForm();
  await widget.fill([first, third, second, ...others].join(" "));
  const line = await Line.of(page, widget);
  await line.drag(await line.pointOf(12), await line.pointOf(5));
  expect((await line.read()).value).toBe(grouped(checkout.iban));
  await expectSent({ checkout, widget });
});

test("what a script has undone is what the flow has", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  const line = await Line.of(page, widget);
  await line.press("End");
  await line.press("Backspace");
  await line.undoByScript();
  expect((await line.read()).value).toBe(grouped(checkout.iban));
  await expectSent({ checkout, widget });
});

test("a key that has nothing to undo leaves the account untouched, and it can still be filled in", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  const line = await Line.of(page, widget);
  await line.press("Control+Z");
  await line.press("Control+Y");
  await widget.host.evaluate((element, iban) => void (element.prefill = { account_number: iban }), checkout.iban);
  await expect(widget.fields.iban).toHaveValue(grouped(checkout.iban));
});

test("a reset forgets the history too", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  const line = await Line.of(page, widget);
  await line.hold("FR76", 4);
  await widget.host.evaluate((element) => element.reset());
  await widget.reaches("editing");
  await widget.fields.iban.focus();
  await line.press("Control+Z");
  expect((await line.read()).value).toBe("");
});

test("an input that tells of what a script writes into it, as some pages make them, harms nothing", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fields.iban.evaluate((input) => {
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    Object.defineProperty(input, "value", {
      get,
      set(value) {
        set.call(this, value);
        this.dispatchEvent(new Event("input", { bubbles: true }));
      },
    });
  });
  const line = await Line.of(page, widget);
  await line.type("fr76300");
  await line.press("Control+Z");
  expect((await line.read()).value).toBe("FR76 30");
  await widget.host.evaluate((element) => element.reset());
  await widget.reaches("editing");
  await expect(widget.fields.iban).toHaveValue("");
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
});
