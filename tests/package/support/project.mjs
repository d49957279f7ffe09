// Projects with nothing in them but the package, installed as a partner installs it.
import { execFile } from "node:child_process";
import { cp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const inRepo = (path) => resolve(import.meta.dirname, "../../..", path);
/** The folder with the package under test. */
export const PACKAGE_DIR = inRepo(process.env.SHOP_ASSETS_DIR ?? "dist");
const REACT_18 = inRepo("tests/package/react-18/node_modules");

/**
 * A project with the package in it. What else it needs it finds in the repository around it; nothing is downloaded.
 * @param {string} name its folder in `target/package`, emptied first
 * @param {{files?: string[], react18?: boolean}} options `files`: folders, from the repository's root, whose content it gets
 * @returns {Promise<string>} the folder
 */
export async function project(name, { files = [], react18 = false } = {}) {
  const folder = inRepo(`target/package/${name}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
  const { stdout } = await npm(folder, "pack", "--json", PACKAGE_DIR);
  const [{ filename }] = JSON.parse(stdout);
  await npm(folder, "install", "--no-save", "--offline", "--ignore-scripts", `./${filename}`);
  for (const from of files) await cp(inRepo(from), folder, { recursive: true });
  if (react18) {
    await mkdir(join(folder, "node_modules/@types"));
    for (const part of ["react", "react-dom", "@types/react", "@types/react-dom"]) await symlink(join(REACT_18, part), join(folder, "node_modules", part));
  }
  return folder;
}

/** Runs a program, of an installed package before any other, in a folder; what it prints, and whether it went well. */
export async function program(name, args, folder) {
  const PATH = [inRepo("node_modules/.bin"), process.env.PATH].join(delimiter);
  return run(name, args, { cwd: folder, env: { ...process.env, PATH, FORCE_COLOR: "0" }, maxBuffer: 1 << 24 }).then(
    ({ stdout, stderr }) => ({ ok: true, text: stdout + stderr }),
    ({ stdout, stderr, message }) => ({ ok: false, text: `${stdout}${stderr}` || message }),
  );
}

function npm(folder, ...args) {
  return run("npm", args, { cwd: folder });
}
