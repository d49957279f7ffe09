// A browser driven through WebDriver: its own driver process, its own empty home.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Builder, Capabilities } from "selenium-webdriver";

import config from "../../playwright.config.mjs";

const { executablePath, args } = config.use.launchOptions;

const ENGINES = {
  chromium: {
    driver: "chromedriver",
    args: (port) => [`--port=${port}`],
    // As Playwright starts it, but with tabs that can be out of sight.
    capabilities: { browserName: "chrome", "goog:chromeOptions": { binary: executablePath, args: [...args, "--headless=new"] } },
  },
  firefox: {
    driver: "geckodriver",
    args: (port) => ["--host", "127.0.0.1", "--port", port],
    capabilities: { browserName: "firefox", "moz:firefoxOptions": { args: ["-headless"] } },
  },
  // It needs a display: `xvfb-run` gives it one.
  webkit: {
    driver: "WebKitWebDriver",
    args: (port) => ["--host=127.0.0.1", `--port=${port}`],
    capabilities: { browserName: "MiniBrowser" },
  },
};

/** Starts the engine of that name; `stop()` ends what was started here and nothing else. */
export async function start(name) {
  const { driver: program, args, capabilities } = ENGINES[name];
  // Short, since a browser puts sockets there.
  const home = await mkdtemp(join(tmpdir(), "engine-"));
  const port = await freePort();
  const child = spawn(program, args(String(port)), {
    // With the processes that it starts it makes a group, to be ended together.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, HOME: home, TMPDIR: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home },
  });
  let complaints = "";
  child.stderr.on("data", (data) => (complaints += data));
  const stop = async () => {
    if (child.pid && child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      process.kill(-child.pid, "SIGKILL");
      await gone;
    }
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    await ready(child, program, port);
    const driver = await new Builder()
      .disableEnvironmentOverrides()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities(new Capabilities(capabilities))
      .build();
    return { driver, stop: () => driver.quit().catch(() => {}).then(stop) };
  } catch (error) {
    await stop();
    throw new Error(`${program}: ${error.message}: ${complaints}`, { cause: error });
  }
}

/** Waits until the driver takes sessions. */
async function ready(child, program, port) {
  let failure;
  child.once("error", (error) => (failure = new Error(`${program} does not start`, { cause: error })));
  for (const began = Date.now(); Date.now() - began < 30_000; await sleep(100)) {
    if (failure) throw failure;
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
    if ((await answer?.json().catch(() => null))?.value?.ready) return;
  }
  throw new Error(`${program} is not ready after 30 s`);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
