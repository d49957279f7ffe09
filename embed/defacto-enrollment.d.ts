/** The widget's version. */
export const version: string;

/** Fetches and compiles the WebAssembly ahead of use, with the texts of the language; without one, of the page's. */
export function preload(locale?: string): Promise<void>;

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

export interface DefactoEnrollmentElement extends HTMLElement {
  proxyUrl: string | null;
  auth: "token" | "cookie" | null;
  credentials: RequestCredentials | null;
  locale: string | null;
  identifier: string | null;
  identifierType: string | null;
  companyName: string | null;
  repayment: "direct-debit" | "transfer" | null;
  lenderName: string | null;
  termsUrl: string | null;
  termsVersion: string | null;
  termsSha256: string | null;
  privacyUrl: string | null;
  supportUrl: string | null;
  /** In cents. */
  amount: string | null;
  currency: "EUR" | "GBP" | null;
  waitForReady: boolean;
  /** Called at start and after a 401; gives a session token. */
  sessionProvider: (() => Promise<string>) | null;
  readonly stage: Stage;
  /** The detail of the last event. */
  readonly state: unknown;
  readonly version: string;
  /** Looks at once whether anything has changed; starts again what could not be loaded. */
  checkNow(): void;
  addEventListener<K extends keyof EnrollmentEvents>(
    type: K,
    listener: (this: DefactoEnrollmentElement, event: EnrollmentEvents[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof EnrollmentEvents>(
    type: K,
    listener: (this: DefactoEnrollmentElement, event: EnrollmentEvents[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "defacto-enrollment": DefactoEnrollmentElement;
  }
}
