// A lender in front of the sandbox, for answers that no scenario of the sandbox gives to a complete form.
import { once } from "node:events";
import { createServer } from "node:http";

export class Lender {
  #server;
  #refusal = null;

  /** Passes everything on to the lending API of a shop. */
  static async before(shop) {
    const lender = new Lender();
    lender.#server = createServer((request, response) => lender.#pass(shop.lendingUrl, request, response));
    lender.#server.listen(0, "127.0.0.1");
    await once(lender.#server, "listening");
    lender.url = `http://127.0.0.1:${lender.#server.address().port}`;
    return lender;
  }

  /** Answers the next `POST /borrowers` with 400 and this body. */
  refuseNext(body) {
    this.#refusal = body;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #pass(origin, request, response) {
    const { method, url, headers } = request;
    const chunks = await request.toArray();
    if (this.#refusal && method === "POST" && url === "/borrowers") {
      response.writeHead(400, { "Content-Type": "application/json" }).end(JSON.stringify(this.#refusal));
      this.#refusal = null;
      return;
    }
    const { authorization, "content-type": type } = headers;
    const answer = await fetch(origin + url, {
      method,
      headers: { ...(authorization && { authorization }), ...(type && { "content-type": type }) },
      body: method === "GET" ? undefined : Buffer.concat(chunks),
    });
    response.writeHead(answer.status, { "Content-Type": answer.headers.get("content-type") ?? "text/plain" }).end(Buffer.from(await answer.arrayBuffer()));
  }
}
