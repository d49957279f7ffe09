import { BUILD } from "./build.js";

/** Attributes, by name, with the property of each: the same in camel case. */
const withProperties = (names) => Object.fromEntries(names.split(" ").map((name) => [name, name.replace(/-./g, ([, letter]) => letter.toUpperCase())]));

/** Attributes that are texts, with the property of each. */
export const TEXTS = withProperties(
  "proxy-url auth credentials locale identifier identifier-type company-name legal-form vat-number director-details repayment lender-name " +
    "terms-url terms-version terms-sha256 privacy-url support-url amount currency",
);

/** Attributes that are there or not. */
export const FLAGS = withProperties("wait-for-ready disabled");

/** Properties that are objects and have no attribute. */
export const OBJECTS = ["metadata", "prefill", "terms", "texts"];

/** Properties whose change means another enrollment: the widget starts anew. */
export const ANEW = ["proxyUrl", "auth", "credentials"];

/** By element, its objects as they were given, each with its JSON. */
const given = new WeakMap();

/** Gives a class a property for each attribute, as HTML elements have, and one for each object. `changed` is called with the element. */
export function reflect(prototype, changed) {
  // Without a prototype: the page's Object.prototype may have members of any name.
  const define = (property, accessors) => Object.defineProperty(prototype, property, { __proto__: null, configurable: true, enumerable: true, ...accessors });
  for (const [attribute, property] of Object.entries(TEXTS)) {
    define(property, {
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
    define(property, {
      get() {
        return (this.getAttribute(attribute) ?? "false") !== "false";
      },
      set(value) {
        this.toggleAttribute(attribute, Boolean(value));
      },
    });
  }
  for (const property of OBJECTS) {
    define(property, {
      get() {
        return objectsOf(this)[property]?.[0] ?? null;
      },
      set(value) {
        const objects = objectsOf(this);
        const json = jsonOf(value);
        // Frameworks assign what is equal at each rendering.
        const [before, jsonBefore] = objects[property] ?? [];
        if (json === jsonBefore && (json !== undefined || value === before)) return;
        objects[property] = [value, json];
        changed(this);
      },
    });
  }
}

/** The element's wishes as plain strings and booleans, URLs resolved against the page, with what is wrong in the page's own terms. */
export function read(element, locale) {
  const options = { __proto__: null, locale, problems: [] };
  for (const property of [...Object.values(TEXTS), ...Object.values(FLAGS)]) {
    if (property !== "locale") options[property] = element[property];
  }
  for (const property of [...OBJECTS, "sessionProvider"]) {
    const [value, json] = objectsOf(element)[property] ?? [];
    const isObject = value == null || (typeof value === "object" && json);
    if (!isObject || element.hasAttribute(property)) {
      options.problems.push(`${property} must be ${property === "sessionProvider" ? "a function" : "an object"}, set as a property and not as a text: element.${property} = …`);
    } else if (value != null) options[property] = value;
  }
  const { metadata, prefill, terms, texts } = options;
  // The receipt is the widget's own.
  if (metadata) options.metadata = jsonOf({ ...metadata, consent: undefined });
  options.prefill = lines([...flat(prefill), ...flat({ legal_form: options.legalForm, vat_number: options.vatNumber })]);
  options.texts = lines(flat(texts));
  const language = terms && [options.locale, "en", ...Object.keys(terms)].find((wish) => Object.hasOwn(terms, wish));
  if (language) {
    const { url, version, sha256 } = Object(terms[language]);
    Object.assign(options, { termsUrl: url, termsVersion: version, termsSha256: sha256, termsLanguage: language });
  }
  for (const property of ["proxyUrl", "termsUrl", "privacyUrl", "supportUrl"]) {
    if (options[property]) options[property] = resolve(String(options[property]).replaceAll("{locale}", options.locale), element);
  }
  options.problems = lines(options.problems);
  return options;
}

/** The language of the widget with which a BCP 47 tag begins, if there is one. */
export function languageOf(tag) {
  const [language] = String(tag).toLowerCase().split(/[-_]/);
  return Object.hasOwn(BUILD.texts, language) ? language : undefined;
}

/** The language in which a place of the page is best read; English stands in for all that the widget lacks. */
export function localeOf(element) {
  const wishes = [element.locale, langAround(element), ...(navigator.languages ?? [navigator.language])];
  return wishes.map(languageOf).find(Boolean) ?? "en";
}

/** The nearest `lang`, through the shadow roots around. */
function langAround(element) {
  for (let place = element; place; place = place.getRootNode().host) {
    const lang = place.closest("[lang]")?.lang;
    if (lang) return lang;
  }
}

/** Keeps what the page gave for a function and is none, to tell of it, or forgets it; says whether there was or is such a thing. */
export function misuse(element, property, value) {
  const objects = objectsOf(element);
  const before = objects[property];
  objects[property] = value && [value];
  return Boolean(before || value);
}

function objectsOf(element) {
  let objects = given.get(element);
  if (!objects) given.set(element, (objects = { __proto__: null }));
  return objects;
}

function jsonOf(value) {
  try {
    return json(value);
  } catch {
    return undefined;
  }
}

/** JSON whatever `toJSON` the page gives to arrays and objects, as old libraries do. */
function json(value) {
  if (Array.isArray(value)) return `[${value.map((item) => json(item) ?? null)}]`;
  const isPlain = value && typeof value === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(value));
  if (!isPlain) return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([name, member]) => {
    const text = json(member);
    return text === undefined ? [] : `${JSON.stringify(name)}:${text}`;
  });
  return `{${members}}`;
}

/** An object's texts and numbers, each after its path: `{a: [{b: 1}]}` gives `["a.0.b", "1"]`. */
function flat(value, path = "") {
  if (value == null) return [];
  if (typeof value !== "object") return [path, String(value)];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, path ? `${path}.${name}` : name));
}

/** Texts as lines of one text. */
export function lines(texts) {
  return texts.map((text) => text.replaceAll("\n", " ")).join("\n");
}

/** Against the page. An image that is named `baseURI` hides the document's own. */
function resolve(url, element) {
  try {
    return new URL(url, element.baseURI).href;
  } catch {
    return url;
  }
}
