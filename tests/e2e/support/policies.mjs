// Partners' pages by what they forbid. Every one takes the package from another origin, by the tag that the documentation shows.

const policy = (directives) => ({ "Content-Security-Policy": Object.entries(directives).map(([name, value]) => `${name} ${value}`).join("; ") });

/** Nothing but what is named: neither `unsafe-inline`, `unsafe-eval` nor `data:`. */
const strict = (assets) => ({
  "default-src": "'none'",
  "script-src": `'self' ${assets} 'wasm-unsafe-eval'`,
  "connect-src": `'self' ${assets}`,
  "style-src": "'self'",
  "img-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
});

const TRUSTED_TYPES = { "require-trusted-types-for": "'script'", "trusted-types": "'none'" };
const ISOLATED = { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin" };
const NONCE = "cGFydG5lcg";

/**
 * Pages on which the widget has to work. `stopped` names what the policy stops, by the names of the probe.
 * @type {(import("./hosts.mjs").HostPage & {stopped: string[]})[]}
 */
export const POLICIES = [
  {
    title: "a page that takes scripts and answers from the package's origin and its own alone",
    headers: (assets) => policy(strict(assets)),
    stopped: ["inline styles", "style attributes", "code from texts"],
  },
  {
    title: "a page that takes styles from its own files alone",
    headers: () => policy({ "style-src": "'self'" }),
    stopped: ["inline styles", "style attributes"],
  },
  {
    title: "a page that demands Trusted Types and allows no policy",
    headers: () => policy(TRUSTED_TYPES),
    stopped: ["markup from texts", "code from texts"],
  },
  {
    title: "a page that trusts scripts by a nonce and what they load",
    headers: (assets) => policy({ ...strict(assets), "script-src": `'nonce-${NONCE}' 'strict-dynamic' 'wasm-unsafe-eval'` }),
    scriptAttributes: `nonce="${NONCE}"`,
    stopped: ["inline styles", "style attributes", "code from texts"],
  },
  {
    title: "a page without a policy that checks the script by its integrity",
    stopped: [],
  },
  {
    title: "a page that is isolated from other origins",
    headers: () => ISOLATED,
    stopped: ["sharing with other windows"],
  },
  {
    title: "a page with all of these policies",
    headers: (assets) => ({
      ...policy({ ...strict(assets), ...TRUSTED_TYPES }),
      ...ISOLATED,
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    }),
    stopped: ["inline styles", "style attributes", "code from texts", "markup from texts", "sharing with other windows"],
  },
];

/**
 * Pages on which the widget can't run: what stands there instead is the page's own content.
 * `error` is what the host is told, `complaint` what the browser says by an event of the page, unless an engine is `unreported`, `console`
 * what Chromium says besides.
 * @type {(import("./hosts.mjs").HostPage & {error: {code: string, retryable: boolean} | null, complaint?: RegExp, unreported?: string[], console?: RegExp})[]}
 */
export const REFUSALS = [
  {
    title: "a page that forbids WebAssembly",
    headers: (assets) => policy({ ...strict(assets), "script-src": `'self' ${assets}` }),
    error: { code: "blocked", retryable: false },
    complaint: /^policy: script-src/,
    // It refuses to run WebAssembly all the same, with an error of the call alone.
    unreported: ["webkit"],
  },
  {
    title: "a page that forbids answers from the package's origin",
    headers: (assets) => policy({ ...strict(assets), "connect-src": "'self'" }),
    error: { code: "load", retryable: true },
    complaint: /^policy: connect-src /,
    console: /Content Security Policy/,
  },
  {
    title: "a page that was given another script than the published one",
    altered: /^defacto-enrollment-/,
    error: null,
    complaint: /^error: .*\/defacto-enrollment-/,
    console: /integrity/,
  },
  {
    title: "a page that was given another WebAssembly than the published one",
    altered: /\.wasm$/,
    error: { code: "load", retryable: true },
    console: /integrity/,
  },
  {
    title: "a page in a browser without WebAssembly",
    script() {
      delete window.WebAssembly;
    },
    error: { code: "unsupported", retryable: false },
  },
  {
    title: "a page in a browser that can't adopt style sheets",
    script() {
      delete Document.prototype.adoptedStyleSheets;
      delete ShadowRoot.prototype.adoptedStyleSheets;
    },
    error: { code: "unsupported", retryable: false },
  },
  {
    title: "a page in a browser that can't make style sheets",
    script() {
      window.CSSStyleSheet = function () {
        throw new TypeError("Illegal constructor");
      };
    },
    error: { code: "unsupported", retryable: false },
  },
];
