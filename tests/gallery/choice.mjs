// Of what pictures are taken. LOCALES and STAGES narrow it to some of them, with commas between.
import { resolve } from "node:path";

import { STAGES } from "./stages.mjs";

/** The folder of the pictures and of the page that shows them. */
export const FOLDER = resolve(import.meta.dirname, "../../target/gallery");

export const WIDTHS = [360, 960];

/** What a browser is told of its user's wishes, by the name of the theme. */
export const THEMES = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
};

export const locales = chosen("LOCALES", ["en", "fr", "de", "es", "nl"]);
export const stages = chosen("STAGES", Object.keys(STAGES));

/** The path of a picture inside the folder. */
export const pathOf = (stage, locale, theme, width) => `${locale}/${stage}-${theme}-${width}.png`;

function chosen(variable, all) {
  const wanted = process.env[variable]?.split(",") ?? all;
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(" and no ")} among the ${variable}: ${all.join(" ")}`);
  return all.filter((name) => wanted.includes(name));
}
