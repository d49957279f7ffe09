// A page translation as Google Translate does it, and deeper: into open shadow roots too. Runs in the page and uses nothing from outside.

/** What a translated text begins with. */
export const MARK = "¿";

/** Translates what is there and what comes, until the page is left. */
export function translate(mark) {
  const SKIPPED = "script, style, textarea, noscript";
  document.documentElement.lang = "es";
  document.documentElement.classList.add("translated-ltr");
  window.translated = 0;
  const wrap = (text) => {
    if (!text.data.trim() || !text.parentNode || text.parentNode.closest?.(SKIPPED) || text.parentNode.localName === "font") return;
    const [outer, inner] = ["font", "font"].map((name) => document.createElement(name));
    inner.textContent = text.data.replace(/\S/, (first) => mark + first);
    outer.append(inner);
    text.replaceWith(outer);
    window.translated += 1;
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return wrap(node);
    for (const child of [...node.childNodes]) walk(child);
    if (node.shadowRoot) begin(node.shadowRoot);
  };
  const begin = (root) => {
    walk(root);
    new MutationObserver((records) => {
      for (const { type, target, addedNodes } of records) for (const node of type === "characterData" ? [target] : addedNodes) walk(node);
    }).observe(root, { childList: true, characterData: true, subtree: true });
  };
  begin(document.documentElement);
}

/** The texts of the page that were not translated, those of the widget's root too. */
export function untranslated(mark) {
  const left = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE && node.data.trim() && !node.data.trim().startsWith(mark)) left.push(node.data);
    if (["script", "style", "noscript"].includes(node.localName)) return;
    for (const child of node.childNodes) walk(child);
  };
  walk(document.querySelector("defacto-enrollment").shadowRoot);
  return left;
}
