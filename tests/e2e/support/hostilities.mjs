// Partners' pages by what they do to whatever is embedded in them. The package comes from another origin, as on any page.

/** A page that does nothing of the kind. */
export const PLAIN = { title: "a page" };

/** @type {import("./hosts.mjs").HostPage[]} */
export const STYLES = [
  {
    title: "a page that resets every style",
    styles: `
      *, *::before, *::after { margin: 0; padding: 0; border: 0; outline: 0 !important; box-sizing: content-box; font: inherit; vertical-align: baseline; }
      button, input, select, textarea { appearance: none; background: none; border: 0; color: inherit; }
      html { line-height: 1; letter-spacing: 0.3em; text-transform: uppercase; text-align: center; word-break: break-all; cursor: wait; }
      ol, ul { list-style: none; }
      a { color: inherit; text-decoration: none; }
      fieldset { display: contents; }`,
  },
  { title: "a page that unsets every property", styles: "* { all: unset !important; }" },
  {
    title: "a page that hides whatever a form is made of",
    styles: "form, fieldset, input, button, select, option, label, legend, p, [part], [hidden], #iban { display: none !important; visibility: hidden !important; }",
  },
  { title: "a page with a root font of 40 pixels", styles: "html { font-size: 40px; }" },
  { title: "a page with a root font of 62.5 %", styles: "html { font-size: 62.5%; } body { font-size: 1.6rem; }" },
  { title: "a page that is written from right to left", root: 'dir="rtl"', styles: "body { direction: rtl; text-align: right; }" },
  { title: "a page in quirks mode", doctype: "" },
];

/** @type {import("./hosts.mjs").HostPage} */
export const DARK = { title: "a dark page", styles: "html { color-scheme: dark; background: #10151c; color: #eef2f6; }" };

/** @type {import("./hosts.mjs").HostPage[]} */
export const SCRIPTS = [
  {
    title: "a page that wraps fetch()",
    script() {
      const { fetch } = window;
      window.fetch = async function (...wanted) {
        const response = await fetch.apply(this, wanted);
        return response.clone();
      };
    },
  },
  {
    title: "a page whose fetch() gives answers of its own make",
    script() {
      const { fetch } = window;
      window.fetch = async (...wanted) => {
        const answer = await fetch(...wanted);
        const { ok, status, statusText, headers, url } = answer;
        return { ok, status, statusText, headers, url, text: () => answer.text(), json: () => answer.json(), arrayBuffer: () => answer.arrayBuffer() };
      };
    },
  },
  {
    title: "a page whose fetch() takes addresses as text and adds a header to a plain object of them",
    script() {
      const { fetch } = window;
      window.fetch = (address, init) => {
        const isOwn = !address.startsWith("http") || address.startsWith(`${location.origin}/`);
        return fetch(address, isOwn ? { ...init, headers: { ...init?.headers, "X-Requested-With": "fetch" } } : init);
      };
    },
  },
  {
    title: "a page with a Promise of its own",
    // As zone.js does: another constructor, which the native promises' `then` gives too.
    script() {
      const Native = window.Promise;
      const then = Native.prototype.then;
      function Own(executor) {
        if (!(this instanceof Own)) throw new TypeError("Own is a constructor");
        this.inner = new Native(executor);
      }
      const wrap = (inner) => Object.assign(Object.create(Own.prototype), { inner });
      Own.prototype.then = function (...listeners) {
        return wrap(then.apply(this.inner, listeners));
      };
      Own.prototype.catch = function (listener) {
        return this.then(undefined, listener);
      };
      Own.prototype.finally = function (listener) {
        const first = async () => listener();
        return this.then((value) => first().then(() => value), (reason) => first().then(() => Own.reject(reason)));
      };
      for (const name of ["resolve", "reject", "all", "allSettled", "race", "any"]) Own[name] = (value) => wrap(Native[name](value));
      Native.prototype.then = function (...listeners) {
        return wrap(then.apply(this, listeners));
      };
      window.Promise = Own;
    },
  },
  {
    title: "a page with a class of its own in the place of Promise",
    // As libraries do: what async functions give is none of its instances.
    script() {
      window.Promise = class extends window.Promise {};
    },
  },
  {
    title: "a page that extends arrays, strings and functions and gives them their own JSON",
    // As Prototype.js did.
    script() {
      const enumerable = (prototype, names) => {
        for (const name of names) {
          prototype[name] ??= function () {
            return this;
          };
        }
      };
      enumerable(Array.prototype, ["each", "collect", "detect", "clear", "first", "last", "compact", "without", "inspect", "size"]);
      enumerable(String.prototype, ["gsub", "strip", "camelize", "blank", "toArray"]);
      enumerable(Function.prototype, ["argumentNames", "curry", "delay", "defer", "wrap"]);
      for (const kind of [Array, String, Number, Date]) {
        kind.prototype.toJSON = function () {
          return `"${this}"`;
        };
      }
      Array.prototype.map = function (...wanted) {
        return Array.from(this, (item, index) => wanted[0].call(wanted[1], item, index, this));
      };
    },
  },
  {
    title: "a page that gives every object functions",
    script() {
      Object.prototype.extend = function (other) {
        return Object.assign(this, other);
      };
      Object.prototype.toJSONString = () => "";
      Object.prototype.each = () => {};
    },
  },
  {
    title: "a page on which every object has the members of a property's description",
    script() {
      Object.prototype.value = "polluted";
      Object.prototype.writable = true;
      Object.prototype.enumerable = true;
      Object.prototype.configurable = true;
      Object.prototype.get = () => "polluted";
      Object.prototype.set = () => {};
    },
  },
  {
    title: "a page on which every object has the options of browser interfaces",
    script() {
      const options = {
        __proto__: null,
        // Of fetch().
        method: "DELETE", mode: "navigate", body: "polluted", headers: "polluted", integrity: "sha384-AAAA", cache: "only-if-cached", redirect: "error",
        // Of listeners and events; of shadow roots.
        signal: "polluted", capture: true, once: true, passive: true, cancelable: true, delegatesFocus: true, slotAssignment: "manual",
        // Of Intl.
        style: "percent", usage: "search", minimumFractionDigits: 9, timeZone: "polluted", numeric: true,
        // Of the widget.
        lang: "fr", fr: "polluted", en: "polluted", terms: "polluted", texts: "polluted", prefill: "polluted", metadata: "polluted", problems: "polluted",
        termsLanguage: "fr", version: "polluted", docs: "polluted", code: "configuration", from: "polluted", cause: "polluted",
      };
      for (const name in options) Object.prototype[name] = options[name];
    },
  },
  {
    title: "a page on which every object has members that can't be written",
    script() {
      for (const name of ["version", "docs", "waitUntil", "locale", "problems", "method", "headers", "started", "speaks", "message", "code"]) {
        Object.defineProperty(Object.prototype, name, { __proto__: null, value: undefined, writable: false, configurable: false });
      }
    },
  },
  {
    title: "a page whose animation frames are its own alone",
    script() {
      window.requestAnimationFrame = () => {
        throw new Error("not for embeds");
      };
    },
  },
  {
    title: "a page that freezes what every script builds upon",
    script() {
      for (const { prototype } of [Object, Array, Function, Promise, String, Error, Map, Set, Uint8Array, RegExp]) Object.freeze(prototype);
      for (const kind of [Object, Array, Promise, JSON, Reflect, Math]) Object.freeze(kind);
    },
  },
  {
    title: "a page with a base address of its own",
    // Everything is resolved against it, the script's neighbours excepted.
    head: '<base href="/defacto/of/another/">',
    attributes: { "proxy-url": "../..", "terms-url": "../../../legal/terms.{locale}.html", "privacy-url": "../../../legal/privacy.html" },
  },
  {
    title: "a page whose elements are named like what scripts use",
    before: `<form name="fetch"></form><form name="customElements"><input name="define"></form><input id="customElements"><a id="HTMLElement" name="WebAssembly"></a>
      <img name="baseURI" alt=""><img name="documentElement" alt=""><form name="queueMicrotask"></form><form name="body"></form><iframe name="CSSStyleSheet" title="x"></iframe><iframe name="hidden" title="x" hidden></iframe>
      <input id="iban"><input id="directors.0.first_name"><p id="summary-title">Another</p><form id="defacto-enrollment" name="defacto"></form>`,
  },
  {
    title: "a page that treats every error as its own",
    script() {
      window.onerror = () => {
        document.documentElement.replaceChildren();
        return true;
      };
      window.onunhandledrejection = () => document.documentElement.replaceChildren();
      window.addEventListener("error", () => document.documentElement.replaceChildren(), true);
    },
  },
  {
    title: "a page whose handlers of clicks and keys stop at nothing",
    script() {
      for (const type of ["focusin", "focusout", "input", "change", "submit", "keypress"]) {
        window.addEventListener(type, (event) => event.stopPropagation());
        document.addEventListener(type, (event) => event.target.matches("input, select") && event.preventDefault(), true);
      }
    },
  },
];

/** @type {import("./hosts.mjs").HostPage[]} */
export const WORKERS = [
  {
    title: "a page whose service worker fetches everything itself",
    worker() {
      self.addEventListener("install", () => self.skipWaiting());
      self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
      self.addEventListener("fetch", (event) => event.respondWith(fetch(event.request)));
    },
  },
  {
    title: "a page whose service worker answers navigations alone",
    worker() {
      self.addEventListener("install", (event) => event.waitUntil(caches.open("shell").then((cache) => cache.add("/"))));
      self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
      self.addEventListener("fetch", (event) => {
        if (event.request.mode === "navigate") event.respondWith(caches.match("/"));
      });
    },
  },
];

/** Pages on which the whole way has to work. */
export const HOSTILITIES = [...STYLES, DARK, ...SCRIPTS];

/**
 * Pages that leave the widget nothing to work with.
 * @type {(import("./hosts.mjs").HostPage & {error: {code: string, retryable: boolean}})[]}
 */
export const DEAD_ENDS = [
  {
    title: "a page whose fetch() throws",
    script() {
      window.fetch = () => {
        throw new Error("no network for anybody");
      };
    },
    error: { code: "load", retryable: true },
  },
  {
    title: "a page whose fetch() answers with nothing",
    script() {
      window.fetch = async () => undefined;
    },
    error: { code: "load", retryable: true },
  },
  {
    title: "a page that lets nobody ask for the reader's languages",
    script() {
      Object.defineProperty(Navigator.prototype, "languages", {
        get() {
          throw new Error("nobody's business");
        },
      });
    },
    error: { code: "internal", retryable: false },
  },
  {
    title: "a page whose forms hide how a document makes elements",
    before: '<form name="createElement"></form>',
    error: { code: "internal", retryable: false },
  },
];

/** A page whose header stays on top of what is scrolled. */
export const STICKY = {
  title: "a page with a header that stays",
  styles: "header { position: sticky; inset-block-start: 0; z-index: 9; block-size: 88px; background: #17202b; color: #fff; }",
  before: "<header>Ferrand &amp; Holt</header>",
};
