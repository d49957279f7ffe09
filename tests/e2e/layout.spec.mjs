// Narrow windows, magnified pages, fingers, and texts that a borrower spaces: every stage, in German and other languages.
import { LOCALES } from "./support/axe.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { JOURNEYS, speak } from "./support/journeys.mjs";
import { collisions, cutChoices, overflows, smallTargets, spaceTexts } from "./support/layout.mjs";

test.use({ speed: 20, viewport: { width: 320, height: 640 } });

/** German has the longest words; another language is looked at each day, and all of them in a run that is `FULL`. */
const others = LOCALES.filter((locale) => locale !== "de");
const DAY = Number(process.env.SLICE ?? 0);
const languages = process.env.FULL ? LOCALES : ["de", others[DAY % others.length]];
/** Every other stage, the others on another day: eight days later each was seen in each language. */
const stages = JOURNEYS.filter((_, place) => process.env.FULL || (place + DAY + Math.floor(DAY / others.length)) % 2 === 0);

const notReadable = async ({ host }) => (await Promise.all([overflows, collisions, cutChoices].map((look) => look(host)))).flat();

/** What is wrong in which language; languages in which all is well are left out. */
async function inLanguages(widget, look) {
  const found = {};
  for (const locale of languages) {
    await speak(widget, locale);
    const here = await look(widget);
    if (here.length > 0) found[locale] = here;
  }
  return found;
}

for (const { name, reach } of stages) {
  test(`the stage “${name}” fits into 320 px, has room for fingers at 360 px and takes spaced texts`, async ({ page, checkout, widget, watcher }) => {
    await reach(checkout, watcher);
    expect(await inLanguages(widget, notReadable)).toEqual({});

    await page.setViewportSize({ width: 360, height: 740 });
    expect(await inLanguages(widget, ({ host }) => smallTargets(host))).toEqual({});

    await spaceTexts(widget.host);
    for (const width of [320, 960]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await inLanguages(widget, notReadable), `${width} px, texts spaced`).toEqual({});
    }
  });
}

test.describe("at 400 %", () => {
  test.use({ viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 });

  test("a borrower enrolls and requests the loan in a window of 1280 × 1024", async ({ page, checkout, widget }) => {
    await checkout.openForm();
    await widget.submitButton.click();
    await expect(widget.summary(8)).toBeFocused();
    for (const field of [...Object.values(widget.fields), widget.consent]) {
      await field.focus();
      const { y, height } = await field.boundingBox();
      expect(y, "above the window").toBeGreaterThanOrEqual(0);
      expect(y + height, "below the window").toBeLessThanOrEqual(256);
    }
    expect(await overflows(widget.host)).toEqual([]);
    await widget.enroll(checkout.iban);
    await widget.reaches("ready");
    expect(await overflows(widget.host)).toEqual([]);
    await widget.loanButton.click();
    await expect(checkout.placed).toBeInViewport();
  });
});

test("the measures find what is too wide, too small, cut or covered", async ({ checkout, widget }) => {
  await checkout.openForm();
  const { host } = widget;
  const wrong = async (css, look) => {
    await host.evaluate((host, css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      const { adoptedStyleSheets } = host.shadowRoot;
      host.shadowRoot.adoptedStyleSheets = [...adoptedStyleSheets, sheet];
    }, css);
    const found = await look(host);
    await host.evaluate((host) => (host.shadowRoot.adoptedStyleSheets = host.shadowRoot.adoptedStyleSheets.slice(0, -1)));
    return found;
  };
  expect(await wrong(".submit { inline-size: 400px !important }", overflows)).toContainEqual(expect.stringContaining("sticks out"));
  expect(await wrong(".hint { block-size: 1em; overflow: hidden }", overflows)).toContainEqual(expect.stringContaining("overflows"));
  expect(await wrong(".hint { margin-block-start: -2em }", collisions)).not.toEqual([]);
  expect(await wrong(".select { inline-size: 90px !important }", cutChoices)).not.toEqual([]);
  expect(await wrong(".input { min-block-size: 0; block-size: 12px; padding: 0 } .section, .field { gap: 0 } .label, .hint, .error { display: none }", smallTargets)).not.toEqual([]);
});
