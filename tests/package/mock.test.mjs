// The mock as a partner's tests use it, under jsdom.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import "./support/dom.mjs";
import { PACKAGE_DIR } from "./support/project.mjs";

await import(`${PACKAGE_DIR}/mock.js`);

const TYPES = [
  "usable", "stage", "validity", "consent", "enrolled", "ready", "loan-request",
  "declined", "action-required", "no-funds", "stalled", "error",
].map((name) => `defacto-${name}`);
const LINE = { available: 1_000_000, maximum: 1_000_000, currency: "EUR" };
const STAGES = [
  "loading", "editing", "submitting", "reconciling", "waiting", "ready", "requested",
  "already-enrolled", "action-required", "declined", "no-funds", "stalled", "failed",
];

/** An element in the page, and what it tells from now on. */
function insert(properties = {}) {
  const element = Object.assign(document.createElement("defacto-enrollment"), { termsUrl: "/terms.{locale}.html", ...properties });
  const told = [];
  for (const type of TYPES) element.addEventListener(type, (event) => told.push(event));
  document.body.append(element);
  return { element, mock: element.mock, told };
}

/** Types in order, a change of stage as the stage that it leads to. */
const inShort = (told) => told.map(({ type, detail }) => (type === "defacto-stage" ? detail.to : type.replace("defacto-", "")));
const lastOf = (told, type) => told.filter((event) => event.type === type).at(-1)?.detail;

afterEach(() => document.body.replaceChildren());

const FORM = ["usable", "editing", "validity"];
const SENT = [...FORM, "consent", "validity", "submitting"];
const WAITING = [...SENT, "enrolled", "waiting"];
const WAYS = {
  loading: [],
  editing: FORM,
  submitting: SENT,
  reconciling: [...SENT, "error", "reconciling"],
  waiting: WAITING,
  ready: [...WAITING, "ready", "ready"],
  requested: [...WAITING, "ready", "ready", "requested", "loan-request"],
  "already-enrolled": [...SENT, "enrolled", "already-enrolled"],
  "action-required": [...SENT, "enrolled", "action-required", "action-required"],
  declined: [...WAITING, "declined", "declined"],
  "no-funds": [...WAITING, "no-funds", "no-funds"],
  stalled: [...WAITING, "stalled", "stalled"],
  failed: ["failed", "error"],
};

for (const stage of STAGES) {
  test(`a new borrower gets to ${stage} with the events of the way`, () => {
    const { element, mock, told } = insert();
    if (stage === "loading") assert.equal(element.stage, "loading");
    else mock.to(stage);
    assert.equal(element.stage, stage);
    assert.deepEqual(inShort(told), WAYS[stage]);
    assert.equal(element.state, told.at(-1)?.detail ?? null);
    assert.ok(told.every(({ bubbles, composed }) => bubbles && composed));
  });
}

test("a borrower whom the lender has comes straight from loading", () => {
  for (const [stage, events] of Object.entries({
    editing: ["usable", "editing", "validity"],
    waiting: ["usable", "enrolled", "waiting"],
    "already-enrolled": ["usable", "enrolled", "already-enrolled"],
    ready: ["usable", "enrolled", "waiting", "ready", "ready"],
    declined: ["usable", "enrolled", "declined", "declined"],
  })) {
    const { mock, told } = insert();
    mock.to(stage, { resumed: true });
    assert.deepEqual(inShort(told), events);
    assert.equal(lastOf(told, "defacto-usable").resumed, true);
    if (stage !== "editing") assert.equal(lastOf(told, "defacto-enrolled").existing, true);
  }
});

test("what a test says of a stage is what the page hears", () => {
  const { element, mock, told } = insert();
  mock.to("ready", { borrowerId: "b-1", creditLine: { available: 5_000 } });
  const offer = { borrowerId: "b-1", creditLine: { ...LINE, available: 5_000 } };
  assert.deepEqual(lastOf(told, "defacto-ready"), offer);
  assert.deepEqual(lastOf(told, "defacto-enrolled"), { borrowerId: "b-1", existing: false });
  assert.deepEqual(lastOf(told, "defacto-usable"), { version: element.version, resumed: false });
  const declined = insert();
  declined.mock.to("declined", { class: "closed", borrowerId: "b-2" });
  assert.deepEqual(lastOf(declined.told, "defacto-declined"), { borrowerId: "b-2", class: "closed" });
  const failed = insert();
  failed.mock.to("editing");
  failed.mock.to("failed", { code: "session", problem: "session_expired", requestId: "r-1" });
  const { docs, ...error } = lastOf(failed.told, "defacto-error");
  assert.deepEqual(error, { code: "session", problem: "session_expired", retryable: true, requestId: "r-1" });
  assert.match(docs, /^https:.*#session$/);
});

test("a form is filled in step by step and comes back from the lender with what is missing", () => {
  const { mock, told } = insert({ termsVersion: "3", locale: "fr-BE" });
  mock.to("editing", { remaining: ["account_number", "signed_at"] });
  mock.remaining(["signed_at"]);
  assert.deepEqual(lastOf(told, "defacto-validity"), { valid: false, remaining: ["signed_at"] });
  mock.tick();
  const receipt = lastOf(told, "defacto-consent");
  assert.equal(receipt.terms_url, "https://shop.example/terms.fr.html");
  assert.equal(receipt.terms_version, "3");
  assert.equal(receipt.language, "fr");
  assert.ok(Math.abs(Date.parse(receipt.signed_at) - Date.now()) < 60_000);
  mock.untick();
  assert.equal(lastOf(told, "defacto-consent"), null);
  mock.tick({ signatory: "owner" });
  mock.to("submitting");
  assert.equal(lastOf(told, "defacto-consent").signatory, "owner");
  assert.deepEqual(lastOf(told, "defacto-validity"), { valid: true, remaining: [] });
  mock.to("editing", { remaining: ["directors.0.birth_date"] });
  assert.deepEqual(lastOf(told, "defacto-validity"), { valid: false, remaining: ["directors.0.birth_date"] });
  const before = told.length;
  mock.to("submitting");
  // The tick has stayed.
  assert.deepEqual(inShort(told.slice(before)), ["validity", "submitting"]);
});

test("a loan request that the page takes is confirmed, and one is enough", async () => {
  const { element, mock, told } = insert();
  mock.to("ready");
  let settle;
  element.addEventListener("defacto-loan-request", ({ detail }) => detail.waitUntil(new Promise((resolve) => (settle = resolve))));
  const pressed = mock.pressLoanButton();
  assert.equal(element.stage, "requested");
  assert.equal(await mock.pressLoanButton(), "locked");
  settle();
  assert.equal(await pressed, "accepted");
  assert.equal(await mock.pressLoanButton(), "locked");
  assert.deepEqual(inShort(told).filter((type) => type === "loan-request"), ["loan-request"]);
  assert.ok(told.at(-1).cancelable);
});

test("a loan request that fails can be pressed again", async () => {
  const { element, mock, told } = insert();
  mock.to("ready");
  element.addEventListener("defacto-loan-request", ({ detail }) => detail.waitUntil(Promise.reject(new Error("out of stock"))), { once: true });
  assert.equal(await mock.pressLoanButton(), "failed");
  assert.equal(element.stage, "requested");
  assert.equal(await mock.pressLoanButton(), "accepted");
  assert.deepEqual(inShort(told).slice(-3), ["requested", "loan-request", "loan-request"]);
});

test("a loan request that the page prevents leaves the button where it was", async () => {
  const { element, mock, told } = insert();
  mock.to("ready");
  element.addEventListener("defacto-loan-request", (event) => event.preventDefault(), { once: true });
  assert.equal(await mock.pressLoanButton(), "prevented");
  assert.deepEqual(inShort(told).slice(-3), ["requested", "loan-request", "ready"]);
  assert.equal(await mock.pressLoanButton(), "accepted");
});

test("waitUntil is refused once the listeners have returned", async () => {
  const { element, mock } = insert();
  mock.to("ready");
  let late;
  element.addEventListener("defacto-loan-request", ({ detail }) => (late = detail.waitUntil));
  await mock.pressLoanButton();
  assert.throws(() => late(Promise.resolve()), { name: "InvalidStateError" });
});

test("the loan button is locked before the credit line is there", async () => {
  const { mock, told } = insert();
  mock.to("waiting");
  assert.equal(await mock.pressLoanButton(), "locked");
  assert.deepEqual(inShort(told), WAITING);
});

test("whenReady gives the credit line, before and after it is there", async () => {
  const { element, mock } = insert();
  const early = element.whenReady();
  mock.to("ready", { creditLine: { available: 7, currency: "GBP" } });
  const line = { ...LINE, available: 7, currency: "GBP" };
  assert.deepEqual(await early, line);
  assert.deepEqual(await element.whenReady(), line);
});

test("a stage that no way leads to is refused, and so is one that is none", () => {
  const { mock, told } = insert();
  mock.to("requested");
  const before = told.length;
  assert.throws(() => mock.to("submitting"), /from requested to submitting/);
  assert.throws(() => mock.to("approved"), /approved.*action-required/);
  assert.throws(() => mock.tick(), /requested/);
  assert.equal(told.length, before);
});

test("nothing happens before the element is in the page", () => {
  const element = document.createElement("defacto-enrollment");
  assert.throws(() => element.mock.to("editing"), /insert/);
  assert.equal(element.stage, "loading");
});

test("a listener that removes the element ends the way", () => {
  const { element, mock, told } = insert();
  element.addEventListener("defacto-enrolled", () => element.remove());
  mock.to("ready");
  assert.equal(inShort(told).includes("ready"), false);
});

test("an element that is moved keeps its stage, one that is inserted again starts anew", async () => {
  const { element, mock, told } = insert();
  mock.to("waiting");
  const section = document.body.appendChild(document.createElement("section"));
  section.append(element);
  await Promise.resolve();
  assert.equal(element.stage, "waiting");
  element.remove();
  await Promise.resolve();
  document.body.append(element);
  assert.equal(element.stage, "loading");
  assert.equal(element.state, null);
  told.length = 0;
  element.mock.to("editing");
  assert.deepEqual(inShort(told), FORM);
});

test("reset starts anew and tells the page", () => {
  const { element, mock, told } = insert();
  mock.to("ready");
  element.reset();
  assert.equal(element.stage, "loading");
  assert.deepEqual(told.at(-1).detail, { from: "ready", to: "loading" });
  mock.to("editing");
  assert.equal(inShort(told).at(-1), "validity");
});

test("a token does not stay in the page", () => {
  const { element } = insert({ session: "by-property" });
  assert.equal(element.hasAttribute("session"), false);
  element.setAttribute("session", "by-attribute");
  assert.equal(element.hasAttribute("session"), false);
  assert.equal(element.session, null);
});

test("properties that were set before the element was defined are kept", async () => {
  const { window } = new (await import("jsdom")).JSDOM("<defacto-enrollment></defacto-enrollment>", { url: "https://shop.example/" });
  const early = window.document.querySelector("defacto-enrollment");
  const provider = async () => "token";
  Object.assign(early, { proxyUrl: "/defacto", waitForReady: true, sessionProvider: provider, metadata: { order: 1 } });
  const globals = { HTMLElement: window.HTMLElement, customElements: window.customElements, document: window.document };
  const kept = Object.fromEntries(Object.keys(globals).map((name) => [name, globalThis[name]]));
  Object.assign(globalThis, globals);
  try {
    await import(`${PACKAGE_DIR}/mock.js?late`);
  } finally {
    Object.assign(globalThis, kept);
  }
  assert.equal(early.stage, "loading");
  assert.equal(early.getAttribute("proxy-url"), "/defacto");
  assert.equal(early.hasAttribute("wait-for-ready"), true);
  assert.equal(early.sessionProvider, provider);
  assert.deepEqual(early.metadata, { order: 1 });
});

test("the widget does not take the mock's place, nor asks for anything", async () => {
  const mocked = customElements.get("defacto-enrollment");
  await import(`${PACKAGE_DIR}/defacto-enrollment.js`);
  assert.equal(customElements.get("defacto-enrollment"), mocked);
});
