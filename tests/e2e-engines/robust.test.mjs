// Programs that fill the form in and translate the page, in an engine other than Chromium: ENGINE is firefox or webkit.
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import { Key } from "selenium-webdriver";

import { WAYS, fillIn, wholeForm } from "../e2e/support/fills.mjs";
import { DIRECTOR, DIRECTOR_ON_THE_WIRE } from "../e2e/support/person.mjs";
import { Shop } from "../e2e/support/shop.mjs";
import { BUTTONS, CONSENT_LABEL, FORM, PROBLEMS, STAGES } from "../e2e/support/texts.mjs";
import { MARK, translate, untranslated } from "../e2e/support/translator.mjs";
import { start } from "./engine.mjs";
import { PATIENCE, Visitor } from "./visitor.mjs";

let engine, shop, visitor, iban, company;

before(async () => {
  shop = await Shop.start({ speed: 20 });
  engine = await start(process.env.ENGINE);
  visitor = new Visitor(engine.driver);
  ({ iban } = await shop.ask("/sandbox/iban-generator?scenario=SUCCESS&country=FRA"));
});

after(async () => {
  await engine?.stop();
  await shop?.kill();
});

/** Somebody else of another company. */
beforeEach(async () => {
  const { driver } = engine;
  await driver.get(shop.url);
  await driver.manage().deleteAllCookies();
  await driver.get(shop.url);
  await visitor.reaches("editing");
  company = await driver.executeScript("return document.querySelector('defacto-enrollment').shadowRoot.querySelector('.company-number').textContent.match(/\\d+/)[0]");
});

/** Runs a function in the page, on the widget. */
const inWidget = (run, given) => engine.driver.executeScript(`return (${run})(document.querySelector("defacto-enrollment"), arguments[0])`, given);
const inPage = (run, given) => engine.driver.executeScript(`return (${run})(arguments[0])`, given);

async function becomes(look, wanted, what) {
  await engine.driver.wait(async () => wanted(await look()), PATIENCE, what);
}

const text = (selector) => inWidget((element, selector) => element.shadowRoot.querySelector(selector)?.textContent ?? "", selector);

/** By its key, as a borrower can too: not every driver scrolls to what it clicks. */
async function tick() {
  await visitor.focus(FORM.terms);
  await engine.driver.actions().sendKeys(Key.SPACE).perform();
}

async function expectSent() {
  await visitor.reaches("ready");
  const requests = await shop.requests(company);
  const posts = requests.filter(({ method, path }) => method === "POST" && path === "/borrowers");
  assert.equal(posts.length, 1);
  const [{ body }] = posts;
  assert.equal(body.account_number, iban);
  const { birthDate, nationality, residence } = DIRECTOR_ON_THE_WIRE;
  assert.deepEqual(body.directors, [
    {
      first_name: DIRECTOR.firstName,
      last_name: DIRECTOR.lastName,
      birth_date: birthDate,
      nationality,
      business_email: DIRECTOR.email,
      address: { country: residence },
      role: "DIRECTOR",
    },
  ]);
  return body;
}

describe("what a program fills in", () => {
  for (const [how, way] of Object.entries(WAYS)) {
    test(`${how} is what is sent`, async () => {
      await inWidget(fillIn, { form: wholeForm(iban), way });
      await tick();
      await visitor.press(FORM.submit);
      await expectSent();
    });
  }
});

describe("a page that is translated", () => {
  const isTranslated = () => becomes(() => inPage(untranslated, MARK), (left) => left.length === 0, "all is translated");
  const translated = (name) => new RegExp(name.source ?? name);

  test("shows the errors of now, and comes to the order with the widget's own words signed", async () => {
    await inPage(translate, MARK);
    await isTranslated();
    await visitor.press(translated(FORM.submit));
    await becomes(() => text(".summary-title"), (title) => PROBLEMS.summary(8).test(title), "eight problems");
    await becomes(() => text("[id='account_number.error']"), (error) => PROBLEMS.empty.iban.test(error), "the IBAN is missing");
    const form = (iban) => wholeForm(iban).map(([label, value]) => [`${MARK}${label}`, value]);
    await inWidget(fillIn, { form: form("FR7"), way: WAYS["as browsers do"] });
    await becomes(() => text("[id='account_number.error']"), (error) => PROBLEMS.ibanShort(24, 27, 3).test(error), "the IBAN is short");
    await inWidget(fillIn, { form: form(iban), way: WAYS["as browsers do"] });
    await becomes(() => text(".summary-title"), (title) => PROBLEMS.summary(1).test(title), "one problem");
    await isTranslated();
    await tick();
    await visitor.press(translated(FORM.submit));
    const body = await expectSent();
    assert.equal(body.metadata.consent.label, CONSENT_LABEL);
    await becomes(() => text("[role=status]"), (status) => STAGES.ready.test(status), "the line is said to be there");
    await isTranslated();
    await visitor.press(translated(BUTTONS.loan));
    await visitor.reaches("requested");
  });
});
