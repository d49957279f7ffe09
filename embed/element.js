import { BUILD } from "./build.js";
import { keepLegible } from "./contrast.js";
import { load, watch } from "./loader.js";
import { ANEW, FLAGS, OBJECTS, TEXTS, localeOf, misuse, read, reflect } from "./options.js";
import { element, skeleton } from "./skeleton.js";

const DOCS = "https://docs.getdefacto.com/enrollment-widget/errors#";
/** On a server there is no HTMLElement, and importing this must do no harm. */
const Base = globalThis.HTMLElement ?? class {};

/** Options of listeners. All options here are without a prototype: the page's Object.prototype may have members of any name. */
const ONCE = { __proto__: null, once: true };

/** When an answer is given up on, in milliseconds: after the lender and the proxy have. */
const DEADLINE = 40_000;
/** How long an answer that was asked for ahead may wait for the widget, in milliseconds. */
const FRESH = 60_000;

let skeletonSheet;
function styles() {
  if (!skeletonSheet) {
    skeletonSheet = new CSSStyleSheet();
    skeletonSheet.replaceSync(BUILD.skeleton);
  }
  return skeletonSheet;
}

/** `<defacto-enrollment>`: life cycle, fallback and events. What is inside comes from WebAssembly. */
export class DefactoEnrollment extends Base {
  #root;
  /** The mounted widget; a promise of it while it loads. */
  #mounted;
  /** Aborted when the widget stops: it is not heard any more, and what it waits for or asks is broken off. */
  #end;
  /** The session as it was asked for before the widget could: the question, by its token and address, and the answer to it. */
  #ahead;
  /** What it goes by. */
  #options;
  /** What it is to go by once the texts are there. */
  #wish;
  #unwatch;
  #provider;
  /** The token of the attribute: undefined while none was given, null once it was refused. */
  #token;
  /** The token that the widget has. */
  #known;
  /** What the provider was asked and has not answered: it is asked one thing at a time. */
  #asked;
  /** Called when a token or a provider comes that the widget waits for. */
  #sessionCame;
  #stage = "loading";
  #state = null;
  /** The credit line, while it can be used. */
  #line;
  /** Whether attributes or properties have changed that the widget was not told of. */
  #isStale = false;

  constructor() {
    super();
    this.#root = this.attachShadow({ __proto__: null, mode: "open" });
    // Programs that fill a form in tell of it by one event or the other, or not at all.
    for (const type of ["change", "submit"]) this.#root.addEventListener(type, this.#hear, true);
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

  /** A token goes in and does not come out. */
  get session() {
    return null;
  }

  set session(token) {
    if (token != null) this.setAttribute("session", token);
  }

  get sessionProvider() {
    return this.#provider ?? null;
  }

  set sessionProvider(provider) {
    // What is false is none, as frameworks write it.
    const isWrong = provider && typeof provider !== "function";
    if (misuse(this, "sessionProvider", isWrong ? provider : undefined)) this.#changed();
    // One that works stays in the place of what can't.
    if (isWrong || provider === this.#provider) return;
    this.#provider = provider || undefined;
    this.#asked = undefined;
    this.#authorized();
  }

  /** Looks at once whether anything has changed, instead of at the next poll; starts again what could not be loaded. */
  checkNow() {
    if (!this.#mounted && this.isConnected) return this.#start();
    this.#widget?.check_now();
    // A language whose texts could not be had.
    if (this.#widget && this.#options.locale !== localeOf(this)) this.#changed();
  }

  /** Forgets what was typed and begins anew. */
  reset() {
    this.#widget?.reset();
  }

  /** Puts the focus where the borrower goes on: the first field that can take it, else what is said. */
  focus(options) {
    const all = (selector) => this.#root.querySelectorAll(selector);
    for (const place of [...all("input:not(#is-director),select,button"), ...all(".panel")]) {
      place.focus(options);
      if (this.#root.activeElement === place) break;
    }
  }

  /** The credit line, once it can be used. */
  whenReady() {
    return new Promise((resolve) => {
      if (this.#line) resolve(this.#line);
      else this.addEventListener("defacto-ready", (event) => resolve(event.detail.creditLine), ONCE);
    });
  }

  static {
    if (globalThis.HTMLElement) reflect(this.prototype, (element) => element.#changed());
  }

  static observedAttributes = ["session", ...Object.keys(TEXTS), ...Object.keys(FLAGS)];

  attributeChangedCallback(name, before, value) {
    if (name !== "session") {
      if (FLAGS[name] && value === "false") console.warn(`<defacto-enrollment> ${name}="false" counts as false: leave the attribute out.`);
      if (before !== value) this.#changed();
    } else if (value !== null) {
      // A token is read once and does not stay in the page.
      this.#token = value;
      this.removeAttribute(name);
      this.#authorized();
    }
  }

  connectedCallback() {
    for (const property of ["session", "sessionProvider", ...OBJECTS, ...Object.values(TEXTS), ...Object.values(FLAGS)]) this.#adopt(property);
    // Moved within the page, it keeps what it has.
    if (!this.#mounted) this.#start();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#stop();
    });
  }

  /** A token or a provider may have come: to a widget that waits for one, or to one that was mounted without. */
  #authorized() {
    this.#sessionCame?.();
    if (this.#options && this.#options.auth !== this.#read().auth) this.#changed();
  }

  /** What it goes by. Who had tokens does not go on without; and the language may be one whose texts are there. */
  #read(locale = localeOf(this)) {
    const options = read(this, locale);
    options.auth ??= this.#token || this.#provider || this.#options?.auth === "token" ? "token" : "cookie";
    return options;
  }

  get #widget() {
    // Not by `instanceof Promise`: the page may have a Promise of its own.
    return this.#mounted?.unmount && this.#mounted;
  }

  /** A property that was set before the element was defined shadows the accessor: set it again through it. */
  #adopt(property) {
    if (!Object.prototype.hasOwnProperty.call(this, property)) return;
    const value = this[property];
    delete this[property];
    this[property] = value;
  }

  #start() {
    const from = this.#stage;
    this.#stage = "loading";
    this.#state = this.#line = null;
    if (from !== "loading") {
      setTimeout(() => {
        if (this.#stage === "loading") this.#emit("defacto-stage", { from, to: "loading" });
      });
    }
    try {
      this.#begin();
    } catch (error) {
      // Something of the browser's that the page has spoiled.
      this.#fail("internal", String(error), false);
    }
  }

  #begin() {
    try {
      if (!this.#root.adoptedStyleSheets || !CSS.supports("color", "color-mix(in srgb,red,red)")) throw 0;
      this.#root.adoptedStyleSheets = [styles()];
    } catch {
      return this.#fail("unsupported", "This browser is older than the widget supports.", false);
    }
    const locale = localeOf(this);
    const host = element("div", "host");
    // In every language of the widget, whatever the page's.
    host.dir = "ltr";
    this.#root.replaceChildren(skeleton(locale), host);
    this.#end = new AbortController();
    const { signal: end } = this.#end;
    const page = this.#page(end);
    this.#unwatch = watch(() => this.#fail("internal", "The widget has stopped working.", false));
    // Never in the task in which it was connected: only then does everybody listen who wants to.
    const task = new Promise((resolve) => setTimeout(resolve));
    // The session is on its way while the files are; who has no provider asks for a token in vain.
    task.then(() => this.#mounted === mine && this.#askAhead(locale, page, end)).catch(() => {});
    // So are the browser's names of countries, whose first use takes it long.
    task.then(() => new Intl.DisplayNames(locale, { type: "region" })).catch(() => {});
    const mine = (this.#mounted = Promise.all([load(locale), task]).then(
      ([{ glue, sheet }]) => {
        if (this.#mounted !== mine) return;
        if (this.isConnected) this.#mount(glue, sheet, host, locale, page, end);
        else this.#stop();
      },
      (error) => {
        if (this.#mounted === mine) this.#fail(error.code ?? "load", error.message, (error.code ?? "load") === "load");
      },
    ));
  }

  #mount(glue, sheet, host, locale, page, end) {
    try {
      this.#options = this.#read(locale);
      this.#root.adoptedStyleSheets = [styles(), sheet];
      const widget = glue.mount(host, this.#options, page);
      if (!end.aborted) this.#mounted = widget;
    } catch (error) {
      // After a panic all has been said.
      if (end.aborted) return;
      if (Array.isArray(error)) return this.#fail("configuration", error.join(" "), false);
      return this.#fail("internal", String(error), false);
    }
    try {
      // Once the form has been seen, and where browsers tell, once they have nothing else to do.
      (window.requestIdleCallback ?? requestAnimationFrame)(() => setTimeout(keepLegible, 0, host, glue));
    } catch {
      // The page has spoiled it: its colours stay as they are.
    }
  }

  #stop() {
    const widget = this.#widget;
    this.#mounted = this.#line = undefined;
    this.#unwatch?.();
    this.#end?.abort();
    for (const listener of [this.#retry, this.#again]) removeEventListener("online", listener);
    try {
      widget?.unmount();
    } catch {
      // It panicked in a call of its own. What it still holds on to can do nothing to the page.
    }
    this.#root.replaceChildren();
  }

  /** The network is there again. */
  #retry = () => this.checkNow();
  #again = () => this.#changed();

  /** Something that the widget goes by has another value: tells it after all that change together. */
  #changed() {
    if (this.#isStale || !(this.#mounted || this.#stage === "failed")) return;
    this.#isStale = true;
    queueMicrotask(() => {
      this.#isStale = false;
      if (this.isConnected) this.#configure();
    });
  }

  /** Has the widget look at every input: what stands there is what counts. Where nobody is done yet, one that is being typed into is left alone. */
  #hear = (event) => {
    for (const input of this.#root.querySelectorAll("input:not([type=checkbox]),select")) {
      if (event || input !== this.#root.activeElement) input.dispatchEvent(new Event("input"));
    }
  };

  async #configure() {
    const widget = this.#widget;
    if (!widget) {
      this.#stop();
      return this.#start();
    }
    let options = this.#read();
    const isLast = () => this.#widget === widget && this.#wish === options;
    this.#wish = options;
    try {
      await load(options.locale);
    } catch (error) {
      if (!isLast()) return;
      this.#complain("load", error.message, true);
      addEventListener("online", this.#again, ONCE);
      options = this.#wish = this.#read(this.#options.locale);
    }
    if (!isLast()) return;
    this.#hear();
    try {
      widget.configure(options);
    } catch (error) {
      // What is on the screen was right, and what was typed there stays.
      return this.#complain("configuration", [error].flat().join(" "), false);
    }
    const before = this.#options;
    this.#options = options;
    if (ANEW.some((property) => options[property] !== before[property])) {
      this.#stop();
      this.#start();
    }
  }

  /** What the widget may ask of the page until its end: the `Host` of `src/runtime/host.rs`. */
  #page(end) {
    const over = new Promise((_, reject) => end.addEventListener("abort", () => reject(end.reason)));
    over.catch(() => {});
    return {
      emit: (type, json) => {
        if (end.aborted) return;
        const detail = JSON.parse(json);
        // The session contradicts the page, and nobody can type that right: the place is handed back once the widget has spoken.
        if (type === "defacto-error" && detail.code === "configuration") queueMicrotask(() => end.aborted || this.#fail(detail.code, "The identifier is another company's than the session's.", false));
        else this.#emit(type, detail);
      },
      requestLoan: (detail) => (end.aborted ? null : this.#requestLoan(JSON.parse(detail))),
      session: (refused) => this.#session(refused, over),
      // The promise of a response's text; by both clocks in milliseconds, when it was asked for; as soon as it is there, when it came, and itself.
      fetch: (url, init, isRead) => {
        const late = AbortSignal.timeout(DEADLINE);
        // Nobody waits for what is only asked, which a proxy may hold back for long while browsers have few connections; what is sent
        // goes its way. The oldest browsers can't make one signal of two.
        init.signal = isRead && AbortSignal.any ? AbortSignal.any([late, end]) : late;
        const answer = [performance.now(), Date.now()];
        const ask = async () => {
          // A page's own may throw, or promise nothing.
          const response = await fetch(url, init);
          answer.push(performance.now(), Date.now(), response);
          return response.text();
        };
        answer.unshift(ask());
        return answer;
      },
      ahead: (question) => {
        const [asked, answer] = this.#ahead ?? [];
        this.#ahead = undefined;
        return asked === question && performance.now() - answer[1] < FRESH ? answer : undefined;
      },
    };
  }

  /** Asks for the session before the widget is there to do it. The answer is taken by nobody who would ask anything else. */
  async #askAhead(locale, page, end) {
    const { auth, proxyUrl, credentials } = this.#read(locale);
    const isByToken = auth === "token";
    const token = isByToken ? this.#token || (await this.#ask()) : "";
    // The widget may be there by now. What is no token goes nowhere, and where nobody has said that there is none one may still come.
    if (end.aborted || this.#widget || !(isByToken ? /^[!-~]+$/.test(token) : this.auth)) return;
    const url = proxyUrl.replace(/\/*$/, "/session");
    const headers = { __proto__: null, Accept: "application/json", "Accept-Language": locale };
    if (isByToken) headers.Authorization = `Bearer ${token}`;
    const answer = page.fetch(url, { __proto__: null, headers, credentials: credentials || "same-origin" }, true);
    // Who takes it hears of a failure.
    answer[0].catch(() => {});
    this.#ahead = [`${token} ${url}`, answer];
  }

  /** What the provider says. Who wants it hears of a failure. */
  #ask() {
    return (this.#asked ??= Promise.resolve(this.#provider()));
  }

  /** A token for the proxy, waited for until there is one; after a refusal only the provider can give another. */
  async #session(refused, over) {
    // One that came meanwhile has not been tried.
    if (refused && this.#known === this.#token) this.#token = null;
    while (!this.#token && !this.#provider) {
      if (this.#token === null) throw new TypeError("the session was refused, and there is no sessionProvider");
      await Promise.race([over, new Promise((resolve) => (this.#sessionCame = resolve))]);
    }
    if (this.#token) return (this.#known = this.#token);
    const asked = this.#ask();
    const answered = () => {
      if (this.#asked === asked) this.#asked = undefined;
    };
    asked.then(answered, answered);
    const token = await Promise.race([over, asked]);
    if (typeof token !== "string" || token === "") throw new TypeError("sessionProvider gave no token");
    return token;
  }

  #emit(type, detail, options) {
    if (type === "defacto-stage") {
      this.#stage = detail.to;
      if (detail.to !== "requested" && !(detail.from === "requested" && detail.to === "ready")) this.#line = null;
      if (detail.from === "loading") this.#root.querySelector(".skeleton")?.remove();
    }
    // Spread and not assigned, which a member of Object.prototype that can't be written would forbid.
    if (type === "defacto-usable") detail = { ...detail, version: BUILD.version };
    if (type === "defacto-ready") this.#line = detail.creditLine;
    if (type === "defacto-error") detail = { ...detail, docs: DOCS + detail.code };
    this.#state = detail;
    const event = new CustomEvent(type, { __proto__: null, detail, bubbles: true, composed: true, ...options });
    this.dispatchEvent(event);
    return event;
  }

  /** The host's word on a loan request: a promise of it, or `null` when it prevented the event. */
  #requestLoan(detail) {
    const promises = [];
    let open = true;
    const waitUntil = (promise) => {
      if (!open) throw new DOMException("call waitUntil() before the listener returns", "InvalidStateError");
      promises.push(promise);
    };
    const event = this.#emit("defacto-loan-request", { ...detail, waitUntil }, { cancelable: true });
    open = false;
    return event.defaultPrevented ? null : Promise.all(promises);
  }

  /** Hands the place back to the page's own content. */
  #fail(code, message, retryable) {
    const from = this.#stage;
    this.#stop();
    this.#stage = "failed";
    this.#root.replaceChildren(element("slot"));
    if (retryable) addEventListener("online", this.#retry, ONCE);
    this.#complain(code, message, retryable, () => {
      if (from !== "failed" && this.#stage === "failed") this.#emit("defacto-stage", { from, to: "failed" });
    });
  }

  /** Tells the developer and the page. */
  #complain(code, message, retryable, before) {
    console.error(`<defacto-enrollment> ${message} See ${DOCS}${code}`);
    // An element that was just connected has listeners only after this task.
    setTimeout(() => {
      before?.();
      this.#emit("defacto-error", { code, problem: "", retryable, requestId: null });
    });
  }
}

