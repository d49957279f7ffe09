import "@defacto/enrollment/mock";
import type { MockDetails, MockEnrollmentElement } from "@defacto/enrollment/mock";

const { mock, stage } = document.querySelector<MockEnrollmentElement>("defacto-enrollment")!;
const detail: MockDetails["ready"] = { borrowerId: "b", creditLine: { available: 100 } };
mock.to("editing", { remaining: ["account_number"] });
mock.remaining([]);
mock.tick({ language: "fr" });
mock.untick();
mock.to("ready", detail);
mock.to("declined", { class: "closed" });
mock.to("failed", { code: "network", problem: "", retryable: false, requestId: null });
const outcome: "locked" | "prevented" | "accepted" | "failed" = await mock.pressLoanButton();
console.log(stage, outcome);
// @ts-expect-error -- no such stage
mock.to("approved");
// @ts-expect-error -- only an end has a class
mock.to("ready", { class: "closed" });
// @ts-expect-error -- no such class
mock.to("declined", { class: "BUSINESS_RADIATED" });
// @ts-expect-error -- an error is of `failed`
mock.to("waiting", { code: "network" });
