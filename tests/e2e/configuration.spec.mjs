// What a partner's page sets, changes and calls while the widget runs.
import { refused } from "./support/complaints.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { BUTTONS, FORM, STAGES } from "./support/texts.mjs";

/** Runs in the page, with the element. */
const onElement = (widget, act, argument) => widget.host.evaluate(act, argument);

const set = (widget, values) => onElement(widget, (element, values) => void Object.assign(element, values), values);

test("a form is filled in by the lender's names, sent as it stands, and never over what a person typed", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fields.firstName.fill("Grace");
  await set(widget, {
    prefill: {
      account_number: checkout.iban,
      directors: [
        {
          first_name: "Ada",
          last_name: "Lovelace",
          birth_date: "1972-02-29",
          nationality: "FRA",
          business_email: "ada@analytical.example",
          address: { country: "FRA" },
        },
      ],
    },
  });
  await expect(widget.fields.lastName).toHaveValue("Lovelace");
  await expect(widget.fields.firstName).toHaveValue("Grace");
  await expect(widget.fields.day).toHaveValue("29");
  await expect(widget.fields.residence).toHaveValue("FRA");
  await widget.consent.click();
  await widget.submitButton.click();
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  expect(body.directors[0]).toMatchObject({ first_name: "Grace", last_name: "Lovelace", birth_date: "1972-02-29", nationality: "FRA" });
  expect(body.account_number).toBe(checkout.iban);
});

test("what is filled in before the page has loaded stands in the form at once", async ({ page, checkout, widget }) => {
  await checkout.rewrite((html) => html.replace("</body>", `<script type="module" src="/early.js"></script></body>`));
  await page.route("**/early.js", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: `document.querySelector("defacto-enrollment").prefill = {directors: [{last_name: "Lovelace"}]};`,
    }),
  );
  await checkout.openForm();
  await expect(widget.fields.lastName).toHaveValue("Lovelace");
});

test("a name that fills nothing is said on the console and breaks nothing", async ({ checkout, widget, watcher }) => {
  watcher.expect(/console\.warning: <defacto-enrollment> prefill: the form has no field iban\./, { times: 1 });
  await checkout.openForm();
  await set(widget, { prefill: { iban: "x" } });
  expect(await widget.stage()).toBe("editing");
});

for (const [url, target, name] of [
  ["https://shop.example/help", "_blank", "Contact support (opens in a new tab)"],
  ["mailto:support@shop.example", null, "Contact support"],
  ["tel:+33100000000", null, "Contact support"],
]) {
  test(`support at ${url} leaves the form where it is`, async ({ checkout, widget, watcher }) => {
    watcher.expect(refused(422, "/defacto/borrowers"), { times: 1 });
    await checkout.rewrite((html) => html.replace(/ support-url="[^"]*"/, ` support-url="${url}"`));
    await checkout.play("missing_data", { fields: ["directors.0.horoscope"] });
    await checkout.enroll();
    const link = widget.host.getByRole("link", { name, exact: true });
    const expectBeside = async () => {
      await expect(link).toHaveAttribute("href", url);
      expect(await link.getAttribute("target")).toBe(target);
    };
    await expect(widget.summary(STAGES.moreIsMissing)).toBeFocused();
    await expectBeside();
    await checkout.play("blocked");
    await widget.submitButton.click();
    await widget.reaches("declined");
    await expectBeside();
  });
}

test("where nobody is named for support, none is offered and no room is left for it", async ({ checkout, widget }) => {
  await checkout.rewrite((html) => html.replace(/ support-url="[^"]*"/, ""));
  await checkout.play("blocked");
  await checkout.enroll();
  await widget.reaches("declined");
  await expect(widget.host.getByRole("link", { name: BUTTONS.support })).toHaveCount(0);
  const empty = await widget.host.evaluate(({ shadowRoot }) => {
    const seen = [...shadowRoot.querySelectorAll(".panel p")].filter((element) => element.checkVisibility());
    return seen.filter((element) => element.textContent === "").length;
  });
  expect(empty).toBe(0);
});

test("the partner's own metadata reaches the lender beside the receipt", async ({ checkout, widget }) => {
  await checkout.openForm();
  await set(widget, { metadata: { order: "A-42", lines: [{ sku: "x", count: 2 }], consent: "mine" } });
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  const [{ body }] = await checkout.posts();
  expect(body.metadata).toMatchObject({ order: "A-42", lines: [{ sku: "x", count: 2 }], consent: { signed_at: body.signed_at } });
});

test("another language keeps what was typed, clears the tick and speaks it", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  const before = await widget.values();
  await widget.host.evaluate((element) => (element.locale = "fr"));
  await expect(widget.host.getByLabel("Prénom", { exact: true })).toBeVisible();
  await widget.host.evaluate((element) => (element.locale = "en"));
  await expect(widget.fields.firstName).toBeVisible();
  expect(await widget.values()).toEqual({ ...before, consent: false });
  expect((await checkout.eventsOfType("defacto-consent")).at(-1)).toBe(null);
  await widget.consent.click();
  await widget.submitButton.click();
  await widget.reaches("ready");
});

test.describe("before a proxy that knows no sessions", () => {
  test.use({ behind: "thin" });

  test("other terms clear the tick, and one in another language says so", async ({ checkout, widget, watcher }) => {
    watcher.expect(refused(404, "/defacto/session"));
    await checkout.openForm();
    const link = widget.host.locator(".consent").getByRole("link", { name: FORM.terms });
    await widget.consent.click();
    await expect(link).not.toHaveAttribute("hreflang", /./);
    await set(widget, { terms: { fr: { url: "/legal/conditions.html", version: "2" } } });
    await expect(widget.consent).not.toBeChecked();
    await expect(link).toHaveAttribute("href", `${checkout.shop.url}/legal/conditions.html`);
    await expect(link).toHaveAttribute("hreflang", "fr");
    await widget.consent.click();
    expect((await checkout.eventsOfType("defacto-consent")).at(-1)).toMatchObject({ terms_url: `${checkout.shop.url}/legal/conditions.html`, terms_version: "2" });
    // Equal objects at each rendering of a framework change nothing.
    await set(widget, { terms: { fr: { url: "/legal/conditions.html", version: "2" } } });
    await expect(widget.consent).toBeChecked();
  });
});

test("a disabled widget can be read and neither edited nor sent", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await set(widget, { disabled: true });
  await expect(widget.fields.firstName).toBeDisabled();
  await expect(widget.submitButton).toBeDisabled();
  await expect(widget.consent).toBeDisabled();
  await set(widget, { disabled: false });
  await widget.consent.click();
  await widget.submitButton.click();
  await widget.reaches("ready");
  await set(widget, { disabled: true });
  await expect(widget.loanButton).toBeDisabled();
  await set(widget, { disabled: false });
  await expect(widget.loanButton).toBeEnabled();
});

test("words of the page's own stand in the place of ours, and none of legal weight", async ({ checkout, widget, watcher }) => {
  await checkout.openForm();
  await set(widget, { texts: { submit: "Go on to payment" } });
  await expect(widget.host.getByRole("button", { name: "Go on to payment" })).toBeVisible();
  watcher.expect(/console\.error: <defacto-enrollment> texts: there is no consent to be replaced\./, { times: 1 });
  await set(widget, { texts: { consent: "I agree to nothing" } });
  await expect.poll(() => checkout.eventsOfType("defacto-error")).toMatchObject([{ code: "configuration" }]);
  // What was right stays on the screen.
  expect(await widget.stage()).toBe("editing");
  await expect(widget.host.getByRole("button", { name: "Go on to payment" })).toBeVisible();
});

test("an object that a framework wrote as text is a mistake that names its way out", async ({ checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> prefill must be an object, set as a property.*element\.prefill = …/, { times: 1 });
  await checkout.rewrite((html) => html.replace("<defacto-enrollment", `<defacto-enrollment prefill="[object Object]"`));
  await checkout.open();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  expect(await checkout.eventsOfType("defacto-error")).toMatchObject([{ code: "configuration", retryable: false }]);
  await widget.host.evaluate((element) => {
    element.removeAttribute("prefill");
    element.prefill = { directors: [{ last_name: "Lovelace" }] };
  });
  await widget.reaches("editing");
  await expect(widget.fields.lastName).toHaveValue("Lovelace");
});

test("an object that can't be written as JSON is a mistake at its first assignment too", async ({ checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> metadata must be an object/, { times: 1 });
  await checkout.openForm();
  await widget.host.evaluate((element) => {
    const round = {};
    round.round = round;
    element.metadata = round;
  });
  await expect.poll(() => checkout.eventsOfType("defacto-error")).toMatchObject([{ code: "configuration", retryable: false }]);
});

test("a flag that says false is false, with a word on the console", async ({ checkout, widget, watcher }) => {
  watcher.expect(/console\.warning: <defacto-enrollment> disabled="false" counts as false/, { times: 1 });
  await checkout.rewrite((html) => html.replace("<defacto-enrollment", `<defacto-enrollment disabled="false"`));
  await checkout.openForm();
  await expect(widget.fields.firstName).toBeEnabled();
  expect(await widget.host.evaluate((element) => element.disabled)).toBe(false);
});

test("an identifier that contradicts the session is a mistake of the page", async ({ checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> The identifier is another company's than the session's\./, { times: 1 });
  const other = checkout.identifier === "732829320" ? "552100554" : "732829320";
  await checkout.rewrite((html) => html.replace("<defacto-enrollment", `<defacto-enrollment identifier="${other}" identifier-type="siren"`));
  await checkout.open();
  await expect.poll(() => widget.showsFallback()).toBe(true);
  expect(await checkout.eventsOfType("defacto-error")).toMatchObject([{ code: "configuration", retryable: false }]);
  expect(await widget.stage()).toBe("failed");
});

test("a value that is set late mends a configuration that was wrong", async ({ checkout, widget, watcher }) => {
  watcher.expect(/console\.error: .*terms-url/, { times: 1 });
  let terms;
  await checkout.rewrite((html) => html.replace(/ terms-url="([^"]*)"/, (_, url) => ((terms = url), "")));
  await checkout.open();
  await expect.poll(() => widget.stage()).toBe("failed");
  await set(widget, { termsUrl: terms });
  await widget.reaches("editing");
});

test("a reset forgets what was typed and begins anew", async ({ checkout, widget }) => {
  await checkout.openForm();
  await widget.fill(checkout.iban);
  await widget.consent.click();
  await onElement(widget, (element) => element.reset());
  await widget.reaches("editing");
  await expect(widget.fields.firstName).toHaveValue("");
  await expect(widget.fields.iban).toHaveValue("");
  await expect(widget.consent).not.toBeChecked();
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  expect(await checkout.posts()).toHaveLength(1);
});

test("the focus goes where the borrower goes on", async ({ page, checkout, widget }) => {
  await checkout.openForm();
  await onElement(widget, (element) => element.focus());
  await expect(widget.fields.firstName).toBeFocused();
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  await page.evaluate(() => document.activeElement?.blur());
  await onElement(widget, (element) => element.focus());
  await expect(widget.loanButton).toBeFocused();
});

test("who waits for the credit line gets it, early or late", async ({ checkout, widget }) => {
  await checkout.openForm();
  await onElement(widget, (element) => void (window.early = element.whenReady()));
  await widget.enroll(checkout.iban);
  await widget.reaches("ready");
  const [{ creditLine }] = await checkout.eventsOfType("defacto-ready");
  expect(await onElement(widget, () => window.early)).toEqual(creditLine);
  expect(await onElement(widget, (element) => element.whenReady())).toEqual(creditLine);
});

test("the order's amount can change while the button is there", async ({ checkout, widget }) => {
  await checkout.enroll();
  await widget.reaches("ready");
  await set(widget, { amount: "99000000" });
  await expect(widget.says(/€990,000\.00/)).toBeVisible();
  await expect(widget.host.getByRole("button", { name: BUTTONS.loan })).toBeVisible();
});

test("a download that fails once is tried again and nobody notices", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(refused(503), { times: 1 });
  watcher.expect(/SRI's integrity checks failed|Failed to find a valid digest/);
  await page.route(/\.wasm$/, (route) => route.fulfill({ status: 503 }), { times: 1 });
  await checkout.openForm();
  expect(await checkout.eventsOfType("defacto-error")).toEqual([]);
  await expect(widget.fields.iban).toBeVisible();
});

test("what could not be loaded is loaded when the network returns", async ({ page, checkout, widget, watcher }) => {
  watcher.expect(/console\.error: <defacto-enrollment> .*\.wasm/, { times: 1 });
  watcher.expect(/Failed to load resource/);
  await page.route(/\.wasm$/, (route) => route.abort("internetdisconnected"));
  await checkout.open();
  await expect.poll(() => widget.stage(), { timeout: 15_000 }).toBe("failed");
  await page.unroute(/\.wasm$/);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await widget.reaches("editing");
});
