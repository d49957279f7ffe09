// A borrower in an engine that Playwright does not drive here.
import assert from "node:assert/strict";

import { Key } from "selenium-webdriver";

import { DIRECTOR } from "../e2e/support/person.mjs";
import { FIELDS, FORM } from "../e2e/support/texts.mjs";

export const PATIENCE = 30_000;

export class Visitor {
  #driver;

  constructor(driver) {
    this.#driver = driver;
  }

  /** Types everything, ticks the box and sends the form. */
  async enroll(iban) {
    for (const [name, value] of Object.entries({ ...DIRECTOR, iban })) {
      const field = await this.control(FIELDS[name]);
      // A choice takes what is typed as the beginning of its option.
      await field.sendKeys(value);
    }
    const consent = await this.control(FORM.consent);
    await consent.click();
    assert.equal(await consent.isSelected(), true);
    await (await this.control(FORM.submit)).click();
  }

  /**
   * The same with nothing but the keyboard: no script of the driver's has to work on the page for that, which on a page that spoils
   * what scripts build upon not every driver's does.
   */
  async enrollByKeys(iban) {
    await this.focus(FIELDS.firstName);
    for (const value of Object.values(DIRECTOR)) await this.#type(value, Key.TAB);
    assert.match(await this.#focused(), FORM.addDirector);
    await this.#type(Key.TAB);
    await this.#type(iban, Key.TAB);
    assert.match(await this.#focused(), FORM.consent);
    await this.#type(Key.SPACE);
    for (let tabs = 0; (await this.#focused()) !== FORM.submit && tabs < 5; tabs++) await this.#type(Key.TAB);
    await this.press(FORM.submit);
  }

  /** Presses the widget's button of that name by its key. */
  async press(name) {
    await this.focus(name);
    await this.#type(Key.ENTER);
  }

  /** Puts the focus on the widget's control of that label, or on its button of that name. */
  async focus(name) {
    await this.#find(name, (control) => {
      control.focus();
      return true;
    });
  }

  #type(...keys) {
    return this.#driver.actions().sendKeys(...keys).perform();
  }

  /** The label or the name of what has the focus. */
  #focused() {
    return this.#driver.executeScript(() => {
      const { activeElement } = document.querySelector("defacto-enrollment").shadowRoot;
      return (activeElement.labels?.[0] ?? activeElement).textContent.trim();
    });
  }

  /** Waits for the public stage. */
  async reaches(stage) {
    const now = () => this.#driver.executeScript("return document.querySelector('defacto-enrollment').stage ?? null");
    await this.#driver.wait(async () => (await now()) === stage, PATIENCE, `stage ${stage}`);
  }

  /** The widget's control of that label, or its button of that name. */
  control(name) {
    return this.#find(name, (control) => control);
  }

  async #find(name, use) {
    const [source, flags] = name instanceof RegExp ? [name.source, name.flags] : [`^${name}$`, ""];
    const find = (source, flags, use) => {
      const name = new RegExp(source, flags);
      const isNamed = (element) => name.test(element.textContent.trim());
      const { shadowRoot } = document.querySelector("defacto-enrollment");
      const controls = [...shadowRoot.querySelectorAll("input, select")];
      const found = controls.find(({ labels }) => [...labels].some(isNamed)) ?? [...shadowRoot.querySelectorAll("button")].find(isNamed);
      return found && use(found);
    };
    const found = await this.#driver.executeScript(`return (${find})(arguments[0], arguments[1], ${use})`, source, flags);
    assert.ok(found, `there is no control ${name}`);
    return found;
  }
}
