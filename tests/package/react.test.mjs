// The React component over the mock, in both versions of React, under jsdom.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterEach, test } from "node:test";

import "./support/dom.mjs";
import { PACKAGE_DIR, project } from "./support/project.mjs";

await import(`${PACKAGE_DIR}/mock.js`);
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

const [{ declarations }] = JSON.parse(readFileSync(`${PACKAGE_DIR}/custom-elements.json`, "utf8")).modules;
const [ELEMENT] = declarations;
const REQUIRED = { proxyUrl: "/defacto", termsUrl: "/terms.html", privacyUrl: "/privacy.html" };

/** What React warns of, to be empty after each test. */
const complaints = [];
console.error = (...words) => complaints.push(words.join(" "));

afterEach(() => {
  document.body.replaceChildren();
  assert.deepEqual(complaints.splice(0), []);
});

for (const version of [18, 19]) {
  const folder = await project(`react-${version}`, { react18: version === 18 });
  const require = createRequire(`${folder}/`);
  const { act, createElement, createRef, StrictMode } = require("react");
  const { createRoot, hydrateRoot } = require("react-dom/client");
  const { renderToString } = require("react-dom/server");
  const { DefactoEnrollment } = await import(`${folder}/node_modules/@defacto/enrollment/react.js`);

  /** A root of its own: `render(props)` renders the component and gives the element. */
  function mount({ strict = false } = {}) {
    const place = document.body.appendChild(document.createElement("main"));
    const root = createRoot(place);
    return {
      async render(props, ...children) {
        const widget = createElement(DefactoEnrollment, { ...REQUIRED, ...props }, ...children);
        await act(() => root.render(strict ? createElement(StrictMode, null, widget) : widget));
        return place.querySelector("defacto-enrollment");
      },
      unmount: () => act(() => root.unmount()),
    };
  }

  const named = (sentence) => `React ${version}: ${sentence}`;

  test(named("the page's React is this one"), () => {
    assert.equal(require("react").version.split(".")[0], String(version));
  });

  test(named("every attribute goes through, changes and goes away"), async () => {
    const { render } = mount();
    const fields = ELEMENT.members.filter(({ reflects, type }) => reflects && type.text !== "boolean");
    const given = (text) => Object.fromEntries(fields.map(({ name }) => [name, text]));
    const seen = (element) => Object.fromEntries(fields.map(({ name, attribute }) => [name, element.getAttribute(attribute)]));
    const element = await render(given("one"));
    assert.deepEqual(seen(element), given("one"));
    await render(given("two"));
    assert.deepEqual(seen(element), given("two"));
    await render(given(undefined));
    assert.deepEqual(seen(element), given(null));
  });

  test(named("flags are there or not"), async () => {
    const { render } = mount();
    const flags = ELEMENT.members.filter(({ reflects, type }) => reflects && type.text === "boolean");
    assert.ok(flags.length > 0);
    const given = (value) => Object.fromEntries(flags.map(({ name }) => [name, value]));
    const element = await render(given(true));
    for (const { name, attribute } of flags) assert.ok(element[name] && element.hasAttribute(attribute), name);
    await render(given(false));
    for (const { name, attribute } of flags) assert.ok(!element[name] && !element.hasAttribute(attribute), name);
    await render(given(true));
    await render({});
    for (const { name, attribute } of flags) assert.ok(!element[name] && !element.hasAttribute(attribute), name);
  });

  test(named("what every element has goes through, and so does the fallback"), async () => {
    const { render } = mount();
    const element = await render({ id: "pay-later", className: "widget", "aria-label": "Pay later", style: { maxWidth: 480 } }, "Needs JavaScript.");
    assert.equal(element.id, "pay-later");
    assert.equal(element.className, "widget");
    assert.equal(element.getAttribute("aria-label"), "Pay later");
    assert.equal(element.style.maxWidth, "480px");
    assert.equal(element.textContent, "Needs JavaScript.");
  });

  test(named("objects are properties, set again only when their content has changed"), async () => {
    const { render } = mount();
    const objects = (order) => ({
      prefill: { account_number: "FR76" },
      metadata: { order },
      terms: { fr: { url: "/cgv.html" } },
      texts: {},
    });
    const element = await render(objects(1));
    const { prefill, metadata, terms } = element;
    assert.deepEqual([prefill, metadata, terms, element.texts], [{ account_number: "FR76" }, { order: 1 }, { fr: { url: "/cgv.html" } }, {}]);
    await render(objects(2));
    assert.equal(element.prefill, prefill);
    assert.equal(element.terms, terms);
    assert.deepEqual(element.metadata, { order: 2 });
    await render({});
    assert.deepEqual([element.prefill, element.metadata, element.terms, element.texts], [null, null, null, null]);
    assert.equal(element.hasAttribute("metadata"), false);
  });

  test(named("a provider or a token makes it wait for sessions by token"), async () => {
    const { render } = mount();
    const provider = async () => "token";
    const element = await render({ sessionProvider: provider });
    assert.equal(element.sessionProvider, provider);
    assert.equal(element.getAttribute("auth"), "token");
    await render({ sessionProvider: provider, auth: "cookie" });
    assert.equal(element.getAttribute("auth"), "cookie");
    const given = [];
    const other = mount();
    const receiver = await other.render({});
    receiver.setAttribute = (name, value) => name === "session" && given.push(value);
    await other.render({ session: "a-token" });
    await other.render({ session: "a-token" });
    assert.deepEqual(given, ["a-token"]);
  });

  test(named("every event reaches its listener, the one of the last render"), async () => {
    const { render } = mount();
    const heard = [];
    const listeners = (round) =>
      Object.fromEntries(
        ELEMENT.events.map(({ name }) => {
          const prop = name.replace("defacto", "on").replace(/-./g, ([, letter]) => letter.toUpperCase());
          return [prop, (event) => heard.push([round, event.type])];
        }),
      );
    const element = await render(listeners(1));
    await render(listeners(2));
    for (const { name } of ELEMENT.events) element.dispatchEvent(new CustomEvent(name));
    assert.deepEqual(heard, ELEMENT.events.map(({ name }) => [2, name]));
    await render({});
    for (const { name } of ELEMENT.events) element.dispatchEvent(new CustomEvent(name));
    assert.equal(heard.length, ELEMENT.events.length);
  });

  test(named("under StrictMode each event is heard once, and not at all after unmounting"), async () => {
    const { render, unmount } = mount({ strict: true });
    const ready = [];
    const element = await render({ onReady: ({ detail }) => ready.push(detail.creditLine.available), metadata: { order: 1 } });
    element.mock.to("ready", { creditLine: { available: 5 } });
    assert.deepEqual(ready, [5]);
    assert.deepEqual(element.metadata, { order: 1 });
    await unmount();
    element.dispatchEvent(new CustomEvent("defacto-ready", { detail: { creditLine: { available: 6 } } }));
    assert.deepEqual(ready, [5]);
  });

  test(named("a listener can make the loan request wait, or prevent it"), async () => {
    const { render } = mount();
    const element = await render({ onLoanRequest: ({ detail }) => detail.waitUntil(Promise.reject(new Error("out of stock"))) });
    element.mock.to("ready");
    assert.equal(await element.mock.pressLoanButton(), "failed");
    await render({ onLoanRequest: (event) => event.preventDefault() });
    assert.equal(await element.mock.pressLoanButton(), "prevented");
  });

  test(named("a ref of either kind is the element, and is cleared"), async () => {
    const { render, unmount } = mount({ strict: true });
    const object = createRef();
    const element = await render({ ref: object });
    assert.equal(object.current, element);
    const given = [];
    await render({ ref: (current) => void given.push(current) });
    assert.equal(given.at(-1), element);
    await unmount();
    assert.equal(object.current, null);
    assert.equal(given.at(-1), null);
  });

  test(named("a page of the server is taken over without a difference, properties and all"), async () => {
    const heard = [];
    const widget = createElement(
      DefactoEnrollment,
      { ...REQUIRED, amount: 125_000, className: "widget", waitForReady: true, metadata: { order: 1 }, sessionProvider: async () => "token", onUsable: () => heard.push("usable") },
      "Needs JavaScript.",
    );
    const place = document.body.appendChild(document.createElement("main"));
    place.innerHTML = renderToString(widget);
    // A server has no document: what React says of one that has is not meant.
    complaints.length = 0;
    const element = place.querySelector("defacto-enrollment");
    await act(() => hydrateRoot(place, widget));
    assert.equal(place.querySelector("defacto-enrollment"), element);
    assert.deepEqual(element.metadata, { order: 1 });
    element.mock.to("editing");
    assert.deepEqual(heard, ["usable"]);
  });
}
