// The look that a partner may change: properties, parts, schemes, and what is kept legible whatever they say.
import axe from "axe-core";

import { refused } from "./support/complaints.mjs";
import { faults } from "./support/contrast.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { BUTTONS, DEBIT_NOTICE, FORM, STAGES } from "./support/texts.mjs";
import { PARTS, TOKENS, dress, example, inRepo, palette } from "./support/theme.mjs";

const COLORS = TOKENS.filter(({ name }) => name.startsWith("--defacto-color-"));
const STYLES = ["tokens", "widget", "skeleton"].map((name) => ({ name, text: inRepo(`style/${name}.css`).replace(/\/\*[\s\S]*?\*\//g, "") }));
const [{ text: tokens }, { text: rules }, { text: skeleton }] = STYLES;
const WARNING = /console\.warning: <defacto-enrollment> Colours changed to be legible: /;

/** What the widget has changed of the partner's colours, once it has looked at them: it does when the browser has nothing else to do. */
const changes = (widget) =>
  widget.host.evaluate(async (element) => {
    await new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve)));
    return element.shadowRoot.querySelector(".host").style.cssText;
  });

const styleOf = (locator, property) => locator.evaluate((element, property) => getComputedStyle(element)[property], property);

/** Leaves out a press's focus and the pointer. */
async function submitEmpty(widget) {
  await widget.submitButton.click();
  await expect(widget.links(widget.summary(8))).toHaveCount(8);
  await widget.host.page().mouse.move(0, 0);
}

async function requestRefused(page, checkout, watcher) {
  watcher.expect(refused(409), { times: 1 });
  await page.route("**/shop/orders", (route) => route.fulfill({ status: 409, json: { title: "No." } }));
  await checkout.widget.loanButton.click();
  await expect(checkout.widget.alert).toContainText(STAGES.requestFailed);
}

test.describe("the contract", () => {
  /** The defaults in the style sheet, by property: `[of every browser, of those that know light-dark()]`. */
  const defaults = () => {
    const found = {};
    for (const [, name, value] of tokens.matchAll(/: var\((--defacto-[\w-]+), (.+)\);/g)) (found[name] ??= []).push(value);
    return found;
  };

  test("the table has the properties of the style sheet with their defaults, and no others", () => {
    const documented = TOKENS.map(({ name, light, dark }) => [name, light === dark ? [light] : [light, `light-dark(${light}, ${dark})`]]);
    expect(COLORS.length).toBeGreaterThan(10);
    expect(defaults()).toEqual(Object.fromEntries(documented));
  });

  test("raw values are in tokens.css and nowhere else", () => {
    const raw = /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|lab|lch|hwb)a?\(|\b\d*\.?\d+(?:px|rem|pt|s|ms)\b/gi;
    expect(tokens.match(raw).length).toBeGreaterThan(30);
    expect(rules.match(raw)).toBeNull();
    // The skeleton stands before the tokens arrive: what it takes of them has the same defaults.
    const fallbacks = [...skeleton.matchAll(/var\((--[\w-]+), ([^)]+)\)/g)].map(([, name, value]) => [name, [value]]);
    expect(fallbacks.length).toBeGreaterThan(0);
    for (const [name, values] of fallbacks) expect(defaults()[name]).toEqual(values);
    expect(skeleton.replace(/var\([^)]+\)/g, "").match(raw)).toBeNull();
  });

  test("every colour that has a contrast in the table is watched, against what the table says", () => {
    const listed = (file, begin) => JSON.parse(new RegExp(`${begin} = (\\[[^\\]]+\\])`).exec(inRepo(file))[1].replace(/,\s*\]/, "]"));
    const lines = listed("src/legible.rs", "const COLORS: \\[&str; \\d+\\]").map((line) => line.split(" "));
    const watched = Object.fromEntries(lines.map(([name, , ...others]) => [name, others]));
    const [, read] = /const READ: &str = "surface ([a-z -]+)"/.exec(inRepo("src/legible.rs"));
    expect(read.split(" ")).toEqual(Object.keys(watched).filter((name) => name !== "page"));
    const { page: _, ...properties } = watched;
    const documented = COLORS.filter(({ contrast }) => contrast && !contrast.startsWith("none"));
    const needed = documented.map(({ name, contrast }) => [name.slice("--defacto-color-".length), contrast.match(/[a-z-]+(?=[,;]|$)/g).sort()]);
    const against = Object.entries(properties).map(([name, others]) => [name, others.filter((other) => other !== "page").sort()]);
    expect(Object.fromEntries(against)).toEqual(Object.fromEntries(needed));
    const transition = /\.probe \{[^}]+\}/.exec(rules)[0].match(/(?<=--_)[a-z-]+/g);
    expect(new Set(transition)).toEqual(new Set([...Object.keys(properties), "surface", "settle"]));
  });

  test("the manifest for editors has the same properties and parts", () => {
    const [{ declarations }] = JSON.parse(inRepo("embed/custom-elements.json")).modules;
    const [{ cssProperties, cssParts }] = declarations;
    expect(cssProperties.map(({ name, default: value }) => [name, value])).toEqual(TOKENS.map(({ name, light }) => [name, light]));
    expect(cssParts.map(({ name }) => name)).toEqual(PARTS);
  });
});

test("the parts in the page are those of the table, and every control has one", async ({ page, checkout, widget, watcher }) => {
  const found = new Set();
  const look = async () => {
    const { parts, bare } = await widget.host.evaluate((element) => ({
      // With an underscore they are the widget's own.
      parts: [...element.shadowRoot.querySelectorAll("[part]")].flatMap(({ part }) => [...part]).filter((part) => !part.startsWith("_")),
      bare: [...element.shadowRoot.querySelectorAll("input, select, button, a, label, legend")].filter(({ part }) => part.length === 0).map(({ outerHTML }) => outerHTML),
    }));
    expect(bare).toEqual([]);
    for (const part of parts) found.add(part);
  };
  await checkout.play("never_ready");
  await checkout.openForm();
  await widget.host.getByRole("button", { name: "Add another managing director" }).click();
  const remove = widget.host.getByRole("button", { name: "Remove" });
  await expect(remove).toBeVisible();
  await look();
  await remove.click();
  await expect(remove).toHaveCount(0);
  await submitEmpty(widget);
  await look();
  await widget.enroll(checkout.iban);
  await widget.reaches("waiting");
  await look();
  await checkout.play("ready");
  await widget.reaches("ready");
  await look();
  await requestRefused(page, checkout, watcher);
  await look();
  expect([...found].sort()).toEqual([...PARTS].sort());
});

test("a part can be styled from the page", async ({ page, checkout, widget }) => {
  await dress(page, "} defacto-enrollment::part(submit) { text-transform: uppercase;");
  await checkout.openForm();
  expect(await styleOf(widget.submitButton, "textTransform")).toBe("uppercase");
  expect(await styleOf(widget.fields.iban, "textTransform")).toBe("none");
});

test.describe("properties", () => {
  /** Marks by property; the colours are distinct and legible. */
  const MARKS = {
    "--defacto-font-family": "Marker",
    "--defacto-font-size": "21px",
    "--defacto-space": "10px",
    "--defacto-radius": "13px",
    "--defacto-field-height": "71px",
    "--defacto-border-width": "4px",
    "--defacto-scroll-margin": "99px",
    "--defacto-color-text": "rgb(1, 2, 3)",
    "--defacto-color-muted": "rgb(60, 61, 62)",
    "--defacto-color-surface": "rgb(254, 253, 252)",
    "--defacto-color-raised": "rgb(240, 241, 242)",
    "--defacto-color-border": "rgb(101, 102, 103)",
    "--defacto-color-rule": "rgb(200, 201, 202)",
    "--defacto-color-accent": "rgb(80, 0, 90)",
    "--defacto-color-accent-strong": "rgb(40, 0, 50)",
    "--defacto-color-on-accent": "rgb(250, 240, 251)",
    "--defacto-color-problem": "rgb(140, 10, 20)",
    "--defacto-color-problem-surface": "rgb(255, 236, 235)",
    "--defacto-color-success": "rgb(0, 90, 40)",
    "--defacto-color-success-surface": "rgb(232, 250, 233)",
    "--defacto-color-focus": "rgb(0, 60, 160)",
  };

  test("each property reaches what the table says", async ({ page, checkout, widget }) => {
    expect(Object.keys(MARKS)).toEqual(TOKENS.map(({ name }) => name));
    await dress(page, Object.entries(MARKS).map(([name, mark]) => `${name}: ${mark};`).join(" "));
    const reached = {};
    const see = async (token, locator, property, scale = 1) => {
      const seen = await styleOf(locator, property);
      const mark = MARKS[`--defacto-${token}`];
      (reached[`--defacto-${token}`] ??= []).push([seen, scale === 1 ? mark : `${parseFloat(mark) * scale}px`]);
    };
    const { host, fields, submitButton } = widget;
    await checkout.play("never_ready");
    await checkout.openForm();
    await see("font-family", host.getByText("Given name"), "fontFamily");
    await see("font-family", fields.iban, "fontFamily");
    await see("font-size", host.getByText("Given name"), "fontSize");
    await see("font-size", submitButton, "fontSize");
    await see("space", host.getByText(DEBIT_NOTICE), "paddingTop", 1.5);
    await see("radius", fields.iban, "borderTopLeftRadius");
    await see("radius", submitButton, "borderTopLeftRadius");
    await see("field-height", fields.iban, "minHeight");
    await see("field-height", fields.residence, "minHeight");
    await see("field-height", submitButton, "minHeight");
    await see("border-width", fields.iban, "borderTopWidth");
    await see("scroll-margin", fields.iban, "scrollMarginTop");
    await see("color-text", host.getByText("Given name"), "color");
    await see("color-text", fields.iban, "color");
    await see("color-muted", host.getByText("For example, 27 3 1975"), "color");
    await see("color-surface", fields.iban, "backgroundColor");
    await see("color-raised", host.getByText(DEBIT_NOTICE), "backgroundColor");
    await see("color-border", fields.iban, "borderTopColor");
    await see("color-rule", host.getByRole("group", { name: "Bank account" }), "borderTopColor");
    await see("color-accent", submitButton, "backgroundColor");
    await see("color-accent", widget.consent, "accentColor");
    await see("color-accent", host.getByRole("link", { name: FORM.terms }), "color");
    await see("color-on-accent", submitButton, "color");
    await submitButton.hover();
    await see("color-accent-strong", submitButton, "backgroundColor");
    await submitEmpty(widget);
    await see("color-problem", widget.links(widget.summary(8)).first(), "color");
    await see("color-problem", fields.iban, "borderTopColor");
    await see("color-problem-surface", widget.summary(8), "backgroundColor");
    await see("color-focus", widget.summary(8), "outlineColor");
    await widget.enroll(checkout.iban);
    await widget.reaches("waiting");
    await see("color-muted", widget.loanButton, "color");
    await checkout.play("ready");
    await widget.reaches("ready");
    const panel = host.getByRole("group").filter({ has: page.getByRole("button", { name: BUTTONS.loan }) });
    await see("color-success", panel, "borderTopColor");
    await see("color-success-surface", panel, "backgroundColor");
    expect(Object.keys(reached).sort()).toEqual(Object.keys(MARKS).sort());
    for (const [token, seen] of Object.entries(reached)) for (const [value, mark] of seen) expect(value, token).toBe(mark);
    expect(await changes(widget)).toBe("");
  });
});

test.describe("colours that can be told apart are left alone", () => {
  const GOOD = {
    "the defaults": ["", {}],
    "the defaults on a dark page": ["", { scheme: "dark" }],
    "the first example of the page on theming": [example("defacto-enrollment"), {}],
    "the second one": [example(".brand"), {}],
    "the second one on a dark page": [example(".brand"), { scheme: "dark" }],
    "modern notations": [palette({ accent: "oklch(45% 0.2 280)", "accent-strong": "color-mix(in oklab, oklch(45% 0.2 280), black 20%)", focus: "color(display-p3 0 0.3 0.9)" }), {}],
    "shades of black by alpha": [palette({ text: "rgb(0 0 0 / 87%)", muted: "rgb(0 0 0 / 60%)", border: "rgb(0 0 0 / 50%)", raised: "rgb(0 0 0 / 4%)" }), {}],
    "a surface by alpha on a dark page": [palette({ surface: "rgb(255 255 255 / 6%)" }), { scheme: "dark", background: "#101418" }],
  };
  for (const [name, [declarations, page_]] of Object.entries(GOOD)) {
    test(name, async ({ page, checkout, widget }) => {
      await dress(page, declarations, page_);
      await checkout.openForm();
      await submitEmpty(widget);
      expect(await changes(widget)).toBe("");
      expect(await faults(widget.host)).toEqual([]);
    });
  }

  for (const colorScheme of ["light", "dark"]) {
    test(`the demo's own, ${colorScheme}`, async ({ page, checkout, widget }) => {
      await page.emulateMedia({ colorScheme });
      await checkout.openForm();
      await submitEmpty(widget);
      expect(await changes(widget)).toBe("");
      expect(await faults(widget.host)).toEqual([]);
    });
  }
});

test.describe("colours that can't be told apart are changed until they can, with one warning", () => {
  const BAD = {
    "a yellow accent": [{ accent: "#ffd400" }, /--defacto-color-accent: 1\.4\d:1 with --defacto-color-surface, needs 4\.5:1/],
    "a yellow accent in a modern notation": [{ accent: "oklch(90% 0.18 100)" }, /--defacto-color-accent: 1\.\d\d:1 with --defacto-color-surface, needs 4\.5:1/],
    "an accent beyond what sRGB has": [{ accent: "oklch(0.705 0.213 47.604)" }, /--defacto-color-accent: 2\.\d\d:1 with --defacto-color-surface, needs 4\.5:1/],
    "an accent that is no colour": [{ accent: "bleu" }, /--defacto-color-accent: 1\.00:1 with --defacto-color-surface, needs 4\.5:1/],
    "faint text": [{ text: "#bbbbbb" }, /--defacto-color-text: 1\.9\d:1 with --defacto-color-surface, needs 4\.5:1/],
    "text of no colour of its own": [{ text: "#ffffff" }, /--defacto-color-text: 1\.00:1 with --defacto-color-surface, needs 4\.5:1/],
    "faint hints by alpha": [{ muted: "rgb(0 0 0 / 30%)" }, /--defacto-color-muted: 2\.\d\d:1 with --defacto-color-surface, needs 4\.5:1/],
    "faint borders": [{ border: "#dddddd" }, /--defacto-color-border: 1\.3\d:1 with --defacto-color-surface, needs 3:1/],
    "a faint ring": [{ focus: "#a8c7fa" }, /--defacto-color-focus: 1\.7\d:1 with --defacto-color-surface, needs 3:1/],
    "a button's words in its own shade": [{ "on-accent": "#0a2a88" }, /--defacto-color-on-accent: 1\.\d\d:1 with --defacto-color-accent, needs 4\.5:1/],
    "a button that fades under the pointer": [{ "accent-strong": "#9db8ff" }, /--defacto-color-accent-strong: 1\.9\d:1 with --defacto-color-on-accent, needs 4\.5:1/],
    "faint errors": [{ problem: "#ff8a80" }, /--defacto-color-problem: 2\.\d\d:1 with --defacto-color-surface, needs 4\.5:1/],
    "a loud summary": [{ "problem-surface": "#e53935" }, /--defacto-color-problem-surface: [\d.]+:1 with --defacto-color-\w+, needs/],
    "a dark notice in a light widget": [{ raised: "#222222" }, /--defacto-color-raised: 1\.\d\d:1 with --defacto-color-text, needs 4\.5:1/],
    "a dark surface and nothing else": [{ surface: "#101010" }, /--defacto-color-text: 1\.1\d:1 with --defacto-color-surface, needs 4\.5:1/],
    "a surface between light and dark": [{ surface: "#808080" }, /--defacto-color-text: [\d.]+:1 with --defacto-color-surface, needs 4\.5:1/],
    "a dark page that does not say so": [{}, /the page: 1\.\d\d:1 with --defacto-color-text, needs 4\.5:1/, { background: "#15181d" }],
    "a light page that says that it is dark": [{}, /the page: 1\.\d\d:1 with --defacto-color-text, needs 4\.5:1/, { background: "#fffdf8", scheme: "dark" }],
    "hints that only the page behind swallows": [{ muted: "#6b6b6b" }, /--defacto-color-muted: 4\.\d\d:1 with the page, needs 4\.5:1/, { background: "#e4e4e4" }],
  };
  for (const [name, [colors, pattern, place]] of Object.entries(BAD)) {
    test(name, async ({ page, checkout, widget, watcher }) => {
      watcher.expect(WARNING, { times: 1 });
      watcher.expect(pattern, { times: 1 });
      await dress(page, palette(colors), place);
      await checkout.openForm();
      const mended = await changes(widget);
      const unmended = [];
      for (const act of [() => {}, () => submitEmpty(widget)]) {
        await act();
        expect(await everywhere(page, widget)).toEqual([]);
        expect(await contrastByAxe(page)).toEqual([]);
        // Without the changes it can be seen what they are for.
        await change(widget, "");
        unmended.push(...(await everywhere(page, widget)));
        await change(widget, mended);
      }
      expect(unmended).not.toEqual([]);
    });
  }

  const change = (widget, changes) => widget.host.evaluate((element, changes) => (element.shadowRoot.querySelector(".host").style.cssText = changes), changes);

  /** With and without the pointer on the button. */
  async function everywhere(page, widget) {
    const found = await faults(widget.host);
    await widget.submitButton.hover();
    found.push(...(await faults(widget.host)));
    await page.mouse.move(0, 0);
    return found;
  }

  /** What axe says of contrast in the widget. */
  async function contrastByAxe(page) {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => globalThis.axe.run("defacto-enrollment", { runOnly: ["color-contrast"], resultTypes: ["violations"] }));
    return violations.flatMap(({ nodes }) => nodes.map(({ failureSummary }) => failureSummary));
  }

  test("panels too", async ({ page, checkout, widget, watcher }) => {
    watcher.expect(WARNING, { times: 1 });
    await dress(page, palette({ raised: "#8a8a8a", "success-surface": "#0b6b3f", "problem-surface": "#b3191f" }));
    await checkout.play("never_ready");
    await checkout.enroll();
    await widget.reaches("waiting");
    expect(await faults(widget.host)).toEqual([]);
    await checkout.play("ready");
    await widget.reaches("ready");
    expect(await faults(widget.host)).toEqual([]);
    await requestRefused(page, checkout, watcher);
    expect(await faults(widget.host)).toEqual([]);
  });
});

test("a theme that changes under the widget is looked at again, and the same warning is not given twice", async ({ page, checkout, widget, watcher }) => {
  const set = (color) => widget.host.evaluate((element, color) => element.style.setProperty("--defacto-color-accent", color), color);
  await dress(page, "");
  await checkout.openForm();
  expect(await changes(widget)).toBe("");
  watcher.expect(/Colours changed to be legible: --defacto-color-accent: 1\.4\d:1/, { times: 1 });
  for (let round = 0; round < 2; round += 1) {
    await set("#ffd400");
    await expect.poll(() => changes(widget)).toContain("--_accent");
    expect(await faults(widget.host)).toEqual([]);
    await set("#5b21b6");
    await expect.poll(() => changes(widget)).toBe("");
  }
});

// The longer one has not ended when the widget looks at a change, after 0.4 seconds.
for (const duration of [300, 1200]) {
  test(`a page that fades from light to dark within ${duration} ms is not looked at on its way`, async ({ page, checkout, widget }) => {
    await page.emulateMedia({ colorScheme: "light" });
    await dress(page, `transition: background-color ${duration}ms steps(2, jump-end);`, { scheme: "light dark", background: "light-dark(#ffffff, #161d26)" });
    await checkout.openForm();
    const settle = () =>
      widget.host.evaluate(async (element) => {
        const probe = element.shadowRoot.querySelector(".probe");
        for (const place of [probe, element, probe]) await Promise.all(place.getAnimations().map(({ finished }) => finished));
        return getComputedStyle(element).backgroundColor;
      });
    // What the first colours set going has ended.
    expect(await settle()).toBe("rgb(255, 255, 255)");
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await settle()).toBe("rgb(22, 29, 38)");
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect(await changes(widget)).toBe("");
  });
}

test("an element that is taken away while its page fades leaves no error behind", async ({ page, checkout, widget }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await dress(page, "transition: background-color 3s;", { scheme: "light dark", background: "light-dark(#ffffff, #161d26)" });
  await checkout.openForm();
  const changed = widget.host.evaluate((element) => new Promise((resolve) => element.shadowRoot.querySelector(".probe").addEventListener("transitionend", () => resolve())));
  await page.emulateMedia({ colorScheme: "dark" });
  await changed;
  await widget.host.evaluate(async (element) => {
    const [{ finished }] = element.getAnimations();
    element.remove();
    await finished.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
});

test("a theme that fails in the dark is changed there alone", async ({ page, checkout, widget, watcher }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await dress(page, palette({ accent: "#1a4fd0" }), { scheme: "light dark" });
  await checkout.openForm();
  expect(await changes(widget)).toBe("");
  watcher.expect(/Colours changed to be legible: --defacto-color-accent: 2\.\d\d:1/, { times: 1 });
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(() => changes(widget)).toContain("--_accent");
  expect(await faults(widget.host)).toEqual([]);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(() => changes(widget)).toBe("");
});

test("the widget is dark where the page's color-scheme is, whatever the system's", async ({ page, checkout, widget }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await dress(page, "", { scheme: "dark" });
  await checkout.openForm();
  const dark = Object.fromEntries(TOKENS.map(({ name, dark }) => [name, dark]));
  const channels = (hex) => `rgb(${hex.match(/[\da-f]{2}/g).map((pair) => parseInt(pair, 16)).join(", ")})`;
  expect(await styleOf(widget.host.getByText("Given name"), "color")).toBe(channels(dark["--defacto-color-text"]));
  expect(await styleOf(widget.fields.iban, "backgroundColor")).toBe(channels(dark["--defacto-color-surface"]));
  expect(await styleOf(widget.submitButton, "backgroundColor")).toBe(channels(dark["--defacto-color-accent"]));
});

test.describe("forced colours", () => {
  test("the borrower's own colours hold, every control has an edge, and nothing is said of the partner's", async ({ page, checkout, widget }) => {
    await page.emulateMedia({ forcedColors: "active" });
    const part = "} defacto-enrollment::part(primary) { background: linear-gradient(red, blue); color: lime;";
    await dress(page, `--defacto-border-width: 0px; ${palette({ accent: "#ffd400", text: "#dddddd" })} ${part}`);
    await checkout.play("never_ready");
    await checkout.openForm();
    const edges = (locator) =>
      locator.evaluate((element) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element);
        return borderTopStyle === "solid" && parseFloat(borderTopWidth) > 0 && borderTopColor !== backgroundColor;
      });
    const addDirector = widget.host.getByRole("button", { name: FORM.addDirector });
    for (const control of [widget.fields.iban, widget.fields.residence, addDirector]) expect(await edges(control)).toBe(true);
    const system = (color) =>
      page.evaluate((color) => {
        const painted = document.body.appendChild(document.createElement("i"));
        painted.style.color = color;
        const { color: seen } = getComputedStyle(painted);
        painted.remove();
        return seen;
      }, color);
    // The way on is filled, in colours of theirs, whatever a page has for the part.
    expect(await styleOf(widget.submitButton, "backgroundColor")).toBe(await system("ButtonText"));
    expect(await styleOf(widget.submitButton, "backgroundImage")).toBe("none");
    expect(await styleOf(widget.submitButton, "color")).toBe(await system("ButtonFace"));
    expect(await styleOf(addDirector, "backgroundColor")).toBe(await system("ButtonFace"));
    // The arrow of our own is painted in colours that are gone here.
    expect(await styleOf(widget.fields.residence, "appearance")).toBe("auto");
    expect(await edges(widget.host.getByText(DEBIT_NOTICE))).toBe(true);
    const width = async () => parseFloat(await styleOf(widget.fields.iban, "borderTopWidth"));
    const right = await width();
    await submitEmpty(widget);
    expect(await edges(widget.summary(8))).toBe(true);
    // No red is there to mark what is wrong.
    expect(await width()).toBeGreaterThan(right);
    await widget.enroll(checkout.iban);
    await widget.reaches("waiting");
    expect(await edges(widget.loanButton)).toBe(true);
    expect(await styleOf(widget.loanButton, "color")).toBe(await system("GrayText"));
    expect(await changes(widget)).toBe("");
  });

  test("the skeleton can be seen", async ({ page, checkout, widget }) => {
    await page.emulateMedia({ forcedColors: "active" });
    await page.route("**/enrollment-widget-*.wasm", () => {});
    await checkout.open();
    await expect(widget.status).toHaveText("Loading…");
    const bars = await widget.status.evaluate((status) =>
      [...status.querySelectorAll("div")].map((bar) => [getComputedStyle(bar).borderTopStyle, getComputedStyle(bar).borderTopColor !== getComputedStyle(document.body).backgroundColor]),
    );
    expect(bars.length).toBeGreaterThan(3);
    expect(new Set(bars.map(String))).toEqual(new Set(["solid,true"]));
  });
});

test("a form that is sent fades evenly", async ({ page, checkout, widget }) => {
  await page.route("**/defacto/borrowers", () => {});
  await checkout.enroll();
  await widget.reaches("submitting");
  for (const [name, field] of Object.entries(widget.fields)) expect(await styleOf(field, "opacity"), name).toBe("1");
});

test("what is typed and what is chosen stand in one line on a phone", async ({ page, checkout, widget }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await checkout.openForm();
  const { residence, email } = widget.fields;
  expect(await styleOf(residence, "paddingLeft")).toBe(await styleOf(email, "paddingLeft"));
});

test("nothing moves for who wants less motion", async ({ page, checkout, widget }) => {
  const moving = () => widget.host.evaluate((element) => element.shadowRoot.getAnimations().filter(({ playState }) => playState === "running").length);
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  expect(await moving()).toBe(0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await expect.poll(moving).toBe(1);
});

test.describe("layout", () => {
  const WIDTHS = [280, 320, 360, 480, 768, 1200];
  const LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherung";

  /** What stands out of the widget or of its own box, with each word as it is and as long as words get. */
  const overflows = (widget) =>
    widget.host.evaluate(
      (element, { widths, long }) => {
        const all = [...element.shadowRoot.querySelectorAll(".host *")].filter((place) => !place.closest("._unseen") && place.checkVisibility());
        const isOut = (place) => {
          const [own, whole] = [place.getBoundingClientRect(), element.getBoundingClientRect()];
          // An input scrolls what is in it.
          const inside = place.matches("input, select") ? 0 : place.scrollWidth - place.clientWidth;
          return own.right > whole.right + 0.5 || own.left < whole.left - 0.5 || (place.clientWidth > 0 && inside > 1);
        };
        const look = (words) =>
          widths.flatMap((width) => {
            element.style.width = `${width}px`;
            return all.filter(isOut).map((place) => `${width}, ${words}: ${place.className || place.tagName}`);
          });
        const found = look("as it is");
        const texts = all.filter((place) => !place.matches("select, option")).flatMap((place) => [...place.childNodes].filter((node) => node instanceof Text && node.data.trim()));
        const words = texts.map(({ data }) => data);
        for (const text of texts) text.data = `${long} ${long}`;
        found.push(...look("long"));
        texts.forEach((text, at) => (text.data = words[at]));
        return found;
      },
      { widths: WIDTHS, long: LONG },
    );

  async function open(page, checkout, declarations = "") {
    await dress(page, declarations);
    await page.setViewportSize({ width: 1400, height: 900 });
    await checkout.play("never_ready");
    await checkout.openForm();
  }

  for (const [name, declarations] of [["in the default size", ""], ["with the text twice as large", "--defacto-font-size: 32px;"]]) {
    test(`nothing stands out at any width in any stage, long words included, ${name}`, async ({ page, checkout, widget, watcher }) => {
      await open(page, checkout, declarations);
      expect(await overflows(widget)).toEqual([]);
      await submitEmpty(widget);
      expect(await overflows(widget)).toEqual([]);
      await widget.enroll(checkout.iban);
      await widget.reaches("waiting");
      expect(await overflows(widget)).toEqual([]);
      await checkout.play("ready");
      await widget.reaches("ready");
      expect(await overflows(widget)).toEqual([]);
      await requestRefused(page, checkout, watcher);
      expect(await overflows(widget)).toEqual([]);
    });
  }

  test("what stands out is found", async ({ page, checkout, widget }) => {
    await open(page, checkout);
    await widget.host.getByText(DEBIT_NOTICE).evaluate((notice) => (notice.style.whiteSpace = "nowrap"));
    expect(await overflows(widget)).toEqual(expect.arrayContaining([expect.stringMatching(/^280, as it is: notice/), expect.stringMatching(/^768, long: notice/)]));
  });

  test("a French IBAN shows whole on a phone", async ({ page, checkout, widget }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await checkout.openForm();
    await widget.fill(checkout.iban);
    const measure = () => widget.fields.iban.evaluate((input) => [input.value.length, input.ariaInvalid, input.scrollWidth - input.clientWidth]);
    expect(await measure()).toEqual([27 + 6, null, 0]);
    // One that is wrong has to be looked at character by character.
    await widget.fields.iban.fill("FR7630006000011234567890188");
    await widget.submitButton.click();
    await expect.poll(measure).toEqual([27 + 6, "true", 0]);
  });

  test("names stand side by side where there is room", async ({ page, checkout, widget }) => {
    await page.setViewportSize({ width: 1400, height: 900 });
    await checkout.openForm();
    const tops = async (width) => {
      await widget.host.evaluate((element, width) => (element.style.width = `${width}px`), width);
      const boxes = await Promise.all([widget.fields.firstName.boundingBox(), widget.fields.lastName.boundingBox()]);
      return boxes.map(({ y }) => y);
    };
    const [wide, narrow] = [await tops(600), await tops(400)];
    expect(wide[0]).toBe(wide[1]);
    expect(narrow[0]).toBeLessThan(narrow[1]);
  });
});
