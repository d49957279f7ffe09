import { BUILD } from "./build.js";
import { blocked, download, outdated } from "./loader.js";
import { languageOf, lines } from "./options.js";
import { judgeOf } from "./values.js";

/** A promise of the compiled WebAssembly, which all share. */
let compiled;
/** By language, a promise of the judge who answers in it. */
const judges = { __proto__: null };

/**
 * Judges a value by the widget's own rules, for a form of the page's own.
 * @param {string} kind see the type declarations
 * @param {string | {year: unknown, month: unknown, day: unknown}} value as typed
 * @throws {TypeError} when the kind or an option is not understood
 */
export async function validate(kind, value, options) {
  const { type, country, on, minimumAge, directDebit, locale } = options ?? {};
  const day = on ?? new Date().toISOString().slice(0, 10);
  const language = languageOf(locale) ?? "en";
  const date = Object(value);
  const text = kind === "birth_date" && typeof value === "object" ? [date.year, date.month, date.day].map((part) => part ?? "").join("\t") : String(value ?? "");
  const judge = await (judges[language] ??= judgeIn(language));
  try {
    // Accents composed: the domain of an e-mail address is spelled out from its characters.
    const asked = lines([kind, type, country, day, Math.trunc(minimumAge ?? 18), directDebit ? 1 : ""].map((option) => String(option ?? "")));
    const answer = judge(`${asked}\n${text.normalize("NFC")}`);
    if (answer[0] !== "{") throw new TypeError(answer);
    const verdict = JSON.parse(answer);
    const names = new Intl.DisplayNames(language, { __proto__: null, type: "region" });
    for (const problem of verdict.problems) problem.message = problem.message.replace(/\uE000([A-Z]{2})/, (_, code) => names.of(code));
    return verdict;
  } catch (error) {
    // What has trapped can't be asked again.
    if (!(error instanceof TypeError)) delete judges[language];
    throw error;
  }
}

async function judgeIn(language) {
  try {
    compiled ??= download(BUILD.values, "arrayBuffer").then((bytes) => WebAssembly.compile(bytes).catch(blocked));
    const [module, texts] = await Promise.all([compiled, download(BUILD.texts[language], "text")]);
    const { exports } = await WebAssembly.instantiate(module);
    return judgeOf(exports, texts) ?? outdated(language);
  } catch (error) {
    compiled = undefined;
    delete judges[language];
    throw error;
  }
}
