// Time for rules that need more of it than a test has. Answers of servers still take real time.
import { expect } from "@playwright/test";

/** Lets the page's clock be moved; to be called before the page is opened. `time` is what the device takes for now. */
export async function takeClock(page, { time } = {}) {
  await page.clock.install({ time });
  // The ids of Playwright's timers begin at 10^12. Rust, like a browser, keeps them in 32 bits and would clear others.
  await page.addInitScript(() => {
    const { setTimeout: set, clearTimeout: clear } = window;
    const ids = [undefined];
    window.setTimeout = (...wanted) => ids.push(set.apply(window, wanted)) - 1;
    window.clearTimeout = (id) => clear.call(window, ids[id]);
  });
}

/** Moves the page's clock on, longer than any pause between two polls at a time, until `check` no longer throws. */
export async function waitLong(page, check) {
  await expect(async () => {
    await page.clock.fastForward(12_000);
    await check();
  }).toPass({ intervals: [100], timeout: 30_000 });
}
