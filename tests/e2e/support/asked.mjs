// What a page asks its servers for, and when by its own clock: to be told in one turn of the page, in which nothing else can happen.

/** Listens from before the first script runs; to be called before the page is opened. */
export const listenToQuestions = (page) =>
  page.addInitScript(() => {
    const { fetch } = window;
    const asked = [];
    Object.defineProperty(window, "asked", { value: asked });
    window.fetch = (address, options) => {
      asked.push({ path: new URL(address, location.href).pathname, at: performance.now() });
      return fetch(address, options);
    };
  });

/** Questions so far, in order: `{path, at}`. */
export const askedSoFar = (page) => page.evaluate(() => window.asked);
