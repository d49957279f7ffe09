// `validate()`, and the table of values in the documentation, each row as it stands there.
import { readFileSync } from "node:fs";

import { expect, test } from "./support/fixtures.mjs";

const TABLE = readFileSync(new URL("../../docs/values.md", import.meta.url), "utf8");

/** Rows `| code | kind | example | options | text |`; an example is JSON, where `{201 × a}` is that many letters. */
const ROWS = TABLE.split("\n")
  .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim().replace(/^`(.*)`$/, "$1")))
  .filter((cells) => cells.length === 5 && cells[2].startsWith('"'))
  .map(([code, kind, example, options, text]) => ({
    code,
    kind,
    value: JSON.parse(example).replace(/\{(\d+) × (.)\}/, (_, n, letter) => letter.repeat(n)),
    options: options ? JSON.parse(options) : {},
    text,
  }));

/** Calls the module's `validate()` in the page. */
const validate = (page, ...calls) =>
  page.evaluate(async (calls) => {
    const { validate } = await import(document.querySelector('script[src*="defacto-enrollment"]').src);
    return Promise.all(
      calls.map((call) => validate(...call).catch((error) => ({ rejected: error.name, message: error.message }))),
    );
  }, calls);

test.beforeEach(({ checkout }) => checkout.openForm());

test("every reason in the documentation is told as it stands there", async ({ page }) => {
  expect(ROWS.length).toBeGreaterThan(60);
  const verdicts = await validate(page, ...ROWS.map(({ kind, value, options }) => [kind, value, options]));
  const found = verdicts.map(({ problems, warnings }) => [...problems, ...warnings].map(({ code, message }) => ({ code, text: message })));
  expect(found).toEqual(ROWS.map(({ code, text }) => [{ code, text }]));
});

test("a verdict has the value in the one form in which it is sent", async ({ page }) => {
  const calls = [
    [["iban", "iban: fr76 3000 6000 0112 3456 7890 189"], "FR7630006000011234567890189"],
    [["company_id", "732 829 320 00074", { type: "siret" }], "73282932000074"],
    [["company_id", "732 829 320", { country: "FR" }], "732829320"],
    [["vat", "fr 44 732 829 320"], "FR44732829320"],
    [["email", " Marie@Bücher.example "], "Marie@xn--bcher-kva.example"],
    [["email", "marie@bu\u0308cher.example"], "marie@xn--bcher-kva.example"],
    [["phone", "06 12 34 56 78", { country: "FRA" }], "+33612345678"],
    [["birth_date", { year: 1980, month: "février", day: "７" }], "1980-02-07"],
    [["birth_date", "1980-02-07"], "1980-02-07"],
    [["person_name", "  O’Connor  "], "O’Connor"],
    [["country", "de"], "DEU"],
    [["language", "nl-BE"], "nl"],
  ];
  const verdicts = await validate(page, ...calls.map(([call]) => call));
  expect(verdicts).toEqual(calls.map(([, normalized]) => ({ ok: true, normalized, problems: [], warnings: [] })));
});

test("a finding says where to look and what may be meant, in the language asked for", async ({ page }) => {
  const [swapped, typo] = await validate(
    page,
    ["iban", "FR76 3000 6000 0112 3456 8790 189", { locale: "fr" }],
    ["email", "marie@gmial.com", { locale: "fr-CA" }],
  );
  expect(swapped.problems).toEqual([{ code: "iban_check_digits", position: 21, message: expect.stringContaining("21 et 22") }]);
  expect(typo).toEqual({
    ok: true,
    normalized: "marie@gmial.com",
    problems: [],
    warnings: [{ code: "email_likely_typo", suggestion: "marie@gmail.com", message: expect.stringContaining("est-ce") }],
  });
});

test("nothing that was typed is taken for a mark, and an option that is null is not given", async ({ page }) => {
  const given = { on: null, minimumAge: null, country: null, type: null, locale: null };
  const [name, born, fraction] = await validate(page, ["person_name", "X\uE000FR"], ["birth_date", "1980-02-07", given], ["birth_date", "1980-02-07", { minimumAge: 18.5 }]);
  expect(name.normalized ?? name.problems[0].message).not.toContain("France");
  expect([born.ok, fraction.ok]).toEqual([true, true]);
});

test("what nobody can mean is refused as a mistake of the page", async ({ page }) => {
  const calls = [
    ["ibam", "FR76"],
    ["company_id", "732829320", { type: "duns" }],
    ["phone", "06 12 34 56 78", { country: "France" }],
    ["birth_date", "1980-02-07", { on: "today" }],
  ];
  for (const verdict of await validate(page, ...calls)) {
    expect(verdict).toEqual({ rejected: "TypeError", message: expect.stringMatching(/^validate: /) });
  }
});

test("a value of any kind is judged as text, and none harms the page", async ({ page, widget }) => {
  const odd = [undefined, null, 7, "", "\0", "\ud800", "x".repeat(1_000_000), "😅".repeat(100_000)];
  const kinds = ["iban", "company_id", "vat", "email", "phone", "birth_date", "person_name", "country", "language"];
  const calls = kinds.flatMap((kind) => odd.map((value) => [kind, value, { country: "FR" }]));
  for (const verdict of await validate(page, ...calls)) expect(typeof verdict.ok).toBe("boolean");
  expect(await widget.stage()).toBe("editing");
});
