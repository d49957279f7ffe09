// A lender in front of the sandbox, for what no scenario of the sandbox does.
import { once } from "node:events";
import { createServer } from "node:http";

export class Lender {
  #server;
  #refusal = null;
  #cut = null;
  #held = Promise.resolve();
  #hasPost;
  #posted = new Promise((resolve) => (this.#hasPost = resolve));

  /** Passes everything on to the lending API of a shop. */
  static async before(shop) {
    const lender = new Lender();
    lender.#server = createServer((request, response) => {
      lender.#pass(shop.lendingUrl, request, response).catch(() => response.destroy());
    });
    lender.#server.listen(0, "127.0.0.1");
    await once(lender.#server, "listening");
    lender.url = `http://127.0.0.1:${lender.#server.address().port}`;
    return lender;
  }

  /** Answers the next `POST /borrowers` with 400 and this body. */
  refuseNext(body) {
    this.#refusal = body;
  }

  /** Cuts the connection of the next POST: before the lending API hears of it, or once that has done what it asks. */
  cutNext(when) {
    this.#cut = when;
  }

  /** Keeps POSTs from the lending API until the function that this gives is called. */
  holdPosts() {
    let release;
    this.#held = new Promise((resolve) => (release = resolve));
    return release;
  }

  /** Waits until a first POST has come. */
  hasPost() {
    return this.#posted;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #pass(origin, request, response) {
    const { method, url, headers } = request;
    const chunks = await request.toArray();
    let cut = null;
    if (method === "POST") {
      this.#hasPost();
      if (this.#refusal && url === "/borrowers") {
        response.writeHead(400, { "Content-Type": "application/json" }).end(JSON.stringify(this.#refusal));
        this.#refusal = null;
        return;
      }
      [cut, this.#cut] = [this.#cut, null];
      if (cut === "before") return response.destroy();
      await this.#held;
    }
    const { authorization, "content-type": type } = headers;
    const answer = await fetch(origin + url, {
      method,
      headers: { ...(authorization && { authorization }), ...(type && { "content-type": type }) },
      body: method === "GET" ? undefined : Buffer.concat(chunks),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    if (cut === "after") return response.destroy();
    const retryAfter = answer.headers.get("retry-after");
    response
      .writeHead(answer.status, { "Content-Type": answer.headers.get("content-type") ?? "text/plain", ...(retryAfter && { "Retry-After": retryAfter }) })
      .end(body);
  }
}
