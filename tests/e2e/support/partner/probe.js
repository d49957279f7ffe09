// The first script of a partner's page: notes down whatever the page complains of and whatever the widget tells it. It keeps the
// functions that it needs for itself, since later scripts of the page may spoil them.
(() => {
  "use strict";
  const { document } = window;
  const call = Function.prototype.call.bind(Function.prototype.call);
  const { push, join } = Array.prototype;
  const pristine = { fetch: window.fetch.bind(window), setTimeout: window.setTimeout.bind(window), Promise };
  const complaints = [];
  const told = [];
  const note = (list, text) => call(push, list, text);

  const listen = (type, write) => window.addEventListener(type, write, { __proto__: null, capture: true });
  listen("securitypolicyviolation", (event) => note(complaints, `policy: ${event.effectiveDirective} ${event.blockedURI}`));
  listen("error", (event) => note(complaints, `error: ${event.message ?? event.target.src ?? event.target.localName}`));
  listen("unhandledrejection", (event) => note(complaints, `rejection: ${event.reason}`));

  listen("defacto-usable", () => note(told, "usable"));
  listen("defacto-stage", ({ detail }) => note(told, `stage ${detail.from} ${detail.to}`));
  listen("defacto-consent", ({ detail }) => note(told, detail ? "consent" : "consent withdrawn"));
  listen("defacto-enrolled", () => note(told, "enrolled"));
  listen("defacto-ready", ({ detail }) => note(told, `ready ${detail.creditLine.currency}`));
  listen("defacto-loan-request", ({ cancelable }) => note(told, `loan-request ${cancelable}`));
  listen("defacto-error", ({ detail, cancelable }) => note(told, `error ${detail.code} ${detail.retryable} ${cancelable}`));

  /** What a strict page forbids, each tried: whether it was stopped. */
  const forbidden = {
    __proto__: null,
    "inline styles"() {
      const style = document.createElement("style");
      style.textContent = "p {}";
      document.head.append(style);
      return style.sheet === null;
    },
    "style attributes"() {
      document.body.setAttribute("style", "outline: 1px solid");
      return getComputedStyle(document.body).outlineStyle === "none";
    },
    "code from texts"() {
      try {
        Function("return true")();
        return false;
      } catch {
        return true;
      }
    },
    "markup from texts"() {
      try {
        document.createElement("p").innerHTML = "text";
        return false;
      } catch {
        return true;
      }
    },
    "sharing with other windows": () => window.crossOriginIsolated,
  };

  const probe = {
    __proto__: null,
    pristine,
    /** One line each. */
    complaints: () => call(join, complaints, "\n"),
    /** What the widget told its host, one line each. */
    told: () => call(join, told, "\n"),
    stage: () => document.querySelector("defacto-enrollment").stage ?? "",
    /** Whether that is stopped, tried in a task of the page's own: what a driver does itself may be let through. */
    isStopped: (what) => new pristine.Promise((resolve) => pristine.setTimeout(() => resolve(forbidden[what]()))),
  };
  Object.defineProperty(window, "probe", { __proto__: null, value: Object.freeze(probe) });
})();
