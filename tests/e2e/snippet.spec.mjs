// What the documentation has a partner paste into a page, as it stands there.
import { snippets } from "../types/snippets.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { STAGES } from "./support/texts.mjs";

test.beforeEach(async ({ page }) => {
  const body = (await snippets()).get("plain/in-the-page.js");
  await page.route("**/checkout.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
});

test("the five minutes' script takes a borrower to an order", async ({ page, checkout, widget }) => {
  const ordered = page.waitForResponse((response) => response.url().endsWith("/shop/orders"));
  await checkout.enroll();
  await widget.reaches("ready");
  await widget.loanButton.click();
  expect((await ordered).ok()).toBe(true);
  await widget.reaches("requested");
  const [{ borrowerId }] = await checkout.eventsOfType("defacto-ready");
  expect(borrowerId).toBe((await checkout.borrower()).id);
});

test("an order that the shop refuses can be asked for again", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(409), { times: 1 });
  await page.route("**/shop/orders", (route) => route.fulfill({ status: 409, contentType: "application/problem+json", body: "{}" }), { times: 1 });
  await checkout.enroll();
  await widget.reaches("ready");
  await widget.loanButton.click();
  await expect(widget.says(STAGES.requestFailed)).toBeVisible();
  await widget.loanButton.click();
  await expect.poll(async () => (await checkout.events()).filter(({ type }) => type === "defacto-loan-request").length).toBe(2);
});
