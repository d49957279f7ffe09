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
