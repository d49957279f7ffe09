// Keyboards that compose what they write, as those of phones do, those with letters of other languages, and the clipboard and the mouse with
// texts that have a form.

const UNNAMED = { key: "Unidentified", code: "", windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };

/** A keyboard that composes each word: the page hears of keys that have no name, and of a text that grows. */
export class Composer {
  #cdp;
  #composed = "";

  static async of(page) {
    const composer = new Composer();
    composer.#cdp = await page.context().newCDPSession(page);
    return composer;
  }

  /** Goes on composing, a character at a time. */
  async compose(text) {
    for (const sign of text) await this.#show(this.#composed + sign);
  }

  /** Takes back what is being composed, a character at a time. */
  async back(count = 1) {
    for (let taken = 0; taken < count; taken++) await this.#show(this.#composed.slice(0, -1));
  }

  /** Has something else stand where the composition stands: a candidate, a suggestion. */
  suggest(text) {
    return this.#show(text);
  }

  /** Composes anew what stands from one place to another, as a tap on a word or a late correction does. */
  async recompose(from, to, text) {
    this.#composed = text;
    await this.#send({ text, selectionStart: text.length, selectionEnd: text.length, replacementStart: from, replacementEnd: to });
  }

  /** Ends the composition: it stands as it is, or as something else. */
  async commit(text = this.#composed) {
    this.#composed = "";
    await this.#cdp.send("Input.insertText", { text });
  }

  /** A whole text, word by word. */
  async write(text) {
    for (const word of text.split(/(?<=\s)|(?=\s)/)) {
      if (word.trim()) await this.compose(word);
      await this.commit(word);
    }
  }

  /** A whole text, with two wrong letters behind its first that are taken back. */
  async writeWithSlips(text) {
    await this.compose(`${text[0]}xy`);
    await this.back(2);
    await this.commit();
    await this.write(text.slice(1));
  }

  async #show(text) {
    this.#composed = text;
    await this.#send({ text, selectionStart: text.length, selectionEnd: text.length });
  }

  async #send(composition) {
    await this.#cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...UNNAMED });
    await this.#cdp.send("Input.imeSetComposition", composition);
    await this.#cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...UNNAMED });
  }
}

/** Presses the key of each character, on a keyboard that has one for it. Playwright's has none for letters with accents. */
export async function press(page, text) {
  const cdp = await page.context().newCDPSession(page);
  for (const key of text) {
    await cdp.send("Input.dispatchKeyEvent", { type: "keyDown", key, text: key });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key });
  }
  await cdp.detach();
}

/** A text as tables show it. No styles: the shop's policy is against them, even where its page is the one that copies. */
export const cell = (text) => `<meta charset="utf-8"><table border="1"><tr><td bgcolor="#ffff00"><b>${text}</b></td></tr></table>`;

/** Puts a text on the clipboard as other programs do: as they show it, and plain. */
export async function copy(page, { html, text }) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(
    async ({ html, text }) => {
      const item = (type, content) => [type, new Blob([content], { type })];
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries([item("text/html", html), item("text/plain", text)]))]);
    },
    { html, text },
  );
}

/** Drops such a text into an input. */
export async function drop(page, input, { html, text }) {
  await input.scrollIntoViewIfNeeded();
  const box = await input.boundingBox();
  const cdp = await page.context().newCDPSession(page);
  const items = [{ mimeType: "text/html", data: html }, { mimeType: "text/plain", data: text }];
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data: { items, dragOperationsMask: 1 } };
  for (const type of ["dragEnter", "dragOver", "drop"]) await cdp.send("Input.dispatchDragEvent", { type, ...at });
  await cdp.detach();
}
