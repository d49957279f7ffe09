// Records in the page what the widget tells its host, and the instants of ticks, from before the first script runs.

const TYPES = [
  "usable", "stage", "validity", "consent", "enrolled", "ready", "loan-request",
  "declined", "action-required", "no-funds", "stalled", "error",
].map((name) => `defacto-${name}`);

export async function record(context) {
  await context.addInitScript((types) => {
    const recorded = { events: [], ticks: [] };
    Object.defineProperty(window, "recorded", { value: recorded });
    for (const type of types) {
      addEventListener(
        type,
        ({ detail, bubbles, composed, cancelable, isTrusted }) => {
          const entry = { type, detail: JSON.parse(JSON.stringify(detail)), at: performance.now(), bubbles, composed, cancelable, isTrusted };
          recorded.events.push(entry);
        },
        { capture: true },
      );
    }
    addEventListener(
      "click",
      (event) => {
        const [target] = event.composedPath();
        if (target instanceof HTMLInputElement && target.type === "checkbox") recorded.ticks.push({ wall: Date.now(), trusted: event.isTrusted });
      },
      { capture: true },
    );
  }, TYPES);
}

/** Host events so far, in order: `{type, detail, at, …}` with `at` on the page's performance clock. */
export const eventsOf = (page) => page.evaluate(() => window.recorded.events);

/** Clicks on a checkbox so far: `{wall, trusted}`. */
export const ticksOf = (page) => page.evaluate(() => window.recorded.ticks);
