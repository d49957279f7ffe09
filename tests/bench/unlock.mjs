// How long after the sandbox opens a credit line the page's loan button unlocks. Prints JSON for `cargo xtask bench unlock`.
//
// node tests/bench/unlock.mjs RUNS: in Chromium, with the package, the reference proxy and the sandbox of a demo shop.
// The beginning is the line's own `start_date`, which the sandbox gives to the millisecond and which does not depend on
// who is told when; the end is the `Date.now()` of the page. Both are this machine's clock.
import { once } from "node:events";
import { createServer, request as ask } from "node:http";

import { chromium } from "@playwright/test";

import config from "../../playwright.config.mjs";
import { Checkout } from "../e2e/support/checkout.mjs";
import { Shop } from "../e2e/support/shop.mjs";
import { BUTTONS } from "../e2e/support/texts.mjs";

const RUNS = Number(process.argv[2]);
/** Nobody listens there: the sandbox's events are lost. */
const NOWHERE = "http://127.0.0.1:9/";

const SETUPS = [
  { name: "webhook, held answer", pushes: true, isThin: false },
  { name: "no webhook, the proxy polls and holds its answer", pushes: false, isThin: false },
  { name: "no webhook, the widget polls", pushes: false, isThin: true },
];

const browser = await chromium.launch(config.use.launchOptions);
const setups = [];
try {
  for (const setup of SETUPS) setups.push(await measure(setup));
} finally {
  await browser.close();
}
console.log(JSON.stringify(setups));

async function measure({ name, pushes, isThin }) {
  const shop = await Shop.start({ env: pushes ? {} : { SANDBOX_WEBHOOK_URL: NOWHERE } });
  const thin = isThin ? await passThrough(shop.url) : null;
  try {
    const runs = [];
    for (let number = 1; number <= RUNS; number += 1) {
      runs.push(await run(shop, thin?.url ?? shop.url));
      process.stderr.write(`${name}: ${number} of ${RUNS}: ${runs.at(-1).delay} ms\n`);
    }
    return { name, pushes, runs };
  } finally {
    thin?.stop();
    await shop.kill();
  }
}

/** `{delay, interval}` in milliseconds: of the button, and between the lender's reads around the opening. */
async function run(shop, url) {
  const context = await browser.newContext();
  await context.addInitScript(unlocking, BUTTONS.loan);
  const page = await context.newPage();
  const checkout = await Checkout.of(page, { url, ask: (path) => shop.ask(path), requests: (of) => shop.requests(of) });
  await checkout.enroll();
  const unlocked = await (await page.waitForFunction(() => window.unlocked, null, { polling: 100, timeout: 60_000 })).jsonValue();
  const opened = Date.parse((await checkout.creditLine()).start_date);
  const reads = (await checkout.polls()).map(({ at }) => Date.parse(at));
  await context.close();
  const first = reads.findIndex((at) => at >= opened);
  return { delay: unlocked - opened, interval: reads[first] - reads[first - 1] };
}

/** In the page: takes the time when the element has said that it is ready and its button is no longer disabled. */
function unlocking(name) {
  addEventListener("defacto-ready", ({ target }) => {
    const look = () => {
      const button = [...target.shadowRoot.querySelectorAll("button")].find(({ textContent }) => textContent.trim() === name);
      if (button && button.getAttribute("aria-disabled") !== "true") window.unlocked ??= Date.now();
    };
    new MutationObserver(look).observe(target.shadowRoot, { subtree: true, childList: true, attributes: true });
    look();
  });
}

/** A partner's thin proxy: the shop as it is, but its answers are never held. */
async function passThrough(target) {
  const { hostname, port } = new URL(target);
  const server = createServer((request, response) => {
    const { prefer: _, ...headers } = { ...request.headers, host: `${hostname}:${port}`, ...(request.headers.origin && { origin: target }) };
    const onward = ask({ host: "127.0.0.1", port, path: request.url, method: request.method, headers }, (answer) => {
      if (request.url !== "/defacto/session") {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
        return;
      }
      answer.toArray().then((chunks) => {
        const { "content-length": _, ...headers } = answer.headers;
        const session = { ...JSON.parse(Buffer.concat(chunks)), push: false };
        response.writeHead(answer.statusCode, headers).end(JSON.stringify(session));
      });
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, stop };
}
