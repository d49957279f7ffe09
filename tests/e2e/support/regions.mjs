// What live regions say, as a screen reader hears it: only what changes in a region that was there before.

/** Marks words that came together with their region. */
export const UNHEARD = "(appears with its words) ";

/** Listens from before the first script runs; to be called before the page is opened. */
export const listenToRegions = (page) =>
  page.addInitScript((unheard) => {
    const log = [];
    const REGIONS = "[role=status],[role=alert],[role=log],[aria-live]";
    /** What each region was like in the last frame. */
    let before = new Map();
    let isDue = false;
    window.regions = log;

    const look = (root) => {
      isDue = false;
      const now = new Map();
      for (const region of root.querySelectorAll(REGIONS)) {
        const role = region.getAttribute("role") ?? region.getAttribute("aria-live");
        now.set(region, { role, isThere: region.checkVisibility(), text: region.innerText.replace(/\s+/g, " ").trim() });
      }
      for (const [region, { role, isThere, text }] of now) {
        const old = before.get(region);
        const wasThere = old?.isThere && old.role === role;
        if (!isThere || !text || (wasThere && old.text === text)) continue;
        log.push(`${role}: ${wasThere ? "" : unheard}${text}`);
      }
      before = now;
    };

    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (options) {
      const root = attachShadow.call(this, options);
      if (this.localName !== "defacto-enrollment") return root;
      new MutationObserver(() => {
        if (!isDue) requestAnimationFrame(() => look(root));
        isDue = true;
      }).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      // The focus speaks too; where it moves within the root, only the root hears of it.
      root.addEventListener("focusin", ({ target }) => {
        if (target.matches(".panel, .summary")) log.push(`focus: ${target.className}`);
      });
      return root;
    };
  }, UNHEARD);

/** What was said so far, a line each. */
export const saidSoFar = (page) => page.evaluate(() => window.regions);
