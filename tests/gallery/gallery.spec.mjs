// Takes a picture of every stage in every language, theme and width. A stage is reached once for each language.
import { join } from "node:path";

import { test as base } from "../e2e/support/fixtures.mjs";
import { FOLDER, THEMES, WIDTHS, locales, pathOf, stages } from "./choice.mjs";
import { STAGES } from "./stages.mjs";
import { Visitor } from "./visitor.mjs";

const HEIGHT = 1_000;

const test = base.extend({
  /** Pages complain wherever something fails, and here it does so on purpose. */
  watcher: [async ({}, use) => use(null), { auto: true }],
});

test.use({ speed: 20, viewport: { width: WIDTHS.at(-1), height: HEIGHT } });

for (const stage of stages) {
  for (const locale of locales) {
    test(`${stage} in ${locale}`, async ({ page, checkout }) => {
      await STAGES[stage](new Visitor(page, checkout, locale));
      await page.mouse.move(0, 0);
      await widen(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        for (const [theme, media] of Object.entries(THEMES)) {
          await page.emulateMedia({ ...media, reducedMotion: "reduce" });
          // The payment method around it is what it stands on.
          const path = join(FOLDER, pathOf(stage, locale, theme, width));
          await page.locator(".method.on").screenshot({ path });
        }
      }
    });
  }
}

/** Puts the order away, which stands beside the widget where the window is wide: the widget is to have that width. */
const widen = (page) =>
  page.evaluate(() => {
    document.querySelector(".checkout").style.display = "block";
    document.querySelector(".summary").style.display = "none";
  });
