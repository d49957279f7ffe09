// Counts what a page holds on to, by standing in the way of everything that can be held.

/** Counts in every page of the context, from before its first script. */
export async function meter(context) {
  await context.addInitScript(() => {
    const held = { timers: new Map(), fetches: new Set(), listeners: [], channels: new Set(), instances: [] };

    const { setTimeout: set, clearTimeout: clear } = window;
    window.setTimeout = (callback, delay, ...given) => {
      const id = set(
        (...now) => {
          held.timers.delete(id);
          callback(...now);
        },
        delay,
        ...given,
      );
      held.timers.set(id, delay);
      return id;
    };
    window.clearTimeout = (id) => {
      held.timers.delete(id);
      clear(id);
    };

    const { fetch } = window;
    window.fetch = (...request) => {
      const answer = fetch(...request);
      held.fetches.add(answer);
      const settled = () => held.fetches.delete(answer);
      answer.then(settled, settled);
      return answer;
    };

    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    // The driver has listeners of its own.
    const isDrivers = () => new Error().stack.includes("InjectedScript");
    const isGlobal = (target) => !(target instanceof EventTarget) || target === window || target === document;
    const isSame = (type, listener) => (one) => one.type === type && one.listener === listener;
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      if (isGlobal(this) && !isDrivers() && !held.listeners.some(isSame(type, listener))) held.listeners.push({ type, listener });
      return add.call(this ?? window, type, listener, options);
    };
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      const index = held.listeners.findIndex(isSame(type, listener));
      if (isGlobal(this) && index >= 0) held.listeners.splice(index, 1);
      return remove.call(this ?? window, type, listener, options);
    };

    window.BroadcastChannel = class extends BroadcastChannel {
      constructor(name) {
        super(name);
        held.channels.add(this);
      }
      close() {
        held.channels.delete(this);
        super.close();
      }
    };

    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...given) => {
      const instance = await instantiate(...given);
      held.instances.push(Object.values(instance.exports).map((exported) => new WeakRef(exported)));
      return instance;
    };

    /** Live values of the page in the tables of a WebAssembly. */
    const referencesOf = (exports) => {
      let count = 0;
      for (const table of exports.filter((value) => value instanceof WebAssembly.Table)) {
        for (let index = 0; index < table.length; index += 1) count += (table.get(index) ?? null) !== null;
      }
      return count;
    };
    const bytesOf = (exports) => exports.find((value) => value instanceof WebAssembly.Memory)?.buffer.byteLength ?? 0;
    /** What is left of each instance's exports. */
    const left = () => held.instances.map((exports) => exports.map((exported) => exported.deref()));
    const sum = (values) => values.reduce((one, other) => one + other, 0);

    Object.defineProperty(window, "meter", {
      value: () => ({
        timers: held.timers.size,
        fetches: held.fetches.size,
        "window and document listeners": held.listeners.length,
        channels: held.channels.size,
        instances: held.instances.length,
        "wasm bytes": sum(left().map(bytesOf)),
        "wasm references": sum(left().map(referencesOf)),
      }),
    });
  });
}

/** What the page holds on to at this moment, by its own account. */
export async function heldBy(page) {
  const { "wasm references": _, ...held } = await page.evaluate(() => window.meter());
  return held;
}

/** The same with the browser's own counters, once the garbage is gone. */
export async function reading(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  // What is finalized lets go of more, a task later.
  for (let round = 0; round < 4; round += 1) {
    await cdp.send("HeapProfiler.collectGarbage");
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve())));
  }
  const { metrics } = await cdp.send("Performance.getMetrics");
  const objects = await countObjects(cdp);
  const counters = await cdp.send("Memory.getDOMCounters");
  const held = await page.evaluate(() => window.meter());
  await cdp.detach();
  const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
  return {
    ...held,
    nodes: Math.max(metric("Nodes"), counters.nodes),
    listeners: Math.max(metric("JSEventListeners"), counters.jsEventListeners),
    documents: Math.max(metric("Documents"), counters.documents),
    objects,
    heap: metric("JSHeapUsedSize"),
  };
}

/**
 * By how much each figure is larger than it was, once nothing more is let go. The engine may need some turns for the last of it; a leak
 * stays, however long anybody looks.
 */
export async function growthSince(page, before) {
  const TURNS = 12;
  // A node and a listener or two are the driver's.
  const FLAT = 3;
  for (let turn = 1; ; turn += 1) {
    const growth = grown(before, await reading(page));
    if (turn === TURNS || Math.max(growth.nodes, growth.listeners) <= FLAT) return growth;
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 250)));
  }
}

/** By how much each figure is larger. */
export function grown(before, after) {
  return Object.fromEntries(Object.entries(after).map(([name, value]) => [name, value - before[name]]));
}

/** How many objects and functions of scripts there are. The heap in bytes says less: the engine goes on compiling. */
async function countObjects(cdp) {
  let text = "";
  const take = ({ chunk }) => (text += chunk);
  cdp.on("HeapProfiler.addHeapSnapshotChunk", take);
  await cdp.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  cdp.off("HeapProfiler.addHeapSnapshotChunk", take);
  const { snapshot, nodes } = JSON.parse(text);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const place = fields.indexOf("type");
  const wanted = ["object", "closure"].map((type) => types[place].indexOf(type));
  let count = 0;
  for (let node = place; node < nodes.length; node += fields.length) count += wanted.includes(nodes[node]);
  return count;
}
