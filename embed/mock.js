import { BUILD } from "./build.js";
import { localeOf, reflect } from "./options.js";

const MOCKED = "defacto-enrollment";
const ERROR_DOCS = "https://docs.getdefacto.com/enrollment-widget/errors#";
const OBJECT_PROPERTIES = ["sessionProvider", "prefill", "metadata", "terms", "texts"];

/** Where each stage is entered from, the way of a new borrower first. */
const BEFORE = {
  loading: ["failed"],
  editing: ["loading", "submitting", "reconciling", "waiting", "already-enrolled", "failed"],
  submitting: ["editing"],
  reconciling: ["submitting", "failed"],
  waiting: ["submitting", "reconciling", "editing", "already-enrolled", "ready", "action-required", "no-funds", "stalled", "failed"],
  "already-enrolled": ["submitting", "reconciling", "editing"],
  ready: ["waiting", "already-enrolled", "requested"],
  requested: ["ready"],
  "action-required": ["submitting", "waiting", "already-enrolled", "reconciling"],
  declined: ["waiting", "already-enrolled", "submitting", "reconciling"],
  "no-funds": ["waiting", "already-enrolled"],
  stalled: ["waiting", "already-enrolled"],
  failed: ["loading", "editing", "submitting", "reconciling", "waiting", "already-enrolled", "ready", "requested"],
};

/** Stages that come straight from loading where the session names a borrower that the lender has. */
const RESUMED = ["editing", "waiting", "already-enrolled", "action-required", "declined"];

/** Stages that end with an event of their own, and the class that it tells. */
const CLASSES = { "action-required": "needs_action", declined: "not_eligible", "no-funds": "under_review", stalled: "under_review" };

const DIRECTOR = ["first_name", "last_name", "birth_date", "nationality", "address.country", "business_email"];
const EVERYTHING = [...DIRECTOR.map((field) => `directors.0.${field}`), "account_number", "signed_at"];

/** What a test does in the place of the borrower, the proxy and the lender. */
class MockDriver {
  stage = "loading";
  state = null;
  #element;
  #show;
  #borrowerId;
  #creditLine;
  #isUsable;
  #consent;
  /** Whether a loan request is out or was taken: then the button does nothing. */
  #isPressed;
  #waiting = [];

  constructor(element, show) {
    this.#element = element;
    this.#show = show;
    this.#forget();
  }

  /** Goes to a stage, through those that lie before it, with the events that the widget sends on the way. */
  to(stage, detail = {}) {
    if (!Object.hasOwn(BEFORE, stage)) throw new RangeError(`there is no stage "${stage}": ${Object.keys(BEFORE).join(", ")}`);
    this.#requireConnection();
    for (const next of this.#way(stage, detail.resumed)) {
      // A listener may have removed the element.
      if (this.#element.isConnected) this.#enter(next, detail);
    }
  }

  /** What is left to fill in; nothing means valid. */
  remaining(paths) {
    this.#requireStage("editing");
    this.#emit("defacto-validity", { valid: paths.length === 0, remaining: paths });
  }

  /** Ticks the T&Cs box. */
  tick(receipt = {}) {
    this.#requireStage("editing");
    const { termsUrl, termsVersion, termsSha256 } = this.#element;
    const language = localeOf(this.#element);
    this.#consent = {
      signed_at: new Date().toISOString(),
      clock: "proxy",
      terms_url: termsUrl ? new URL(termsUrl.replaceAll("{locale}", language), document.baseURI).href : "",
      ...(termsVersion && { terms_version: termsVersion }),
      ...(termsSha256 && { terms_sha256: termsSha256 }),
      language,
      label: "I accept the terms and conditions.",
      texts_version: "mock",
      signatory: "directors.0",
      widget_version: BUILD.version,
      ...receipt,
    };
    this.#emit("defacto-consent", this.#consent);
  }

  /** Clears the T&Cs box. */
  untick() {
    this.#requireStage("editing");
    this.#consent = null;
    this.#emit("defacto-consent", null);
  }

  /** Presses the loan button: `locked`, `prevented`, `accepted` or `failed`, once the page's promises have settled. */
  async pressLoanButton() {
    this.#requireConnection();
    if (!["ready", "requested"].includes(this.stage) || this.#isPressed) return "locked";
    this.#isPressed = true;
    this.#go("requested");
    const promises = [];
    let isOpen = true;
    const waitUntil = (promise) => {
      if (!isOpen) throw new DOMException("call waitUntil() before the listener returns", "InvalidStateError");
      promises.push(promise);
    };
    const event = this.#emit("defacto-loan-request", { ...this.#offer(), waitUntil }, { cancelable: true });
    isOpen = false;
    const outcome = event.defaultPrevented ? "prevented" : await Promise.all(promises).then(() => "accepted", () => "failed");
    if (this.stage !== "requested") return outcome;
    this.#isPressed = outcome === "accepted";
    if (outcome === "prevented") this.#go("ready");
    return outcome;
  }

  /** The credit line, once there is one. */
  whenReady() {
    if (["ready", "requested"].includes(this.stage)) return Promise.resolve({ ...this.#creditLine });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Starts anew; a page that is still there hears of it. */
  restart() {
    this.#forget();
    if (this.#element.isConnected) return this.#go("loading");
    this.stage = "loading";
    this.state = null;
  }

  #forget() {
    this.#borrowerId = "00000000-0000-4000-8000-000000000000";
    this.#creditLine = { available: 1_000_000, maximum: 1_000_000, currency: "EUR" };
    this.#isUsable = false;
    this.#consent = null;
    this.#isPressed = false;
  }

  #way(stage, resumed) {
    const way = [stage];
    while (!this.#leadsTo(way[0], resumed)) {
      const [before] = BEFORE[way[0]];
      if (way.includes(before) || before === "failed") throw new Error(`no way leads from ${this.stage} to ${stage}: insert a new element`);
      way.unshift(before);
    }
    return way;
  }

  #leadsTo(stage, resumed) {
    if (resumed && this.stage === "loading" && RESUMED.includes(stage)) return true;
    return BEFORE[stage].includes(this.stage);
  }

  #enter(stage, { borrowerId, creditLine, resumed = false, existing, remaining, consent, ...detail }) {
    const from = this.stage;
    this.#borrowerId = borrowerId ?? this.#borrowerId;
    this.#creditLine = { ...this.#creditLine, ...creditLine };
    if (stage === "requested") return void this.pressLoanButton();
    if (stage === "submitting") {
      if (!this.#consent) this.tick(consent);
      this.remaining([]);
    }
    if (!this.#isUsable && !["loading", "failed"].includes(stage)) {
      this.#isUsable = true;
      this.#emit("defacto-usable", { version: BUILD.version, resumed });
    }
    const isNews = ["loading", "submitting", "reconciling"].includes(from);
    if (isNews && !["editing", "submitting", "reconciling", "failed"].includes(stage)) {
      this.#emit("defacto-enrolled", { borrowerId: this.#borrowerId, existing: existing ?? (resumed || stage === "already-enrolled") });
    }
    if (from === "submitting" && stage === "reconciling") this.#tellError({ ...detail, code: "outcome-unknown" });
    this.#isPressed = false;
    this.#go(stage);
    this.#tell(stage, { from, resumed, remaining }, detail);
  }

  /** What follows on a change of stage. */
  #tell(stage, { from, resumed, remaining }, detail) {
    if (stage === "editing") {
      const left = remaining ?? (resumed ? ["signed_at"] : EVERYTHING);
      this.#emit("defacto-validity", { valid: left.length === 0, remaining: left });
    } else if (stage === "ready" && from !== "requested") {
      for (const resolve of this.#waiting.splice(0)) resolve({ ...this.#creditLine });
      this.#emit("defacto-ready", this.#offer());
    } else if (stage in CLASSES) {
      this.#emit(`defacto-${stage}`, { borrowerId: this.#borrowerId, class: detail.class ?? CLASSES[stage] });
    } else if (stage === "failed") {
      this.#tellError(detail);
    }
  }

  #tellError({ code = "network", problem = "", retryable = true, requestId = null }) {
    this.#emit("defacto-error", { code, problem, retryable, requestId, docs: ERROR_DOCS + code });
  }

  #offer() {
    return { borrowerId: this.#borrowerId, creditLine: { ...this.#creditLine } };
  }

  #go(to) {
    const from = this.stage;
    this.stage = to;
    this.#show(to);
    if (from !== to) this.#emit("defacto-stage", { from, to });
  }

  #emit(type, detail, options) {
    this.state = detail;
    const view = this.#element.ownerDocument.defaultView;
    const event = new view.CustomEvent(type, { detail, bubbles: true, composed: true, ...options });
    this.#element.dispatchEvent(event);
    return event;
  }

  #requireConnection() {
    if (!this.#element.isConnected) throw new Error("insert the element into the document first: the widget does nothing before");
  }

  #requireStage(stage) {
    this.#requireConnection();
    if (this.stage !== stage) throw new Error(`the widget is in ${this.stage}: go to ${stage} first`);
  }
}

/** `<defacto-enrollment>` without WebAssembly and network: a test drives it by `mock`. */
class MockEnrollment extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = ["session"];
  #mock;

  constructor() {
    super();
    const place = document.createElement("p");
    place.setAttribute("role", "status");
    this.attachShadow({ mode: "open" }).append(place);
    this.#mock = new MockDriver(this, (stage) => (place.textContent = stage));
  }

  get mock() {
    return this.#mock;
  }

  get stage() {
    return this.#mock.stage;
  }

  get state() {
    return this.#mock.state;
  }

  get version() {
    return BUILD.version;
  }

  get session() {
    return null;
  }

  set session(token) {
    if (token != null) this.setAttribute("session", token);
  }

  reset() {
    this.#mock.restart();
  }

  checkNow() {}

  whenReady() {
    return this.#mock.whenReady();
  }

  /** A token does not stay in the page. */
  attributeChangedCallback(name, before, token) {
    if (token !== null) this.removeAttribute(name);
  }

  connectedCallback() {
    // What was set before the element was defined shadows the accessors; set again, it goes through them.
    for (const name of Object.keys(this).filter((name) => name in MockEnrollment.prototype)) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#mock.restart();
    });
  }
}

if (globalThis.customElements) {
  reflect(MockEnrollment.prototype, () => {});
  for (const property of OBJECT_PROPERTIES) {
    if (!(property in MockEnrollment.prototype)) MockEnrollment.prototype[property] = null;
  }
  const registered = customElements.get(MOCKED);
  if (!registered) customElements.define(MOCKED, MockEnrollment);
  else if (!("mock" in registered.prototype)) throw new Error("import the mock before the widget: <defacto-enrollment> is registered already");
}
