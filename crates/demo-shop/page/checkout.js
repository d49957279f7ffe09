// The partner's side of the checkout: what a shop adds around the widget's tag.
const widget = document.querySelector("defacto-enrollment");

// The shop's server knows who is signed in, and says it to the widget by a short-lived token.
widget.sessionProvider = async () => {
  const answer = await fetch("/shop/enrollment-session", { method: "POST" });
  if (!answer.ok) throw new Error(await titleOf(answer));
  return answer.text();
};

widget.addEventListener("defacto-loan-request", (event) => {
  const order = placeOrder(event.detail.borrowerId);
  event.detail.waitUntil(order);
  order.then(confirm, () => {});
});

/** The order's number. The server decides; the browser only asks. */
async function placeOrder(borrowerId) {
  const answer = await fetch("/shop/orders", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ borrowerId }),
  });
  if (!answer.ok) throw new Error(await titleOf(answer));
  return (await answer.json()).orderNumber;
}

async function titleOf(answer) {
  const problem = await answer.json().catch(() => ({}));
  return problem.title ?? `${answer.status} ${answer.statusText}`;
}

function confirm(orderNumber) {
  document.getElementById("order-number").textContent = orderNumber;
  document.body.dataset.order = orderNumber;
  scrollTo(0, 0);
  document.getElementById("placed").focus();
}

const summary = document.getElementById("order-summary");
const wide = matchMedia("(min-width: 58rem)");
const unfold = () => (summary.open = wide.matches);
wide.addEventListener("change", unfold);
unfold();

const panel = document.getElementById("test-data");
const said = panel.querySelector(".said");
panel.addEventListener("toggle", async () => {
  if (!panel.open || panel.dataset.loaded) return;
  const answer = await fetch("/shop/test-data").catch(() => null);
  if (!answer?.ok) {
    said.textContent = panel.dataset.failed;
    return;
  }
  const { iban, director } = await answer.json();
  show({
    iban: iban.replace(/(.{4})(?=.)/g, "$1 "),
    ...director,
    birth_date: dateText(director?.birth_date),
    nationality: countryText(director?.nationality),
    country: countryText(director?.address?.country),
  });
  said.textContent = "";
  panel.dataset.loaded = "true";
});

function show(values) {
  for (const place of panel.querySelectorAll("[data-value]")) {
    const text = values[place.dataset.value] ?? "–";
    const value = Object.assign(document.createElement("span"), { className: "value", textContent: text, translate: false });
    const label = place.previousElementSibling.textContent;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: panel.dataset.copy });
    button.setAttribute("aria-label", `${panel.dataset.copy}: ${label}`);
    button.addEventListener("click", () => copy(text, label));
    place.replaceChildren(value, button);
  }
}

async function copy(text, label) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = `${panel.dataset.copied}: ${label}`;
  } catch {
    said.textContent = panel.dataset.copyFailed;
  }
}

function dateText(iso) {
  if (!iso) return undefined;
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
}

function countryText(alpha3) {
  const alpha2 = { BEL: "BE", DEU: "DE", ESP: "ES", FRA: "FR", NLD: "NL" }[alpha3];
  return alpha2 ? new Intl.DisplayNames(document.documentElement.lang, { type: "region" }).of(alpha2) : alpha3;
}
