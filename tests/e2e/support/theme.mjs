// The theming contract as docs/theming.md states it, and palettes laid over the demo's own.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export const inRepo = (path) => readFileSync(resolve(import.meta.dirname, "../../..", path), "utf8");

const DOC = inRepo("docs/theming.md");

/** The custom properties: `{name, light, dark, sets, contrast}`, with `dark` the same as `light` where the scheme makes no difference. */
export const TOKENS = [...DOC.matchAll(/^\| `(--defacto-[\w-]+)` \| `(.+?)` \| (.+?) \| (.+?) \| ?(.*?) ?\|$/gm)].map(([, name, light, dark, sets, contrast]) => ({
  name,
  light,
  dark: dark === "the same" ? light : dark.slice(1, -1),
  sets,
  contrast,
}));

/** The names of the parts. */
export const PARTS = [...DOC.matchAll(/^\| `([a-z][a-z-]*)` \| [^|]+ \|$/gm)].map(([, name]) => name);

/** The declarations of the block of CSS that begins with this selector. */
export function example(selector) {
  const start = DOC.indexOf(`\`\`\`css\n${selector} {\n`);
  return DOC.slice(DOC.indexOf("{", start) + 1, DOC.indexOf("\n}\n", start));
}

/** Declarations that set colours: `{accent: "red"}` is `--defacto-color-accent: red;`. */
export const palette = (colors) => Object.entries(colors).map(([name, color]) => `--defacto-color-${name}: ${color};`).join(" ");

/** Puts these declarations in the place of the shop's own theme, and this background behind the widget. */
export async function dress(page, declarations, { background = "var(--defacto-color-surface, Canvas)", scheme } = {}) {
  const plain = TOKENS.map(({ name }) => `${name}: initial;`).join(" ");
  const schemes = scheme ? `:root { color-scheme: ${scheme}; }` : "";
  await page.route("**/demo.css", async (route) => {
    const response = await route.fetch();
    const body = `${await response.text()} ${schemes} defacto-enrollment { ${plain} background: ${background}; ${declarations} }`;
    await route.fulfill({ response, body });
  });
}
