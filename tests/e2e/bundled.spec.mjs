// The npm package in projects that have nothing else: installed, bundled for production with the documentation's own example, run.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { program, project } from "../package/support/project.mjs";
import { writeSnippets } from "../types/snippets.mjs";
import { expect, test } from "./support/fixtures.mjs";
import { SHOP } from "./support/texts.mjs";

const FRAMEWORKS = ["react", "vue"];
/** One of the two, another one each day, unless all are asked for. */
const today = process.env.FULL ? FRAMEWORKS : [FRAMEWORKS[Number(process.env.SLICE ?? 0) % FRAMEWORKS.length]];

/** Builds the project; the folder of what came out. */
async function build(framework) {
  const folder = await project(`vite-${framework}`, { files: [`tests/package/vite-${framework}`] });
  await writeSnippets(framework, folder);
  const { ok, text } = await program("vite", ["build"], folder);
  expect(ok, text).toBe(true);
  return join(folder, "dist");
}

/** Serves a built page in the place of the shop's own; what it does not have is the shop's. */
async function serve(page, origin, folder) {
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(folder, pathname === "/" ? "index.html" : pathname);
    await (existsSync(path) ? route.fulfill({ path }) : route.continue());
  });
}

for (const framework of today) {
  test(`the package in a blank Vite project with ${framework} takes a borrower to the loan request`, async ({ page, checkout, widget }) => {
    test.setTimeout(120_000);
    await serve(page, checkout.shop.url, await build(framework));
    await checkout.openForm();
    expect(await checkout.eventsOfType("defacto-usable")).toHaveLength(1);
    await widget.enroll(checkout.iban);
    await widget.reaches("ready");
    await widget.loanButton.click();
    await expect(page.getByRole("heading", { name: SHOP.placed })).toBeVisible();
    await widget.reaches("requested");
    const { id } = await checkout.borrower();
    await expect(page.getByRole("listitem").filter({ hasText: id })).toHaveCount(1);
  });
}
