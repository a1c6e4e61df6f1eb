// What is wrong with the site, and whether the public sees this page: shown over the page, out of reach of its styles.

const host = document.createElement("sitegen-preview");
host.style.all = "initial";
const root = host.attachShadow({ mode: "open" });

const make = (name, values = {}, ...inner) => {
  const element = Object.assign(document.createElement(name), values);
  element.append(...inner);
  return element;
};

const badge = make("p", { className: "mark", hidden: true });
badge.setAttribute("role", "note");
const box = make("section", { className: "list", hidden: true });
box.setAttribute("aria-label", "Problems of the site");
box.tabIndex = 0; // it scrolls, which must be possible without a mouse
root.append(make("link", { rel: "stylesheet", href: "/_sitegen/problems.css" }), badge, box);
document.documentElement.append(host);

let closed = ""; // the problems that somebody has closed
let shown = "";

/** Show why the public does not see the page; nothing for an empty text. */
export function mark(text) {
  badge.textContent = text;
  badge.hidden = !text;
}

function close() {
  closed = shown;
  box.hidden = true;
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !box.hidden && !event.defaultPrevented) close();
});

/** List problems; `told` is {total, errors, problems}, in the order in which they matter here. */
export function showProblems(told) {
  shown = JSON.stringify(told);
  if (!told.total) {
    box.hidden = true;
    box.replaceChildren();
    return;
  }
  box.setAttribute("role", told.errors ? "alert" : "status");
  box.className = told.errors ? "list" : "list warnings";
  const button = make("button", { type: "button", textContent: "Close", onclick: close });
  const title = make("h2", { textContent: told.total === 1 ? "1 problem" : `${told.total} problems` });
  const rest = told.total - told.problems.length;
  const more = make("p", { className: "more", textContent: `${rest} more in the site; sitegen check lists all.`, hidden: !rest });
  box.replaceChildren(make("div", { className: "top" }, title, button), make("ul", {}, ...told.problems.map(item)), more);
  box.hidden = shown === closed;
}

function item(problem) {
  const place = [problem.path, problem.line, problem.column].filter(Boolean).join(":");
  const kind = make("span", { className: "kind", textContent: `${problem.severity === "error" ? "Error" : "Warning"} ${problem.code}` });
  const what = make("p", {}, kind, ` ${problem.message}`);
  const where = make("p", {}, make("span", { className: "place", textContent: place }), problem.hint ? ` – ${problem.hint}` : "");
  return make("li", { className: problem.severity }, what, where);
}
