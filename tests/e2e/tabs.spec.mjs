// Two tabs of one visitor: one company is enrolled once, and neither tab is left behind.
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { LOCKED, STAGES } from "./support/texts.mjs";

test.use({ speed: 20 });

/** Records everything that pages say to each other. */
async function overhear(context) {
  await context.addInitScript(() => {
    const said = [];
    Object.defineProperty(window, "said", { value: said });
    const { postMessage } = BroadcastChannel.prototype;
    BroadcastChannel.prototype.postMessage = function (message) {
      said.push([this.name, message]);
      return postMessage.call(this, message);
    };
  });
}

/** Two tabs with a filled form each. */
async function twoForms(checkout) {
  await overhear(checkout.page.context());
  const tabs = [checkout, await checkout.inAnotherTab()];
  for (const tab of tabs) {
    await tab.openForm();
    await tab.widget.fill(tab.iban);
  }
  return tabs;
}

test("a form that was filled in goes on by itself when another tab has enrolled", async ({ checkout }) => {
  const [first, second] = await twoForms(checkout);
  await second.widget.consent.click();
  await first.widget.consent.click();
  await first.widget.submitButton.click();
  await first.widget.reaches("ready");
  await second.widget.reaches("ready");
  expect(await checkout.posts()).toHaveLength(1);
  expect(await first.stages()).toEqual(["editing", "submitting", "waiting", "ready"]);
  expect(await second.stages()).toEqual(["editing", "already-enrolled", "ready"]);
  expect(await second.eventsOfType("defacto-enrolled")).toEqual([{ borrowerId: (await checkout.borrower()).id, existing: true }]);

  // What they say to each other has nothing in it.
  const name = `defacto-enrollment ${checkout.shop.url}/defacto`;
  expect(await first.page.evaluate(() => window.said)).toEqual([[name, null]]);
  expect(await second.page.evaluate(() => window.said)).toEqual([]);
});

test("a tab that accepted nothing is told of direct debit before its button unlocks", async ({ checkout }) => {
  const [first, second] = await twoForms(checkout);
  await first.widget.consent.click();
  await first.widget.submitButton.click();
  await first.widget.reaches("ready");
  await expect(second.widget.host).toContainText(STAGES.acceptDebit);
  await expect(second.widget.host.getByRole("textbox")).toHaveCount(0);
  await expect(second.widget.loanButton).toHaveCount(0);
  await second.widget.consent.click();
  await second.widget.submitButton.click();
  await second.widget.reaches("ready");
  expect(await checkout.posts()).toHaveLength(1);
});

test("both forms are sent at the same moment and the lender hears of one", async ({ checkout, watcher }) => {
  watcher.expect(refused(409, "/defacto/borrowers"), { times: 1 });
  await checkout.play("slow");
  const tabs = await twoForms(checkout);
  // Two presses take the driver longer than the proxy: what they send leaves the browser at the same moment.
  let release;
  const pressed = new Promise((resolve) => (release = resolve));
  await checkout.page.context().route("**/defacto/borrowers", async (route) => {
    await pressed;
    await route.continue();
  });
  for (const { widget } of tabs) {
    await widget.consent.click();
    await widget.submitButton.click();
    await widget.reaches("submitting");
  }
  release();
  for (const { widget } of tabs) await widget.reaches("ready");
  expect(await checkout.posts()).toHaveLength(1);
  const enrolled = await Promise.all(tabs.map((tab) => tab.eventsOfType("defacto-enrolled")));
  expect(enrolled.flat().map(({ existing }) => existing).sort()).toEqual([false, true]);
  const stages = await Promise.all(tabs.map((tab) => tab.stages()));
  expect(stages.toSorted((one, other) => one.length - other.length)).toEqual([
    ["editing", "submitting", "waiting", "ready"],
    ["editing", "submitting", "reconciling", "already-enrolled", "ready"],
  ]);
});

test("two tabs that wait unlock together", async ({ checkout }) => {
  await checkout.play("never_ready");
  await checkout.enroll();
  await checkout.widget.reaches("waiting");
  const other = await checkout.inAnotherTab();
  await other.open();
  await other.widget.reaches("waiting");
  for (const { widget } of [checkout, other]) await expect(widget.loanButton).toHaveAccessibleDescription(LOCKED);
  await checkout.play("ready");
  await checkout.widget.reaches("ready");
  // What a tab remembers is its own: this one was not told of direct debit.
  await expect(other.widget.host).toContainText(STAGES.acceptDebit);
  expect(await checkout.posts()).toHaveLength(1);
});
