// Takes the pictures of docs/theming.md from the demo's widget: node tests/e2e/support/pictures.mjs, once `cargo xtask build` has run.
import { statSync } from "node:fs";
import { resolve } from "node:path";

import { chromium } from "@playwright/test";

import config from "../../../playwright.config.mjs";
import { Checkout } from "./checkout.mjs";
import { Shop } from "./shop.mjs";
import { dress, example } from "./theme.mjs";

const FOLDER = resolve(import.meta.dirname, "../../../docs/images");
const THEMES = {
  light: ["", { scheme: "light" }],
  dark: ["", { scheme: "dark" }],
  branded: [example(".brand"), { scheme: "light" }],
};
const DIRECTOR = {
  firstName: "Élodie",
  lastName: "Lefèvre",
  day: "24",
  month: "5",
  year: "1977",
  nationality: "France",
  residence: "France",
  email: "elodie.lefevre@atelier.example",
};
/** In bytes. */
const LIMIT = 80_000;

const shop = await Shop.start();
const browser = await chromium.launch(config.use.launchOptions);
for (const [name, theme] of Object.entries(THEMES)) {
  const page = await browser.newPage({ viewport: { width: 960, height: 1200 }, deviceScaleFactor: 0.75, reducedMotion: "reduce" });
  const checkout = await Checkout.of(page, shop);
  await dress(page, ...theme);
  await checkout.openForm();
  const { widget } = checkout;
  await widget.fill(checkout.iban, DIRECTOR);
  await widget.consent.check();
  await widget.host.evaluate((element) => {
    document.body.replaceChildren(element);
    Object.assign(element.style, { boxSizing: "border-box", width: "560px", padding: "28px" });
    element.shadowRoot.activeElement?.blur();
  });
  const path = `${FOLDER}/theme-${name}.png`;
  await widget.host.screenshot({ path });
  const { size } = statSync(path);
  console.log(`${path}: ${size} bytes`);
  if (size > LIMIT) process.exitCode = 1;
}
await browser.close();
await shop.kill();
