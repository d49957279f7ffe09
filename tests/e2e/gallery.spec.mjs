// The gallery in `tests/gallery`: it shows all that the tests here know of.
import { expect, test } from "@playwright/test";

import { STAGES } from "../gallery/stages.mjs";
import { JOURNEYS } from "./support/journeys.mjs";

test("every stage that these tests reach has a picture of its own in the gallery", () => {
  const pictures = JOURNEYS.map(({ picture }) => picture);
  expect(pictures.filter((picture) => !(picture in STAGES))).toEqual([]);
  expect(new Set(pictures).size).toBe(pictures.length);
});
