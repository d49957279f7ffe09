// A partner's site that answers everything itself: pages of a test's own, the package, and a proxy that says what it is told to.
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, extname, join } from "node:path";

import { ASSETS_DIR } from "./shop.mjs";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm" };
const COMPANY = "732829320";

export class Partner {
  /** Where its pages are, without a slash at the end. */
  url;
  /** What a path is answered with, by its name; the ending says what it is. */
  files = {};
  /** What the proxy was asked, oldest first: `GET /session`. */
  asked = [];
  /** How the proxy answers, by what it is asked: a status with a body, or a promise of them. */
  answers = {
    "GET /session": () => [200, this.session()],
    "POST /borrowers": ({ signed_at }) => [201, this.borrower(signed_at)],
    "GET /borrowers": () => [200, { count: 0, data: [] }],
    "GET /credit-lines": () => [200, { count: 1, data: [LINE] }],
  };
  #server;

  /** @param {{assets?: string}} options `assets`: the folder with the package */
  static async start({ assets = ASSETS_DIR } = {}) {
    const partner = new Partner();
    partner.#server = createServer((request, response) => {
      partner.#answer(request, response, assets).catch((error) => response.writeHead(500).end(String(error)));
    });
    partner.#server.listen(0, "127.0.0.1");
    await once(partner.#server, "listening");
    partner.url = `http://127.0.0.1:${partner.#server.address().port}`;
    return partner;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** A page with this in its body and the package's script in its head. */
  page(body, { scripts = ["defacto-enrollment.js"] } = {}) {
    const tags = scripts.map((name) => `<script type="module" src="/assets/${name}"></script>`).join("");
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Checkout</title><link rel="icon" href="data:,">${tags}</head><body>${body}</body></html>`;
  }

  /** What a browser may do, and more of it. */
  session(more) {
    return { now: new Date().toISOString(), identifier: COMPANY, identifier_type: "siren", push: false, ...more };
  }

  /** The borrower as the lender has it. */
  borrower(signedAt, more) {
    return { id: "5b9a2a39-7c34-4d5c-9a5f-0d8f2f6c1f10", identifier: COMPANY, signed_at: signedAt, status: "SIGNED", next_actions: null, ...more };
  }

  /** Lets every page find that borrower, who waits for this to be said of the credit lines. */
  enrolled(creditLines, session) {
    const borrower = this.borrower("2026-01-01T09:00:00.000Z");
    this.answers["GET /session"] = () => [200, this.session({ borrower, ...session })];
    this.answers["GET /credit-lines"] = creditLines;
  }

  async #answer(request, response, assets) {
    const { pathname } = new URL(request.url, this.url);
    if (pathname.startsWith("/defacto/")) return this.#ask(request, response, pathname.slice("/defacto".length));
    request.resume();
    const name = pathname === "/" ? "/index.html" : pathname;
    const body = Object.hasOwn(this.files, name) ? this.files[name] : await readFile(join(assets, basename(name))).catch(() => null);
    if (body === null) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(name)], "Cache-Control": name.startsWith("/assets/") ? "max-age=3600" : "no-cache" }).end(body);
  }

  async #ask(request, response, path) {
    const chunks = await request.toArray();
    const question = `${request.method} ${path}`;
    this.asked.push(question);
    const text = Buffer.concat(chunks).toString();
    const [status, body] = await this.answers[question](text && JSON.parse(text), request, response);
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  }
}

/** A line that can be used as it is: nobody has to be told of direct debit. */
export const LINE = {
  balance_available: 1_250_000,
  pool_amount: 2_000_000,
  currency: "EUR",
  start_date: "2024-01-01T00:00:00Z",
  end_date: null,
  default_repayment_method: "SCT",
  default_borrower: { identifier: COMPANY },
};
