// The document's own members. An image of the page that is called `body` or `title` stands before them
// (HTML, "DOM tree accessors": named elements of a document), so they are asked of what every document is made from.

/** @param {"body" | "title"} name */
const member = (name) => /** @type {Required<PropertyDescriptor>} */ (Object.getOwnPropertyDescriptor(Document.prototype, name));
const bodies = member("body");
const titles = member("title");

/** @returns {HTMLElement} */
export const bodyOf = (of = document) => bodies.get.call(of);

/** @returns {string} */
export const titleOf = (of = document) => titles.get.call(of);

/** @param {string} title */
export const entitle = (title) => titles.set.call(document, title);
