// Texts that a person has read and found right, in tests/e2e/snapshots. REVIEW=1 writes them anew; `git diff` shows what to read.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

import { expect } from "@playwright/test";

export function expectReviewed(name, text) {
  const path = resolve(import.meta.dirname, "../snapshots", name);
  if (process.env.REVIEW) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  expect(text, `tests/e2e/snapshots/${name}, to be written anew by REVIEW=1`).toBe(readFileSync(path, "utf8"));
}

const AMOUNT = /€[\d,.]*\d/g;
const DATE = /\b\d{1,2} [A-Z][a-z]+ \d{4}\b/g;

/** A text of the widget without what differs from run to run: the company and its numbers, the shop's address, amounts, dates. */
export function steady(text, { identifier, iban, html, shop }) {
  const company = html.match(/company-name="([^"]*)"/)[1];
  const grouped = iban.replace(/(.{4})(?=.)/g, "$1 ");
  const all = [[company, "COMPANY"], [identifier, "NUMBER"], [grouped, "ACCOUNT"], [shop.url, "SHOP"]];
  const named = all.reduce((text, [own, word]) => text.replaceAll(own, word), text);
  return named.replace(AMOUNT, "AMOUNT").replace(DATE, "DATE").replace(/(?<=so far: )\d+:\d\d/g, "TIME").replace(/(?<=bank code )\w+/g, "BANK");
}
