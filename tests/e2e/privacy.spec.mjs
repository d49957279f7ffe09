// Personal data leaves a page in one way, the body of a request to the proxy, and lasts nowhere.
import { refused } from "./support/complaints.mjs";
import { expect, test as base } from "./support/fixtures.mjs";
import { LINE, Partner } from "./support/partner.mjs";
import { ASKED, BUTTONS, COMPANY_KIND, COMPANY_NUMBER, FIELDS } from "./support/texts.mjs";
import { PLACES, Tripwire, placesOf } from "./support/tripwire.mjs";
import { Widget } from "./support/widget.mjs";

const ELEMENT = `<defacto-enrollment proxy-url="/defacto" terms-url="/terms.html" privacy-url="/privacy.html">Needs JavaScript.</defacto-enrollment>`;

const test = base.extend({
  partner: async ({ watcher: _ }, use) => {
    const partner = await Partner.start();
    partner.files["/away.html"] = "<!doctype html><title>Away</title><link rel='icon' href='data:,'>";
    partner.files["/index.html"] = partner.page(`<main></main><template>${ELEMENT}</template>`);
    await use(partner);
    partner.stop();
  },

  tripwire: async ({ page, partner }, use) => {
    await use(await Tripwire.over(page, { proxy: `${partner.url}/defacto/`, away: `${partner.url}/away.html` }));
  },
});

/** What is typed: found nowhere else in the world. */
const TYPED = {
  firstName: "Zoë-Quixote",
  lastName: "O’Zymandel Vrakk",
  day: "17",
  month: "10",
  year: "1937",
  nationality: "Kiribati",
  residence: "Tuvalu",
  email: "zoe.vrakk@zymandel-works.example",
  iban: "FR7630006000011234567890189",
};
const TYPED_WHEN_ASKED = {
  companyName: "Zymandel Fabrications",
  legalForm: "Vrakkgesellschaft",
  vatNumber: "FR44732829320",
  street: "12 impasse Quillzack",
  postalCode: "QX7 9ZKW",
  city: "Brollmenac",
  country: "Vanuatu",
  phone: "+33612340917",
  title: "Grand Vizier Zorble",
  birthCity: "Xanthe-la-Jolie",
  birthCountry: "Nauru",
};
/** What the page fills in; some of it stays. */
const PREFILLED = { first_name: "Prefillippa", last_name: "Quondamfield", business_email: "prefilled@quondam.example" };
/** What is typed first and refused. */
const WRONG = { iban: "FR7630006000011234567890188", email: "zymandel-wrong-at-nowhere", year: "1737" };
const TOKENS = ["token-Zeta7Quorum-first", "token-Zeta7Quorum-second"];

/** The lender's paths of everything that only it asks for. */
const WANTED = [
  "name", "legal_form", "vat_number", "address.address_line_1", "address.postal_code", "address.city", "address.country",
  "directors.0.business_phone_number", "directors.0.title", "directors.0.birth_place.city", "directors.0.birth_place.country",
];

/** Countries stand in every list of choices, with their names and codes. */
const COUNTRIES = { Kiribati: "KIR", Tuvalu: "TUV", Vanuatu: "VUT", Nauru: "NRU" };
const BIRTH_DATES = ["1937-10-17", "17/10/1937", "17.10.1937", "10/17/1937", "19371017", `${Date.UTC(1937, 9, 17)}`];

/** Everything to look for, each with where the page or the form has it by its nature. */
const MARKERS = [
  ...Object.entries({ ...TYPED, ...TYPED_WHEN_ASKED })
    // Parts of a date are everywhere; the date is not.
    .filter(([name, value]) => !["day", "month", "year"].includes(name) && !(value in COUNTRIES))
    .map(([, value]) => ({ value, allowed: [] })),
  ...Object.values(PREFILLED).map((value) => ({ value, allowed: [] })),
  ...[WRONG.iban, WRONG.email, ...TOKENS, ...BIRTH_DATES].map((value) => ({ value, allowed: [] })),
  ...Object.keys(COUNTRIES).map((value) => ({ value, allowed: ["shadow text"] })),
  ...Object.values(COUNTRIES).map((code) => ({ value: `"${code}"`, allowed: [] })),
];

/** Puts the element into the page as a partner would: with values of the page's own, and a token. */
function insert(page) {
  return page.evaluate(
    ([prefilled, tokens]) => {
      const element = document.querySelector("template").content.firstElementChild.cloneNode(true);
      element.setAttribute("session", tokens[0]);
      element.sessionProvider = async () => tokens[1];
      element.prefill = { directors: [prefilled] };
      element.addEventListener("defacto-loan-request", ({ detail }) => detail.waitUntil(Promise.resolve()));
      document.querySelector("main").append(element);
    },
    [PREFILLED, TOKENS],
  );
}

/** Which of the requests has an outcome that nobody knows, after one that asks for more and one whose session has ended. */
const LOST = 3;

/** The proxy refuses the first token, asks for more, loses a request, and has the line in the end. */
function story(partner) {
  const tokens = [];
  const posts = [];
  const signed = () => posts.at(-1)?.signed_at;
  Object.assign(partner.answers, {
    "GET /session": (_, { headers }) => {
      tokens.push(headers.authorization);
      const borrower = posts.length >= LOST ? partner.borrower(signed()) : undefined;
      return headers.authorization?.endsWith(TOKENS[0]) ? [401, { code: "session_expired", title: "", status: 401 }] : [200, partner.session({ borrower })];
    },
    "POST /borrowers": (body) => {
      posts.push(body);
      if (posts.length === 1) return [422, { code: "missing_data", title: "", status: 422, fields: WANTED.map((path) => ({ path, code: "missing" })) }];
      if (posts.length < LOST) return [401, { code: "session_expired", title: "", status: 401 }];
      return [504, { code: "outcome_unknown", title: "", status: 504 }];
    },
    "GET /borrowers": () => [200, { count: posts.length >= LOST ? 1 : 0, data: posts.length >= LOST ? [partner.borrower(signed())] : [] }],
    "GET /credit-lines": () => [200, { count: 1, data: [LINE] }],
  });
  return { tokens, posts };
}

/** The inputs that only the lender asks for. */
const askedIn = (widget) => Object.fromEntries(Object.entries(ASKED).map(([name, label]) => [name, widget.host.getByLabel(label, { exact: true })]));

async function fillIn(inputs, values) {
  for (const [name, value] of Object.entries(values)) {
    await (value in COUNTRIES ? inputs[name].selectOption({ label: value }) : inputs[name].fill(value));
  }
}

test("nothing that is typed, filled in or given as a token is anywhere but in the form and in what is sent to the proxy", async ({ page, partner, tripwire, watcher }) => {
  test.setTimeout(120_000);
  watcher.expect(refused(401, "/defacto/session"));
  for (const status of [422, 401, 504]) watcher.expect(refused(status, "/defacto/borrowers"), { times: 1 });
  const { tokens, posts } = story(partner);
  await page.goto(partner.url);
  await insert(page);
  const widget = new Widget(page.locator("defacto-enrollment"));
  await widget.reaches("editing");
  expect(tokens).toEqual(TOKENS.map((token) => `Bearer ${token}`));
  await expect(widget.fields.lastName).toHaveValue(PREFILLED.last_name);

  // Typed, and gone with the page.
  await fillIn(widget.fields, TYPED);
  await widget.consent.click();
  await tripwire.look();
  await page.reload();
  await insert(page);
  await widget.reaches("editing");

  // Refused by the form.
  await fillIn(widget.fields, { ...TYPED, ...WRONG });
  await widget.consent.click();
  await widget.submitButton.click();
  await expect(widget.summary(3)).toBeFocused();
  await tripwire.look();

  // Not enough for the lender.
  await fillIn(widget.fields, TYPED);
  await widget.submitButton.click();
  await expect(widget.summary(WANTED.length)).toBeFocused();
  await fillIn(askedIn(widget), TYPED_WHEN_ASKED);
  await tripwire.look();

  // Refused by the proxy since the session has ended, sent again with another, and then looked for.
  await widget.submitButton.click();
  await expect.poll(() => posts.length).toBe(LOST);
  await widget.reaches("ready");
  await tripwire.look();
  await page.reload();
  await insert(page);
  await widget.reaches("ready");
  await widget.host.getByRole("button", { name: BUTTONS.loan }).click();
  await widget.reaches("requested");

  const seen = await tripwire.seen();
  const found = MARKERS.map(({ value, allowed }) => [value, placesOf(seen, value).filter((place) => !allowed.includes(place))]);
  expect(found.filter(([, places]) => places.length > 0)).toEqual([]);
  // The same search finds them where they belong.
  const sent = [...Object.entries({ ...TYPED, ...TYPED_WHEN_ASKED })].filter(([name]) => !["day", "month", "year"].includes(name)).map(([, value]) => COUNTRIES[value] ?? value);
  for (const value of [...sent, BIRTH_DATES[0]]) expect(placesOf(tripwire.posted, value), value).toContain("post");
});

/** Puts a value into each of the watched places, in a spelling that some library may choose. */
const PLANTS = {
  localStorage: (value) => localStorage.setItem("draft", btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify({ name: value }))))),
  sessionStorage: (value) => (sessionStorage[value] = "1"),
  IndexedDB: (value) =>
    new Promise((resolve) => {
      const opening = indexedDB.open("drafts", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("drafts");
      opening.onsuccess = () => {
        const transaction = opening.result.transaction("drafts", "readwrite");
        transaction.objectStore("drafts").put({ iban: value }, "draft");
        transaction.oncomplete = resolve;
      };
    }),
  "Cache storage": async (value) => (await caches.open("drafts")).put("/draft", new Response(value)),
  cookies: (value) => (document.cookie = `draft=${encodeURIComponent(value)}`),
  address: (value) => (location.hash = value),
  history: (value) => history.replaceState({ value }, ""),
  "document.title": (value) => (document.title = value),
  "window.name": (value) => (window.name = value),
  console: (value) => console.debug("draft", { value }),
  events: (value) => dispatchEvent(new CustomEvent("partner-draft", { detail: { deep: [value] } })),
  BroadcastChannel: (value) => new BroadcastChannel("drafts").postMessage({ value }),
  "another tab": async (value) => {
    const channel = new BroadcastChannel(`drafts of ${location.host}`);
    // Said again until somebody in the other tab can have heard it.
    for (let times = 0; times < 50; times += 1) {
      channel.postMessage({ value });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  },
  performance: (value) => performance.mark(value),
  errors: (value) =>
    void setTimeout(() => {
      throw new Error(value);
    }),
  rejections: (value) => void Promise.reject(new Error("draft", { cause: value })),
  postMessage: (value) => window.postMessage({ value }),
  sendBeacon: (value) => navigator.sendBeacon("/away.html", value),
  WebSocket: (value) => void new WebSocket(`ws://${location.host}/socket?${encodeURIComponent(value)}`),
  EventSource: (value) => new EventSource(`/away.html?${encodeURIComponent(value)}`).close(),
  page: (value) => document.body.append(value),
  "page attributes": (value) => document.body.setAttribute("data-draft", value),
  "shadow attributes": (value) => document.querySelector("defacto-enrollment").shadowRoot.querySelector("input").setAttribute("value", value),
  "shadow text": (value) => document.querySelector("defacto-enrollment").shadowRoot.append(value),
  "request address": (value) => fetch(`/away.html?draft=${encodeURIComponent(value)}`),
  "request header": (value) => fetch("/away.html", { headers: { "X-Draft": encodeURIComponent(value) } }),
  "request body": (value) => fetch("/away.html", { method: "POST", body: value }),
  "proxy address": (value) => fetch(`/defacto/session?name=${encodeURIComponent(value)}`),
  "proxy header": (value) => fetch("/defacto/session", { headers: { "X-Name": encodeURIComponent(value) } }),
};

test("a value is found in every place that is watched, however it got there", async ({ page, partner, tripwire, watcher }) => {
  for (const complaint of [/console\.debug: draft/, /uncaught: O’Zymandel/, /uncaught: draft/, /WebSocket connection/]) watcher.expect(complaint);
  await page.goto(partner.url);
  await insert(page);
  await new Widget(page.locator("defacto-enrollment")).reaches("editing");
  expect(Object.keys(PLANTS).toSorted()).toEqual(PLACES.toSorted());
  for (const [index, [place, plant]] of Object.entries(PLANTS).entries()) {
    const value = `${TYPED.lastName} ${String.fromCharCode(65 + index)}xq`;
    expect(await tripwire.whereIs(value), place).toEqual([]);
    await page.evaluate(([plant, value]) => new Function(`return ${plant}`)()(value), [plant.toString(), value]);
    await expect.poll(() => tripwire.whereIs(value), { message: place }).toContain(place);
  }
});

for (const [spelling, spell] of Object.entries({
  "as it is": (value) => value,
  "in capitals": (value) => value.toUpperCase(),
  "as part of a URL": encodeURIComponent,
  "as a form sends it": (value) => new URLSearchParams({ value }).toString(),
  "in ASCII alone": (value) => JSON.stringify(value).replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`),
  "with its accents apart": (value) => value.normalize("NFD"),
  "in base64": (value) => Buffer.from(`{"x":"${value}"}`).toString("base64"),
  "in base64 for URLs": (value) => Buffer.from(`..${value}..`).toString("base64url"),
})) {
  test(`a name is found ${spelling}`, () => {
    const seen = [{ place: "here", text: `before ${spell(TYPED.lastName)} after` }, { place: "there", text: "nothing of it" }];
    expect(placesOf(seen, TYPED.lastName)).toEqual(["here"]);
  });
}

test("an account number is found in groups, and one that was typed in groups without them", () => {
  const grouped = TYPED.iban.replace(/(.{4})(?=.)/g, "$1 ");
  expect(placesOf([{ place: "here", text: `x=${grouped}` }], TYPED.iban)).toEqual(["here"]);
  expect(placesOf([{ place: "here", text: TYPED.iban }], grouped)).toEqual(["here"]);
  expect(placesOf([{ place: "here", text: TYPED.iban.slice(0, -1) }], TYPED.iban)).toEqual([]);
});

/** How each tool for session replays knows what it must not record: the attributes that it looks for. */
const MASKS = { "data-sentry-mask": "", "data-dd-privacy": "mask", "data-hj-suppress": "", "data-clarity-mask": "" };

test("session replays record no input and no choice, not even those that only the lender asks for", async ({ page, partner, watcher }) => {
  watcher.expect(refused(422, "/defacto/borrowers"), { times: 1 });
  partner.answers["GET /session"] = () => [200, partner.session({ identifier: undefined, identifier_type: undefined })];
  partner.answers["POST /borrowers"] = () => [422, { code: "missing_data", title: "", status: 422, fields: WANTED.map((path) => ({ path, code: "missing" })) }];
  await page.goto(partner.url);
  await page.evaluate(() => document.querySelector("main").append(document.querySelector("template").content.firstElementChild));
  const widget = new Widget(page.locator("defacto-enrollment"));
  await widget.reaches("editing");
  await widget.host.getByLabel(COMPANY_NUMBER).fill("732829320");
  await fillIn(widget.fields, TYPED);
  await widget.consent.click();
  await widget.submitButton.click();
  await expect(widget.summary(WANTED.length)).toBeFocused();

  const inputs = [
    ...Object.values({ ...FIELDS, ...ASKED }).map((label) => widget.host.getByLabel(label, { exact: true })),
    widget.host.getByLabel(COMPANY_KIND),
    widget.host.getByLabel(COMPANY_NUMBER),
  ];
  const masks = (element) => {
    const { classList, attributes, part } = element;
    return { isMasked: classList.contains("ph-no-capture"), isPart: part.contains("ph-no-capture"), ...Object.fromEntries([...attributes].map(({ name, value }) => [name, value])) };
  };
  for (const input of inputs) {
    await expect(input).toBeVisible();
    expect(await input.evaluate(masks)).toMatchObject({ ...MASKS, isMasked: true, isPart: false });
  }
  // There are no others, but for the two boxes.
  const all = await widget.host.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll("input, select, textarea, [contenteditable]")].map(({ type }) => type));
  expect(all).toHaveLength(inputs.length + 2);
  expect(all.filter((type) => type === "checkbox")).toHaveLength(2);
});
