/**
 * CodeMirror writes its rules into a <style> element, which the policy of the screens forbids ('self' and no nonce).
 * Here they become adopted style sheets, which the policy allows, within the layer `codemirror`, so that the layers of
 * our own style sheet stand above them.
 */
import { StyleModule } from "style-mod";

/** @type {WeakMap<Document | ShadowRoot, Set<StyleModule>>} */
const mounted = new WeakMap();

/** @param {Document | ShadowRoot} root @param {StyleModule | readonly StyleModule[]} modules */
function adopt(root, modules) {
  const known = mounted.get(root) ?? new Set();
  mounted.set(root, known);
  // The first is the strongest, so the last comes first.
  for (const module of [modules].flat().reverse()) {
    if (known.has(module)) continue;
    known.add(module);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@layer codemirror {\n${module.getRules()}\n}`);
    root.adoptedStyleSheets.push(sheet);
  }
}

StyleModule.mount = /** @type {typeof StyleModule.mount} */ (adopt);
