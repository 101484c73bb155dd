/**
 * A `style` element whose text lives in a constructed sheet, which a strict `style-src` allows: assigning `textContent` fills the
 * sheet, `remove()` takes it away. The element itself stays empty, so `sheet.insertRule` works on it as well.
 */
export function createStyleElement(): HTMLStyleElement {
  const element = document.createElement('style');
  const sheet = new CSSStyleSheet();
  let text = '';
  let root: Document | ShadowRoot | undefined;
  const adopt = () => {
    const found = element.getRootNode();
    if (root || !element.isConnected || !(found instanceof Document || found instanceof ShadowRoot)) return;
    root = found;
    root.adoptedStyleSheets.push(sheet);
  };
  const drop = () => {
    if (root) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
    root = undefined;
  };
  Object.defineProperties(element, {
    textContent: {
      get: () => text,
      set(value: string) {
        text = value;
        sheet.replaceSync(value);
        // The text is given before the element is put into the page.
        queueMicrotask(adopt);
      },
    },
    remove: {
      value() {
        drop();
        HTMLStyleElement.prototype.remove.call(element);
      },
    },
  });
  return element;
}
