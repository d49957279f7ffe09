import { BUILD } from "./build.js";
import { load, watch } from "./loader.js";
import { FLAGS, TEXTS, read, reflect } from "./options.js";
import { skeleton } from "./skeleton.js";

const DOCS = "https://docs.getdefacto.com/enrollment-widget/errors#";
/** On a server there is no HTMLElement, and importing this must do no harm. */
const Base = globalThis.HTMLElement ?? class {};

let sheet;
function styles() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(BUILD.css);
  }
  return sheet;
}

/** `<defacto-enrollment>`: life cycle, fallback and events. What is inside comes from WebAssembly. */
export class DefactoEnrollment extends Base {
  #root;
  /** The mounted widget; a promise of it while it loads. */
  #mounted;
  #unwatch;
  #provider;
  /** The token of the attribute: undefined while none was given, null once it was refused. */
  #token;
  /** Called when a token or a provider comes that the widget waits for. */
  #sessionCame;
  #stage = "loading";
  #state = null;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: "open" });
  }

  get stage() {
    return this.#stage;
  }

  /** The detail of the last event, for listeners that come late. */
  get state() {
    return this.#state;
  }

  get version() {
    return BUILD.version;
  }

  get sessionProvider() {
    return this.#provider ?? null;
  }

  set sessionProvider(provider) {
    this.#provider = typeof provider === "function" ? provider : undefined;
    if (this.#provider) this.#sessionCame?.();
  }

  /** Looks at once whether anything has changed, instead of at the next poll; starts again what could not be loaded. */
  checkNow() {
    if (this.#mounted || !this.isConnected) this.#widget?.check_now();
    else this.#start();
  }

  static observedAttributes = ["session"];

  /** A token is read once and does not stay in the page. */
  attributeChangedCallback(name, before, token) {
    if (token === null) return;
    this.#token = token;
    this.removeAttribute(name);
    this.#sessionCame?.();
  }

  connectedCallback() {
    for (const property of ["sessionProvider", ...Object.values(TEXTS), ...Object.values(FLAGS)]) this.#adopt(property);
    // Moved within the page, it keeps what it has.
    if (!this.#mounted) this.#start();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  get #widget() {
    return this.#mounted instanceof Promise ? undefined : this.#mounted;
  }

  /** A property that was set before the element was defined shadows the accessor: set it again through it. */
  #adopt(property) {
    if (!Object.prototype.hasOwnProperty.call(this, property)) return;
    const value = this[property];
    delete this[property];
    this[property] = value;
  }

  #start() {
    this.#stage = "loading";
    try {
      this.#root.adoptedStyleSheets = [styles()];
    } catch {
      return this.#fail("unsupported", "This browser is older than the widget supports.", false);
    }
    const options = read(this);
    const host = document.createElement("div");
    host.className = "host";
    this.#root.replaceChildren(skeleton(options.locale), host);
    this.#unwatch = watch(() => this.#fail("internal", "The widget has stopped working.", false));
    const mine = (this.#mounted = load(options.locale).then(
      (glue) => {
        if (this.#mounted === mine) this.#mount(glue, host, options);
      },
      (error) => {
        if (this.#mounted === mine) this.#fail(error.code ?? "load", error.message, (error.code ?? "load") === "load");
      },
    ));
  }

  #mount(glue, host, options) {
    const auth = options.auth ?? (this.#token || this.#provider ? "token" : "cookie");
    try {
      this.#mounted = glue.mount(host, { ...options, auth }, this.#host());
    } catch (error) {
      if (Array.isArray(error)) this.#fail("configuration", error.join(" "), false);
      else this.#fail("internal", String(error), false);
    }
  }

  #stop() {
    const widget = this.#widget;
    this.#mounted = undefined;
    this.#unwatch?.();
    widget?.unmount();
    this.#root.replaceChildren();
  }

  /** What the widget may ask of the page. */
  #host() {
    return {
      emit: (type, detail) => this.#emit(type, JSON.parse(detail)),
      requestLoan: (detail) => this.#requestLoan(JSON.parse(detail)),
      session: (refused) => this.#session(refused),
    };
  }

  /** A token for the proxy, waited for until there is one; after a refusal only the provider can give another. */
  async #session(refused) {
    if (refused) this.#token = null;
    while (!this.#token && !this.#provider) {
      if (this.#token === null) throw new TypeError("the session was refused, and there is no sessionProvider");
      await new Promise((resolve) => (this.#sessionCame = resolve));
    }
    if (this.#token) return this.#token;
    const token = await this.#provider();
    if (typeof token !== "string" || token === "") throw new TypeError("sessionProvider gave no token");
    return token;
  }

  #emit(type, detail, options) {
    if (type === "defacto-stage") {
      this.#stage = detail.to;
      if (detail.from === "loading") this.#root.querySelector(".skeleton")?.remove();
    }
    if (type === "defacto-usable") detail.version = BUILD.version;
    if (type === "defacto-error") detail.docs = DOCS + detail.code;
    this.#state = detail;
    const event = new CustomEvent(type, { detail, bubbles: true, composed: true, ...options });
    this.dispatchEvent(event);
    return event;
  }

  /** The host's word on a loan request: a promise of it, or `null` when it prevented the event. */
  #requestLoan(detail) {
    const promises = [];
    let open = true;
    detail.waitUntil = (promise) => {
      if (!open) throw new DOMException("call waitUntil() before the listener returns", "InvalidStateError");
      promises.push(promise);
    };
    const event = this.#emit("defacto-loan-request", detail, { cancelable: true });
    open = false;
    return event.defaultPrevented ? null : Promise.all(promises);
  }

  /** Hands the place back to the page's own content. */
  #fail(code, message, retryable) {
    const from = this.#stage;
    this.#unwatch?.();
    this.#mounted = undefined;
    this.#stage = "failed";
    this.#root.replaceChildren(document.createElement("slot"));
    console.error(`<defacto-enrollment> ${message} See ${DOCS}${code}`);
    // An element that was just connected has listeners only after this task.
    setTimeout(() => {
      this.#emit("defacto-stage", { from, to: "failed" });
      this.#emit("defacto-error", { code, problem: "", retryable, requestId: null });
    });
  }
}

if (globalThis.HTMLElement) {
  reflect(DefactoEnrollment.prototype);
}
