// What a screen reader meets in every stage, as a person has reviewed it. REVIEW=1 writes the snapshots anew.
import { expect, test } from "./support/fixtures.mjs";
import { JOURNEYS, speak } from "./support/journeys.mjs";
import { expectReviewed, steady } from "./support/reviewed.mjs";
import { treeOf } from "./support/tree.mjs";

test.use({ speed: 20 });

for (const { name, reach } of JOURNEYS) {
  test(`the accessibility tree of the stage “${name}” is the one that was reviewed`, async ({ page, checkout, widget, watcher }) => {
    const review = async (file) => expectReviewed(`${file}.aria.yml`, steady(await treeOf(page, widget.host), checkout));
    const file = name.replaceAll(" ", "-");
    await reach(checkout, watcher);
    await review(file);
    if (name !== "editing") return;
    await speak(widget, "de");
    await expect(widget.host.getByRole("button").last()).toBeVisible();
    await review(`${file}.de`);
  });
}
