// Partners' pages with strict policies, the package at another origin: the whole way from the form to the order on each.
import { expect, test } from "./support/hosted.mjs";
import { POLICIES, REFUSALS } from "./support/policies.mjs";
import { complaints, reaches, told, travel } from "./support/travel.mjs";

for (const hostPage of POLICIES) {
  test.describe(hostPage.title, () => {
    test.use({ hostPage });

    test("takes a borrower from the form to the order, and its policy is in force", async ({ page, checkout, watcher }) => {
      await travel(checkout);
      expect(await complaints(page)).toEqual([]);
      expect(watcher.findings()).toEqual([]);
      for (const what of hostPage.stopped) expect(await page.evaluate((what) => window.probe.isStopped(what), what), what).toBe(true);
      const reported = hostPage.stopped.filter((what) => what !== "sharing with other windows");
      const violations = async () => (await complaints(page)).filter((text) => text.startsWith("policy: "));
      await expect.poll(violations).toHaveLength(reported.length);
      if (reported.length > 0) for (const said of [/^policy: /, /^console\.(error|info): /]) watcher.expect(said);
    });
  });
}

for (const hostPage of REFUSALS) {
  test.describe(hostPage.title, () => {
    test.use({ hostPage });

    test("shows its own content in place of the widget and hears why", async ({ page, checkout, widget, watcher }) => {
      const { error, complaint, console } = hostPage;
      if (error) watcher.expect(/^console\.error: <defacto-enrollment> /, { times: 1 });
      if (complaint?.source.startsWith("^policy")) watcher.expect(/^policy: /);
      if (console) watcher.expect(console);
      await checkout.open();
      if (error) await expect.poll(() => told(page)).toEqual(["stage loading failed", `error ${error.code} ${error.retryable} false`]);
      if (complaint) await expect.poll(() => complaints(page)).toContainEqual(expect.stringMatching(complaint));
      await expect.poll(() => widget.showsFallback()).toBe(true);
      expect(await page.evaluate(() => window.probe.stage())).toBe(error ? "failed" : "");
      expect((await complaints(page)).filter((text) => !complaint?.test(text))).toEqual([]);
    });
  });
}

test.describe("a page whose package was repaired", () => {
  test.use({ hostPage: { title: "", altered: /\.wasm$/ } });

  test("gets the widget when it tries again", async ({ page, checkout, widget, watcher }) => {
    watcher.expect(/^console\.error: <defacto-enrollment> /, { times: 1 });
    watcher.expect(/integrity/);
    await checkout.open();
    await reaches(page, "failed");
    checkout.shop.publish();
    await widget.host.evaluate((element) => element.checkNow());
    await reaches(page, "editing");
    expect(await widget.showsFallback()).toBe(false);
    expect(await complaints(page)).toEqual([]);
  });
});
