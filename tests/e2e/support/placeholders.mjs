// Places in the widget's texts that a value belongs into, and that none was put into.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { ASSETS_DIR } from "./shop.mjs";

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** How each text of a language reads where one of its values is missing: the value's name stands there, without the braces. */
function unfilledTexts(locale) {
  const file = readdirSync(ASSETS_DIR).find((name) => name.startsWith(`enrollment-texts-${locale}-`));
  const texts = readFileSync(join(ASSETS_DIR, file), "utf8").split("\n");
  return texts.flatMap((text) => {
    // Every second part stands between braces.
    const parts = text.split(/[{}]/);
    const without = (missing) => parts.map((part, index) => (index % 2 === 0 || index === missing ? escaped(part) : ".+?")).join("");
    return parts.flatMap((_, index) => (index % 2 === 1 ? [new RegExp(without(index))] : []));
  });
}

/** Everything that the widget says in a language with such a place in it: to the eye or the ear, now or once it is shown. */
export async function unfilled(host, locale) {
  const said = await host.evaluate(({ shadowRoot }) => {
    const texts = [];
    const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
      // Names and descriptions among them.
      else texts.push(...[...node.attributes].map(({ value }) => value));
    }
    return texts;
  });
  const wrong = [/[{}]/, ...unfilledTexts(locale)];
  return [...new Set(said.filter((text) => wrong.some((pattern) => pattern.test(text))))];
}
