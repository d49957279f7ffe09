// Where things are on the screen, measured on the elements themselves.

/** Sees to it that only what can be looked at is measured. */
const HELPERS = `
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility() && width > 1 && height > 1 && !element.closest("._unseen");
  };
  const nameOf = (element) => element.id || element.className || element.textContent.trim().slice(0, 40);
`;

/** Evaluates a function of the host and of the helpers. */
const measure = (host, look) => host.evaluate(new Function("host", `${HELPERS} return (${look})(host.shadowRoot, isSeen, nameOf);`));

/**
 * Targets that are smaller than 24 × 24 CSS pixels and have no room of that size around them either (WCAG 2.5.8). A link in the
 * middle of a sentence is as high as its line.
 */
export const smallTargets = (host) =>
  measure(host, (root, isSeen, nameOf) => {
    const LEAST = 24;
    const isInline = (target) => {
      if (target.localName !== "a" || getComputedStyle(target).display !== "inline") return false;
      return target.parentElement.textContent.trim().length > target.textContent.trim().length;
    };
    const boxes = [...root.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex='0']")]
      .filter((target) => isSeen(target) && !target.disabled)
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .map(({ target, box }) => ({ target, box, isSmall: box.width < LEAST - 0.1 || box.height < LEAST - 0.1 }));
    const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
    const distanceTo = (x, y, { left, right, top, bottom }) => Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
    const isCrowded = (one) =>
      boxes.some((other) => {
        if (other === one) return false;
        const [x, y] = middle(one.box);
        const apart = other.isSmall ? Math.hypot(x - middle(other.box)[0], y - middle(other.box)[1]) - LEAST / 2 : distanceTo(x, y, other.box);
        return apart < LEAST / 2;
      });
    return boxes
      .filter((one) => one.isSmall && !isInline(one.target) && isCrowded(one))
      .map(({ target, box }) => `${nameOf(target)}: ${box.width} × ${box.height}`);
  });

/** Whatever makes the page scroll sideways, or has more in it than it shows. */
export const overflows = (host) =>
  measure(host, (root, isSeen, nameOf) => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const page = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide, the window ${clientWidth}`] : [];
    const inside = [...root.querySelectorAll(".host *")].filter(isSeen);
    const outside = inside.filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return left < -0.5 || right > clientWidth + 0.5;
    });
    const full = inside.filter((element) => {
      const isText = !element.matches("input, select, .progress") && getComputedStyle(element).display !== "inline";
      return isText && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) && element.clientWidth > 0;
    });
    return [...page, ...outside.map((element) => `${nameOf(element)} sticks out`), ...full.map((element) => `${nameOf(element)} overflows`)];
  });

/** Texts that lie upon each other, or outside of the button or the box that they belong to. */
export const collisions = (host) =>
  measure(host, (root, isSeen, nameOf) => {
    const walker = document.createTreeWalker(root.querySelector(".host"), NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement: parent } = node;
      if (!node.data.trim() || !isSeen(parent) || parent.localName === "option") continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      texts.push({ parent, name: node.data.trim().slice(0, 30), boxes: [...range.getClientRects()] });
    }
    const meet = (one, other) => {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      // Boxes of lines are as high as the font's tallest letters would be.
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return wide > 1 && high > Math.min(one.height, other.height) / 3;
    };
    const found = [];
    for (const [index, one] of texts.entries()) {
      for (const other of texts.slice(index + 1)) {
        if (one.boxes.some((box) => other.boxes.some((against) => meet(box, against)))) found.push(`“${one.name}” on “${other.name}”`);
      }
      for (const around of [one.parent.closest("button"), one.parent.closest(".panel, .summary, .notice, .field")]) {
        const frame = around?.getBoundingClientRect();
        const isIn = ({ left, right, top, bottom }) => left >= frame.left - 1 && right <= frame.right + 1 && top >= frame.top - 1 && bottom <= frame.bottom + 1;
        if (frame && !one.boxes.every(isIn)) found.push(`“${one.name}” sticks out of ${nameOf(around)}`);
      }
      for (const field of root.querySelectorAll(".input, .checkbox")) {
        if (isSeen(field) && one.boxes.some((box) => meet(box, field.getBoundingClientRect()))) found.push(`“${one.name}” on ${nameOf(field)}`);
      }
    }
    return found;
  });

/** Choices whose chosen text does not fit into them. */
export const cutChoices = (host) =>
  measure(host, (root, isSeen, nameOf) => {
    const widthOf = (select) => {
      const probe = document.createElement("span");
      const { font, letterSpacing, wordSpacing } = getComputedStyle(select);
      Object.assign(probe.style, { font, letterSpacing, wordSpacing, position: "absolute", whiteSpace: "pre", visibility: "hidden" });
      probe.textContent = select.selectedOptions[0].text;
      select.after(probe);
      const { width } = probe.getBoundingClientRect();
      probe.remove();
      return width;
    };
    return [...root.querySelectorAll("select")].filter(isSeen).flatMap((select) => {
      const { paddingLeft, paddingRight } = getComputedStyle(select);
      const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      const width = widthOf(select);
      return width > room + 0.5 ? [`${nameOf(select)}: “${select.selectedOptions[0].text}” is ${Math.round(width)} wide, its place ${Math.round(room)}`] : [];
    });
  });

/** Spaces texts as WCAG 1.4.12 wants them to be spaced, in the page and in the widget. */
export const spaceTexts = (host) =>
  host.evaluate((host) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
    for (const root of [document, host.shadowRoot]) root.adoptedStyleSheets.push(sheet);
  });
