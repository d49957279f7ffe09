// The accessibility tree of the widget: Playwright's outline, with what that leaves out and Chromium hands to assistive technology.

/** A reviewable text: roles, names and states; below them, as comments, what has a description and what has the focus. */
export async function treeOf(page, host) {
  const outline = await host.ariaSnapshot();
  // Not the two hundred and fifty countries that could have been chosen.
  const chosen = outline.split("\n").filter((line) => !/^\s*- option /.test(line) || line.includes("[selected]"));
  return [...chosen, ...(await asides(page)), ""].join("\n");
}

async function asides(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const { root } = await session.send("DOM.getDocument", { depth: 0 });
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "defacto-enrollment" });
  const { node } = await session.send("DOM.describeNode", { nodeId });
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const inside = ({ nodeId }) => {
    const found = byId.get(nodeId);
    return found ? [found, ...(found.childIds ?? []).flatMap((nodeId) => inside({ nodeId }))] : [];
  };
  const all = inside(nodes.find(({ backendDOMNodeId }) => backendDOMNodeId === node.backendNodeId)).filter(({ ignored }) => !ignored);
  const called = ({ role, name }) => `${role.value} ${JSON.stringify(name?.value ?? "")}`;
  const described = all.filter(({ description }) => description?.value);
  const focused = all.filter(({ properties = [] }) => properties.some(({ name, value }) => name === "focused" && value.value));
  return [
    ...described.map((node) => `# ${called(node)} is described by: ${node.description.value}`),
    ...focused.map((node) => `# the focus is on: ${called(node)}`),
  ];
}
