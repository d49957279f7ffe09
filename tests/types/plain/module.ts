import { configure, preload, validate, version } from "@defacto/enrollment";
import type { Finding, Locale, Stage, Verdict } from "@defacto/enrollment";

configure({ assetBase: "https://assets.example/1.0.0/" });
configure({ assetBase: new URL("/assets/", location.href) });
// @ts-expect-error -- without a folder there is nothing to say
configure({});
// @ts-expect-error -- no such setting
configure({ assetsBase: "/assets/" });
// @ts-expect-error -- settings, not an address
configure("/assets/");

const ready: Promise<void> = preload("fr");
preload().then(() => ready);
const text: string = version;

const verdict: Verdict = await validate("iban", text, { directDebit: true, locale: "fr" });
const findings: Finding[] = [...verdict.problems, ...verdict.warnings];
findings.map(({ code, message, position = 0, suggestion = "" }): [string, string, number, string] => [code, message, position, suggestion]);
const normalized: string | undefined = verdict.normalized;
await validate("company_id", "552100554", { type: "siren" });
await validate("birth_date", { year: 1971, month: "11", day: 7 }, { on: "2026-01-01", minimumAge: 18 });
await validate("birth_date", normalized ?? "");
// @ts-expect-error -- no such kind
await validate("bic", "XXX");
// @ts-expect-error -- a date alone has parts
await validate("iban", { year: 1971, month: 11, day: 7 });
// @ts-expect-error -- no such number
await validate("company_id", "552100554", { type: "duns" });

const locales: Record<Locale, true> = { en: true, fr: true, de: true, es: true, nl: true };
const stages: Record<Stage, true> = {
  loading: true,
  editing: true,
  submitting: true,
  reconciling: true,
  waiting: true,
  ready: true,
  requested: true,
  "already-enrolled": true,
  "action-required": true,
  declined: true,
  "no-funds": true,
  stalled: true,
  failed: true,
};
console.log(locales, stages);
