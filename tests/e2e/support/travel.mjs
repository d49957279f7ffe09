// The whole way of a borrower on a page that may have spoiled what a script builds upon: the page is asked by its probe alone.
import { expect } from "@playwright/test";

/** What the host is told on the way. */
const STORY = ["usable", "stage loading editing", "consent", "stage editing submitting", "enrolled", "stage waiting ready", "ready EUR", "loan-request true", "stage ready requested"];

/** From opening the page to the placed order. */
export async function travel(checkout) {
  const { page, widget } = checkout;
  await checkout.open();
  await reaches(page, "editing");
  await widget.enroll(checkout.iban);
  await reaches(page, "ready");
  await expect(widget.loanButton).not.toHaveAttribute("aria-disabled", "true");
  await widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
  await reaches(page, "requested");
  expect(await checkout.posts()).toHaveLength(1);
  expect(await told(page)).toEqual(expect.arrayContaining(STORY));
}

/** What the widget told its host, a line each. */
export const told = async (page) => lines(await page.evaluate(() => window.probe.told()));

/** What the page complained of, a line each. */
export const complaints = async (page) => lines(await page.evaluate(() => window.probe.complaints()));

const lines = (text) => text.split("\n").filter(Boolean);

/** Waits for the public stage. */
export async function reaches(page, stage) {
  await expect.poll(() => page.evaluate(() => window.probe.stage()), { message: `stage ${stage}`, intervals: [50, 100] }).toBe(stage);
}
