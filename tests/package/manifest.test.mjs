// The package's own description of itself: package.json and the manifest for editors, held against the declarations.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import ts from "typescript";

import "./support/dom.mjs";
import { PACKAGE_DIR } from "./support/project.mjs";

const read = (name) => JSON.parse(readFileSync(`${PACKAGE_DIR}/${name}`, "utf8"));
const PACKAGE = read("package.json");
const [{ declarations }] = read("custom-elements.json").modules;
const [ELEMENT] = declarations;
const TYPES = `${PACKAGE_DIR}/defacto-enrollment.d.ts`;

/** The members that an interface declares itself, overloads once: `{name, kind, readonly}`. */
function membersOf(name) {
  const source = ts.createSourceFile(TYPES, readFileSync(TYPES, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map();
  const visit = (node) => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === name) {
      for (const member of node.members) {
        const isReadonly = member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false;
        found.set(member.name.text, { kind: ts.isMethodSignature(member) ? "method" : "field", readonly: isReadonly });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const sorted = (names) => [...names].sort();

/** The names of the values that a declaration file exports. */
function exportsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(`${PACKAGE_DIR}/${file}`, "utf8"), ts.ScriptTarget.Latest, true);
  const exported = source.statements.filter((node) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword));
  const names = exported.flatMap((node) => {
    if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => name.text);
    return ts.isFunctionDeclaration(node) ? [node.name.text] : [];
  });
  return sorted(new Set(names));
}

const declared = membersOf("DefactoEnrollmentElement");

test("every file that package.json names is in the package", () => {
  const targets = Object.values(PACKAGE.exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  const files = [...targets, PACKAGE.main, PACKAGE.types, PACKAGE.customElements, ...PACKAGE.sideEffects].filter((file) => !file.includes("*"));
  assert.ok(files.length > 10);
  for (const file of files) assert.ok(existsSync(`${PACKAGE_DIR}/${file}`), file);
});

test("integrity.json has every other file of the package", () => {
  const files = readdirSync(PACKAGE_DIR).filter((file) => file !== "integrity.json");
  assert.deepEqual(Object.keys(read("integrity.json")), sorted(files));
});

test("nothing but the mock's own file has the mock in it", () => {
  assert.match(readFileSync(`${PACKAGE_DIR}/mock.js`, "utf8"), /mock/i);
  for (const file of readdirSync(PACKAGE_DIR).filter((file) => file.endsWith(".js") && file !== "mock.js")) {
    assert.doesNotMatch(readFileSync(`${PACKAGE_DIR}/${file}`, "utf8"), /mock/i, file);
  }
});

test("each entry point exports the values that are declared", async () => {
  assert.ok(exportsOf("defacto-enrollment.d.ts").includes("validate"));
  for (const entry of ["mock", "defacto-enrollment", "react", "vue"]) {
    assert.deepEqual(Object.keys(await import(`${PACKAGE_DIR}/${entry}.js`)), exportsOf(`${entry}.d.ts`), entry);
  }
});

test("the manifest has the members of the declarations, each of its kind", () => {
  const members = new Map(ELEMENT.members.map(({ name, kind, readonly = false }) => [name, { kind, readonly }]));
  const own = new Map([...declared].filter(([name]) => !name.endsWith("EventListener")));
  assert.deepEqual(Object.fromEntries(members), Object.fromEntries(own));
});

test("the manifest has the events of the declarations", () => {
  const events = ELEMENT.events.map(({ name }) => name);
  assert.deepEqual(sorted(events), sorted(membersOf("EnrollmentEvents").keys()));
});

test("each attribute of the manifest is a property of the element by its name in camel case", () => {
  for (const { name, fieldName } of ELEMENT.attributes) {
    assert.equal(name.replace(/-./g, ([, letter]) => letter.toUpperCase()), fieldName);
    assert.equal(ELEMENT.members.find((member) => member.attribute === name)?.name, fieldName, name);
  }
});

test("each property of the manifest is one of the element, and reflects where it says so", async () => {
  await import(`${PACKAGE_DIR}/mock.js`);
  const element = document.createElement("defacto-enrollment");
  for (const { name, kind, type, attribute, reflects } of ELEMENT.members) {
    assert.ok(name in element, name);
    if (kind === "method") assert.equal(typeof element[name], "function", name);
    if (!attribute) continue;
    element[name] = type.text === "boolean" ? true : "value";
    assert.equal(element.hasAttribute(attribute), reflects, attribute);
  }
});

test("the React component is declared with every property and event, the tag with every attribute", () => {
  const text = readFileSync(`${PACKAGE_DIR}/react.d.ts`, "utf8");
  for (const { name, attribute } of ELEMENT.members.filter(({ kind, readonly }) => kind === "field" && !readonly)) {
    assert.match(text, new RegExp(`^  ${name}\\??:`, "m"));
    if (attribute) assert.match(text, new RegExp(`^  "?${attribute}"?\\??:`, "m"));
  }
  for (const { name } of ELEMENT.events) {
    const prop = name.replace("defacto", "on").replace(/-./g, ([, letter]) => letter.toUpperCase());
    assert.match(text, new RegExp(`^  ${prop}\\?: Listener<"${name}">;`, "m"));
  }
});
