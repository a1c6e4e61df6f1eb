let made = 0;
const NAMING = ["id", "for", "name", "list", "aria-controls", "aria-describedby", "aria-labelledby"];

/**
 * What a template holds, with ids of its own, so that a label never names the control of another row.
 *
 * @param {HTMLTemplateElement} template
 * @returns {HTMLElement}
 */
export function fresh(template) {
  const copy = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  made += 1;
  rename(copy, `r${made}`);
  return copy;
}

/** @param {Element | DocumentFragment} root @param {string} mark */
function rename(root, mark) {
  const all = [...root.querySelectorAll("*")];
  if (root instanceof Element) all.unshift(root);
  for (const element of all) {
    for (const name of NAMING) {
      const ids = element.getAttribute(name);
      if (ids) element.setAttribute(name, ids.split(" ").map((id) => `${id}-${mark}`).join(" "));
    }
    if (element instanceof HTMLTemplateElement) rename(element.content, mark);
  }
}
