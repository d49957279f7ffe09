// The least that a partner can get away with: adds the key to three calls and passes everything else through as it is.

const PASSED = ["POST /borrowers", "GET /borrowers", "GET /credit-lines"];

/** Answers one request for a path under `prefix`. */
export async function thin(request, response, { lendingUrl, key, prefix }) {
  const path = request.url.slice(prefix.length);
  if (!PASSED.includes(`${request.method} ${path.split("?")[0]}`)) return response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found");
  const body = request.method === "POST" ? Buffer.concat(await request.toArray()) : undefined;
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  try {
    const answer = await fetch(lendingUrl + path, { method: request.method, headers, body });
    const content = Buffer.from(await answer.arrayBuffer());
    const retryAfter = answer.headers.get("retry-after");
    response
      .writeHead(answer.status, { "Content-Type": answer.headers.get("content-type"), ...(retryAfter && { "Retry-After": retryAfter }) })
      .end(content);
  } catch {
    response.writeHead(502, { "Content-Type": "text/html" }).end("<h1>502 Bad Gateway</h1>");
  }
}
