// The session is asked for while the package's files are on their way: once, by who will ask it, and told as of the moment when it came.
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { hold } from "./support/held.mjs";

test.use({ speed: 20 });

const SESSION = "**/defacto/session";
const WIDGET = "**/enrollment-widget-*.wasm";

/** What the proxy was asked for before the form was there. */
function sessions(page) {
  const asked = [];
  page.on("request", (request) => new URL(request.url()).pathname === "/defacto/session" && asked.push(request));
  return asked;
}

for (const [auth, behind] of [["token", "shop"], ["cookie", "thin"]]) {
  test.describe(`with a ${auth}`, () => {
    test.use({ behind });

    test("the session is there before the WebAssembly, and is asked for once", async ({ page, checkout, widget, watcher }) => {
      if (auth === "cookie") {
        // The least that a partner can build has no session, and says so.
        watcher.expect(refused(404, "/defacto/session"), { times: 1 });
        await checkout.rewrite((html) => html.replace('auth="token"', 'auth="cookie"'));
      }
      const asked = sessions(page);
      const release = await hold(page, WIDGET);
      const answered = page.waitForResponse(SESSION);
      await checkout.open();
      await (await answered).finished();
      expect(await widget.stage()).toBe("loading");
      release();
      await widget.reaches("editing");
      expect(asked).toHaveLength(1);
      const headers = await asked[0].allHeaders();
      expect(headers).toMatchObject({ accept: "application/json", "accept-language": "en" });
      expect(headers.authorization === undefined).toBe(auth === "cookie");
    });
  });
}

test("where the page does not say how the borrower is known, nothing is asked ahead: a provider may still come", async ({ page, checkout, widget }) => {
  await checkout.rewrite((html) => html.replace(' auth="token"', ""));
  await page.route("**/checkout.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  const asked = sessions(page);
  const release = await hold(page, WIDGET);
  const wanted = page.waitForRequest(WIDGET);
  await checkout.open();
  await wanted;
  // A call of the script's own would have left before this one, which is answered.
  await page.evaluate(() => fetch("/shop/enrollment-session", { method: "POST" }));
  expect(asked).toEqual([]);
  await widget.host.evaluate((element) => {
    element.sessionProvider = async () => (await fetch("/shop/enrollment-session", { method: "POST" })).text();
  });
  release();
  await widget.reaches("editing");
  expect(asked).toHaveLength(1);
  expect(await asked[0].headerValue("authorization")).toMatch(/^Bearer /);
});

test("who is told of the form can give it the focus at once", async ({ page, checkout, widget }) => {
  await page.addInitScript(() => addEventListener("defacto-stage", ({ target, detail }) => detail.to === "editing" && target.focus()));
  const release = await hold(page, WIDGET);
  const answered = page.waitForResponse(SESSION);
  await checkout.open();
  await (await answered).finished();
  release();
  await widget.reaches("editing");
  await expect(widget.fields.firstName).toBeFocused();
});

test("a signature has the proxy's time, however long the WebAssembly took after the session", async ({ page, checkout, widget }) => {
  await page.addInitScript(() => {
    const [monotonic, wall] = [performance.now.bind(performance), Date.now];
    let later = 0;
    performance.now = () => monotonic() + later;
    Date.now = () => wall() + 60 * 60 * 1_000 + later;
    // As long as an answer may be under way, and longer.
    window.passSeconds = () => (later = 4_000);
  });
  const release = await hold(page, WIDGET);
  const answered = page.waitForResponse(SESSION);
  await checkout.open();
  await (await answered).finished();
  await page.evaluate(() => window.passSeconds());
  release();
  await widget.reaches("editing");
  await widget.fill(checkout.iban);
  const before = Date.now();
  await widget.consent.click();
  const after = Date.now();
  const [receipt] = await checkout.eventsOfType("defacto-consent");
  expect(receipt.clock).toBe("proxy");
  // The four seconds passed for the page alone.
  expect(Date.parse(receipt.signed_at)).toBeGreaterThan(before + 4_000 - 1_000);
  expect(Date.parse(receipt.signed_at)).toBeLessThan(after + 4_000 + 1_000);
});

test("an answer to another token than the widget's is not taken", async ({ page, checkout, widget }) => {
  const asked = sessions(page);
  const release = await hold(page, WIDGET);
  const answered = page.waitForResponse(SESSION);
  await checkout.open();
  await (await answered).finished();
  const token = await page.evaluate(async () => {
    const answer = await fetch("/shop/enrollment-session", { method: "POST" });
    const token = await answer.text();
    document.querySelector("defacto-enrollment").session = token;
    return token;
  });
  release();
  await widget.reaches("editing");
  expect(asked).toHaveLength(2);
  expect(await asked[1].headerValue("authorization")).toBe(`Bearer ${token}`);
});

test("an answer that is older than a minute is not taken", async ({ page, checkout, widget }) => {
  await page.addInitScript(() => {
    const { now } = performance;
    let later = 0;
    performance.now = () => now.call(performance) + later;
    window.passMinute = () => (later = 60_001);
  });
  const asked = sessions(page);
  const release = await hold(page, WIDGET);
  const answered = page.waitForResponse(SESSION);
  await checkout.open();
  await (await answered).finished();
  await page.evaluate(() => window.passMinute());
  release();
  await widget.reaches("editing");
  expect(asked).toHaveLength(2);
});

test("what is no token goes nowhere", async ({ page, checkout, widget }) => {
  const asked = sessions(page);
  await page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = async (url, init) => (String(url).includes("/shop/enrollment-session") ? new Response("two words") : fetch(url, init));
  });
  await checkout.open();
  await expect(widget.retryButton).toBeVisible();
  expect(asked).toEqual([]);
});

test("a session that failed ahead is asked for again as any other", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/Failed to load resource: net::ERR_/);
  const asked = sessions(page);
  let failures = 0;
  await page.route(SESSION, (route) => (failures++ === 0 ? route.abort("connectionreset") : route.continue()));
  await checkout.open();
  await widget.reaches("editing");
  expect(asked).toHaveLength(2);
});
