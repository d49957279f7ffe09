import { defineConfig } from "@playwright/test";

const isRoot = process.getuid?.() === 0;
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** Chromium without the program around its pages: they are the same and there sooner. */
const shell = process.env.CHROMIUM_SHELL ?? chromium;
/** What belongs to that program: autofill, the back-forward cache, several tabs. */
const WHOLE = /(autofill|lifecycle|restored|tabs)\.spec\.mjs$/;

const launch = (executablePath) => ({
  executablePath,
  args: [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    // Chromium's sandbox refuses to run as root.
    ...(isRoot ? ["--no-sandbox"] : []),
  ],
});

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
    launchOptions: launch(chromium),
  },
  projects: [
    { name: "chromium", testIgnore: WHOLE, use: { launchOptions: launch(shell) } },
    { name: "whole chromium", testMatch: WHOLE },
  ],
});
