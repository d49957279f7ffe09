// Pages that nobody sees, behind another tab or a locked screen: they ask for nothing, and go on at once when they are seen again.
import { askedSoFar, listenToQuestions } from "./support/asked.mjs";
import { takeClock } from "./support/clock.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { STAGES } from "./support/texts.mjs";

test.use({ speed: 20 });

/** Lets the test hide the page; to be called before it is opened. */
async function takeVisibility(page) {
  await page.addInitScript(() => {
    let isSeen = true;
    Object.defineProperties(Document.prototype, {
      hidden: { get: () => !isSeen },
      visibilityState: { get: () => (isSeen ? "visible" : "hidden") },
    });
    window.setSeen = (seen) => {
      isSeen = seen;
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    };
  });
}

/** Hides the page or has it seen again, and gives what it had asked for until then. */
const setSeen = (page, seen) =>
  page.evaluate((seen) => {
    const before = [...window.asked];
    window.setSeen(seen);
    return before;
  }, seen);

const NOBODY = { json: { count: 0, data: [] } };

const NONE = { json: { count: 0, data: [] } };
const isPost = (route) => route.request().method() === "POST";

for (const { stage, says, path, prepare, complaint } of [
  { stage: "waiting", says: STAGES.waiting, path: "/defacto/credit-lines", prepare: (checkout) => checkout.play("never_ready") },
  {
    stage: "reconciling",
    says: STAGES.reconciling,
    path: "/defacto/borrowers",
    complaint: /Failed to load resource: net::ERR_CONNECTION_RESET/,
    prepare: ({ page }) => page.route("**/defacto/borrowers", (route) => (isPost(route) ? route.abort("connectionreset") : route.fallback())),
  },
]) {
  test(`hidden while ${stage}: it pauses, and goes on at once when it is seen again`, async ({ page, checkout, widget, watcher }) => {
    if (complaint) watcher.expect(complaint, { times: 1 });
    await takeVisibility(page);
    await takeClock(page);
    await listenToQuestions(page);
    let answers = 0;
    await page.route(`**${path}`, async (route) => {
      if (isPost(route)) return route.fallback();
      await route.fulfill(NONE);
      answers += 1;
    });
    await prepare(checkout);
    await checkout.enroll();
    await widget.reaches(stage);
    await expect.poll(() => answers).toBeGreaterThan(1);

    const before = await setSeen(page, false);
    await page.clock.fastForward("05:00");
    await expect(widget.says(says)).toBeVisible();
    expect(await askedSoFar(page)).toEqual(before);

    // From here on no timer fires: what is asked is asked because somebody looks.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
    const answered = page.waitForResponse(`**${path}`);
    expect(await setSeen(page, true)).toEqual(before);
    await (await answered).finished();
    const after = await askedSoFar(page);
    expect(after.slice(before.length).map((question) => question.path)).toEqual([path]);
  });
}
