// Partners' pages that mean no good, or don't know better: the whole way from the form to the order on each.
import { expect, test } from "./support/hosted.mjs";
import { DEAD_ENDS, HOSTILITIES, PLAIN, SCRIPTS, STICKY, STYLES, WORKERS } from "./support/hostilities.mjs";
import { Host } from "./support/hosts.mjs";
import { looks, outside } from "./support/looks.mjs";
import { complaints, reaches, told, travel } from "./support/travel.mjs";

for (const hostPage of HOSTILITIES) {
  test.describe(hostPage.title, () => {
    test.use({ hostPage });

    test("takes a borrower from the form to the order", async ({ page, checkout }) => {
      await travel(checkout);
      expect(await complaints(page)).toEqual([]);
    });
  });
}

for (const hostPage of WORKERS) {
  test.describe(hostPage.title, () => {
    test.use({ hostPage });

    test("takes a borrower from the form to the order", async ({ page, checkout }) => {
      await checkout.open();
      await page.evaluate(async () => {
        const controlled = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
        await navigator.serviceWorker.register("/worker.js");
        await controlled;
      });
      await travel(checkout);
      await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller.state)).toBe("activated");
      expect(await complaints(page)).toEqual([]);
    });
  });
}

for (const hostPage of DEAD_ENDS) {
  test.describe(hostPage.title, () => {
    test.use({ hostPage });

    test("shows its own content in place of the widget and hears why", async ({ page, checkout, widget, watcher }) => {
      const { code, retryable } = hostPage.error;
      watcher.expect(/^console\.error: <defacto-enrollment> /, { times: 1 });
      await checkout.open();
      await expect.poll(() => told(page)).toEqual(["stage loading failed", `error ${code} ${retryable} false`]);
      await expect.poll(() => widget.showsFallback()).toBe(true);
      expect(await complaints(page)).toEqual([]);
    });
  });
}

test.describe("whatever a page does to styles", () => {
  test.use({ viewport: { width: 360, height: 740 }, hostPage: PLAIN });

  test("leaves the widget its looks and its place", async ({ page, checkout, widget, shop }) => {
    // A form with all of its errors.
    const open = async (url) => {
      await page.goto(url);
      await reaches(page, "editing");
      await widget.submitButton.click();
      await expect(widget.summary(8)).toBeFocused();
    };
    await open(checkout.shop.url);
    const plain = await looks(widget.host);
    expect(plain.length).toBeGreaterThan(50);
    for (const hostPage of STYLES) {
      await test.step(hostPage.title, async () => {
        const host = await Host.of(shop, hostPage);
        await open(host.url);
        expect(await looks(widget.host)).toEqual(plain);
        expect(await outside(widget.host)).toEqual([]);
        host.stop();
      });
    }
  });
});

test.describe(STICKY.title, () => {
  test.use({ viewport: { width: 360, height: 640 }, hostPage: STICKY });

  test("never covers what has the focus", async ({ page, checkout, widget }) => {
    await checkout.open();
    await reaches(page, "editing");
    await widget.submitButton.focus();
    await page.keyboard.press("Enter");
    const summary = widget.summary(8);
    await expect(summary).toBeFocused();
    await expect.poll(() => isCovered(summary)).toBe(false);
    await widget.links(summary).last().click();
    await expect(widget.consent).toBeFocused();
    expect(await isCovered(widget.consent)).toBe(false);
    // Back through the form, where the browser scrolls no further than it must.
    for (const field of Object.values(widget.fields).reverse()) {
      while (!(await field.evaluate((element) => element.matches(":focus")))) await page.keyboard.press("Shift+Tab");
      expect(await isCovered(field)).toBe(false);
    }
  });

  /** Whether anything of the page lies on a corner of it. */
  const isCovered = (control) =>
    control.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const corners = [[left + 4, top + 4], [right - 4, top + 4], [left + 4, Math.min(bottom, innerHeight) - 4]];
      const host = element.getRootNode().host;
      return !corners.every(([x, y]) => document.elementFromPoint(x, y) === host && element.contains(host.shadowRoot.elementFromPoint(x, y)));
    });
});

test.describe("a page with another Promise", () => {
  test.use({ hostPage: SCRIPTS.find(({ title }) => title.includes("in the place of Promise")) });

  test("may take the widget away while it loads", async ({ page, checkout }) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/\.wasm$/, async (route) => {
      await held;
      await route.continue();
    });
    await checkout.open();
    await reaches(page, "loading");
    await page.evaluate(() => {
      const element = document.querySelector("defacto-enrollment");
      element.reset();
      element.checkNow();
      element.remove();
      setTimeout(() => document.body.append(element));
    });
    release();
    await reaches(page, "editing");
    expect(await complaints(page)).toEqual([]);
  });
});

test.describe("a page that gives arrays their own JSON", () => {
  test.use({ hostPage: SCRIPTS.find(({ title }) => title.includes("their own JSON")) });

  test("has its metadata told to the lender as it is", async ({ page, checkout }) => {
    await checkout.open();
    await page.evaluate(() => (document.querySelector("defacto-enrollment").metadata = { basket: ["a", { b: [1, null] }], at: { nested: true } }));
    await reaches(page, "editing");
    await checkout.widget.enroll(checkout.iban);
    await reaches(page, "ready");
    const [{ body }] = await checkout.posts();
    expect(body.metadata).toMatchObject({ basket: ["a", { b: [1, null] }], at: { nested: true } });
  });
});
