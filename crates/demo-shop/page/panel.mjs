// For whoever tries the demo out, and no part of a shop: sets the sandbox's scenario and shows what the element says.
const panel = document.getElementById("workbench");
const byId = (id) => document.getElementById(id);

const form = byId("scenario-form");
const said = byId("scenario-said");
const refused = byId("scenario-refused");
const settings = [...form.querySelectorAll("[data-of]")];
/** Between paths, as they are shown. */
const SEPARATOR = ", ";

panel.addEventListener("toggle", () => {
  if (panel.open) ask();
});

form.scenario.addEventListener("change", showSettings);

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = Object.fromEntries(new FormData(form));
  if (chosen.fields) chosen.fields = chosen.fields.split(SEPARATOR);
  const isSet = await ask({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(chosen) });
  if (isSet) said.textContent = panel.dataset.set;
});

/** Reads or sets the scenario and shows the answer, or why there is none; whether there is one. */
async function ask(request) {
  said.textContent = "";
  const answer = await fetch("/shop/scenario", request).catch(() => null);
  const body = await answer?.json().catch(() => null);
  form.hidden = body?.code === "no_sandbox";
  refused.textContent = answer?.ok && body ? "" : (body?.title ?? panel.dataset.failed);
  if (refused.textContent) return false;
  show(body);
  return true;
}

function show({ playing: { scenario, ...chosen }, speed }) {
  const option = [...form.scenario.options].find(({ value }) => value === scenario);
  const shown = Object.fromEntries(Object.entries(chosen).map(([name, value]) => [name, [value].flat().join(SEPARATOR)]));
  byId("scenario-playing").textContent = [option?.text ?? scenario, ...Object.values(shown)].join(SEPARATOR);
  byId("scenario-speed").textContent = `${new Intl.NumberFormat(document.documentElement.lang).format(speed)}×`;
  byId("scenario-now").hidden = false;
  if (option) form.scenario.value = scenario;
  for (const setting of settings) if (shown[setting.name]) setting.value = shown[setting.name];
  showSettings();
}

/** The settings of the chosen scenario; the others are neither shown nor sent. */
function showSettings() {
  for (const setting of settings) {
    setting.disabled = setting.dataset.of !== form.scenario.value;
    setting.parentElement.hidden = setting.disabled;
  }
}

showSettings();

const TYPES = [
  "usable", "stage", "validity", "consent", "enrolled", "ready", "loan-request",
  "declined", "action-required", "no-funds", "stalled", "error",
].map((name) => `defacto-${name}`);

/** More than a visit has; the oldest go first. */
const MOST = 200;
/** Events come in bursts: this long after the last one they are said, in milliseconds. */
const QUIET = 1_000;

const log = byId("events-log");
const list = log.querySelector("ol");
const none = log.querySelector("p");
const count = byId("events-said");
const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
  hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23",
});
let pause;

for (const type of TYPES) addEventListener(type, note);

byId("events-clear").addEventListener("click", () => {
  list.replaceChildren();
  clearTimeout(pause);
  count.textContent = "";
  none.hidden = false;
});

function note({ type, detail }) {
  const now = new Date();
  const entry = document.createElement("li");
  entry.append(
    Object.assign(document.createElement("b"), { textContent: type }),
    Object.assign(document.createElement("time"), {
      textContent: clock.format(now),
      dateTime: now.toISOString(),
    }),
    Object.assign(document.createElement("code"), { textContent: textOf(detail) }),
  );
  list.prepend(entry);
  if (list.children.length > MOST) list.lastElementChild.remove();
  none.hidden = true;
  // To a screen reader, and only where the log is open.
  if (!panel.open) return;
  clearTimeout(pause);
  pause = setTimeout(() => {
    count.textContent = `${panel.dataset.counted}: ${list.children.length}, ${panel.dataset.last}: ${type}`;
  }, QUIET);
}

/** JSON that can be broken between its values. */
function textOf(detail) {
  return JSON.stringify(detail, null, 1).replace(/\n\s*/g, " ");
}
