// A partner's page at an origin of its own, with the package at another: what a page of policies.mjs or hostilities.mjs describes.
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import { extname, join } from "node:path";

import { ASSETS_DIR } from "./shop.mjs";
import { forward } from "./site.mjs";
import { SHOP } from "./texts.mjs";

const { version } = JSON.parse(readFileSync(join(ASSETS_DIR, "package.json"), "utf8"));
/** The script under the name that never changes its bytes. */
const SCRIPT = `defacto-enrollment-${version}.js`;
/** As a partner copies it from the package. */
const { integrity: INTEGRITY } = JSON.parse(readFileSync(join(ASSETS_DIR, "integrity.json"), "utf8"))[SCRIPT];

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * What is peculiar about a partner's page. Scripts are served as files of the partner's, since no policy here lets inline ones run.
 * @typedef {object} HostPage
 * @property {string} title ends “a page …”
 * @property {(assets: string) => Record<string, string>} [headers] by the origin of the package
 * @property {() => void} [script] runs before any other script but the probe
 * @property {() => void} [worker] the service worker, under `/worker.js`
 * @property {string} [styles] a style sheet
 * @property {string} [doctype]
 * @property {string} [root] attributes of the `html` element
 * @property {string} [head] markup
 * @property {string} [before] markup before the widget
 * @property {Record<string, string>} [attributes] of the widget, in place of what they are otherwise
 * @property {string} [scriptAttributes] of the script's tag
 * @property {RegExp} [altered] names of the files that are not what was published
 */

/** To a `Checkout` it is a shop. */
export class Host {
  /** The page, without a slash at the end. */
  url;
  /** Where the package lies. */
  assets;
  #shop;
  #page;
  #servers = [];
  /** Of the visitors who were signed in here. */
  #cookies = [];

  /** @param {HostPage} page */
  static async of(shop, page) {
    const host = new Host();
    host.#shop = shop;
    host.#page = page;
    host.assets = await host.#serve((request, response) => host.#asset(request, response));
    host.url = await host.#serve((request, response) => host.#pass(request, response).catch(() => response.destroy()));
    return host;
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

  stop() {
    for (const server of this.#servers) {
      server.closeAllConnections();
      server.close();
    }
  }

  async #serve(answer) {
    const server = createServer(answer).listen(0, "127.0.0.1");
    this.#servers.push(server);
    await once(server, "listening");
    return `http://127.0.0.1:${server.address().port}`;
  }

  /** From now on every file of the package is the published one. */
  publish() {
    this.#page = { ...this.#page, altered: undefined };
  }

  /** As any host of static files with CORS. */
  #asset({ url }, response) {
    const name = url.slice(1);
    let bytes;
    try {
      bytes = readFileSync(join(ASSETS_DIR, name));
    } catch {
      return response.writeHead(404).end();
    }
    if (this.#page.altered?.test(name)) bytes = Buffer.concat([bytes, Buffer.from("\n")]);
    const headers = { "Content-Type": TYPES[extname(name)], "Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff" };
    response.writeHead(200, headers).end(bytes);
  }

  async #pass(request, response) {
    const { pathname } = new URL(request.url, this.url);
    const text = pathname === "/" ? this.#html() : this.#file(pathname);
    if (text === undefined) return forward(request, response, this.#shop.url, { origin: this.#shop.url });
    const type = { "Content-Type": TYPES[pathname === "/" ? ".html" : extname(pathname)] };
    if (pathname !== "/") return response.writeHead(200, { ...type, "Cross-Origin-Resource-Policy": "same-origin" }).end(text);
    response.writeHead(200, { ...type, ...(await this.#visitor(request)), ...this.#page.headers?.(this.assets) }).end(text);
  }

  /** Signs a new visitor in. One who has a cookie of another page is new too: cookies know no ports. */
  async #visitor({ headers }) {
    if (this.#cookies.some((cookie) => headers.cookie?.includes(cookie))) return {};
    const cookies = (await fetch(this.#shop.url)).headers.getSetCookie();
    this.#cookies.push(...cookies.map((cookie) => cookie.split(";")[0]));
    return { "Set-Cookie": cookies };
  }

  #file(pathname) {
    const { script, worker, styles } = this.#page;
    // Written as methods.
    const files = { "/host.js": script && `({ ${script} }).script();`, "/host.css": styles, "/worker.js": worker && `({ ${worker} }).worker();`, "/favicon.ico": "" };
    for (const name of ["probe.js", "shop.js", "page.css"]) files[`/${name}`] = readFileSync(join(import.meta.dirname, "partner", name), "utf8");
    return files[pathname];
  }

  #html() {
    const { doctype = "<!doctype html>", root = "", head = "", before = "", script, styles, scriptAttributes = "", attributes } = this.#page;
    const tag = { "proxy-url": "/defacto", auth: "token", locale: "en", ...DOCUMENTS, amount: "450000", currency: "EUR", ...attributes };
    return `${doctype}
<html lang="en" ${root}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Checkout</title>
<script src="/probe.js" ${scriptAttributes}></script>
${script ? `<script src="/host.js" ${scriptAttributes}></script>` : ""}
${head}
<link rel="stylesheet" href="/page.css">
${styles ? '<link rel="stylesheet" href="/host.css">' : ""}
<script type="module" src="${this.assets}/${SCRIPT}" integrity="${INTEGRITY}" crossorigin ${scriptAttributes}></script>
<script src="/shop.js" defer ${scriptAttributes}></script>
</head>
<body>
${before}
<h1>Checkout</h1>
<defacto-enrollment ${Object.entries(tag)
      .map(([name, value]) => `${name}="${value}"`)
      .join(" ")}>Paying later needs JavaScript.</defacto-enrollment>
<div id="placed" hidden><h2>${SHOP.placed}</h2><p id="order-number"></p></div>
</body>
</html>
`;
  }
}

const DOCUMENTS = { "terms-url": "/legal/terms.{locale}.html", "privacy-url": "/legal/privacy.html", "support-url": "mailto:support@shop.example" };
