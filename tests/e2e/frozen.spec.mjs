// A tab that nobody has looked at for long: Chromium stops it whole and lets it go on later. Playwright keeps every page visible, and a
// page that is seen is never frozen, so that its own driver is asked.
import { start } from "../e2e-engines/engine.mjs";
import { Visitor } from "../e2e-engines/visitor.mjs";
import { expect, test as base } from "./support/fixtures.mjs";
import { claimsOf } from "./support/site.mjs";

const test = base.extend({
  tab: async ({ site }, use) => {
    const { driver, stop } = await start("chromium");
    await driver.get(site.url);
    await use(new Tab(driver, site));
    await stop();
  },
});

test.use({ speed: 20, behind: "reference" });

class Tab extends Visitor {
  #driver;
  #site;

  constructor(driver, site) {
    super(driver);
    this.#driver = driver;
    this.#site = site;
  }

  /** Stops the tab, and lets it go on when that was done; the borrower looks at it again. */
  async freeze(meanwhile) {
    await this.#driver.executeScript(() => {
      window.lived = [];
      for (const type of ["freeze", "resume"]) document.addEventListener(type, () => window.lived.push(type));
    });
    await this.#driver.sendDevToolsCommand("Page.setWebLifecycleState", { state: "frozen" });
    await meanwhile();
    await this.#driver.sendDevToolsCommand("Page.setWebLifecycleState", { state: "active" });
    await this.#lookElsewhereAndBack();
    expect(await this.#driver.executeScript("return [...lived, document.visibilityState]")).toEqual(["freeze", "resume", "visible"]);
  }

  async #lookElsewhereAndBack() {
    const tab = await this.#driver.getWindowHandle();
    await this.#driver.switchTo().newWindow("tab");
    await this.#driver.close();
    await this.#driver.switchTo().window(tab);
  }

  async enroll() {
    const { iban } = await this.#site.ask("/sandbox/iban-generator?scenario=SUCCESS&country=FRA");
    await super.enroll(iban);
  }

  /** The SIREN of the company that the shop signed in. */
  async company() {
    const token = await this.#driver.executeScript("return fetch('/shop/enrollment-session', { method: 'POST' }).then((answer) => answer.text())");
    return claimsOf(token).sub;
  }
}

const posts = async (site, company) => {
  const requests = await site.requests(company);
  return requests.filter(({ method, path }) => method === "POST" && path === "/borrowers").length;
};

test("a borrower who waited sees what came while the tab was frozen", async ({ site, tab }) => {
  await tab.reaches("editing");
  const company = await tab.company();
  await site.play(company, "never_ready");
  await tab.enroll();
  await tab.reaches("waiting");
  await tab.freeze(() => site.play(company, "ready"));
  await tab.reaches("ready");
  expect(await posts(site, company)).toBe(1);
});

test("a form that was on its way when the tab froze is sent once", async ({ site, tab }) => {
  await tab.reaches("editing");
  const company = await tab.company();
  const release = site.lender.holdPosts();
  await tab.enroll();
  await site.lender.hasPost();
  await tab.freeze(async () => release());
  await tab.reaches("ready");
  expect(await posts(site, company)).toBe(1);
});
