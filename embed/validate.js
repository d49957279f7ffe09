import { load } from "./loader.js";
import { languageOf } from "./options.js";

/**
 * Judges a value by the widget's own rules, for a form of the page's own.
 * @param {string} kind see the type declarations
 * @param {string | {year: unknown, month: unknown, day: unknown}} value as typed
 * @throws {TypeError} when the kind or an option is not understood
 */
export async function validate(kind, value, options = {}) {
  const language = languageOf(options?.locale) ?? "en";
  const { glue } = await load(language);
  const { year = "", month = "", day = "" } = Object(value);
  const text = kind === "birth_date" && typeof value === "object" ? [year, month, day].join("\t") : String(value ?? "");
  try {
    // Accents composed: the domain of an e-mail address is spelled out from its characters.
    return JSON.parse(glue.check(kind, text.normalize("NFC"), language, options));
  } catch (error) {
    throw typeof error === "string" ? new TypeError(error) : error;
  }
}
