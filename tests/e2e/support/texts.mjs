// Every word of the widget and of the shop that a test looks for, in one place since words change.
// What is said about a problem is matched by the words that matter.

/** Names of fields, in the order of the form. */
export const FIELDS = {
  firstName: "Given name",
  lastName: "Family name",
  day: "Day",
  month: "Month",
  year: "Year",
  nationality: "Nationality",
  residence: "Country of residence",
  email: "Work email address",
  iban: "IBAN",
};

/** Names of the fields that only the lender asks for, in the order of the form. */
export const ASKED = {
  companyName: "Company name",
  legalForm: "Legal form",
  vatNumber: "VAT number",
  street: "Address",
  postalCode: "Postcode",
  city: "Town or city",
  country: "Country",
  phone: "Phone number",
  title: "Position in the company",
  birthCity: "Town or city of birth",
  birthCountry: "Country of birth",
};

/** What a borrower types whose partner does not name the company. */
export const COMPANY_NUMBER = "Company number (SIREN)";
export const COMPANY_KIND = "Type of company number";

export const FORM = {
  birthDate: "Date of birth",
  consent: /I accept the terms and conditions/,
  submit: "Accept and continue",
  isDirector: "I am this managing director",
  isADirector: "I am a managing director of this company",
  addDirector: /Add another managing director/,
  secondDirector: "Managing director 2",
  owner: "Your own details",
  terms: /terms and conditions/,
};

/** The label of the box, as the receipt quotes it. */
export const CONSENT_LABEL = "As managing director and on behalf of this company, I accept the terms and conditions of Defacto.";
/** How it begins for whoever is no managing director. */
export const AS_ANOTHER = "As an authorised representative and on behalf of this company, I accept the ";
export const DEBIT_NOTICE = /direct debit.*Defacto.*IBAN/;

export const DEBIT_ON_FILE = /direct debit.*Defacto.*on file/;

export const LOADING = "Loading…";

export const PROBLEMS = {
  problems: /\bproblems?\b/,
  summary: (count) => new RegExp(count === 1 ? "\\b1 problem\\b" : `\\b${count} problems\\b`),
  ibanCheckDigits: /check digits/i,
  ibanShort: (missing, expected, actual) =>
    new RegExp(`(?=.*\\b${missing} characters? short\\b)(?=.*\\b${expected}\\b)(?=.*\\b${actual}\\b)`),
  notTicked: /tick the box/i,
  notAccepted: /tick the box to accept/i,
  tickAgain: /tick the box again/i,
  notAPerson: /(?=.*tick the box)(?=.*\b(script|program)\b)/i,
  tooYoung: /\b18\b/,
  notFoundByLender: /lender could not find/i,
  empty: {
    firstName: /given name/i,
    lastName: /family name/i,
    day: /date of birth/i,
    nationality: /nationality/i,
    residence: /country of residence/i,
    email: /email/i,
    iban: /IBAN/,
    consent: /tick the box/i,
  },
};

/** What each stage says. */
export const STAGES = {
  loadingAgain: "This usually takes a few seconds.",
  sign: /your signature is missing/i,
  acceptDebit: /before you request your loan/i,
  waitingLong: /still waiting for the lender/i,
  reviewed: /looking at your company/i,
  submitting: /sending your details/i,
  reconciling: /checking whether your details arrived/i,
  waiting: /waiting for the lender.s answer/i,
  ready: /you can request up to/i,
  readyBelowOrder: /less than this order/i,
  requesting: /sending your loan request/i,
  requested: /loan request was sent/i,
  requestFailed: /problem with your loan request/i,
  alreadyEnrolled: /already enrolled/i,
  actionRequired: /left to do/i,
  declined: /is not offering a credit line/i,
  noFunds: /nothing is available at the moment/i,
  stalled: /taking longer than usual/i,
  unreachable: /can.t reach the shop/i,
  sessionEnded: /session has ended/i,
  busy: /too busy at the moment/i,
  notWorking: /not working at the moment/i,
  notReceived: /did not arrive/i,
  moreIsMissing: /could not process these details/i,
  moreIsNeeded: /lender needs more details.*missing/i,
  doubtful: /look at this once more/i,
  stillHere: /still here/i,
  kept: /everything you typed is still here/i,
};

export const BUTTONS = {
  loan: "Request the loan",
  retry: "Try again",
  checkAgain: "Check again",
  support: "Contact support",
};

/** What shows the language that the form is in. */
export const SUBMIT = {
  en: FORM.submit,
  fr: "Accepter et continuer",
  de: "Akzeptieren und weiter",
  es: "Aceptar y continuar",
  nl: "Akkoord en doorgaan",
};
export const FRENCH = { submit: SUBMIT.fr };

export const GERMAN = { submit: SUBMIT.de };

/** Why the loan button does nothing yet. */
export const LOCKED = /opened a credit line/i;
/** Words that must never be said: each loan is reviewed. */
export const NEVER_SAID = /\b(approved|granted|guaranteed)\b/i;

export const SHOP = {
  fallback: /Paying later needs JavaScript/,
  skip: "Skip to payment",
  payment: "Payment",
  placed: "Order placed",
  orderNumber: /^FH-\d{6}$/,
};
