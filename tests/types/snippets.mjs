// The examples of the documentation, as files: a fenced block whose info string names one, ```tsx file=react/PayLater.tsx
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

const PAGE = resolve(import.meta.dirname, "../../docs/embedding.md");
const BLOCK = /^```\S+ file=(\S+)\n([\s\S]*?)^```$/gm;

/** Text by file name. */
export async function snippets() {
  const page = await readFile(PAGE, "utf8");
  return new Map([...page.matchAll(BLOCK)].map(([, file, text]) => [file, text]));
}

/** Writes those of a group, such as `react`, into a folder; their names. */
export async function writeSnippets(group, folder) {
  const files = [...(await snippets())].filter(([file]) => file.startsWith(`${group}/`));
  if (files.length === 0) throw new Error(`docs/embedding.md has no block with file=${group}/…`);
  for (const [file, text] of files) {
    const path = join(folder, file.slice(group.length + 1));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return files.map(([file]) => file.slice(group.length + 1));
}
