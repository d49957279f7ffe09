// A demo shop of a test's own: shop, proxy and sandbox in one process that nobody else talks to.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const inRepo = (path) => resolve(import.meta.dirname, "../../..", path);
const BINARY = inRepo(process.env.DEMO_SHOP_BIN ?? "target/debug/demo-shop");
/** The folder with the built page. */
export const PAGE_DIR = inRepo(process.env.SHOP_PAGE_DIR ?? "target/trunk");
/** The folder with the package under test. */
export const ASSETS_DIR = inRepo(process.env.SHOP_ASSETS_DIR ?? "dist");

export class Shop {
  /** The checkout page, without a slash at the end. */
  url;
  /** The lending API behind it. */
  lendingUrl;
  /** The lender's key, found nowhere else in the world. */
  key;
  #process;
  #env;
  #complaints = "";

  /**
   * @param {{speed?: number, port?: number, key?: string, env?: Record<string, string>}} options
   *   `speed` divides the sandbox's waits; `port` 0 takes any.
   */
  static async start({ speed = 1, port = 0, key = `e2e-key-${randomUUID()}`, env = {} } = {}) {
    const shop = new Shop();
    shop.key = key;
    shop.#env = {
      PATH: process.env.PATH,
      SHOP_PAGE_DIR: PAGE_DIR,
      SHOP_ASSETS_DIR: ASSETS_DIR,
      SANDBOX_ADDR: "127.0.0.1:0",
      SANDBOX_SPEED: String(speed),
      DEFACTO_API_KEY: key,
      ...env,
    };
    await shop.#run(port);
    return shop;
  }

  /** Ends the process as a crash would: no answer that is on its way arrives. */
  async kill() {
    if (this.#hasEnded()) return;
    const gone = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await gone;
  }

  /** Starts a killed shop at its old address. What it remembered is gone. */
  async restart() {
    await this.#run(Number(new URL(this.url).port));
  }

  /** Has the lender behave like this towards one company, or with `*` towards all. */
  async play(identifier, scenario, settings = {}) {
    await this.#sandbox("PUT", `scenarios/${identifier}`, { scenario, ...settings });
  }

  /** Fails where the process has ended by itself. */
  expectAlive() {
    if (this.#hasEnded()) throw new Error(this.#end());
  }

  /** What the lender was asked about one company, oldest first. */
  async requests(identifier) {
    return (await this.#sandbox("GET", `requests?identifier=${identifier}`)).json();
  }

  /** What the lender answers to the partner's own server. */
  async ask(path) {
    const answer = await fetch(`${this.lendingUrl}${path}`, { headers: { Authorization: `Bearer ${this.key}` } });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
    return answer.json();
  }

  #hasEnded() {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  #end() {
    return `${BINARY} ended with ${this.#process.signalCode ?? this.#process.exitCode}: ${this.#complaints}`;
  }

  async #sandbox(method, path, body) {
    const answer = await fetch(`${this.lendingUrl}/_sandbox/${path}`, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async #run(port) {
    const child = spawn(BINARY, { env: { ...this.#env, SHOP_ADDR: `127.0.0.1:${port}` }, stdio: ["ignore", "pipe", "pipe"] });
    this.#process = child;
    child.stderr.on("data", (data) => (this.#complaints += data));
    const failed = new Promise((_, reject) => {
      child.once("error", (error) => reject(new Error(`${BINARY} does not start: build it with cargo build -p demo-shop`, { cause: error })));
      child.once("exit", () => reject(new Error(this.#end())));
    });
    failed.catch(() => {});
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const line = async (pattern) => {
      const { value } = await Promise.race([lines.next(), failed]);
      const found = pattern.exec(value);
      if (!found) throw new Error(`${BINARY} printed “${value}”`);
      return found[1];
    };
    this.url = await line(/^Checkout (http:\S+)$/);
    this.lendingUrl = await line(/^Lending API (http:\S+)( \(sandbox\))?$/);
    child.stdout.resume();
  }
}
