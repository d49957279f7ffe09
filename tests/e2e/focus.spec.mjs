// Where the focus goes with Tab, and that it is seen there.
import { takeClock, waitLong } from "./support/clock.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { JOURNEYS, journeys } from "./support/journeys.mjs";
import { alongTab, covered, readingOrder, stickBar, stop } from "./support/stops.mjs";
import { BUTTONS, STAGES } from "./support/texts.mjs";

test.use({ speed: 20 });

/** Stages with nothing to come to. */
const PASSED_BY = ["loading", "requesting", "requested", "loading again"];

for (const { name, reach } of journeys(...PASSED_BY)) {
  test(`there is nothing that Tab would come to in the stage “${name}”`, async ({ checkout, widget, watcher }) => {
    await reach(checkout, watcher);
    expect(await readingOrder(widget.host)).toEqual([]);
  });
}

/** Whether the focused place has a ring that is thick enough. */
const hasRing = (host) =>
  host.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element.shadowRoot.activeElement);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });

// Bars of a page that stay while it scrolls are higher than the room that the widget keeps around a focused place: it has to make more.
for (const { name, reach } of JOURNEYS.filter(({ name }) => !PASSED_BY.includes(name))) {
  test(`Tab goes through the stage “${name}” as it is read, and shows where it is between bars that stay`, async ({ page, checkout, widget, watcher }) => {
    await reach(checkout, watcher);
    for (const bar of ["header", "footer"]) await stickBar(page, bar);
    for (const [width, height] of [[360, 640], [960, 600]]) {
      await page.setViewportSize({ width, height });
      const order = await readingOrder(widget.host);
      expect(order).not.toEqual([]);
      const down = await alongTab(page, widget.host, () => Promise.all([stop, hasRing, covered].map((look) => look(widget.host))));
      expect.soft(down, `${width} px wide, downwards`).toEqual(order.map((name) => [name, true, []]));
      const up = [];
      for (const _ of down) {
        await page.keyboard.press("Shift+Tab");
        up.push(...(await covered(widget.host)));
      }
      expect.soft(up, `${width} px wide, upwards`).toEqual([]);
    }
  });
}

/** What has the focus in the widget, by its role and what it says. */
const focused = (widget) =>
  widget.host.evaluate(({ shadowRoot: { activeElement } }) => activeElement && `${activeElement.className}: ${activeElement.textContent}`);

// A panel that changes keeps the focus where it was, and a press that takes its own button away leads to what comes next.
test("who has come to the locked button keeps the focus on it when it unlocks", async ({ checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  await widget.loanButton.focus();
  await expect(widget.loanButton).toBeFocused();
  await checkout.play("ready");
  await widget.reaches("ready");
  await expect(widget.says(STAGES.ready)).toBeVisible();
  expect(await focused(widget)).toMatch(BUTTONS.loan);
});

test("who has come to the locked button keeps the focus on it when the wait becomes long", async ({ page, checkout, widget }) => {
  await takeClock(page);
  await checkout.play("never_ready");
  await checkout.enroll();
  await widget.reaches("waiting");
  await widget.loanButton.focus();
  await waitLong(page, () => expect(widget.says(STAGES.waitingLong)).toBeVisible({ timeout: 1 }));
  expect(await focused(widget)).toMatch(BUTTONS.loan);
});

test("who requests the loan again after it was not taken keeps the focus in the widget", async ({ page, checkout, widget, watcher }) => {
  const [failed] = journeys("request failed");
  await failed.reach(checkout, watcher);
  await page.route("**/shop/orders", () => {});
  await widget.loanButton.press("Enter");
  await expect(widget.says(STAGES.requesting)).toBeVisible();
  expect(await focused(widget)).not.toBeNull();
});

test("who tries again to load the form meets progress, with the focus on it, and then the form", async ({ page, checkout, widget, watcher }) => {
  const [failed] = journeys("failed for want of a session");
  await failed.reach(checkout, watcher);
  await page.unroute("**/defacto/session");
  let answer;
  const asked = new Promise((resolve) => page.route("**/defacto/session", (route) => resolve((answer = () => route.continue()))));
  await widget.retryButton.press("Enter");
  await asked;
  await expect(widget.host.locator(".panel")).toBeFocused();
  await expect(widget.says(/^Loading$/)).toBeVisible();
  await answer();
  await widget.reaches("editing");
  await expect(widget.fields.firstName).toBeFocused();
});

test("who tries again after too many requests has the focus in the form", async ({ checkout, widget, watcher }) => {
  const [failed] = journeys("failed for too many requests");
  await failed.reach(checkout, watcher);
  await widget.retryButton.press("Enter");
  await widget.reaches("editing");
  expect(await focused(widget)).not.toBeNull();
});

for (const bar of ["header", "footer"]) {
  for (const [width, height] of [[360, 640], [960, 600]]) {
    test.describe(`with a ${bar} that stays, ${width} px wide`, () => {
      test.use({ viewport: { width, height } });

      test("nothing covers the summary nor what its links lead to", async ({ page, checkout, widget }) => {
        await checkout.openForm();
        await stickBar(page, bar);
        await widget.submitButton.click();
        await expect(widget.summary(8)).toBeFocused();
        const found = await covered(widget.host);
        for (const link of await widget.links(widget.summary(8)).all()) {
          await link.press("Enter");
          await expect(link).not.toBeFocused();
          found.push(...(await covered(widget.host)));
        }
        expect(found).toEqual([]);
      });
    });
  }
}

test("what is covered is found", async ({ page, checkout, widget }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await checkout.openForm();
  await widget.fields.email.focus();
  for (const [block, bar] of [["start", "header"], ["end", "footer"]]) {
    await stickBar(page, bar);
    await widget.fields.email.evaluate((field, block) => {
      field.style.scrollMargin = "0";
      field.scrollIntoView({ block });
    }, block);
    expect(await covered(widget.host)).toContainEqual(expect.stringContaining(`under stuck-${bar}`));
  }
});
