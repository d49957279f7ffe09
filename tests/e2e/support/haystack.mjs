// Everything that a browser saw, to search for what it must never see.

/** Collects from before the first request on. */
export class Haystack {
  #page;
  #watcher;
  #texts = [];
  #pending = [];

  constructor(page, watcher) {
    this.#page = page;
    this.#watcher = watcher;
    page.on("request", (request) => {
      this.#add("request url", request.url());
      this.#later("request headers", request.allHeaders().then(JSON.stringify));
    });
    page.on("response", (response) => {
      const url = response.url();
      this.#later(`headers of ${url}`, response.allHeaders().then(JSON.stringify));
      this.#later(`body of ${url}`, response.body().then((body) => body.toString("latin1")));
    });
  }

  /** The places, each with the text that was found there. */
  async places() {
    await Promise.all(this.#pending);
    const page = this.#page;
    this.#add("console", this.#watcher.console.join("\n"));
    this.#add("cookies", JSON.stringify(await page.context().cookies()));
    this.#add("html", await page.content());
    const inPage = await page.evaluate(async () => ({
      "shadow root": document.querySelector("defacto-enrollment").shadowRoot.innerHTML,
      "host element": document.querySelector("defacto-enrollment").outerHTML,
      "document.cookie": document.cookie,
      localStorage: JSON.stringify(localStorage),
      sessionStorage: JSON.stringify(sessionStorage),
      IndexedDB: JSON.stringify(await indexedDB.databases()),
      caches: JSON.stringify(await caches.keys()),
      performance: JSON.stringify(performance.getEntries()),
      history: JSON.stringify([location.href, history.state, window.name]),
      globals: JSON.stringify(Object.getOwnPropertyNames(window)),
    }));
    for (const [place, text] of Object.entries(inPage)) this.#add(place, text);
    return this.#texts;
  }

  #add(place, text) {
    this.#texts.push({ place, text });
  }

  #later(place, text) {
    // A redirect has no body, and a request that is cut off has no headers.
    this.#pending.push(text.then((found) => this.#add(place, found), () => {}));
  }
}

/** Where a needle lies, as it is or in any alignment of base64. */
export function find(places, needle) {
  return places.filter(({ text }) => text.includes(needle) || inBase64(needle).some((encoded) => plainBase64(text).includes(encoded))).map(({ place }) => place);
}

/** What of a text's encoding stands in base64, in each of its three alignments. */
export const inBase64 = (text) => [0, 1, 2].map((shift) => alignedInBase64(text, shift));

/** The alphabet for URLs turned into the usual one. */
export const plainBase64 = (text) => text.replaceAll("-", "+").replaceAll("_", "/");

/** The middle of the encoding, which does not depend on what stands before and after. */
function alignedInBase64(text, shift) {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
  return whole.toString("base64").slice(shift === 0 ? 0 : 4);
}
