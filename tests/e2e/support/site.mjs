// The shop's pages at an origin of a test's own, with a proxy under them that the test can stop, restart and exchange.
import { once } from "node:events";
import { createServer, request as ask } from "node:http";

import { Lender } from "./lender.mjs";
import { Proxy } from "./proxy.mjs";
import { thin } from "./thin.mjs";

/** To a `Checkout` it is a shop. */
export class Site {
  /** The checkout page, without a slash at the end. */
  url;
  /** The lender as the proxy sees it. */
  lender;
  /** The reference proxy; none where a thin one stands in its place. */
  proxy = null;
  /** What the shop's server does to the claims of each token that it mints. */
  changeClaims = (claims) => claims;
  /** Tokens that were asked for. */
  minted = 0;
  #shop;
  #server;
  #isUnplugged = false;
  /** Whether each POST to the proxy is cut off in its middle: the proxy never hears of it. */
  cutsPosts = false;
  /** Whether the next POST is cut off once the lender has it. */
  cutsAnswer = false;

  /** Puts a proxy of that kind before the lending API of a shop, whose pages it serves. */
  static async of(shop, { kind = "reference", env = {} } = {}) {
    const site = new Site();
    site.#shop = shop;
    site.lender = await Lender.before(shop);
    site.#server = createServer((request, response) => site.#pass(request, response));
    site.#server.listen(0, "127.0.0.1");
    await once(site.#server, "listening");
    site.url = `http://127.0.0.1:${site.#server.address().port}`;
    if (kind === "reference") site.proxy = await Proxy.start({ lendingUrl: site.lender.url, key: shop.key, origin: site.url, env });
    return site;
  }

  get key() {
    return this.#shop.key;
  }

  play(...story) {
    return this.#shop.play(...story);
  }

  requests(identifier) {
    return this.#shop.requests(identifier);
  }

  ask(path) {
    return this.#shop.ask(path);
  }

  expectAlive() {
    this.#shop.expectAlive();
  }

  /** Cuts every connection, and each new one until it is plugged in again: a browser may try again on its own. */
  unplug() {
    this.#isUnplugged = true;
    this.#server.closeAllConnections();
  }

  plugIn() {
    this.#isUnplugged = false;
  }

  async stop() {
    this.#server.closeAllConnections();
    this.#server.close();
    this.lender.stop();
    await this.proxy?.kill();
  }

  #pass(request, response) {
    const { method, url } = request;
    if (this.#isUnplugged) return response.destroy();
    if (!url.startsWith("/defacto/")) {
      if (url === "/shop/enrollment-session") return this.#mint(request, response).catch(() => response.destroy());
      return forward(request, response, this.#shop.url, { origin: this.#shop.url });
    }
    if (this.cutsPosts && method === "POST") {
      request.once("data", () => response.destroy()).once("error", () => {});
      return;
    }
    if (this.cutsAnswer && method === "POST") {
      this.cutsAnswer = false;
      this.lender.hasPost().then(() => response.destroy());
    }
    if (this.proxy) return forward(request, response, this.proxy.url);
    return thin(request, response, { lendingUrl: this.lender.url, key: this.#shop.key, prefix: "/defacto" });
  }

  /** The shop knows who is signed in; what the proxy takes is signed with its own secret. */
  async #mint(request, response) {
    const { cookie } = request.headers;
    const answer = await fetch(`${this.#shop.url}/shop/enrollment-session`, { method: "POST", headers: { cookie, origin: this.#shop.url } });
    const text = await answer.text();
    this.minted += 1;
    const token = answer.ok && this.proxy ? this.proxy.token(this.changeClaims(claimsOf(text))) : text;
    response.writeHead(answer.status, { "Content-Type": "text/plain" }).end(token);
  }
}

export const claimsOf = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

/** Passes a request on as it is; whichever side breaks off breaks off the other. */
export function forward(request, response, origin, changed = {}) {
  const { host: _, ...headers } = request.headers;
  if (headers.origin) Object.assign(headers, changed);
  const onward = ask(origin + request.url, { method: request.method, headers: { ...headers, connection: "close" }, agent: false }, (answer) => {
    const { connection: _, ...told } = answer.headers;
    response.writeHead(answer.statusCode, told);
    answer.once("error", () => response.destroy());
    answer.pipe(response);
  });
  onward.once("error", () => response.destroy());
  response.once("close", () => onward.destroy());
  request.pipe(onward);
}
