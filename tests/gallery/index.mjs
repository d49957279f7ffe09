// Writes the page that shows the pictures, and says at the end how many there are and which stages were not reached.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { FOLDER, THEMES, WIDTHS, locales, pathOf, stages } from "./choice.mjs";

export default class Index {
  #failed = [];

  onTestEnd({ title }, { status }) {
    if (status !== "passed") this.#failed.push(title);
  }

  onEnd() {
    const pictures = all().filter(({ path }) => existsSync(join(FOLDER, path)));
    if (pictures.length > 0) writeFileSync(join(FOLDER, "index.html"), page(pictures));
    for (const title of this.#failed) console.log(`Not reached: ${title}`);
    console.log(`${pictures.length} pictures in ${join(FOLDER, "index.html")}`);
  }

  printsToStdio() {
    return false;
  }
}

function all() {
  const themes = Object.keys(THEMES);
  return stages.flatMap((stage) =>
    locales.flatMap((locale) => WIDTHS.flatMap((width) => themes.map((theme) => ({ stage, locale, width, theme, path: pathOf(stage, locale, theme, width) })))),
  );
}

const DIMENSIONS = {
  stage: stages,
  locale: locales,
  theme: Object.keys(THEMES),
  width: WIDTHS.map(String),
};

function page(pictures) {
  const choices = Object.entries(DIMENSIONS).map(([name, values]) => {
    const boxes = values.map((value) => `<label><input type="checkbox" name="${name}" value="${value}" checked> ${value}</label>`);
    return `<fieldset><legend>${name}</legend><button type="button" data-name="${name}">all / none</button>${boxes.join("")}</fieldset>`;
  });
  const sections = stages.map((stage) => {
    const figures = pictures.filter((picture) => picture.stage === stage).map(figure);
    return figures.length > 0 ? `<section data-stage="${stage}"><h2>${stage}</h2><div>${figures.join("\n")}</div></section>` : "";
  });
  return PAGE.replace("{choices}", choices.join("\n")).replace("{sections}", sections.join("\n"));
}

function figure({ stage, locale, width, theme, path }) {
  const [wide, high] = sizeOf(path);
  const name = `${stage}, ${locale}, ${theme}, ${width} px`;
  return (
    `<figure data-locale="${locale}" data-width="${width}" data-theme="${theme}"><figcaption>${locale} ${theme} ${width} px</figcaption>` +
    `<a href="${path}"><img src="${path}" width="${wide}" height="${high}" loading="lazy" alt="${name}"></a></figure>`
  );
}

/** Width and height, as a PNG says them in its first bytes. */
function sizeOf(path) {
  const head = readFileSync(join(FOLDER, path)).subarray(16, 24);
  return [head.readUInt32BE(0), head.readUInt32BE(4)];
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Every stage of the widget</title>
<link rel="icon" href="data:,">
<style>
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: #1c2430; background: #eceff3; }
form { position: sticky; inset-block-start: 0; z-index: 1; max-height: 40vh; overflow: auto; padding: 8px 16px; background: #fff; border-block-end: 1px solid #c8d0da; }
fieldset { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0; padding: 2px 0; border: 0; }
legend { float: left; min-width: 4em; font-weight: 600; }
main { padding: 0 16px 48px; }
section > div { display: flex; flex-wrap: wrap; align-items: start; gap: 16px; }
figure { margin: 0; }
figcaption { color: #55606e; }
img { display: block; max-width: 100%; height: auto; }
[hidden] { display: none !important; }
</style>
<form>
{choices}
</form>
<main>
{sections}
</main>
<script>
const form = document.querySelector("form");
const boxes = [...form.querySelectorAll("input")];

/** Shows what is ticked, and keeps in the address what is not. */
function show() {
  const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.name + "=" + box.value));
  const isOff = (element) => Object.entries(element.dataset).some(([name, value]) => off.has(name + "=" + value));
  for (const figure of document.querySelectorAll("figure")) figure.hidden = isOff(figure);
  for (const section of document.querySelectorAll("section")) section.hidden = isOff(section) || !section.querySelector("figure:not([hidden])");
  history.replaceState(null, "", off.size ? "#" + [...off].join("&") : location.pathname);
}

form.addEventListener("change", show);
form.addEventListener("click", ({ target }) => {
  if (!target.dataset.name) return;
  const group = boxes.filter((box) => box.name === target.dataset.name);
  const some = group.some((box) => box.checked);
  for (const box of group) box.checked = !some;
  show();
});
const hidden = new Set(location.hash.slice(1).split("&"));
for (const box of boxes) box.checked = !hidden.has(box.name + "=" + box.value);
show();
</script>
</html>
`;
