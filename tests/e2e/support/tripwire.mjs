// Hears of everything that leaves a page or lasts in it, as it happens, so that a reload hides nothing.
import { inBase64, plainBase64 } from "./haystack.mjs";

/** Every place that is watched. */
export const PLACES = [
  "localStorage", "sessionStorage", "IndexedDB", "Cache storage", "cookies",
  "address", "history", "document.title", "window.name", "console", "events", "BroadcastChannel", "another tab",
  "performance", "errors", "rejections", "postMessage", "sendBeacon", "WebSocket", "EventSource",
  "page", "page attributes", "shadow attributes", "shadow text",
  "request address", "request header", "request body", "proxy address", "proxy header",
];

export class Tripwire {
  /** What was sent to the proxy in the body of a POST, where all of it belongs. */
  posted = [];
  #seen = [];
  #known = new Set();
  #page;
  #listener;
  #channels = new Set();

  /**
   * Watches every page of the context from before its first script; `page` is the one that is looked into at the end.
   * @param {{proxy: string, away: string}} addresses of the proxy, and of an empty page of the same origin for the other tab
   */
  static async over(page, { proxy, away }) {
    const tripwire = new Tripwire();
    tripwire.#page = page;
    const context = page.context();
    context.on("console", (message) => tripwire.#see("console", message.text()));
    context.on("weberror", (error) => tripwire.#see("errors", String(error.error().stack)));
    context.on("request", (request) => tripwire.#request(request, proxy));
    page.on("websocket", (socket) => tripwire.#see("WebSocket", socket.url()));
    page.on("framenavigated", (frame) => tripwire.#see("address", frame.url()));
    await context.exposeBinding("reportToTripwire", (_, place, text) => tripwire.#see(place, text));
    await context.exposeBinding("listenOnChannel", (_, name) => tripwire.#listenOn(name));
    tripwire.#listener = await context.newPage();
    await tripwire.#listener.goto(away);
    await page.addInitScript(watchPage);
    return tripwire;
  }

  /** Everything that was seen, and what the page and the browser hold now, place by place. */
  async seen() {
    await this.look();
    return PLACES.map((place) => ({ place, text: this.#seen.filter((one) => one.place === place).map(({ text }) => text).join("\n") }));
  }

  /** Looks at what lasts: to be called before a page goes. */
  async look() {
    const looked = await this.#page.evaluate(() => window.lookAround());
    for (const [place, text] of looked) this.#see(place, text);
    this.#see("cookies", JSON.stringify(await this.#page.context().cookies()));
    // What was on its way to the other tab is there once an answer comes from it.
    await this.#listener.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  }

  /** The places where a value was seen, in any of its spellings. */
  async whereIs(value) {
    return placesOf(await this.seen(), value);
  }

  #see(place, text = "") {
    const known = `${place} ${text}`;
    if (this.#known.has(known)) return;
    this.#known.add(known);
    this.#seen.push({ place, text });
  }

  #request(request, proxy) {
    const isProxy = request.url().startsWith(proxy);
    this.#see(isProxy ? "proxy address" : "request address", request.url());
    const { authorization, ...headers } = request.headers();
    // A token is for the proxy alone.
    this.#see(isProxy ? "proxy header" : "request header", JSON.stringify(isProxy ? headers : { authorization, ...headers }));
    const body = request.postData() ?? "";
    if (isProxy && request.method() === "POST") this.posted.push({ place: "post", text: body });
    else this.#see("request body", body);
  }

  async #listenOn(name) {
    this.#see("BroadcastChannel", name);
    if (this.#channels.has(name)) return;
    this.#channels.add(name);
    await this.#listener.evaluate((name) => {
      const channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }) => reportToTripwire("another tab", JSON.stringify(data));
    }, name);
  }
}

/** The places where a value stands, in whatever spelling. */
export function placesOf(seen, value) {
  const forms = formsOf(value);
  const written = [...new Set(forms.flatMap(spellings).map((spelling) => spelling.toLowerCase()))];
  // Shorter ones are everywhere.
  const encoded = [...forms, value.toLowerCase(), value.toUpperCase()].flatMap(inBase64).filter((letters) => letters.length > 6);
  const holds = (text) => {
    const [folded, plain] = [text.toLowerCase(), plainBase64(text)];
    return written.some((spelling) => folded.includes(spelling)) || encoded.some((letters) => plain.includes(letters));
  };
  return seen.filter(({ text }) => holds(text)).map(({ place }) => place);
}

/** A value with and without its spaces, with its accents apart, and in groups. */
function formsOf(value) {
  const bare = value.replaceAll(" ", "");
  return [...new Set([value, bare, value.normalize("NFD"), bare.replace(/(.{4})(?=.)/g, "$1 ")])];
}

/** A text as it is, and as a URL, a form or JSON writes it. */
function spellings(text) {
  const inUrl = encodeURIComponent(text);
  const inJson = JSON.stringify(text).slice(1, -1);
  const inAscii = inJson.replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return [text, inUrl, inUrl.replaceAll("%20", "+"), inJson, inAscii];
}

/** Runs in the page. */
function watchPage() {
  const report = (place, ...values) => void window.reportToTripwire(place, values.map(textOf).join(" "));
  const textOf = (value) => {
    if (typeof value === "string") return value;
    if (value instanceof Error) return `${value.message} ${value.stack} ${textOf(value.cause)}`;
    try {
      return `${JSON.stringify(value)} ${String(value)}`;
    } catch {
      return String(value);
    }
  };

  /** Reports the arguments of a method before it runs. */
  const tap = (owner, name, place) => {
    const original = owner[name];
    owner[name] = function (...given) {
      report(place, ...given);
      return original.apply(this, given);
    };
  };
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (...given) {
    report(this === window.localStorage ? "localStorage" : "sessionStorage", ...given);
    return setItem.apply(this, given);
  };
  for (const name of ["put", "add"]) tap(IDBObjectStore.prototype, name, "IndexedDB");
  tap(IDBFactory.prototype, "open", "IndexedDB");
  tap(CacheStorage.prototype, "open", "Cache storage");
  const { put } = Cache.prototype;
  Cache.prototype.put = async function (request, response) {
    report("Cache storage", request.url ?? request, await response.clone().text());
    return put.call(this, request, response);
  };
  for (const name of ["pushState", "replaceState"]) tap(History.prototype, name, "history");
  for (const [owner, name] of [[window, "postMessage"], [MessagePort.prototype, "postMessage"], [Worker.prototype, "postMessage"]]) tap(owner, name, "postMessage");
  tap(Navigator.prototype, "sendBeacon", "sendBeacon");
  tap(WebSocket.prototype, "send", "WebSocket");
  tap(BroadcastChannel.prototype, "postMessage", "BroadcastChannel");
  for (const name of ["WebSocket", "EventSource"]) {
    window[name] = class extends window[name] {
      constructor(...given) {
        report(name, ...given);
        super(...given);
      }
    };
  }
  window.BroadcastChannel = class extends BroadcastChannel {
    constructor(name) {
      super(name);
      // The other tab is the one that is told to listen.
      if (!location.pathname.endsWith("/away.html")) window.listenOnChannel(name);
    }
  };
  const tapSetter = (owner, name, place) => {
    const { get, set, ...rest } = Object.getOwnPropertyDescriptor(owner, name);
    Object.defineProperty(owner, name, {
      ...rest,
      get,
      set(value) {
        report(place, value);
        set.call(this, value);
      },
    });
  };
  tapSetter(Document.prototype, "cookie", "cookies");
  tapSetter(Document.prototype, "title", "document.title");
  tapSetter(window, "name", "window.name");

  const { dispatchEvent } = EventTarget.prototype;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event instanceof CustomEvent) report("events", event.type, event.detail);
    return dispatchEvent.call(this, event);
  };
  addEventListener("error", ({ message, error, filename }) => report("errors", message, error, filename), true);
  addEventListener("unhandledrejection", ({ reason }) => report("rejections", reason));
  new PerformanceObserver((list) => report("performance", list.getEntries())).observe({ entryTypes: PerformanceObserver.supportedEntryTypes });

  /** Reports attributes and, under another name, texts, whenever they change under a root. */
  const observe = (root, attributes, texts) => {
    const observer = new MutationObserver((changes) => {
      const [names, words] = [[], []];
      const note = (node) => {
        if (node.nodeType === Node.TEXT_NODE) words.push(node.data);
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        for (const { name, value } of node.attributes) names.push(`${name}=${value}`);
        node.childNodes.forEach(note);
      };
      for (const { type, target, attributeName, addedNodes } of changes) {
        if (type === "attributes") names.push(`${attributeName}=${target.getAttribute(attributeName)}`);
        else if (type === "characterData") words.push(target.data);
        else addedNodes.forEach(note);
      }
      if (names.length) report(attributes, names.join("\n"));
      if (words.length) report(texts, words.join("\n"));
    });
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  observe(document, "page attributes", "page");
  const roots = [];
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    roots.push(new WeakRef(root));
    observe(root, "shadow attributes", "shadow text");
    return root;
  };

  /** What can be looked up at any time. */
  window.lookAround = async () => {
    const databases = await indexedDB.databases();
    const cached = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) cached.push(request.url, await (await cache.match(request)).text());
    }
    const shadows = roots.map((root) => root.deref()).filter(Boolean);
    const attributesIn = (root) => [...root.querySelectorAll("*")].flatMap((element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`));
    return [
      ["localStorage", JSON.stringify(localStorage)],
      ["sessionStorage", JSON.stringify(sessionStorage)],
      ["IndexedDB", JSON.stringify(databases)],
      ["Cache storage", cached.join("\n")],
      ["cookies", document.cookie],
      ["address", location.href],
      ["history", textOf(history.state)],
      ["document.title", document.title],
      ["window.name", window.name],
      ["performance", JSON.stringify(performance.getEntries())],
      ["page", document.documentElement.textContent],
      ["page attributes", attributesIn(document).join("\n")],
      ["shadow attributes", shadows.flatMap(attributesIn).join("\n")],
      ["shadow text", shadows.map((root) => root.textContent).join("\n")],
    ];
  };
}
