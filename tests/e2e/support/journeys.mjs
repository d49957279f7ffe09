// Every stage that a borrower can meet, in the order of an enrollment, and how it is reached.
import { expect } from "@playwright/test";

import { takeClock, waitLong } from "./clock.mjs";
import { refused } from "./complaints.mjs";
import { DIRECTOR } from "./person.mjs";
import { FORM, PROBLEMS, STAGES } from "./texts.mjs";

const NEVER = () => {};
const CUT = /Failed to load resource: net::ERR_/;

/** Has the form that is sent met by `answer`, and no question about it. */
const meetForm = (page, answer) =>
  page.route("**/defacto/borrowers", (route) => (route.request().method() === "POST" ? answer(route) : route.fallback()));

/** One value of each kind that only the lender asks for. */
const ASKED = ["legal_form", "vat_number", "address.city", "directors.0.title", "directors.0.business_phone_number", "directors.0.birth_place.country"];

/** An address with two letters in each other's place, and an account whose French key does not match. */
const SLIPS = { email: "zoe.quillan@gmial.com", iban: "FR0630006000011234567890188" };

/** Sends a whole form in that scenario. */
const enrolling = (scenario, settings) => async (checkout) => {
  await checkout.play(scenario, settings);
  await checkout.enroll();
};

/** Opens the page in that scenario, with nothing to fill in. */
const opening = (scenario, words) => async (checkout) => {
  await checkout.play(scenario);
  await checkout.openForm();
  // What a page says as it opens waits until its region was seen.
  await expect(checkout.widget.status).toContainText(words);
};

/** Has the session say something else, such as that the lender finds the directors of a company by itself. */
const saying = ({ page }, words) =>
  page.route("**/defacto/session", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ...words } });
  });

/** A form that asks for no director's details. */
async function toFolded(checkout, words) {
  await saying(checkout, words);
  await checkout.openForm();
  const isDirector = checkout.widget.host.getByRole("checkbox", { name: FORM.isADirector });
  await expect(isDirector).toBeChecked();
  return isDirector;
}

async function toReady(checkout) {
  await checkout.enroll();
  await checkout.widget.reaches("ready");
}

/** Presses the loan button, whose order is met by `answer`. */
const requesting = (answer) => async (checkout) => {
  await checkout.page.route("**/shop/orders", answer);
  await toReady(checkout);
  await checkout.widget.loanButton.click();
};

/** Sends a form that the network swallows. */
async function toNowhere(checkout) {
  await takeClock(checkout.page);
  await meetForm(checkout.page, (route) => route.abort("connectionreset"));
  await checkout.enroll();
  await checkout.widget.reaches("reconciling");
}

/**
 * `{name, picture, stage, says, complaints, reach}`: its name in the gallery where that is another, the public stage, words on the screen
 * by which it is known, what the browser complains of on the way, and the way from a visitor whose page is not open yet.
 */
const ALL = [
  {
    name: "loading",
    stage: "loading",
    async reach({ page, ...checkout }) {
      await page.route(/\.wasm$/, NEVER);
      await page.goto(checkout.shop.url);
    },
  },
  { name: "editing", stage: "editing", reach: (checkout) => checkout.openForm() },
  {
    name: "editing with the company to be named",
    picture: "editing-company",
    stage: "editing",
    complaints: [refused(404, "/defacto/session")],
    async reach(checkout) {
      await checkout.page.route("**/defacto/session", (route) => route.fulfill({ status: 404 }));
      await checkout.rewrite((html) => html.replace('auth="token"', 'auth="cookie"'));
      await checkout.openForm();
    },
  },
  {
    name: "editing with people",
    picture: "editing-people",
    stage: "editing",
    async reach(checkout) {
      await checkout.openForm();
      const { host } = checkout.widget;
      await host.getByRole("button", { name: FORM.addDirector }).click();
      await expect(host.getByRole("group", { name: FORM.secondDirector }).getByRole("textbox").first()).toBeFocused();
      await host.getByRole("checkbox", { name: FORM.isDirector }).click();
      await expect(host.getByRole("group", { name: FORM.owner })).toBeVisible();
    },
  },
  {
    name: "editing without a director's details",
    picture: "editing-without-director",
    stage: "editing",
    reach: (checkout) => toFolded(checkout, { director_details: "auto" }),
  },
  {
    name: "editing as somebody else than a director",
    picture: "editing-as-another",
    stage: "editing",
    async reach(checkout) {
      const isDirector = await toFolded(checkout, { director_details: "auto" });
      await isDirector.click();
      await expect(checkout.widget.host.getByRole("group", { name: FORM.owner })).toBeVisible();
    },
  },
  {
    name: "editing by transfer",
    picture: "editing-transfer",
    stage: "editing",
    reach: (checkout) => toFolded(checkout, { repayment: "transfer" }),
  },
  {
    name: "disabled",
    stage: "editing",
    async reach(checkout) {
      await checkout.rewrite((html) => html.replace(" amount=", " disabled amount="));
      await checkout.openForm();
      await expect(checkout.widget.submitButton).toBeDisabled();
    },
  },
  {
    name: "editing with errors",
    picture: "editing-errors",
    stage: "editing",
    async reach(checkout) {
      await checkout.openForm();
      await checkout.widget.submitButton.click();
      await expect(checkout.widget.host.getByRole("group", { name: PROBLEMS.problems })).toBeFocused();
    },
  },
  {
    name: "editing with fields that the lender asks for",
    picture: "missing-data",
    stage: "editing",
    complaints: [refused(422, "/defacto/borrowers")],
    async reach(checkout) {
      await enrolling("missing_data", { fields: ASKED })(checkout);
      await expect(checkout.widget.host.getByRole("group", { name: PROBLEMS.problems })).toBeFocused();
    },
  },
  {
    name: "editing with more missing than it asks",
    picture: "more-is-missing",
    stage: "editing",
    says: STAGES.moreIsMissing,
    complaints: [refused(422, "/defacto/borrowers")],
    reach: enrolling("missing_data", { fields: ["directors.0.horoscope"] }),
  },
  {
    name: "doubtful",
    picture: "editing-doubtful",
    stage: "editing",
    says: STAGES.doubtful,
    async reach(checkout) {
      const { widget } = checkout;
      await checkout.openForm();
      await widget.fill(SLIPS.iban, { ...DIRECTOR, email: SLIPS.email });
      await widget.consent.click();
      await widget.submitButton.click();
      await expect(widget.summary(STAGES.doubtful)).toBeFocused();
    },
  },
  {
    name: "submitting",
    stage: "submitting",
    says: STAGES.submitting,
    async reach(checkout) {
      await meetForm(checkout.page, NEVER);
      await checkout.enroll();
    },
  },
  { name: "reconciling", stage: "reconciling", says: STAGES.reconciling, complaints: [CUT], reach: toNowhere },
  {
    name: "not received",
    stage: "editing",
    says: STAGES.notReceived,
    complaints: [CUT],
    async reach(checkout) {
      await toNowhere(checkout);
      await waitLong(checkout.page, () => expect(checkout.widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
    },
  },
  {
    name: "not received, on a page that was loaded again",
    picture: "not-received-reloaded",
    stage: "editing",
    says: STAGES.notReceived,
    complaints: [CUT],
    async reach(checkout) {
      await toNowhere(checkout);
      await checkout.page.reload();
      await checkout.widget.reaches("reconciling");
      await waitLong(checkout.page, () => expect(checkout.widget.summary(STAGES.notReceived)).toBeFocused({ timeout: 1 }));
    },
  },
  { name: "waiting", stage: "waiting", says: STAGES.waiting, reach: enrolling("never_ready") },
  {
    name: "waiting long",
    stage: "waiting",
    says: STAGES.waitingLong,
    async reach(checkout) {
      await takeClock(checkout.page);
      await enrolling("never_ready")(checkout);
      await checkout.widget.reaches("waiting");
      await waitLong(checkout.page, () => expect(checkout.widget.says(STAGES.waitingLong)).toBeVisible({ timeout: 1 }));
    },
  },
  { name: "reviewed", stage: "waiting", says: STAGES.reviewed, reach: enrolling("blocked", { reason: "KYB_PENDING" }) },
  {
    name: "already enrolled",
    stage: "already-enrolled",
    says: STAGES.alreadyEnrolled,
    async reach(checkout) {
      await checkout.page.route("**/defacto/credit-lines", NEVER);
      await checkout.openForm();
      await checkout.play("existing");
      await checkout.widget.enroll(checkout.iban);
    },
  },
  { name: "to sign", picture: "sign", stage: "editing", says: STAGES.sign, reach: opening("to_sign", STAGES.sign) },
  { name: "to accept direct debit", picture: "accept-debit", stage: "editing", says: STAGES.acceptDebit, reach: opening("existing", STAGES.acceptDebit) },
  { name: "ready", stage: "ready", says: STAGES.ready, reach: toReady },
  {
    name: "ready below the order",
    picture: "ready-below-order",
    stage: "ready",
    says: STAGES.readyBelowOrder,
    async reach(checkout) {
      await checkout.rewrite((html) => html.replace(/ amount="\d+"/, ' amount="99900000"'));
      await toReady(checkout);
    },
  },
  { name: "requesting", stage: "requested", says: STAGES.requesting, reach: requesting(NEVER) },
  {
    name: "requested",
    stage: "requested",
    says: STAGES.requested,
    async reach(checkout) {
      await requesting((route) => route.fulfill({ status: 201, json: { orderNumber: "FH-000001" } }))(checkout);
      await expect(checkout.placed).toBeVisible();
      // The shop's own confirmation has taken the widget's place.
      await checkout.page.evaluate(() => (document.body.dataset.order = ""));
    },
  },
  {
    name: "request failed",
    stage: "requested",
    says: STAGES.requestFailed,
    complaints: [refused(500, "/shop/orders")],
    reach: requesting((route) => route.fulfill({ status: 500 })),
  },
  { name: "action required", stage: "action-required", says: STAGES.actionRequired, reach: enrolling("kyb") },
  { name: "declined", stage: "declined", says: STAGES.declined, reach: enrolling("blocked") },
  { name: "no funds", stage: "no-funds", says: STAGES.noFunds, reach: enrolling("zero_balance") },
  {
    name: "stalled",
    stage: "stalled",
    says: STAGES.stalled,
    async reach(checkout) {
      await takeClock(checkout.page);
      await enrolling("never_ready")(checkout);
      await checkout.widget.reaches("waiting");
      await checkout.page.clock.fastForward("29:00");
      await waitLong(checkout.page, () => expect(checkout.widget.says(STAGES.stalled)).toBeVisible({ timeout: 1 }));
    },
  },
  {
    name: "failed for the network",
    picture: "failed-network",
    stage: "failed",
    says: STAGES.unreachable,
    complaints: [CUT],
    async reach(checkout) {
      await takeClock(checkout.page);
      await checkout.openForm();
      await checkout.page.route("**/defacto/**", (route) => route.abort("connectionrefused"));
      await checkout.widget.enroll(checkout.iban);
      await checkout.widget.reaches("reconciling");
      await waitLong(checkout.page, () => expect(checkout.widget.alert).toContainText(STAGES.unreachable, { timeout: 1 }));
    },
  },
  {
    name: "failed for want of a session",
    picture: "failed-session",
    stage: "failed",
    says: STAGES.sessionEnded,
    complaints: [refused(401, "/defacto/session")],
    async reach(checkout) {
      await checkout.page.route("**/defacto/session", (route) => route.fulfill({ status: 401 }));
      await checkout.open();
    },
  },
  {
    name: "loading again",
    stage: "loading",
    says: STAGES.loadingAgain,
    complaints: [refused(401, "/defacto/session")],
    async reach(checkout) {
      const { page, widget } = checkout;
      let answer = (route) => route.fulfill({ status: 401 });
      await page.route("**/defacto/session", (route) => answer(route));
      await checkout.open();
      await expect(widget.retryButton).toBeVisible();
      answer = NEVER;
      await widget.retryButton.click();
      // What a page says as it opens waits until its region was seen.
      await expect(widget.status).toContainText(STAGES.loadingAgain);
    },
  },
  {
    name: "failed for too many requests",
    picture: "failed-busy",
    stage: "failed",
    says: STAGES.busy,
    complaints: [refused(429, "/defacto/borrowers")],
    async reach(checkout) {
      await meetForm(checkout.page, (route) => route.fulfill({ status: 429 }));
      await checkout.enroll();
    },
  },
  {
    name: "failed upstream",
    picture: "failed-upstream",
    stage: "failed",
    says: STAGES.notWorking,
    complaints: [refused(502, "/defacto/borrowers")],
    async reach(checkout) {
      await meetForm(checkout.page, (route) => route.fulfill({ status: 502, contentType: "application/problem+json", body: '{"code":"upstream_auth"}' }));
      await checkout.enroll();
    },
  },
];

export const JOURNEYS = ALL.map(({ says, stage, complaints = [], reach, name, picture = name.replaceAll(" ", "-") }) => ({
  name,
  picture,
  stage,
  /** Takes a visitor there; `watcher` is told what the browser will complain of. */
  async reach(checkout, watcher) {
    for (const complaint of complaints) watcher.expect(complaint);
    await reach(checkout);
    await checkout.widget.reaches(stage);
    if (!says) return;
    const { widget } = checkout;
    await expect(widget.says(says).first()).toBeVisible();
    // Said too, but for what stands above the form: what a page says as it opens waits until its region was seen.
    if (stage !== "editing") await expect(widget.status.or(widget.alert).filter({ hasText: says })).toHaveCount(1);
  },
}));

/** Those of these names, in the order of an enrollment. */
export function journeys(...names) {
  const found = JOURNEYS.filter(({ name }) => names.includes(name));
  expect(found).toHaveLength(names.length);
  return found;
}

/** Has the widget speak another language; it stays in its stage. */
export async function speak(widget, locale) {
  await widget.host.evaluate((host, locale) => host.setAttribute("locale", locale), locale);
  await expect(widget.host.locator(`[lang="${locale}"]`)).toHaveCount(1);
}
