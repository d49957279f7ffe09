// The reference proxy as a process of its own, which can be killed and started again.
import { spawn } from "node:child_process";
import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const BINARY = resolve(import.meta.dirname, "../../..", process.env.PARTNER_PROXY_BIN ?? "target/debug/partner-proxy");
const HEADER = { alg: "HS256", typ: "defacto-enrollment+jwt", kid: "e2e" };

export class Proxy {
  url;
  #process;
  #env;
  #secret = randomBytes(48);

  /** @param {{lendingUrl: string, key: string, origin: string, env?: Record<string, string>}} options `origin` is the page's. */
  static async start({ lendingUrl, key, origin, env = {} }) {
    const proxy = new Proxy();
    proxy.#env = { DEFACTO_BASE_URL: lendingUrl, DEFACTO_API_KEY: key, ALLOWED_ORIGINS: origin, BASE_PATH: "/defacto", LISTEN_ADDR: "127.0.0.1:0", ...env };
    await proxy.restart();
    return proxy;
  }

  /** Ends it as a crash would. What was on its way never arrives, and what it remembered is gone. */
  async kill() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await gone;
  }

  /** Starts it again, somewhere else: whoever stands before it finds it there. */
  async restart() {
    const env = { ...this.#env, SESSION_SECRETS: `e2e:${this.#secret.toString("hex")}` };
    this.#process = spawn(BINARY, { env, stdio: ["ignore", "pipe", "pipe"] });
    let complaints = "";
    this.#process.stderr.on("data", (data) => (complaints += data));
    const failed = new Promise((_, reject) => {
      this.#process.once("error", (cause) => reject(new Error(`${BINARY} does not start: build it with cargo build -p partner-proxy`, { cause })));
      this.#process.once("exit", () => reject(new Error(`${BINARY} has ended: ${complaints}`)));
    });
    failed.catch(() => {});
    const lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    const { value } = await Promise.race([lines.next(), failed]);
    const { address } = JSON.parse(value);
    this.url = `http://${address}`;
    this.#process.stdout.resume();
  }

  /** Refuses every token that was minted so far. */
  async forgetSessions() {
    await this.kill();
    this.#secret = randomBytes(48);
    await this.restart();
  }

  /** A token that it takes. */
  token(claims) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part(HEADER)}.${part({ ...claims, jti: randomUUID() })}`;
    return `${signed}.${createHmac("sha256", this.#secret).update(signed).digest("base64url")}`;
  }
}
