// Everything that a borrower may see, in the order in which it may be seen, each with the way there.
import { expect } from "@playwright/test";

import { takeClock, waitLong } from "../e2e/support/clock.mjs";

/** What the lender may ask for beyond the form, and so by the ids of the inputs. */
const WANTED = [
  "legal_form", "vat_number", "address.address_line_1", "address.postal_code", "address.city", "address.country",
  "directors.0.business_phone_number", "directors.0.title", "directors.0.birth_place.city", "directors.0.birth_place.country",
];

/** Values that are wrong in ways that need many words, but for the IBAN. */
const MISTAKES = {
  "directors.0.first_name": "4711",
  "directors.0.birth_date": "30",
  "directors.0.birth_date.month": "2",
  "directors.0.business_email": "elodie.lefevre@gmial.com",
};

/** @type {Record<string, (visitor: import("./visitor.mjs").Visitor) => Promise<void>>} */
export const STAGES = {
  async loading(visitor) {
    await visitor.hold(/\.wasm$/);
    await visitor.open();
    await visitor.sees(visitor.host.locator(".skeleton"));
    await visitor.reaches("loading");
  },

  async editing(visitor) {
    await visitor.openForm();
    await visitor.sees(visitor.submit);
  },

  async disabled(visitor) {
    await STAGES.editing(visitor);
    await visitor.host.evaluate((element) => element.setAttribute("disabled", ""));
    await expect(visitor.submit).toBeDisabled();
  },

  async "editing-company"(visitor) {
    await visitor.change("**/defacto/session", "GET", ({ identifier: _, identifier_type: __, ...session }) => session);
    await visitor.openForm();
    await visitor.sees(visitor.field("identifier"));
  },

  async "editing-without-director"(visitor) {
    await visitor.change("**/defacto/session", "GET", (session) => ({ ...session, director_details: "auto" }));
    await visitor.openForm();
    await visitor.sees(visitor.field("is-director"));
  },

  async "editing-as-another"(visitor) {
    await STAGES["editing-without-director"](visitor);
    await visitor.field("is-director").click();
    await visitor.sees(visitor.field("owner.email"));
  },

  async "editing-transfer"(visitor) {
    await visitor.change("**/defacto/session", "GET", (session) => ({ ...session, repayment: "transfer" }));
    await visitor.openForm();
    await visitor.sees(visitor.field("is-director"));
    await expect(visitor.field("account_number")).toBeHidden();
  },

  async "editing-errors"(visitor) {
    await visitor.openForm();
    await visitor.submit.click();
    await expect(visitor.summary).toBeFocused();
  },

  async "editing-mistakes"(visitor) {
    const { iban } = visitor.checkout;
    await visitor.openForm();
    await visitor.fill({ ...MISTAKES, account_number: `${iban.slice(0, -2)}` });
    await visitor.submit.click();
    await expect(visitor.summary).toBeFocused();
  },

  async "editing-filled"(visitor) {
    await visitor.openForm();
    await visitor.fill();
    await expect(visitor.consent).toBeChecked();
    await visitor.field("account_number").focus();
  },

  async "editing-people"(visitor) {
    await visitor.openForm();
    await visitor.part("add").click();
    await visitor.part("add").click();
    await visitor.field("is-director").click();
    await visitor.fill({
      "directors.1.first_name": "Béatrice",
      "directors.1.last_name": "Moulin-Castelnau",
      "owner.first_name": "Carole",
      "owner.last_name": "Desmarais",
      "owner.email": "carole.desmarais@atelier-lefevre.example",
    });
    await visitor.sees(visitor.field("owner.email"));
  },

  async "editing-doubtful"(visitor) {
    await visitor.openForm();
    await visitor.fill({ "directors.0.business_email": "elodie.lefevre@gmial.com" });
    await visitor.submit.click();
    await expect(visitor.summary).toBeFocused();
  },

  async "missing-data"(visitor) {
    await visitor.play("missing_data", { fields: WANTED });
    await visitor.enrollFromScratch();
    await expect(visitor.summary).toBeFocused();
    for (const id of WANTED) await visitor.sees(visitor.field(id));
  },

  async "more-is-missing"(visitor) {
    await visitor.play("missing_data", { fields: ["directors.0.horoscope"] });
    await visitor.enrollFromScratch();
    await expect(visitor.summary).toBeFocused();
  },

  async sign(visitor) {
    await visitor.play("to_sign");
    await visitor.openForm();
    await visitor.sees(visitor.consent);
    await expect(visitor.field("account_number")).toBeHidden();
  },

  async "accept-debit"(visitor) {
    await visitor.play("existing");
    await visitor.openForm();
    await visitor.sees(visitor.part("notice"));
    await expect(visitor.field("account_number")).toBeHidden();
  },

  async submitting(visitor) {
    await visitor.hold("**/defacto/borrowers", "POST");
    await visitor.enrollFromScratch();
    await visitor.reaches("submitting");
    await visitor.sees(visitor.panel);
  },

  async reconciling(visitor) {
    await visitor.hold("**/defacto/borrowers");
    await visitor.play("reset_created");
    await visitor.enrollFromScratch();
    await visitor.reaches("reconciling");
    await visitor.sees(visitor.panel);
  },

  async "not-received"(visitor) {
    await toNowhere(visitor);
    await waitLong(visitor.page, () => expect(visitor.summary).toBeFocused({ timeout: 1 }));
  },

  async "not-received-reloaded"(visitor) {
    await toNowhere(visitor);
    await visitor.page.reload();
    await visitor.reaches("reconciling");
    await waitLong(visitor.page, () => expect(visitor.summary).toBeFocused({ timeout: 1 }));
  },

  async "already-enrolled"(visitor) {
    await visitor.hold("**/defacto/credit-lines");
    await visitor.openForm();
    await visitor.play("existing");
    await visitor.enroll();
    await visitor.reaches("already-enrolled");
  },

  async waiting(visitor) {
    await visitor.play("never_ready");
    await visitor.enrollFromScratch();
    await visitor.reaches("waiting");
    await visitor.sees(visitor.loan);
  },

  async "waiting-long"(visitor) {
    await takeClock(visitor.page);
    await STAGES.waiting(visitor);
    const support = visitor.panel.getByRole("link");
    await waitLong(visitor.page, () => expect(support).toBeVisible({ timeout: 1 }));
    await visitor.reaches("waiting");
  },

  async reviewed(visitor) {
    await STAGES.waiting(visitor);
    const title = visitor.part("panel-title");
    const before = await title.last().innerText();
    await visitor.play("blocked", { reason: "KYB_PENDING" });
    await expect(title.last()).not.toHaveText(before);
    await visitor.reaches("waiting");
  },

  async stalled(visitor) {
    await takeClock(visitor.page);
    await STAGES.waiting(visitor);
    await visitor.page.clock.fastForward("29:00");
    await waitLong(visitor.page, async () => expect(await visitor.host.evaluate((element) => element.stage)).toBe("stalled"));
  },

  async ready(visitor) {
    await visitor.enrollFromScratch();
    await visitor.reaches("ready");
    await visitor.sees(visitor.loan);
  },

  async "ready-below-order"(visitor) {
    await STAGES.ready(visitor);
    const text = visitor.part("panel-text").last();
    const before = await text.innerText();
    await visitor.host.evaluate((element) => element.setAttribute("amount", "24860000"));
    await expect(text).not.toHaveText(before);
  },

  async requesting(visitor) {
    await visitor.hold("**/shop/orders", "POST");
    await STAGES.ready(visitor);
    await visitor.loan.click();
    await visitor.sees(visitor.part("progress"));
    await visitor.reaches("requested");
  },

  async requested(visitor) {
    await STAGES.ready(visitor);
    await visitor.loan.click();
    const body = visitor.page.locator("body");
    await expect(body).not.toHaveAttribute("data-order", "");
    // The shop's own confirmation takes the widget's place.
    await body.evaluate((element) => (element.dataset.order = ""));
    await expect(visitor.panel).toHaveAttribute("data-tone", "success");
    await expect(visitor.loan).toHaveCount(0);
  },

  async "request-failed"(visitor) {
    await visitor.refuse("**/shop/orders", "POST", 409);
    await STAGES.ready(visitor);
    await visitor.loan.click();
    await expectProblem(visitor);
  },

  async "action-required"(visitor) {
    await visitor.play("kyb");
    await visitor.enrollFromScratch();
    await visitor.reaches("action-required");
  },

  async declined(visitor) {
    await visitor.play("blocked");
    await visitor.enrollFromScratch();
    await visitor.reaches("declined");
  },

  async "no-funds"(visitor) {
    await visitor.play("zero_balance");
    await visitor.enrollFromScratch();
    await visitor.reaches("no-funds");
  },

  async "failed-network"(visitor) {
    await takeClock(visitor.page);
    await visitor.openForm();
    await visitor.fill();
    await visitor.page.route("**/defacto/**", (route) => route.abort("connectionrefused"));
    await visitor.submit.click();
    await waitLong(visitor.page, () => expect(visitor.panel).toHaveAttribute("data-tone", "problem", { timeout: 1 }));
    await expectProblem(visitor);
  },

  async "failed-session"(visitor) {
    await visitor.refuse("**/defacto/borrowers", "POST", 401, "session");
    await visitor.enrollFromScratch();
    await expectProblem(visitor);
  },

  async "failed-busy"(visitor) {
    await visitor.refuse("**/defacto/borrowers", "POST", 429, "slow_down");
    await visitor.enrollFromScratch();
    await expectProblem(visitor);
  },

  async "failed-upstream"(visitor) {
    await visitor.refuse("**/defacto/borrowers", "POST", 502, "upstream_auth");
    await visitor.enrollFromScratch();
    await expectProblem(visitor);
  },

  async "loading-again"(visitor) {
    await visitor.refuse("**/defacto/session", "GET", 401, "session");
    await visitor.open();
    await expectProblem(visitor);
    await visitor.hold("**/defacto/session");
    await visitor.panel.getByRole("button").click();
    await expect(visitor.panel).toHaveAttribute("data-tone", "progress");
    await visitor.reaches("loading");
  },

  /** No form is there, and no way on. */
  async "failed-at-once"(visitor) {
    await visitor.refuse("**/defacto/session", "GET", 403, "forbidden");
    await visitor.open();
    await expectProblem(visitor);
  },
};

/** Sends a form that is lost. */
async function toNowhere(visitor) {
  await visitor.play("timeout_lost");
  await takeClock(visitor.page);
  await visitor.enrollFromScratch();
  await visitor.reaches("reconciling");
}

async function expectProblem(visitor) {
  await expect(visitor.panel).toHaveAttribute("data-tone", "problem");
  await visitor.sees(visitor.panel);
}
