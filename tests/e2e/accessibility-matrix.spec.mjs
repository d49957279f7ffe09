// axe in every stage, language and colour scheme; on one day each stage in one language and one scheme. And every text has its values.
import { LOCALES, SCHEMES, findings } from "./support/axe.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { JOURNEYS, speak } from "./support/journeys.mjs";
import { unfilled } from "./support/placeholders.mjs";

const schemes = Object.keys(SCHEMES);
const DAY = Number(process.env.SLICE ?? 0);

/** Five languages and three schemes: fifteen days later each stage was seen in all of them. */
const today = (place) => ({ locales: [LOCALES[(DAY + place) % LOCALES.length]], looks: [schemes[(DAY + place) % schemes.length]] });

test.use({ speed: 20, viewport: { width: 420, height: 900 } });

for (const [place, { name, reach }] of JOURNEYS.entries()) {
  const { locales, looks } = process.env.FULL ? { locales: LOCALES, looks: schemes } : today(place);
  for (const locale of locales) {
    test(`axe finds nothing in the stage “${name}” in ${locale}, in ${looks.join(", ")}, and no text lacks a value`, async ({ page, checkout, widget, watcher }) => {
      await reach(checkout, watcher);
      await speak(widget, locale);
      const found = {};
      for (const look of looks) {
        await page.emulateMedia(SCHEMES[look]);
        const here = await findings(page);
        if (here.length > 0) found[look] = here;
      }
      expect(found).toEqual({});

      const lacking = {};
      for (const spoken of process.env.FULL ? [locale] : LOCALES) {
        await speak(widget, spoken);
        const here = await unfilled(widget.host, spoken);
        if (here.length > 0) lacking[spoken] = here;
      }
      expect(lacking).toEqual({});
    });
  }
}

test("a text that lacks a value is found", async ({ checkout, widget }) => {
  await checkout.openForm();
  const wrong = ["Say {what}", "You can request up to amount. Defacto reviews each request.", "You can request up to €5. lender reviews each request."];
  await widget.host.evaluate(({ shadowRoot }, [named, ...texts]) => {
    shadowRoot.querySelector("input").setAttribute("aria-label", named);
    shadowRoot.querySelector(".host").append(...texts.map((text) => new Text(text)));
  }, wrong);
  expect((await unfilled(widget.host, "en")).sort()).toEqual(wrong.sort());
});
