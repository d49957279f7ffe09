// The panel below the checkout: the sandbox's scenario and the element's events.
import axe from "axe-core";

import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { STAGES } from "./support/texts.mjs";

const WORDS = {
  panel: "Scenario and events",
  scenario: "Scenario",
  shape: "Shape of the answer",
  reason: "Reason",
  set: "Set the scenario",
  isSet: "The scenario is set.",
  noSandbox: /no scenarios.*DEFACTO_BASE_URL/,
  events: "Events",
  clear: "Clear",
};
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The panel of a page, found by role and label. */
function panelOf(page) {
  const panel = page.locator("details").filter({ hasText: WORDS.panel });
  const log = panel.getByRole("region", { name: WORDS.events });
  return {
    summary: panel.getByText(WORDS.panel, { exact: true }),
    scenario: panel.getByRole("combobox", { name: WORDS.scenario }),
    shape: panel.getByRole("combobox", { name: WORDS.shape }),
    reason: panel.getByRole("combobox", { name: WORDS.reason }),
    set: panel.getByRole("button", { name: WORDS.set }),
    clear: panel.getByRole("button", { name: WORDS.clear }),
    said: panel.getByRole("status").filter({ hasText: /\w/ }),
    refused: panel.getByRole("alert"),
    now: panel.getByRole("definition"),
    log,
    events: log.getByRole("listitem"),
  };
}

test("a chosen scenario is played for the signed-in company", async ({ page, checkout, widget }) => {
  const panel = panelOf(page);
  await checkout.openForm();
  await panel.summary.click();
  await expect(panel.now).toHaveText([/^ready/, "10×"]);
  await expect(panel.scenario).toHaveValue("ready");
  await panel.scenario.selectOption("never_ready");
  await panel.set.click();
  await expect(panel.said).toHaveText(WORDS.isSet);
  await expect(panel.now.first()).toHaveText(/^never_ready/);
  await widget.enroll(checkout.iban);
  await widget.reaches("waiting");
  await panel.scenario.selectOption("kyb");
  await panel.set.click();
  await widget.reaches("action-required");
  await expect(widget.says(STAGES.actionRequired)).toBeVisible();
});

test("settings are shown with their scenario alone, and reach the sandbox", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(422, "/defacto/borrowers"), { times: 1 });
  const panel = panelOf(page);
  await checkout.openForm();
  await panel.summary.click();
  await expect(panel.shape).toBeHidden();
  await panel.scenario.selectOption("blocked");
  await expect(panel.reason).toBeVisible();
  await panel.scenario.selectOption("missing_data");
  await expect(panel.reason).toBeHidden();
  await panel.shape.selectOption("errors");
  await panel.set.click();
  await expect(panel.now.first()).toHaveText(/^missing_data.*errors.*vat_number$|^missing_data.*vat_number.*errors$/);
  await page.reload();
  await panel.summary.click();
  await expect(panel.shape).toHaveValue("errors");
  await widget.enroll(checkout.iban);
  await expect(widget.summary(1)).toBeFocused();
  await expect(widget.host.getByLabel("VAT number")).toHaveAttribute("aria-invalid", "true");
});

test("the log shows the element's events, newest first, until it is cleared", async ({ page, checkout }) => {
  const panel = panelOf(page);
  await checkout.openForm();
  await panel.summary.click();
  const told = await checkout.events();
  const types = await panel.events.locator("b").allTextContents();
  expect(types).toEqual(told.map(({ type }) => type).reverse());
  await expect(panel.events.last()).toContainText('"resumed": false');
  await expect(panel.events.last().locator("time")).toHaveText(/^\d\d:\d\d:\d\d\.\d{3}$/);
  await panel.clear.click();
  await expect(panel.events).toHaveCount(0);
  await checkout.widget.consent.click();
  await expect(panel.events.first()).toContainText("defacto-");
  await expect(panel.said).toHaveText(/^Events: \d+, last: defacto-/);
});

test("the panel is used without a mouse, and stays after the order", async ({ page, checkout, widget }) => {
  const panel = panelOf(page);
  await checkout.openForm();
  await panel.summary.focus();
  await page.keyboard.press("Enter");
  await expect(panel.now.first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(panel.scenario).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(panel.set).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel.said).toHaveText(WORDS.isSet);
  await page.keyboard.press("Tab");
  await expect(panel.clear).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(panel.log).toBeFocused();
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  await widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
  await expect(panel.events.first()).toContainText("defacto-loan-request");
});

test("a lender without scenarios is told, and the log stays", async ({ page, checkout, watcher }) => {
  watcher.expect(refused(409, "/shop/scenario"));
  const panel = panelOf(page);
  await page.route("**/shop/scenario", (route) =>
    route.fulfill({ status: 409, json: { title: "The lender behind this shop has no scenarios. Start the demo without DEFACTO_BASE_URL.", code: "no_sandbox" } }),
  );
  await checkout.openForm();
  await panel.summary.click();
  await expect(panel.refused).toHaveText(WORDS.noSandbox);
  await expect(panel.set).toBeHidden();
  await expect(panel.events).not.toHaveCount(0);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 960]) {
    test(`axe finds nothing in the open panel in ${colorScheme}, ${width} px wide`, async ({ page, checkout }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const panel = panelOf(page);
      await checkout.openForm();
      await panel.summary.click();
      await panel.scenario.selectOption("missing_data");
      await panel.set.click();
      await expect(panel.said).toHaveText(WORDS.isSet);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate((values) => globalThis.axe.run("#workbench", { runOnly: values }), TAGS);
      expect(violations).toEqual([]);
    });
  }
}
