import type { CreditLine, EnrollmentEvents, Prefill } from "@defacto/enrollment";

const element = document.createElement("defacto-enrollment");
const found = document.querySelector("defacto-enrollment");
if (found) found.locale = "fr";

element.proxyUrl = "/defacto";
element.auth = "token";
element.session = "token";
element.sessionProvider = async () => "token";
element.credentials = "include";
element.identifier = "552100554";
element.identifierType = "siren";
element.companyName = "Ferrand & Holt";
element.legalForm = "SAS";
element.vatNumber = "FR96552100554";
element.directorDetails = "auto";
element.repayment = "transfer";
element.waitForReady = true;
element.lenderName = "Defacto";
element.termsUrl = "/terms.{locale}.html";
element.termsVersion = "3";
element.termsSha256 = null;
element.privacyUrl = "/privacy.html";
element.supportUrl = "mailto:support@shop.example";
element.amount = 125_000;
element.amount = "125000";
element.currency = "EUR";
element.disabled = false;
element.metadata = { order: "FH-1", basket: [1, 2, { nested: true }] };
element.terms = { fr: { url: "/cgv.html", version: "3", sha256: "00" }, en: { url: "/terms.html" } };
element.texts = { submit: "Continue" };
// @ts-expect-error what has legal weight can't be replaced
element.texts = { consent: "I agree to nothing" };
element.prefill = {
  identifier_type: "siren",
  identifier: "552100554",
  name: "Ferrand & Holt",
  legal_form: "SAS",
  vat_number: "FR96552100554",
  address: { address_line_1: "1 rue de la Paix", postal_code: "75002", city: "Paris", country: "FRA" },
  directors: [
    {
      first_name: "Zoë",
      last_name: "Ferrand",
      birth_date: "1971-11-07",
      nationality: "FRA",
      business_email: "zoe@shop.example",
      business_phone_number: "+33123456789",
      title: "CEO",
      address: { country: "FRA" },
      birth_place: { city: "Paris", country: "FRA" },
    },
  ],
  account_number: "FR8811111015593603018280926",
} satisfies Prefill;

// @ts-expect-error -- the lender calls it `name`
element.prefill = { company_name: "Ferrand & Holt" };
// @ts-expect-error -- directors are a list
element.prefill = { directors: { first_name: "Zoë" } };
// @ts-expect-error -- the signature is the borrower's own act
element.prefill = { signed_at: "2026-01-01T00:00:00Z" };
// @ts-expect-error -- no such mode
element.auth = "password";
// @ts-expect-error -- no such number
element.identifierType = "duns";
// @ts-expect-error -- `auto` or `always`
element.directorDetails = "never";
// @ts-expect-error -- a provider gives a promise
element.sessionProvider = () => "token";
// @ts-expect-error -- the lender lends in these two
element.currency = "USD";
// @ts-expect-error -- no such language
element.terms = { it: { url: "/termini.html" } };
// @ts-expect-error -- a document has an address
element.terms = { fr: { version: "3" } };
// @ts-expect-error -- an object
element.metadata = "order=FH-1";
// @ts-expect-error -- a boolean
element.disabled = "true";

element.reset();
element.checkNow();
element.focus({ preventScroll: true });
const line: Promise<CreditLine> = element.whenReady();
line.then(({ available, maximum, currency }): [number, number, "EUR" | "GBP"] => [available, maximum, currency]);

if (element.stage === "already-enrolled") element.checkNow();
// @ts-expect-error -- no such stage
if (element.stage === "approved") element.checkNow();
// @ts-expect-error -- told, not set
element.stage = "ready";
// @ts-expect-error -- told, not set
element.state = null;
// @ts-expect-error -- told, not set
element.version = "1.0.0";
// @ts-expect-error -- not a property of the widget
element.proxyURL = "/defacto";
// @ts-expect-error -- the mock alone can be driven
element.mock.to("ready");

element.addEventListener("defacto-usable", ({ detail }): [string, boolean] => [detail.version, detail.resumed]);
element.addEventListener("defacto-stage", ({ detail }) => detail.to === "waiting" && detail.from === "submitting");
element.addEventListener("defacto-validity", ({ detail }): [boolean, string[]] => [detail.valid, detail.remaining]);
element.addEventListener("defacto-consent", ({ detail }) => detail?.signed_at.endsWith("Z") && detail.clock === "proxy");
element.addEventListener("defacto-enrolled", ({ detail }): [string, boolean] => [detail.borrowerId, detail.existing]);
element.addEventListener("defacto-ready", ({ detail }) => detail.creditLine.available / 100);
element.addEventListener("defacto-loan-request", function (event) {
  event.preventDefault();
  event.detail.waitUntil(fetch(`/orders?borrower=${event.detail.borrowerId}`));
  this.checkNow();
});
element.addEventListener("defacto-declined", ({ detail }) => detail.class === "not_eligible");
element.addEventListener("defacto-action-required", ({ detail }) => detail.class === "needs_documents");
element.addEventListener("defacto-no-funds", ({ detail }) => detail.borrowerId);
element.addEventListener("defacto-stalled", ({ detail }) => detail.class);
element.addEventListener("defacto-error", ({ detail }) => {
  if (detail.code === "configuration" || !detail.retryable) console.warn(detail.docs, detail.requestId, detail.problem);
});
element.addEventListener("click", (event) => event.clientX);
// Events bubble.
document.addEventListener("defacto-ready", ({ detail }) => detail.borrowerId);
window.addEventListener("defacto-error", ({ detail }) => detail.code);

// @ts-expect-error -- a receipt may have been withdrawn
element.addEventListener("defacto-consent", ({ detail }) => detail.signed_at);
// @ts-expect-error -- no personal data in any detail
element.addEventListener("defacto-enrolled", ({ detail }) => detail.email);
// @ts-expect-error -- only a loan request waits
element.addEventListener("defacto-ready", ({ detail }) => detail.waitUntil(Promise.resolve()));
// @ts-expect-error -- no raw reason
element.addEventListener("defacto-declined", ({ detail }) => detail.class === "BUSINESS_RADIATED");

const told: EnrollmentEvents["defacto-stalled"]["detail"]["class"] = "under_review";
console.log(told);
