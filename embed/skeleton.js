const LOADING = { en: "Loading…", fr: "Chargement…", de: "Wird geladen…", es: "Cargando…", nl: "Laden…" };

/** What is seen and heard before any WebAssembly: grey bars and one word. Built without markup, for pages that demand Trusted Types. */
export function skeleton(language) {
  const root = element("div", "skeleton");
  const word = element("p", "_unseen");
  root.lang = language;
  root.dir = "ltr";
  root.setAttribute("role", "status");
  word.textContent = LOADING[language];
  root.append(word, ...["title", "label", "field", "label", "field", "button"].map((kind) => element("div", `bar bar-${kind}`)));
  return root;
}

/** An element with its class, if it has one. A form that is named `createElement` hides the document's own way to make one. */
export function element(tag, className = "") {
  const made = Document.prototype.createElement.call(document, tag);
  made.className = className;
  return made;
}
