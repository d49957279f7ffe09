// A page for tests without a browser, in the names that a browser has. jsdom lacks style sheets, layout and much else.
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><html lang='en'><body></body></html>", { url: "https://shop.example/checkout", pretendToBeVisual: true });
const GLOBALS = ["window", "document", "navigator", "customElements", "HTMLElement", "HTMLIFrameElement", "Element", "Node", "Event", "CustomEvent"];
for (const name of GLOBALS) Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });

/** Nothing in these tests may ask for anything. */
globalThis.fetch = (url) => {
  throw new Error(`${url} was asked for`);
};
