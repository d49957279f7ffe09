// The error summary, for who hears it or goes by keyboard.
import { takeClock } from "./support/clock.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { JOURNEYS } from "./support/journeys.mjs";
import { DIRECTOR } from "./support/person.mjs";
import { PROBLEMS } from "./support/texts.mjs";

test.use({ speed: 20 });

/** Each link: its words, the id that it leads to, the words at that place, and where that is in the form. */
const linked = (widget) =>
  widget.host.evaluate(({ shadowRoot: root }) => {
    const inputs = [...root.querySelectorAll("input, select, textarea")];
    return [...root.querySelectorAll(".summary-list a")].map((link) => {
      const id = link.getAttribute("href").slice(1);
      const input = root.getElementById(id);
      const owner = input.getAttribute("aria-describedby") ? input : input.closest("[aria-describedby]");
      const errors = owner.getAttribute("aria-describedby").split(" ").map((id) => root.getElementById(id)).filter((place) => place?.classList.contains("error"));
      return { words: link.textContent, error: errors.map((place) => place.textContent).join(), isSeen: errors.every((place) => place.checkVisibility()), place: inputs.indexOf(input) };
    });
  });

/** What has the focus, by its id or its role. */
const focused = (widget) => widget.host.evaluate(({ shadowRoot: { activeElement } }) => activeElement && (activeElement.id || activeElement.className));

for (const { name, reach } of JOURNEYS.filter(({ name }) => /^editing with (errors|fields)/.test(name))) {
  test(`${name}: the summary counts the problems, and says at each link what is said at the field, in the order of the form`, async ({ checkout, widget, watcher }) => {
    await reach(checkout, watcher);
    const links = await linked(widget);
    expect(links.length).toBeGreaterThan(1);
    await expect(widget.summary(links.length)).toBeFocused();
    for (const { words, error, isSeen } of links) {
      expect(error).toBe(words);
      expect(isSeen).toBe(true);
    }
    const places = links.map(({ place }) => place);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
    const marked = await widget.host.evaluate(({ shadowRoot: root }) => root.querySelectorAll("[aria-invalid=true]").length);
    expect(marked).toBeGreaterThanOrEqual(links.length);
    // Each link leads to a place of its own, which is the focused one then.
    for (const link of await widget.links(widget.summary(links.length)).all()) {
      const id = (await link.getAttribute("href")).slice(1);
      await link.click();
      expect(await focused(widget)).toBe(id);
    }
  });
}

const WHOLE_DATE = ["day", "month", "year"];

for (const [what, typed, part, wrong = [part]] of [
  ["no day", { day: "" }, "day"],
  ["a month that there is not", { month: "13" }, "month"],
  ["no month", { month: "" }, "month"],
  ["a year of two digits", { year: "71" }, "year"],
  ["no month and no year", { month: "", year: "" }, "month", ["month", "year"]],
  ["no day and no year", { day: "", year: "" }, "day", ["day", "year"]],
  ["nothing in it", { day: "", month: "", year: "" }, "day", WHOLE_DATE],
  ["a day that its month does not have", { day: "31", month: "6" }, "day", WHOLE_DATE],
  ["a year to come", { year: "2099" }, "year", WHOLE_DATE],
  ["a year of more than 120 years ago", { year: "1871" }, "year", WHOLE_DATE],
  ["a year of less than 18 years ago", { year: String(new Date().getUTCFullYear() - 17) }, "year", WHOLE_DATE],
]) {
  test(`a date of birth with ${what}: the link leads to the ${part}, and what is marked wrong is ${wrong.join(", ")}`, async ({ checkout, widget }) => {
    await checkout.openForm();
    await widget.fill(checkout.iban, { ...DIRECTOR, ...typed });
    await widget.consent.click();
    await widget.submitButton.click();
    await widget.links(widget.summary(1)).click();
    await expect(widget.fields[part]).toBeFocused();
    expect(await widget.marked()).toEqual(wrong);
  });
}

test("problems go while they are typed away, and the focus stays where it is typed", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban.slice(0, -1), { ...DIRECTOR, email: "zoe" });
  await widget.submitButton.click();
  const counts = () => widget.host.evaluate(({ shadowRoot: root }) => [root.querySelector(".summary-title").textContent, root.querySelectorAll(".summary-list a").length]);
  await expect(widget.summary(3)).toBeFocused();
  expect(await counts()).toEqual([expect.stringMatching(PROBLEMS.summary(3)), 3]);

  await widget.links(widget.summary(3)).first().press("Enter");
  await expect(widget.fields.email).toBeFocused();
  await page.keyboard.press("End");
  for (const sign of "@atelier.example") {
    await page.keyboard.press(sign);
    await expect(widget.fields.email).toBeFocused();
  }
  await expect.poll(counts).toEqual([expect.stringMatching(PROBLEMS.summary(2)), 2]);
  await expect(widget.fields.email).not.toHaveAttribute("aria-invalid");

  await widget.fields.iban.press("End");
  await page.keyboard.press(checkout.iban.slice(-1));
  await expect(widget.fields.iban).toBeFocused();
  await expect.poll(counts).toEqual([expect.stringMatching(PROBLEMS.summary(1)), 1]);

  await widget.consent.press("Space");
  await expect(widget.consent).toBeFocused();
  await expect(widget.summary(PROBLEMS.problems)).toHaveCount(0);
  expect(await widget.host.evaluate(({ shadowRoot: root }) => root.querySelector(".summary").checkVisibility())).toBe(false);
});

test("a key is shown before what goes with it is looked at, and a press waits for no frame", async ({ page, checkout, widget }) => {
  await takeClock(page);
  await checkout.openForm();
  await widget.fill(checkout.iban.slice(0, -2), DIRECTOR);
  await widget.submitButton.click();
  await expect(widget.summary(2)).toBeFocused();
  const said = () => widget.host.evaluate(({ shadowRoot: root }) => [...root.querySelectorAll(".summary-list a")].map((link) => link.textContent));
  const [iban, ...others] = await said();
  await widget.fields.iban.press("End");
  // The clock that stands still now is the one of the frames too.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
  for (const sign of checkout.iban.slice(-2)) await page.keyboard.press(sign);
  await expect(widget.fields.iban).toHaveValue(new RegExp(`${checkout.iban.slice(-2)}$`));
  expect(await said()).toEqual([iban, ...others]);
  await page.clock.runFor(40);
  expect(await said()).toEqual(others);

  await page.keyboard.press("Backspace");
  await widget.submitButton.click();
  await expect.poll(said).toEqual([expect.not.stringMatching(iban), ...others]);
});

test("what goes with a key is looked at on a page that makes no frames too", async ({ page, checkout, widget }) => {
  await page.addInitScript(() => {
    window.cancelled = [];
    window.requestAnimationFrame = () => 1;
    window.cancelAnimationFrame = (id) => window.cancelled.push(id);
  });
  await checkout.openForm();
  await widget.fill(checkout.iban.slice(0, -1), DIRECTOR);
  await widget.submitButton.click();
  await expect(widget.summary(2)).toBeFocused();
  await widget.fields.iban.press("End");
  await page.keyboard.press(checkout.iban.slice(-1));
  await expect(widget.summary(1)).toBeVisible();
  // A page that numbers its frames itself would lose another.
  expect(await page.evaluate(() => window.cancelled)).toEqual([]);
});

test("the summary takes the focus again when the form is sent again with problems", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  for (const how of ["by mouse", "by mouse again", "by Enter in a field"]) {
    await widget.fields.email.focus();
    if (how === "by Enter in a field") await page.keyboard.press("Enter");
    else await widget.submitButton.click();
    await expect(widget.summary(8), how).toBeFocused();
  }
});

test("the summary is heard with its heading and its links when it takes the focus", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.submitButton.click();
  const summary = widget.summary(8);
  await expect(summary).toBeFocused();
  await expect(summary).toHaveRole("group");
  await expect(summary).toHaveAccessibleName(PROBLEMS.summary(8));
  await expect(summary).toHaveAttribute("tabindex", "-1");
});
