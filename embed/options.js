import { BUILD } from "./build.js";

/** Attributes that are texts, with the property of each. */
export const TEXTS = {
  "proxy-url": "proxyUrl",
  auth: "auth",
  credentials: "credentials",
  locale: "locale",
  identifier: "identifier",
  "identifier-type": "identifierType",
  "company-name": "companyName",
  "director-details": "directorDetails",
  repayment: "repayment",
  "lender-name": "lenderName",
  "terms-url": "termsUrl",
  "terms-version": "termsVersion",
  "terms-sha256": "termsSha256",
  "privacy-url": "privacyUrl",
  "support-url": "supportUrl",
  amount: "amount",
  currency: "currency",
};

/** Attributes that are there or not. */
export const FLAGS = { "wait-for-ready": "waitForReady" };

/** Gives a class a property for each attribute, as HTML elements have. */
export function reflect(prototype) {
  for (const [attribute, property] of Object.entries(TEXTS)) {
    Object.defineProperty(prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(attribute);
      },
      set(value) {
        if (value == null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, String(value));
      },
    });
  }
  for (const [attribute, property] of Object.entries(FLAGS)) {
    Object.defineProperty(prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return this.hasAttribute(attribute) && this.getAttribute(attribute) !== "false";
      },
      set(value) {
        this.toggleAttribute(attribute, Boolean(value));
      },
    });
  }
}

/** The element's wishes as plain strings and booleans, URLs resolved against the page. */
export function read(element) {
  const options = { locale: localeOf(element) };
  for (const property of [...Object.values(TEXTS), ...Object.values(FLAGS)]) {
    if (property !== "locale") options[property] = element[property];
  }
  for (const property of ["proxyUrl", "termsUrl", "privacyUrl", "supportUrl"]) {
    if (options[property]) options[property] = resolve(options[property].replaceAll("{locale}", options.locale));
  }
  return options;
}

/** The language of the widget with which a BCP 47 tag begins, if there is one. */
export function languageOf(tag) {
  const [language] = String(tag).toLowerCase().split(/[-_]/);
  return Object.hasOwn(BUILD.texts, language) ? language : undefined;
}

/** The language in which a place of the page is best read; English stands in for all that the widget lacks. */
export function localeOf(element) {
  const wishes = [element.locale, element.closest("[lang]")?.lang, ...(navigator.languages ?? [navigator.language])];
  return wishes.map(languageOf).find(Boolean) ?? "en";
}

function resolve(url) {
  try {
    return new URL(url, document.baseURI).href;
  } catch {
    return url;
  }
}
