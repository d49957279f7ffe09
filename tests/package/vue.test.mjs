// The tag in a Vue template over the mock, under jsdom.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterEach, test } from "node:test";

import "./support/dom.mjs";
import { PACKAGE_DIR } from "./support/project.mjs";

globalThis.SVGElement = window.SVGElement;
globalThis.MathMLElement = window.MathMLElement ?? class {};
await import(`${PACKAGE_DIR}/mock.js`);
await import(`${PACKAGE_DIR}/vue.js`);
const { createApp, nextTick, reactive } = createRequire(import.meta.url)("vue");

const [{ declarations }] = JSON.parse(readFileSync(`${PACKAGE_DIR}/custom-elements.json`, "utf8")).modules;
const [ELEMENT] = declarations;

afterEach(() => document.body.replaceChildren());

function mount(template, data) {
  const state = reactive(data);
  const place = document.body.appendChild(document.createElement("main"));
  const app = createApp({ setup: () => ({ state }), template });
  app.config.compilerOptions.isCustomElement = (tag) => tag === "defacto-enrollment";
  const warnings = [];
  app.config.warnHandler = (warning) => warnings.push(warning);
  app.mount(place);
  return { element: place.querySelector("defacto-enrollment"), state, warnings, unmount: () => app.unmount() };
}

test("every attribute of a template is one of the element, and follows what it is bound to", async () => {
  const texts = ELEMENT.attributes.filter(({ name, type }) => name !== "session" && type.text !== "boolean");
  const bound = texts.map(({ name }) => `:${name}="state.text"`).join(" ");
  const { element, state, warnings } = mount(`<defacto-enrollment ${bound} />`, { text: "one" });
  for (const { name } of texts) assert.equal(element.getAttribute(name), "one", name);
  state.text = "two";
  await nextTick();
  for (const { name } of texts) assert.equal(element.getAttribute(name), "two", name);
  assert.deepEqual(warnings, []);
});

test("a flag is there or not", async () => {
  const { element, state } = mount(`<defacto-enrollment wait-for-ready :disabled="state.isBusy" />`, { isBusy: true });
  assert.equal(element.waitForReady, true);
  assert.equal(element.disabled, true);
  state.isBusy = false;
  await nextTick();
  assert.equal(element.disabled, false);
  assert.equal(element.hasAttribute("disabled"), false);
});

test("objects and a provider are properties", () => {
  const provider = async () => "token";
  const objects = { prefill: { account_number: "FR76" }, metadata: { order: 1 }, terms: { fr: { url: "/cgv.html" } }, texts: { a: "b" } };
  const bound = Object.keys(objects).map((name) => `:${name}="state.${name}"`).join(" ");
  const { element } = mount(`<defacto-enrollment :sessionProvider="state.provider" ${bound} />`, { provider, ...objects });
  assert.equal(element.sessionProvider, provider);
  for (const [name, value] of Object.entries(objects)) assert.deepEqual(JSON.parse(JSON.stringify(element[name])), value);
  assert.equal(element.hasAttribute("metadata"), false);
});

test("every event reaches its listener, until the template is gone", () => {
  const heard = [];
  const listeners = ELEMENT.events.map(({ name }) => `@${name}="state.hear"`).join(" ");
  const { element, unmount } = mount(`<defacto-enrollment ${listeners}>Needs JavaScript.</defacto-enrollment>`, { hear: ({ type }) => heard.push(type) });
  for (const { name } of ELEMENT.events) element.dispatchEvent(new CustomEvent(name));
  assert.deepEqual(heard, ELEMENT.events.map(({ name }) => name));
  assert.equal(element.textContent, "Needs JavaScript.");
  unmount();
  assert.equal(element.isConnected, false);
});
