// Partners' pages in an engine other than Chromium, by their policies and by what they do to what is embedded: ENGINE is firefox or webkit.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { DARK, DEAD_ENDS, SCRIPTS, STYLES, WORKERS } from "../e2e/support/hostilities.mjs";
import { Host } from "../e2e/support/hosts.mjs";
import { POLICIES, REFUSALS } from "../e2e/support/policies.mjs";
import { Shop } from "../e2e/support/shop.mjs";
import { BUTTONS, SHOP } from "../e2e/support/texts.mjs";
import { start } from "./engine.mjs";
import { PATIENCE, Visitor } from "./visitor.mjs";

const { ENGINE } = process.env;

let engine, shop, visitor, iban;

before(async () => {
  shop = await Shop.start({ speed: 20 });
  engine = await start(ENGINE);
  visitor = new Visitor(engine.driver);
  ({ iban } = await shop.ask("/sandbox/iban-generator?scenario=SUCCESS&country=FRA"));
});

after(async () => {
  await engine?.stop();
  await shop?.kill();
});

describe("a borrower comes to the loan request on", () => {
  for (const page of [...POLICIES, ...STYLES, DARK, ...SCRIPTS]) {
    test(page.title, (context) =>
      visit(context, page, async () => {
        await order();
        assert.deepEqual(await complaints(), []);
        // No exceptions: Firefox 153 and WebKitGTK 2.50 know every one of these policies, Trusted Types included.
        for (const what of page.stopped ?? []) assert.equal(await isStopped(what), true, what);
      }),
    );
  }

  for (const page of WORKERS) {
    test(page.title, (context) =>
      visit(context, page, async (host) => {
        await engine.driver.executeAsyncScript((done) => {
          // A page that leaves earlier may leave the worker on its way for ever.
          navigator.serviceWorker.addEventListener("controllerchange", () => {
            const { controller } = navigator.serviceWorker;
            const look = () => controller.state === "activated" && done();
            controller.addEventListener("statechange", look);
            look();
          });
          navigator.serviceWorker.register("/worker.js");
        });
        await engine.driver.get(host.url);
        await order();
        assert.equal(await engine.driver.executeScript("return navigator.serviceWorker.controller.state"), "activated");
        assert.deepEqual(await complaints(), []);
      }),
    );
  }
});

describe("the page's own content stands in the place of the widget on", () => {
  for (const page of [...REFUSALS, ...DEAD_ENDS]) {
    test(page.title, (context) =>
      visit(context, page, async () => {
        const { error, complaint } = page;
        if (error) await becomes(told, ["stage loading failed", `error ${error.code} ${error.retryable} false`]);
        await becomes(showsFallback, true);
        if (complaint && !page.unreported?.includes(ENGINE)) await engine.driver.wait(async () => (await complaints()).some((text) => complaint.test(text)), PATIENCE, String(complaint));
        assert.deepEqual((await complaints()).filter((text) => !complaint?.test(text)), []);
      }),
    );
  }
});

/** Opens a page as a new visitor. */
async function visit(context, page, look) {
  const host = await Host.of(shop, page);
  context.after(() => host.stop());
  await engine.driver.get(host.url);
  await look(host);
}

/** From the form to the order. */
async function order() {
  await visitor.reaches("editing");
  await visitor.enrollByKeys(iban);
  await visitor.reaches("ready");
  await visitor.press(BUTTONS.loan);
  const number = () => ask("document.getElementById('order-number').textContent");
  await engine.driver.wait(async () => SHOP.orderNumber.test(await number()), PATIENCE, "the order is confirmed");
  assert.deepEqual((await told()).slice(-2), ["stage ready requested", "loan-request true"]);
}

const ask = async (script, ...given) => engine.driver.executeScript(`return ${script}`, ...given);
const lines = (text) => text.split("\n").filter(Boolean);
const complaints = async () => lines(await ask("probe.complaints()"));
const told = async () => lines(await ask("probe.told()"));
const isStopped = (what) => engine.driver.executeAsyncScript((what, done) => window.probe.isStopped(what).then(done), what);

/** Whether the page's own words inside the element take any place on the screen. */
function showsFallback() {
  return engine.driver.executeScript(() => {
    const words = document.createRange();
    words.selectNodeContents(document.querySelector("defacto-enrollment"));
    return words.getClientRects().length > 0;
  });
}

async function becomes(look, wanted) {
  let seen;
  const isSo = async () => JSON.stringify((seen = await look())) === JSON.stringify(wanted);
  await engine.driver.wait(isSo, PATIENCE).catch(() => {});
  assert.deepEqual(seen, wanted);
}
