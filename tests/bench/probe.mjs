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
  addEventListener("keydown", ({ timeStamp }) => (key = { pressed: timeStamp }), true);
  addEventListener(
    "input",
    (event) => {
      if (measured.firstInput === null && event.composedPath()[0] === first()) {
        measured.firstInput = performance.now();
        arrived("");
      }
      measured.pressed += 1;
      const mine = key;
      requestAnimationFrame(() => {
        // A message is the next task, so the frame has been made.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          mine.shown = performance.now() - mine.pressed;
          measured.keys.push(mine);
        };
        port2.postMessage(null);
      });
    },
    true,
  );
  // The last to hear of it.
  addEventListener("input", () => (key.handled = performance.now() - key.pressed));
}
