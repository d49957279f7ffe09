import { resolve } from "node:path";

import config from "../../playwright.config.mjs";

const inRepo = (path) => resolve(import.meta.dirname, "../..", path);

export default {
  ...config,
  testDir: ".",
  outputDir: inRepo("target/playwright-gallery"),
  reporter: [["list"], ["./index.mjs"]],
};
