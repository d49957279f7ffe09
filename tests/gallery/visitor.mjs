// A borrower in any language: what is looked for has the same name in all of them.
import { expect } from "@playwright/test";

/** A director with a name and an address of the usual length, by the ids of the inputs. */
const DIRECTOR = {
  "directors.0.first_name": "Élodie",
  "directors.0.last_name": "Lefèvre",
  "directors.0.birth_date": "24",
  "directors.0.birth_date.month": "5",
  "directors.0.birth_date.year": "1977",
  "directors.0.nationality": "FRA",
  "directors.0.address.country": "NLD",
  "directors.0.business_email": "elodie.lefevre@atelier-lefevre.example",
};

export class Visitor {
  /** @param {import("../e2e/support/checkout.mjs").Checkout} checkout */
  constructor(page, checkout, locale) {
    Object.assign(this, { page, checkout, locale });
    this.host = page.locator("defacto-enrollment");
    this.submit = this.part("submit");
    this.loan = this.part("loan-request");
    this.panel = this.part("panel");
    this.summary = this.part("summary");
    this.consent = this.field("signed_at");
  }

  part(name) {
    return this.host.locator(`[part~="${name}"]`);
  }

  field(id) {
    return this.host.locator(`[id="${id}"]`);
  }

  play(scenario, settings) {
    return this.checkout.play(scenario, settings);
  }

  async open() {
    await this.page.goto(`${this.checkout.shop.url}/?lang=${this.locale}`);
  }

  async openForm() {
    await this.open();
    await this.reaches("editing");
  }

  /** Types a text, or chooses a country, for each id of an input. */
  async type(values) {
    for (const [id, value] of Object.entries(values)) {
      const field = this.field(id);
      const isChoice = await field.evaluate((element) => element.localName === "select");
      await (isChoice ? field.selectOption(value) : field.fill(value));
    }
  }

  /** Fills in the whole form, and ticks the box. */
  async fill(values = {}) {
    await this.type({ ...DIRECTOR, account_number: this.checkout.iban, ...values });
    await this.consent.click();
  }

  async enroll() {
    await this.fill();
    await this.submit.click();
  }

  async enrollFromScratch() {
    await this.openForm();
    await this.enroll();
  }

  async reaches(stage) {
    const read = () => this.host.evaluate((element) => element.stage);
    await expect.poll(read, { message: `stage ${stage}`, intervals: [50, 100] }).toBe(stage);
  }

  /** Waits until a problem panel, a progress bar or whatever else is looked for is on the screen. */
  async sees(locator) {
    await expect(locator).toBeVisible();
  }

  /** Keeps requests of a method from their server for as long as the page is there. */
  hold(pattern, method = "GET") {
    return this.page.route(pattern, (route) => (route.request().method() === method ? undefined : route.fallback()));
  }

  /** Answers requests of a method with a problem. */
  refuse(pattern, method, status, code) {
    const json = { title: "No.", status, code };
    const answer = { status, json, contentType: "application/problem+json" };
    return this.page.route(pattern, (route) => (route.request().method() === method ? route.fulfill(answer) : route.fallback()));
  }

  /** Changes what the proxy answers in JSON. */
  change(pattern, method, change) {
    return this.page.route(pattern, async (route) => {
      if (route.request().method() !== method) return route.fallback();
      const response = await route.fetch();
      await route.fulfill({ response, json: change(await response.json()) });
    });
  }
}
