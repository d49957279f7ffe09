// The main path: from the served tag to the confirmed order.
import { takeClock } from "./support/clock.mjs";
import { refused } from "./support/complaints.mjs";
import { Haystack, find } from "./support/haystack.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { DIRECTOR, DIRECTOR_ON_THE_WIRE, personalData } from "./support/person.mjs";
import { CONSENT_LABEL, DEBIT_NOTICE, LOADING, LOCKED, NEVER_SAID, SHOP, STAGES } from "./support/texts.mjs";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RFC3339_MILLIS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Goes the whole way and returns when the order is confirmed. */
async function order(checkout) {
  await checkout.enroll();
  await checkout.widget.reaches("ready");
  await checkout.widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
}

test("the element and its fallback stand in the served page", async ({ checkout }) => {
  const tag = checkout.html.match(/<defacto-enrollment\s[^>]*>([\s\S]*?)<\/defacto-enrollment>/);
  expect(tag?.[0]).toContain('proxy-url="/defacto"');
  expect(tag?.[1]).toMatch(SHOP.fallback);
  expect(checkout.html.match(/<defacto-enrollment[\s>]/g)).toHaveLength(1);
});

test("a skeleton stands there until the WebAssembly arrives", async ({ page, checkout, widget }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const asked = page.waitForRequest(/\.wasm$/);
  await page.route(/\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await checkout.open();
  await asked;
  await expect(widget.status).toHaveText(LOADING);
  expect((await widget.host.boundingBox()).height).toBeGreaterThan(100);
  expect(await widget.stage()).toBe("loading");
  await expect(widget.submitButton).toHaveCount(0);
  release();
  await expect(widget.submitButton).toBeVisible();
  await expect(widget.host.getByText(LOADING)).toHaveCount(0);
});

test("a borrower enrolls, waits, requests the loan and has the order confirmed", async ({ page, checkout, widget }) => {
  await checkout.play("never_ready");
  await checkout.openForm();
  await expect(widget.host.getByText(DEBIT_NOTICE)).toBeVisible();
  await widget.fields.firstName.pressSequentially(DIRECTOR.firstName);
  await widget.fields.iban.pressSequentially(checkout.iban);
  await widget.fill(checkout.iban);
  await expect(widget.consent).not.toBeChecked();
  await widget.consent.click();
  await expect(widget.consent).toBeChecked();
  await widget.submitButton.click();

  await expect(widget.says(STAGES.waiting)).toBeVisible();
  await expect(widget.status).toHaveText(STAGES.waiting);
  await expect(widget.loanButton).toHaveAttribute("aria-disabled", "true");
  await expect(widget.loanButton).toHaveAccessibleDescription(LOCKED);
  await widget.loanButton.click({ force: true });
  expect(await checkout.eventsOfType("defacto-loan-request")).toEqual([]);

  await checkout.play("ready");
  await expect(widget.says(STAGES.ready)).toBeVisible();
  await expect(widget.loanButton).toBeEnabled();
  await expect(widget.loanButton).toHaveAccessibleDescription("");
  const { balance_available: available, currency } = await checkout.creditLine();
  const amount = new Intl.NumberFormat("en", { style: "currency", currency }).format(available / 100);
  await expect(widget.host).toContainText(amount);
  await expect(widget.host).not.toContainText(NEVER_SAID);

  const placing = page.waitForResponse("**/shop/orders");
  await widget.loanButton.click();
  expect((await placing).status()).toBe(201);
  await expect(checkout.placed).toBeVisible();
  await expect(checkout.placed).toBeFocused();
  await expect(page.locator("#order-number")).toHaveText(SHOP.orderNumber);
  expect(await widget.stage()).toBe("requested");
});

test("the lender receives what was typed, field by field and nothing else", async ({ checkout, widget }) => {
  await order(checkout);
  const posts = await checkout.posts();
  expect(posts).toHaveLength(1);
  const { body, status } = posts[0];
  expect(status).toBe(201);
  const signedAt = expect.stringMatching(RFC3339_MILLIS);
  const name = checkout.html.match(/company-name="([^"]*)"/)[1];
  expect(body).toStrictEqual({
    identifier: checkout.identifier,
    identifier_type: "siren",
    name,
    account_number: checkout.iban,
    directors: [
      {
        first_name: DIRECTOR.firstName,
        last_name: DIRECTOR.lastName,
        birth_date: DIRECTOR_ON_THE_WIRE.birthDate,
        nationality: DIRECTOR_ON_THE_WIRE.nationality,
        business_email: DIRECTOR.email,
        address: { country: DIRECTOR_ON_THE_WIRE.residence },
        role: "DIRECTOR",
      },
    ],
    owner: {
      first_name: DIRECTOR.firstName,
      last_name: DIRECTOR.lastName,
      email: DIRECTOR.email,
      birth_date: DIRECTOR_ON_THE_WIRE.birthDate,
    },
    signed_at: signedAt,
    preferred_language: "en",
    wait_for_ready: false,
    metadata: {
      consent: {
        signed_at: signedAt,
        clock: "proxy",
        terms_url: `${checkout.shop.url}/legal/terms.en.html`,
        terms_version: "demo-1",
        language: "en",
        label: CONSENT_LABEL,
        texts_version: expect.stringMatching(/\S/),
        signatory: "directors.0",
        widget_version: await widget.host.evaluate((element) => element.version),
      },
    },
  });
  expect(body.metadata.consent.signed_at).toBe(body.signed_at);
});

test("the signature carries the instant of the last tick, not of the submit", async ({ page, checkout, widget }) => {
  await takeClock(page);
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  await page.clock.fastForward(20_000);
  await widget.consent.click();
  await expect(widget.consent).not.toBeChecked();
  await widget.consent.click();
  await page.clock.fastForward(20_000);
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [first, , last] = await checkout.ticks();
  const [{ body }] = await checkout.posts();
  expect(last.wall - first.wall).toBeGreaterThanOrEqual(20_000);
  expect(Math.abs(Date.parse(body.signed_at) - last.wall)).toBeLessThan(1_000);
  const consents = await checkout.eventsOfType("defacto-consent");
  expect(consents).toEqual([expect.anything(), null, body.metadata.consent]);
});

test("a device clock that is years off makes no wrong signature", async ({ page, checkout, widget }) => {
  await takeClock(page, { time: "2019-03-01T12:00:00Z" });
  await checkout.openForm();
  await widget.fill(checkout.iban);
  const before = Date.now();
  await widget.consent.click();
  const after = Date.now();
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [tick] = await checkout.ticks();
  expect(new Date(tick.wall).getUTCFullYear()).toBe(2019);
  const [{ body }] = await checkout.posts();
  expect(body.metadata.consent.clock).toBe("proxy");
  expect(Date.parse(body.signed_at)).toBeGreaterThan(before - 1_000);
  expect(Date.parse(body.signed_at)).toBeLessThan(after + 1_000);
});

test("the host hears every step in order and no personal data", async ({ page, checkout }) => {
  await order(checkout);
  const version = await checkout.widget.host.evaluate((element) => element.version);
  const { id: borrowerId } = await checkout.borrower();
  const line = await checkout.creditLine();
  const offer = { borrowerId, creditLine: { available: line.balance_available, maximum: line.pool_amount, currency: line.currency } };
  const [{ body }] = await checkout.posts();
  const stage = (from, to) => ["defacto-stage", { from, to }];
  const events = await checkout.events();
  expect(events.filter(({ type }) => type !== "defacto-validity").map(({ type, detail }) => [type, detail])).toEqual([
    ["defacto-usable", { version, resumed: false }],
    stage("loading", "editing"),
    ["defacto-consent", body.metadata.consent],
    stage("editing", "submitting"),
    ["defacto-enrolled", { borrowerId, existing: false }],
    stage("submitting", "waiting"),
    stage("waiting", "ready"),
    ["defacto-ready", offer],
    stage("ready", "requested"),
    ["defacto-loan-request", offer],
  ]);
  expect(borrowerId).toMatch(UUID);
  expect(events.every(({ bubbles, composed }) => bubbles && composed)).toBe(true);
  expect(events.filter(({ cancelable }) => cancelable).map(({ type }) => type)).toEqual(["defacto-loan-request"]);

  const validity = await checkout.eventsOfType("defacto-validity");
  const person = ["first_name", "last_name", "birth_date", "nationality", "address.country", "business_email"];
  const everything = [...person.map((field) => `directors.0.${field}`), "account_number", "signed_at"];
  expect(validity[0].valid).toBe(false);
  expect(validity[0].remaining.toSorted()).toEqual(everything.toSorted());
  expect(validity.at(-1)).toEqual({ valid: true, remaining: [] });

  const told = JSON.stringify(events);
  expect(personalData(checkout.iban).filter((text) => told.includes(text))).toEqual([]);

  // The receipt is out before the request that it belongs to.
  const consent = events.find(({ type }) => type === "defacto-consent");
  const sent = await page.evaluate(() =>
    performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/defacto/borrowers")).map(({ startTime }) => startTime),
  );
  expect(sent).toHaveLength(1);
  expect(consent.at).toBeLessThan(sent[0]);
});

test("nothing that the browser saw holds the lender's key, and nothing that lasts holds personal data", async ({ page, checkout, watcher }) => {
  const haystack = new Haystack(page, watcher);
  await order(checkout);
  const places = await haystack.places();
  // The search finds what is there, in the clear and in the session token.
  const seen = find(places, checkout.identifier);
  for (const place of [`body of ${checkout.shop.url}/defacto/session`, `body of ${checkout.shop.url}/shop/enrollment-session`]) {
    expect(seen).toContain(place);
  }
  expect(places.map(({ place }) => place)).toEqual(expect.arrayContaining(["console", "cookies", "html", "localStorage", "performance"]));
  expect(places.filter(({ place }) => /^body of .*\.(js|txt|wasm)$/.test(place))).toHaveLength(5);

  expect(find(places, checkout.shop.key)).toEqual([]);

  const lasting = places.filter(({ place }) => !/^(body|headers) of|request headers|shadow root|html/.test(place));
  expect(lasting.map(({ place }) => place)).toContain("request url");
  expect(personalData(checkout.iban).flatMap((text) => find(lasting, text))).toEqual([]);
});

test("pressing the loan button twice requests one loan", async ({ page, checkout, widget }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  let orders = 0;
  await page.route("**/shop/orders", async (route) => {
    orders += 1;
    await held;
    await route.continue();
  });
  await checkout.enroll();
  await widget.reaches("ready");
  await widget.loanButton.dblclick();
  await widget.reaches("requested");
  await expect(widget.loanButton).toHaveCount(0);
  expect(await checkout.eventsOfType("defacto-loan-request")).toHaveLength(1);
  release();
  await expect(checkout.placed).toBeVisible();
  expect(orders).toBe(1);
});

test("a loan request that the shop refuses can be pressed again", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(409, "/shop/orders"), { times: 1 });
  await page.route("**/shop/orders", (route) => route.fulfill({ status: 409, json: { title: "No." } }), { times: 1 });
  await checkout.enroll();
  await widget.reaches("ready");
  await widget.loanButton.click();
  await expect(widget.says(STAGES.requestFailed)).toBeVisible();
  await expect(checkout.placed).toBeHidden();
  await widget.loanButton.click();
  await expect(checkout.placed).toBeVisible();
  expect(await checkout.eventsOfType("defacto-loan-request")).toHaveLength(2);
});
