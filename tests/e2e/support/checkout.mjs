// One visitor at the checkout: a company of its own, so that tests can share a shop.
import { eventsOf, ticksOf } from "./recorder.mjs";
import { SHOP } from "./texts.mjs";
import { Widget } from "./widget.mjs";

export class Checkout {
  /** Signs a visitor in; the page is not opened yet. */
  static async of(page, shop) {
    const checkout = new Checkout();
    const answer = await page.request.get(shop.url);
    const token = await page.request.post(`${shop.url}/shop/enrollment-session`, { headers: { Origin: shop.url } });
    const claims = JSON.parse(Buffer.from((await token.text()).split(".")[1], "base64url"));
    const { iban } = await shop.ask("/sandbox/iban-generator?scenario=SUCCESS&country=FRA");
    return Object.assign(checkout, {
      ...partsOf(page),
      shop,
      iban,
      /** The page as it was served. */
      html: await answer.text(),
      /** The SIREN of the signed-in company. */
      identifier: claims.sub,
    });
  }

  /** The same visitor in another tab; the page is not opened yet. */
  async inAnotherTab() {
    return Object.assign(new Checkout(), this, partsOf(await this.page.context().newPage()));
  }

  async open() {
    await this.page.goto(this.shop.url);
  }

  /** Opens the page and waits for the form. */
  async openForm() {
    await this.open();
    await this.widget.reaches("editing");
  }

  /** Enrolls up to the answer of `POST /borrowers`. */
  async enroll() {
    await this.openForm();
    await this.widget.enroll(this.iban);
  }

  /** Serves the page changed. */
  async rewrite(change) {
    await this.page.route(`${this.shop.url}/`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    });
  }

  play(scenario, settings) {
    return this.shop.play(this.identifier, scenario, settings);
  }

  /** What the lender was asked about this company: `{method, path, body, …}`. */
  async requests(method, path) {
    const all = await this.shop.requests(this.identifier);
    return all.filter((request) => request.method === method && request.path === path);
  }

  posts() {
    return this.requests("POST", "/borrowers");
  }

  lookups() {
    return this.requests("GET", "/borrowers");
  }

  polls() {
    return this.requests("GET", "/credit-lines");
  }

  events() {
    return eventsOf(this.page);
  }

  async eventsOfType(type) {
    return (await this.events()).filter((event) => event.type === type).map((event) => event.detail);
  }

  ticks() {
    return ticksOf(this.page);
  }

  /** The stages that the host heard of since the page was opened, without the first. */
  async stages() {
    return (await this.eventsOfType("defacto-stage")).map(({ to }) => to);
  }

  /** Everything that the browser keeps for this page's origin when the page is gone, but for the shop's own cookie. */
  async kept() {
    const cookies = await this.page.context().cookies();
    const inPage = await this.page.evaluate(async () => ({
      session: { ...sessionStorage },
      local: { ...localStorage },
      other: [...(await indexedDB.databases()), ...(await caches.keys()), document.cookie, history.state, name, location.search, location.hash].filter(Boolean),
    }));
    return { ...inPage, cookies: cookies.map(({ name }) => name).filter((name) => name !== "shop_session") };
  }

  /** Signatures of a borrower that the lender had already. */
  async signs() {
    const all = await this.shop.requests(this.identifier);
    return all.filter(({ method, path }) => method === "POST" && /^\/borrower\/[^/]+\/sign$/.test(path));
  }

  /** The company's own line at the lender. */
  async creditLine() {
    const { data } = await this.shop.ask(`/credit-lines?borrower=${this.identifier}`);
    return data.find((line) => line.default_borrower?.identifier === this.identifier);
  }

  async borrower() {
    return (await this.shop.ask(`/borrowers?borrower_identifier=${this.identifier}`)).data[0];
  }
}

function partsOf(page) {
  return {
    page,
    widget: new Widget(page.locator("defacto-enrollment")),
    placed: page.getByRole("heading", { name: SHOP.placed }),
  };
}
