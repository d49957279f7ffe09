// The widget as a borrower meets it: found by role and label.
import { expect } from "@playwright/test";

import { DIRECTOR } from "./person.mjs";
import { BUTTONS, FIELDS, FORM, PROBLEMS } from "./texts.mjs";

export class Widget {
  /** @param {import("@playwright/test").Locator} host the custom element */
  constructor(host) {
    this.host = host;
    /** Inputs by the names of `FIELDS`, in the order of the form. */
    this.fields = Object.fromEntries(Object.entries(FIELDS).map(([name, label]) => [name, host.getByLabel(label, { exact: true })]));
    this.consent = host.getByRole("checkbox", { name: FORM.consent });
    this.birthDate = host.getByRole("group", { name: FORM.birthDate });
    this.submitButton = host.getByRole("button", { name: FORM.submit });
    this.loanButton = host.getByRole("button", { name: BUTTONS.loan });
    this.retryButton = host.getByRole("button", { name: BUTTONS.retry });
    this.checkAgainButton = host.getByRole("button", { name: BUTTONS.checkAgain });
    this.status = host.getByRole("status");
    this.alert = host.getByRole("alert");
  }

  /** The error summary of that many problems, or under another heading. */
  summary(heading) {
    return this.host.getByRole("group", { name: typeof heading === "number" ? PROBLEMS.summary(heading) : heading });
  }

  /** The links of a summary. */
  links(summary) {
    return summary.getByRole("link");
  }

  /** A stage's words on the screen, not those for screen readers only. */
  says(words) {
    return this.host.getByText(words).and(this.host.locator(":not([role=status], [role=alert], [role=status] *, [role=alert] *)"));
  }

  stage() {
    return this.host.evaluate((element) => element.stage);
  }

  /** Whether the page's own words inside the element take any place on the screen. */
  showsFallback() {
    return this.host.evaluate((element) => {
      const words = document.createRange();
      words.selectNodeContents(element);
      return words.getClientRects().length > 0;
    });
  }

  /** Waits for the public stage. */
  async reaches(stage, options) {
    await expect.poll(() => this.stage(), { message: `stage ${stage}`, intervals: [50, 100], ...options }).toBe(stage);
  }

  /** Types everything but the tick, and leaves the last field. */
  async fill(iban, director = DIRECTOR) {
    for (const [name, value] of Object.entries({ ...director, iban })) {
      const isChoice = name === "nationality" || name === "residence";
      await (isChoice ? this.fields[name].selectOption({ label: value }) : this.fields[name].fill(value));
    }
    await this.fields.iban.blur();
  }

  /** Moves the element into a shadow root of the page's own, where it begins anew. */
  async nest() {
    await this.host.evaluate((host) => {
      const outer = document.createElement("section");
      host.replaceWith(outer);
      outer.attachShadow({ mode: "open" }).append(host);
    });
    await this.reaches("editing");
  }

  /** Fills in the whole form and sends it. */
  async enroll(iban) {
    await this.fill(iban);
    await this.consent.click();
    await this.submitButton.click();
  }

  /** Everything that is filled in, by the names of `FIELDS`, and the tick. */
  async values() {
    const values = {};
    for (const [name, field] of Object.entries(this.fields)) values[name] = await field.inputValue();
    return { ...values, consent: await this.consent.isChecked() };
  }

  /** Names of the fields that are marked wrong. */
  async marked() {
    const marked = [];
    for (const [name, field] of Object.entries({ ...this.fields, consent: this.consent })) {
      if ((await field.getAttribute("aria-invalid")) === "true") marked.push(name);
    }
    return marked;
  }
}
