// Where the Tab key leads inside the widget.
import { expect } from "@playwright/test";

/** Far more than the widget has. */
const MOST = 60;

/** Presses Tab from the page before the widget to the page behind it; `look` is called at each stop inside, and what it gives is given back. */
export async function alongTab(page, host, look) {
  const isInside = () => host.evaluate((element) => element.shadowRoot.activeElement !== null);
  await page.locator("#payment").focus();
  for (let presses = 0; !(await isInside()); presses++) {
    expect(presses, "presses of Tab before the widget").toBeLessThan(5);
    await page.keyboard.press("Tab");
  }
  const seen = [];
  while (await isInside()) {
    expect(seen.length, "stops in the widget").toBeLessThan(MOST);
    seen.push(await look());
    await page.keyboard.press("Tab");
  }
  return seen;
}

/** What the focused place is known by: its id, or the words that it bears. */
export const stop = (host) =>
  host.evaluate((element) => {
    const { activeElement } = element.shadowRoot;
    return activeElement.id || activeElement.textContent;
  });

/** Everything that a reader of the screen meets and can use: in lines from top to bottom, each from left to right. */
export const readingOrder = (host) =>
  host.evaluate((element) => {
    const all = [...element.shadowRoot.querySelectorAll("a[href],button,input,select,textarea")];
    const places = all
      .filter((place) => place.checkVisibility() && !place.matches(":disabled"))
      // The first line of a link that is broken into several.
      .map((place) => ({ name: place.id || place.textContent, box: place.getClientRects()[0] }))
      .sort((one, other) => one.box.top - other.box.top);
    const lines = [];
    for (const place of places) {
      const line = lines.at(-1);
      if (line && place.box.top < line[0].box.bottom - 1) line.push(place);
      else lines.push([place]);
    }
    return lines.flatMap((line) => line.sort((one, other) => one.box.left - other.box.left).map(({ name }) => name));
  });

/** Where the focused place can't be seen: in words, and none when it is seen where it begins and in its middle. */
export const covered = (host) =>
  host.evaluate((element) => {
    const root = element.shadowRoot;
    const focused = root.activeElement;
    if (!focused) return ["nothing has the focus"];
    // A link that is broken into lines has its middle outside of them.
    const box = focused.getClientRects()[0];
    const x = box.left + box.width / 2;
    const places = { "top edge": box.top + 2, middle: box.top + box.height / 2 };
    return Object.entries(places).flatMap(([place, y]) => {
      const top = document.elementFromPoint(x, y);
      const inside = top === element ? root.elementFromPoint(x, y) : top;
      if (inside && focused.contains(inside)) return [];
      const under = inside ? `under ${inside.id || inside.className || inside.localName}` : "outside of the window";
      return [`the ${place} of “${focused.id || focused.textContent}” is ${under}, ${Math.round(y)} of ${innerHeight}`];
    });
  });

/** Gives the page a bar that stays at its top or bottom, 80 px high, and no scroll-padding. */
export const stickBar = (page, name) =>
  page.evaluate((name) => {
    const bar = document.createElement("div");
    bar.id = `stuck-${name}`;
    bar.textContent = name;
    const side = name === "header" ? "top" : "bottom";
    Object.assign(bar.style, { position: "fixed", left: 0, right: 0, [side]: 0, height: "80px", zIndex: 1_000, background: "teal" });
    document.body.append(bar);
  }, name);
