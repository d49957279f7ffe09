// What runs in a measured page: the focus, the clock of each key, the long tasks. Given to the page as text.

/** The first script of a page. It puts the focus into the first text field as soon as that can take it. */
export function probe() {
  const measured = { firstInput: null, longTasks: [], keys: [], pressed: 0 };
  window.measured = measured;

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) measured.longTasks.push({ startTime, duration });
  }).observe({ type: "longtask", buffered: true });

  const first = () => {
    const root = document.querySelector("defacto-enrollment")?.shadowRoot ?? document;
    return [...root.querySelectorAll("input[type=text]")].find((input) => input.checkVisibility({ visibilityProperty: true }) && !input.matches(":disabled"));
  };
  const looking = setInterval(() => {
    const field = first();
    if (!field) return;
    field.focus();
    clearInterval(looking);
  }, 10);

  let key;
  const since = ({ pressed }) => performance.now() - pressed;
  addEventListener("keydown", ({ timeStamp }) => (key = { pressed: timeStamp }), true);
  addEventListener(
    "input",
    (event) => {
      const [input] = event.composedPath();
      if (measured.firstInput === null && input === first()) {
        measured.firstInput = performance.now();
        arrived("");
      }
      measured.pressed += 1;
      const mine = key;
      mine.field = input.id;
      requestAnimationFrame(async () => {
        // A task of the highest priority that a page can ask for: it comes once the frame has been made.
        const shown = scheduler.postTask(() => since(mine), { priority: "user-blocking" });
        // A message waits its turn, behind what the browser itself does with a key: for its autofill Chromium looks at the whole form.
        const over = new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(since(mine));
          port2.postMessage(null);
        });
        [mine.shown, mine.over] = await Promise.all([shown, over]);
        measured.keys.push(mine);
      });
    },
    true,
  );
  // The last to hear of it.
  addEventListener("input", () => (key.handled = since(key)));
}
