// A partner's page as docs/embedding.md has it, with the package at another origin, compressed as a CDN does; and a page with one input.
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

import { ASSETS_DIR } from "../e2e/support/shop.mjs";
import { forward } from "../e2e/support/site.mjs";

const TYPES = { ".js": "text/javascript", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm" };
const HTML = "text/html; charset=utf-8";
const { version } = JSON.parse(readFileSync(join(ASSETS_DIR, "package.json"), "utf8"));
/** The script under the name that never changes its bytes. */
const SCRIPT = `defacto-enrollment-${version}.js`;
const { integrity: INTEGRITY } = JSON.parse(readFileSync(join(ASSETS_DIR, "integrity.json"), "utf8"))[SCRIPT];

/** A page's body, by the name of the page. A `token` is in the tag of the page that has one, and stays secret otherwise. */
const BODIES = {
  "/floor": () => `<label>Given name <input id="input" type="text" autocomplete="given-name"></label>`,
  "/provider": () => `${element()}
<script>
const widget = document.querySelector("defacto-enrollment");
widget.sessionProvider = async () => {
  const answer = await fetch("/shop/enrollment-session", { method: "POST" });
  if (!answer.ok) throw new Error(\`no session: \${answer.status}\`);
  return answer.text();
};
</script>`,
  "/token": (token) => element(`session="${token}"`),
};

const element = (more = "") => `<defacto-enrollment proxy-url="/defacto" auth="token" locale="en" terms-url="/legal/terms.{locale}.html"
  privacy-url="/legal/privacy.html" support-url="mailto:support@shop.example" ${more}>Paying later needs JavaScript.</defacto-enrollment>`;

/** To a `Checkout` it is a shop. */
export class PartnerPage {
  /** The origin of the pages, without a slash at the end. */
  url;
  /** What the next visitor's page is given. */
  token = "";
  #shop;
  #assets;
  #files = packed();
  #servers = [];

  static async of(shop) {
    const page = new PartnerPage();
    page.#shop = shop;
    page.#assets = await page.#serve((request, response) => page.#asset(request, response));
    page.url = await page.#serve((request, response) => page.#answer(request, response));
    return page;
  }

  ask(path) {
    return this.#shop.ask(path);
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

  #answer(request, response) {
    const body = BODIES[request.url];
    if (!body) return forward(request, response, this.#shop.url, { origin: this.#shop.url });
    const tag = `<script type="module" src="${this.#assets}/${SCRIPT}" integrity="${INTEGRITY}" crossorigin></script>`;
    send(response, HTML, pack(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Checkout</title>
<link rel="icon" href="data:,">
${request.url === "/floor" ? "" : tag}
</head>
<body>
<h1>Checkout</h1>
${body(this.token)}
</body>
</html>
`));
  }

  #asset(request, response) {
    const name = request.url.slice(1);
    const file = this.#files.get(name);
    if (!file) return response.writeHead(404).end();
    send(response, TYPES[extname(name)], file, { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=31536000, immutable" });
  }
}

/** The package's files, each compressed once. */
function packed() {
  const names = readdirSync(ASSETS_DIR).filter((name) => extname(name) in TYPES);
  return new Map(names.map((name) => [name, pack(readFileSync(join(ASSETS_DIR, name)))]));
}

function pack(content) {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
}

function send(response, type, body, more) {
  response.writeHead(200, { "Content-Type": type, "Content-Encoding": "br", "Content-Length": body.length, Vary: "Accept-Encoding", ...more }).end(body);
}
