// For everyone: axe in every stage, and the whole flow without a mouse.
import { findings } from "./support/axe.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { DIRECTOR, DIRECTOR_ON_THE_WIRE } from "./support/person.mjs";
import { PROBLEMS, SHOP, STAGES } from "./support/texts.mjs";

test("axe looks into the widget", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.host.evaluate((host) => host.shadowRoot.querySelector("form").append(document.createElement("input")));
  expect(await findings(page)).toEqual([expect.stringMatching(/^label: .*defacto-enrollment/)]);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 960]) {
    test.describe(`in ${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test("axe finds nothing in any stage from the form to the order", async ({ page, checkout, widget }) => {
        const found = {};
        const look = async (stage) => {
          const here = await findings(page);
          if (here.length > 0) found[stage] = here;
        };
        await checkout.play("never_ready");
        await checkout.openForm();
        await look("editing");
        await widget.submitButton.click();
        await expect(widget.links(widget.summary(8))).toHaveCount(8);
        await look("editing with errors");
        await widget.enroll(checkout.iban);
        await expect(widget.says(STAGES.waiting)).toBeVisible();
        await look("waiting");
        await checkout.play("ready");
        await expect(widget.says(STAGES.ready)).toBeVisible();
        await look("ready");
        // The shop's own confirmation takes the widget's place: keep the widget in sight.
        await page.route("**/shop/orders", () => {});
        await widget.loanButton.click();
        await widget.reaches("requested");
        await look("requested");
        expect(found).toEqual({});
      });
    });
  }
}

test("nothing scrolls sideways at 320 px", async ({ page, checkout, widget }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await checkout.openForm();
  await widget.submitButton.click();
  await expect(widget.links(widget.summary(8))).toHaveCount(8);
  const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(scroll).toBe(client);
});

test("the whole flow works with a keyboard alone", async ({ page, checkout, widget }) => {
  const { keyboard } = page;
  /** Presses Tab until the focus is there, and sees that it shows. */
  const tabTo = async (target, most = 5) => {
    const isFocused = () => target.evaluate((element) => element.getRootNode().activeElement === element).catch(() => false);
    let presses = 0;
    while (!(await isFocused())) {
      expect(presses++, "presses of Tab").toBeLessThan(most);
      await keyboard.press("Tab");
    }
    const outline = await target.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
    });
    expect(outline, "width of the focus outline").toBeGreaterThan(0);
  };

  await checkout.play("never_ready");
  await checkout.openForm();
  await tabTo(page.getByRole("link", { name: SHOP.skip }), 1);
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: SHOP.payment })).toBeFocused();
  for (const [name, value] of Object.entries({ ...DIRECTOR, iban: checkout.iban })) {
    await tabTo(widget.fields[name]);
    await keyboard.type(value);
  }
  await tabTo(widget.submitButton);
  await keyboard.press("Enter");
  await expect(widget.summary(1)).toBeFocused();
  await tabTo(widget.links(widget.summary(1)), 1);
  await keyboard.press("Enter");
  await expect(widget.consent).toBeFocused();
  await keyboard.press("Space");
  await expect(widget.consent).toBeChecked();
  await expect(widget.consent).not.toHaveAccessibleDescription(PROBLEMS.notTicked);
  await tabTo(widget.submitButton, 3);
  await keyboard.press("Space");
  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await tabTo(widget.loanButton, 3);
  await keyboard.press("Enter");
  await checkout.play("ready");
  await expect(widget.says(STAGES.ready)).toBeVisible();
  await tabTo(widget.loanButton, 3);
  await keyboard.press("Enter");
  await expect(checkout.placed).toBeFocused();
  expect(await checkout.eventsOfType("defacto-loan-request")).toHaveLength(1);
  const [{ body }, ...more] = await checkout.posts();
  expect(more).toEqual([]);
  const { nationality, residence } = DIRECTOR_ON_THE_WIRE;
  expect(body.directors).toMatchObject([{ nationality, address: { country: residence } }]);
});

test("stages are said to a screen reader and take the focus from nobody", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.enroll();
  await expect(widget.status).toHaveText(STAGES.waiting);
  const link = page.getByRole("contentinfo").getByRole("link").first();
  await link.focus();
  await checkout.play("ready");
  await expect(widget.status).toHaveText(STAGES.ready);
  await expect(link).toBeFocused();
});
