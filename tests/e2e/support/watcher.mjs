// Fails a test on whatever the page complains about and the test did not announce.

/** Listens to everything in a context: console, uncaught errors, policy violations, crashes. */
export class Watcher {
  /** Every console message, for those who search it. */
  console = [];
  #complaints = [];
  #expected = [];

  static async of(context) {
    const watcher = new Watcher();
    await context.exposeBinding("reportToTest", (_, complaint) => watcher.#complaints.push(complaint));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
        globalThis.reportToTest(`policy: ${effectiveDirective} ${blockedURI} ${sample}`),
      );
    });
    context.on("console", (message) => {
      const text = `console.${message.type()}: ${message.text()} (${message.location().url})`;
      watcher.console.push(text);
      watcher.#complaints.push(text);
    });
    context.on("weberror", (error) => watcher.#complaints.push(`uncaught: ${error.error().message}`));
    context.on("page", (page) => page.on("crash", () => watcher.#complaints.push("the page crashed")));
    return watcher;
  }

  /** Announces a complaint: it has to come, as often as it likes or exactly `times`. */
  expect(pattern, { times } = {}) {
    this.#expected.push({ pattern, times });
  }

  /** What was said and not announced, and what was announced and not said. */
  findings() {
    const findings = this.#complaints.filter((text) => !this.#expected.some(({ pattern }) => pattern.test(text)));
    for (const { pattern, times } of this.#expected) {
      const count = this.#complaints.filter((text) => pattern.test(text)).length;
      if (times === undefined ? count === 0 : count !== times) findings.push(`expected ${times ?? "some"}, got ${count}: ${pattern}`);
    }
    return findings;
  }
}
