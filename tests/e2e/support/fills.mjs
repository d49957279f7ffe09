// Programs that fill a form in: browsers, password managers, scripts of a page. In any engine.
import { DIRECTOR, DIRECTOR_ON_THE_WIRE } from "./person.mjs";
import { FIELDS } from "./texts.mjs";

const CODES = { nationality: DIRECTOR_ON_THE_WIRE.nationality, residence: DIRECTOR_ON_THE_WIRE.residence };

/** The whole form: `[label, value]`, countries by their codes or by their names as they are shown. */
export function wholeForm(iban, { by = "code" } = {}) {
  const values = { ...DIRECTOR, iban, ...(by === "code" && CODES) };
  return Object.entries(values).map(([name, value]) => [FIELDS[name], value]);
}

/** How a program tells the page that it has written into a field. */
export const WAYS = {
  "as browsers do": { events: ["input", "change"] },
  "as password managers do": { focuses: true, keys: true, events: ["input", "change"] },
  "with no other event than input": { events: ["input"] },
  "with no other event than change": { events: ["change"] },
  "without any event": { events: [] },
};

/**
 * Writes into the fields of those labels, all in one task. Runs in the page and uses nothing from outside.
 * @param {Element} element the widget
 * @param {{form: [label: string, value: string, group?: string][], way: {focuses?: boolean, keys?: boolean, events: string[]}}} fill
 */
export async function fillIn(element, { form, way }) {
  const controls = [...element.shadowRoot.querySelectorAll("input, select")];
  const groups = [...element.shadowRoot.querySelectorAll("fieldset")];
  const controlOf = ([label, , group]) => {
    const around = group && groups.find((fieldset) => fieldset.querySelector("legend").textContent.trim() === group);
    const isLabelled = ({ labels }) => [...labels].some(({ textContent }) => textContent.trim() === label);
    return controls.find((control) => isLabelled(control) && (!around || around.contains(control)));
  };
  const optionOf = ({ options }, wanted) => [...(options ?? [])].find(({ text, value }) => text === wanted || value === wanted);
  // Who goes to a select has its countries at once. Otherwise the program was asked by somebody who had seen the form, and they are there by then.
  const lacks = (field) => controlOf(field).options && !optionOf(controlOf(field), field[1]);
  const deadline = Date.now() + 10_000;
  while (!way.focuses && form.some(lacks) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve));
  for (const field of form) {
    const control = controlOf(field);
    if (way.focuses) control.focus();
    const text = optionOf(control, field[1])?.value ?? field[1];
    const press = () => {
      for (const type of way.keys ? ["keydown", "keypress", "keyup"] : []) control.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true }));
    };
    press();
    // Through the prototype, which frameworks can't have replaced.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value").set.call(control, text);
    press();
    for (const type of way.events) control.dispatchEvent(new Event(type, { bubbles: true, composed: type === "input" }));
    if (way.focuses) control.blur();
  }
}
