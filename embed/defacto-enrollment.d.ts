/** The widget's version. */
export const version: string;

/** Fetches and compiles the WebAssembly ahead of use, with the texts of the language; without one, of the page's. */
export function preload(locale?: string): Promise<void>;

export interface Configuration {
  /** A folder, resolved against the page. */
  assetBase: string | URL;
}

/**
 * Says where the package's other files lie, when a bundler has moved the script away from them; their integrity is checked all the
 * same. Call it in the module that imports the package, since the download begins right after that.
 */
export function configure(configuration: Configuration): void;

/** The languages that the widget speaks. */
export type Locale = "en" | "fr" | "de" | "es" | "nl";

/** What a value is meant to be. */
export type ValueKind =
  | "iban" | "company_id" | "vat" | "email" | "phone" | "birth_date" | "person_name" | "country" | "language";

export type IdentifierType =
  | "belgium_registration_number" | "bsn" | "cif" | "hr_nummer" | "kvk" | "nif" | "siren" | "siret" | "steuernummer" | "vat_number";

export interface ValidateOptions {
  /** The kind of company number; without it, it is guessed from `country`. */
  type?: IdentifierType;
  /** ISO 3166 code of the country of a phone, VAT or company number that does not name its own. */
  country?: string;
  /** The day, `YYYY-MM-DD`, on which a birth date has to make an adult; today without it. */
  on?: string;
  /** The least age, in years, for a birth date; 18 without it. */
  minimumAge?: number;
  /** Language of the messages. */
  locale?: string;
  /** Whether the IBAN is to be debited: then SEPA has to reach its country. */
  directDebit?: boolean;
}

export interface Finding {
  /** Stable; see the table of values in the documentation. */
  code: string;
  /** What is wrong and what to do, in one sentence. */
  message: string;
  /** The place of the character to look at, from 1, among those that count. */
  position?: number;
  /** The value that may be meant. */
  suggestion?: string;
}

export interface Verdict {
  ok: boolean;
  /** The value in the form in which it is sent; there when it is ok. */
  normalized?: string;
  problems: Finding[];
  /** Reasons to ask again about a value that can be used. */
  warnings: Finding[];
}

/**
 * Judges a value by the widget's own rules, for a form of the page's own. Rejects with a `TypeError` when the kind or
 * an option is not understood.
 */
export function validate(
  kind: "birth_date",
  value: string | { year: string | number; month: string | number; day: string | number },
  options?: ValidateOptions,
): Promise<Verdict>;
export function validate(kind: ValueKind, value: string, options?: ValidateOptions): Promise<Verdict>;

export type Stage =
  | "loading" | "editing" | "submitting" | "reconciling" | "waiting" | "ready" | "requested"
  | "already-enrolled" | "action-required" | "declined" | "no-funds" | "stalled" | "failed";

export type ReasonClass = "not_eligible" | "needs_action" | "needs_documents" | "under_review" | "closed";

export type ErrorCode =
  | "configuration" | "unsupported" | "blocked" | "load" | "network" | "session" | "rejected"
  | "upstream" | "outcome-unknown" | "busy" | "internal";

/** Amounts in cents. */
export interface CreditLine {
  available: number;
  maximum: number;
  currency: "EUR" | "GBP";
}

export interface LoanOffer {
  borrowerId: string;
  creditLine: CreditLine;
}

export interface LoanRequest extends LoanOffer {
  /**
   * Keeps the borrower waiting until the promise settles; a rejection is shown and can be tried again.
   * Throws `InvalidStateError` once the listeners have returned: call it before the first `await`.
   */
  waitUntil(promise: Promise<unknown>): void;
}

export interface Outcome {
  borrowerId: string;
  class: ReasonClass;
}

export interface ConsentReceipt {
  /** RFC 3339 with milliseconds: the instant of the tick. */
  signed_at: string;
  clock: "proxy" | "device";
  terms_url: string;
  terms_version?: string;
  terms_sha256?: string;
  language: string;
  label: string;
  texts_version: string;
  signatory: "directors.0" | "owner";
  widget_version: string;
}

export interface EnrollmentEvents {
  "defacto-usable": CustomEvent<{ version: string; resumed: boolean }>;
  "defacto-stage": CustomEvent<{ from: Stage; to: Stage }>;
  /** `remaining` holds the lending API's paths; the consent is `signed_at`. */
  "defacto-validity": CustomEvent<{ valid: boolean; remaining: string[] }>;
  "defacto-consent": CustomEvent<ConsentReceipt | null>;
  "defacto-enrolled": CustomEvent<{ borrowerId: string; existing: boolean }>;
  "defacto-ready": CustomEvent<LoanOffer>;
  "defacto-loan-request": CustomEvent<LoanRequest>;
  "defacto-declined": CustomEvent<Outcome>;
  "defacto-action-required": CustomEvent<Outcome>;
  "defacto-no-funds": CustomEvent<Outcome>;
  "defacto-stalled": CustomEvent<Outcome>;
  "defacto-error": CustomEvent<{ code: ErrorCode; problem: string; retryable: boolean; requestId: string | null; docs: string }>;
}

/** An address in the lending API's names. */
export interface PrefillAddress {
  address_line_1?: string;
  address_line_2?: string;
  postal_code?: string;
  city?: string;
  state?: string;
  /** ISO 3166, two or three letters. */
  country?: string;
}

/** A director in the lending API's names. */
export interface PrefillDirector {
  first_name?: string;
  last_name?: string;
  /** `YYYY-MM-DD` */
  birth_date?: string;
  /** ISO 3166, two or three letters. */
  nationality?: string;
  business_email?: string;
  business_phone_number?: string;
  title?: string;
  /** The country of residence is all that the form asks of it. */
  address?: Pick<PrefillAddress, "country">;
  birth_place?: Pick<PrefillAddress, "city" | "country">;
}

/** What is known of the borrower already, as in the body of the lending API's `POST /borrowers`. */
export interface Prefill {
  identifier_type?: IdentifierType;
  identifier?: string;
  /** The company's name. */
  name?: string;
  legal_form?: string;
  vat_number?: string;
  address?: PrefillAddress;
  /** The first one; the form asks for no other. */
  directors?: [PrefillDirector];
  /** The IBAN. */
  account_number?: string;
}

/** The terms and conditions in one language. */
export interface TermsDocument {
  url: string;
  version?: string;
  /** Of the document's bytes, in hexadecimal. */
  sha256?: string;
}

export type Terms = Partial<Record<Locale, TermsDocument>>;

/** Texts of the page's own, by the names in the documentation. Those of legal weight stay as they are. */
export type TextName =
  | "company" | "companyHint" | "director" | "directorHint" | "account" | "ibanHint" | "agreement" | "submit" | "requestLoan" | "support";

export type TextOverrides = Partial<Record<TextName, string>>;

export interface DefactoEnrollmentElement extends HTMLElement {
  /** Base of the partner's proxy, resolved against the page. Required. */
  proxyUrl: string | null;
  /** `token` where a token or a provider is set, else `cookie`. */
  auth: "token" | "cookie" | null;
  /** A token, taken and not shown again. Better is `sessionProvider`, which can renew it. */
  get session(): null;
  set session(token: string | null);
  /** Called at start and after a 401, one call at a time; gives a session token. */
  sessionProvider: (() => Promise<string>) | null;
  /** Of the calls to the proxy in cookie mode; `same-origin` without it. */
  credentials: RequestCredentials | null;
  /** `en`, `fr`, `de`, `es`, `nl` or a tag that begins with one; without it, the nearest `lang`, then the browser's. */
  locale: string | null;
  /** The company number of the borrower. Given, it is shown and not asked. */
  identifier: string | null;
  identifierType: IdentifierType | null;
  companyName: string | null;
  legalForm: string | null;
  vatNumber: string | null;
  /** `auto`: optional for `siren` and `siret` until the lender needs them. `always` without it. */
  directorDetails: "always" | "auto" | null;
  /** `direct-debit` without it. */
  repayment: "direct-debit" | "transfer" | null;
  /** One call that answers once the credit line exists, after 4 to 8 s. */
  waitForReady: boolean;
  /** `Defacto` without it. */
  lenderName: string | null;
  /** `{locale}` in a URL is replaced. Required, unless `terms` has the language. */
  termsUrl: string | null;
  termsVersion: string | null;
  termsSha256: string | null;
  /** Required. */
  privacyUrl: string | null;
  supportUrl: string | null;
  /** The order, in cents. */
  get amount(): string | null;
  set amount(cents: string | number | null);
  currency: "EUR" | "GBP" | null;
  /** Nothing can be edited or sent. */
  disabled: boolean;
  /** Fills the fields that nobody has touched. Assigning an equal value does nothing. */
  prefill: Prefill | null;
  /** Goes to the lender with the borrower. */
  metadata: Record<string, unknown> | null;
  /** The terms by language, in place of `termsUrl`, `termsVersion` and `termsSha256`. */
  terms: Terms | null;
  texts: TextOverrides | null;

  readonly stage: Stage;
  /** The detail of the last event, for listeners that come late. */
  readonly state: EnrollmentEvents[keyof EnrollmentEvents]["detail"] | null;
  readonly version: string;

  /** Forgets what was typed and where the borrower stood, and starts anew. */
  reset(): void;
  /** Looks at once whether anything has changed; starts again what could not be loaded. */
  checkNow(): void;
  /** Moves the focus to where the borrower goes on. */
  focus(options?: FocusOptions): void;
  /** The credit line, once the loan button is unlocked. */
  whenReady(): Promise<CreditLine>;

  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: DefactoEnrollmentElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: DefactoEnrollmentElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "defacto-enrollment": DefactoEnrollmentElement;
  }
  /** Where it bubbles to: documents, windows and other elements hear it too. */
  interface GlobalEventHandlersEventMap extends EnrollmentEvents {}
}
