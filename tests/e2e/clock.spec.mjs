// Devices whose clock is wrong, or set while the form is open: a signature has the time of the proxy.
import { takeClock } from "./support/clock.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { PROBLEMS } from "./support/texts.mjs";

test.use({ speed: 20 });

const DAY = 24 * 60 * 60 * 1_000;
const HOUR = 60 * 60 * 1_000;

/** Ticks the box, sends the form and expects a signature of that moment by that clock. */
async function expectSignedNow(checkout, clock) {
  const { widget } = checkout;
  const before = Date.now();
  await widget.consent.click();
  const after = Date.now();
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  expect(body.metadata.consent).toMatchObject({ clock, signed_at: body.signed_at });
  expect(Date.parse(body.signed_at)).toBeGreaterThan(before - 1_000);
  expect(Date.parse(body.signed_at)).toBeLessThan(after + 1_000);
}

for (const [how, shift] of [["ahead", DAY], ["behind", -DAY]]) {
  test(`a device clock that is a day ${how} makes no wrong signature`, async ({ page, checkout, widget }) => {
    await takeClock(page, { time: Date.now() + shift });
    await checkout.openForm();
    await widget.fill(checkout.iban);
    await expectSignedNow(checkout, "proxy");
    const [tick] = await checkout.ticks();
    expect(Math.abs(tick.wall - Date.now() - shift)).toBeLessThan(HOUR);
  });
}

/** Lets the test set the device's wall clock; the monotonic one goes on. */
async function takeWallClock(page) {
  await page.addInitScript(() => {
    const { now } = Date;
    let shift = 0;
    Date.now = () => now() + shift;
    window.setDeviceClock = (by) => (shift = by);
  });
}

for (const [how, shift] of [["forward", HOUR], ["back", -HOUR]]) {
  test(`a device clock that is set ${how} under the form makes the proxy's time be read again`, async ({ page, checkout, widget }) => {
    await takeWallClock(page);
    await checkout.openForm();
    await widget.fill(checkout.iban);
    await page.evaluate((by) => window.setDeviceClock(by), shift);
    const read = page.waitForResponse("**/defacto/session");
    await widget.fields.firstName.press("End");
    await widget.fields.firstName.pressSequentially("e");
    await (await read).finished();
    await expectSignedNow(checkout, "proxy");
    const [tick] = await checkout.ticks();
    expect(Math.abs(tick.wall - Date.now() - shift)).toBeLessThan(HOUR / 2);
  });
}

test("a device clock that is set back right before the tick makes no wrong signature", async ({ page, checkout, widget }) => {
  await takeWallClock(page);
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await page.evaluate((by) => window.setDeviceClock(by), -HOUR);
  await expectSignedNow(checkout, "proxy");
});

test("the time is not asked for again and again while it can't be had", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/Failed to load resource: net::ERR_/);
  await takeWallClock(page);
  await checkout.openForm();
  await widget.fill(checkout.iban);
  let asked = 0;
  await page.route("**/defacto/session", (route) => {
    asked += 1;
    return route.abort();
  });
  await page.evaluate((by) => window.setDeviceClock(by), HOUR);
  await widget.fields.firstName.press("End");
  await widget.fields.firstName.pressSequentially("elle");
  await expect.poll(() => asked).toBe(1);
  // Some twenty ways to the browser and back: time for as many tries.
  await widget.fields.firstName.pressSequentially("elle".repeat(5));
  expect(asked).toBe(1);
  // A signature is worth another try.
  await page.unroute("**/defacto/session");
  const read = page.waitForResponse("**/defacto/session");
  await widget.consent.click();
  await (await read).finished();
});

test("a tick right after the device clock was set forward is asked for once more", async ({ page, checkout, widget }) => {
  await takeWallClock(page);
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await page.evaluate((by) => window.setDeviceClock(by), HOUR);
  const read = page.waitForResponse("**/defacto/session");
  await widget.consent.click();
  await (await read).finished();
  await widget.submitButton.click();
  await expect(widget.links(widget.summary(1))).toHaveText([PROBLEMS.tickAgain]);
  await expect(widget.consent).not.toBeChecked();
  expect(await checkout.posts()).toEqual([]);
  await expectSignedNow(checkout, "proxy");
});

/**
 * A device that has slept since it opened the page, which its monotonic clock knows nothing of: the page is opened that long ago, as the
 * wall clock and the proxy tell, and `wake` has both tell the time that it is.
 */
async function takeSleep(page, slept) {
  await page.addInitScript((slept) => {
    const { now } = Date;
    let behind = slept;
    Date.now = () => now() - behind;
    window.wake = () => void (behind = 0);
  }, slept);
  let behind = slept;
  let held = Promise.resolve();
  await page.route("**/defacto/session", async (route) => {
    await held;
    const response = await route.fetch();
    const session = await response.json();
    await route.fulfill({ response, json: { ...session, now: new Date(Date.parse(session.now) - behind).toISOString() } });
  });
  return {
    wake() {
      behind = 0;
      return page.evaluate(() => window.wake());
    },
    /** Holds the session back until the function that this gives is called. */
    holdSession() {
      let release;
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
  };
}

/** Clicks the box, and expects a receipt of that moment by that clock. */
async function expectTickedNow(checkout, clock) {
  const before = Date.now();
  await checkout.widget.consent.click();
  const after = Date.now();
  const receipt = (await checkout.eventsOfType("defacto-consent")).at(-1);
  expect(receipt.clock).toBe(clock);
  expect(Date.parse(receipt.signed_at)).toBeGreaterThan(before - 1_000);
  expect(Date.parse(receipt.signed_at)).toBeLessThan(after + 1_000);
  return receipt;
}

test("a tick after an hour's sleep has the device's time until the proxy's is known again", async ({ page, checkout, widget }) => {
  const device = await takeSleep(page, HOUR);
  await checkout.openForm();
  await widget.fill(checkout.iban);
  const release = device.holdSession();
  const asked = page.waitForRequest("**/defacto/session");
  await device.wake();
  await expectTickedNow(checkout, "device");
  await asked;
  await widget.consent.click();
  const read = page.waitForResponse("**/defacto/session");
  release();
  await (await read).finished();
  await expect(widget.consent).not.toBeChecked();
  const { signed_at: signedAt } = await expectTickedNow(checkout, "proxy");
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  expect(body.signed_at).toBe(signedAt);
});

test("a tick before an hour's sleep keeps its time", async ({ page, checkout, widget }) => {
  const device = await takeSleep(page, HOUR);
  await checkout.openForm();
  await widget.fill(checkout.iban);
  const before = Date.now() - HOUR;
  await widget.consent.click();
  const after = Date.now() - HOUR;
  await device.wake();
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  expect(Date.parse(body.signed_at)).toBeGreaterThan(before - 1_000);
  expect(Date.parse(body.signed_at)).toBeLessThan(after + 1_000);
  expect(await checkout.eventsOfType("defacto-consent")).toMatchObject([{ clock: "proxy", signed_at: body.signed_at }]);
});
