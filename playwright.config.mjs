import { defineConfig } from "@playwright/test";

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "target/playwright",
  reporter: "list",
  forbidOnly: true,
  fullyParallel: true,
  retries: 0,
  workers: 2,
  // Two cores that a compiler may want too: generous, since nothing here waits longer than it has to.
  timeout: 45_000,
  expect: { timeout: 15_000, toPass: { timeout: 15_000 } },
  use: {
    actionTimeout: 15_000,
    // Without a graphics card every frame of an animation costs processor time.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    // A trace copies the page at every action, which doubles the time of a run: TRACE=retain-on-failure asks for it.
    trace: process.env.TRACE ?? "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-quic",
        "--disable-sync",
        // Chromium's sandbox refuses to run as root.
        ...(isRoot ? ["--no-sandbox"] : []),
      ],
    },
  },
  projects: [{ name: "chromium" }],
});
