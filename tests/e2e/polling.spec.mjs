// When a waiting widget asks for the credit lines again: as the other side tells it, and at once where the answer was held back.
import { askedSoFar, listenToQuestions } from "./support/asked.mjs";
import { takeClock } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";

test.use({ speed: 20 });

const LINES = "/defacto/credit-lines";
/** How far the clock is moved on at a time, in milliseconds. */
const STEP = 100;
/** The widget's own pauses are longer, and reading an answer takes no more steps than this. */
const AT_ONCE = 5 * STEP;

/** A waiting widget whose clock stands still, and every question that it asks for the lines: each waits for its answer. */
async function toFirstQuestion(checkout, { push = true } = {}) {
  const { page, widget } = checkout;
  await takeClock(page);
  await listenToQuestions(page);
  await page.route("**/defacto/session", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), push } });
  });
  const questions = [];
  await page.route(`**${LINES}`, (route) => void questions.push(route));
  await checkout.enroll();
  await widget.reaches("waiting");
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 2_000));
  await expect.poll(() => questions).toHaveLength(1);
  return questions;
}

const NONE = { json: { count: 0, data: [] } };

/** When the lines were asked for, by the page's clock. */
const instants = async (page) => (await askedSoFar(page)).filter(({ path }) => path === LINES).map(({ at }) => at);
const now = (page) => page.evaluate(() => performance.now());

/** Answers a question, and gives how long the widget then waits before the next one. */
async function pauseAfter(page, questions, answer) {
  const known = questions.length;
  const answered = await now(page);
  const read = page.waitForResponse(`**${LINES}`);
  await questions.at(-1).fulfill(answer);
  await (await read).finished();
  while ((await instants(page)).length === known) await page.clock.runFor(STEP);
  await expect.poll(() => questions).toHaveLength(known + 1);
  return (await instants(page)).at(-1) - answered;
}

for (const status of [429, 503]) {
  test(`a ${status} that says when to ask again is obeyed, though the page asks to look again`, async ({ page, checkout, widget, watcher }) => {
    watcher.expect(refused(status, LINES), { times: 2 });
    const questions = await toFirstQuestion(checkout);
    const told = { status, headers: { "Retry-After": "7" } };
    const pause = await pauseAfter(page, questions, told);
    expect(pause).toBeGreaterThanOrEqual(7_000);
    expect(pause).toBeLessThan(8_000);

    const read = page.waitForResponse(`**${LINES}`);
    await questions.at(-1).fulfill(told);
    await (await read).finished();
    await page.clock.runFor(1_000);
    await widget.host.evaluate((element) => element.checkNow());
    await page.clock.runFor(5_900);
    expect(await instants(page)).toHaveLength(2);
    await page.clock.runFor(2_100);
    expect(await instants(page)).toHaveLength(3);
    await expect.poll(() => questions).toHaveLength(3);
    await questions.at(-1).continue();
    await page.clock.resume();
    await widget.reaches("ready");
  });
}

test("an answer that was held back is followed by another question at once, any other is not", async ({ page, checkout, widget }) => {
  const questions = await toFirstQuestion(checkout);
  const held = { ...NONE, headers: { "Preference-Applied": "wait=25" } };
  for (const { passes, answer, isFollowed } of [
    { passes: 1_500, answer: held, isFollowed: true },
    { passes: 1_500, answer: NONE, isFollowed: false },
    { passes: 25_000, answer: held, isFollowed: true },
    // Said to be held, and was not: such a proxy would be asked without end.
    { passes: 900, answer: held, isFollowed: false },
  ]) {
    expect(await questions.at(-1).request().headerValue("prefer")).toBe("wait=25");
    await page.clock.runFor(passes);
    const pause = await pauseAfter(page, questions, answer);
    if (isFollowed) expect(pause).toBeLessThan(AT_ONCE);
    else expect(pause).toBeGreaterThan(AT_ONCE);
  }
  await questions.at(-1).continue();
  await page.clock.resume();
  await widget.reaches("ready");
});

test("a proxy whose session promises no news is not asked to hold its answers back", async ({ page, checkout }) => {
  const questions = await toFirstQuestion(checkout, { push: false });
  expect(await questions.at(-1).request().headerValue("prefer")).toBeNull();
  await page.clock.runFor(1_500);
  expect(await pauseAfter(page, questions, { ...NONE, headers: { "Preference-Applied": "wait=25" } })).toBeGreaterThan(AT_ONCE);
});
