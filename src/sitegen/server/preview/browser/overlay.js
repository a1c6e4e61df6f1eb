// What is wrong with the site, and whether the public sees this page: shown over the page, out of reach of its styles.

const STYLE = `
:host { all: initial; }
* { box-sizing: border-box; }
.list, .mark { position: fixed; z-index: 2147483647; font: 15px/1.45 system-ui, sans-serif; color: #1d1d1f; background: #fff;
  border: 1px solid #8a8a8e; box-shadow: 0 4px 24px #0004; }
.list { inset: auto 1rem 1rem 1rem; max-width: 60rem; max-height: 45vh; margin-inline: auto; overflow: auto; border-radius: .5rem;
  border-inline-start: .4rem solid #b00020; padding: .75rem 1rem; }
.list.warnings { border-inline-start-color: #8a5a00; }
.mark { inset: .75rem .75rem auto auto; padding: .2rem .7rem; border-radius: 1rem; background: #ffe9a8; font-weight: 600; }
header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
h2 { font-size: 1rem; margin: 0; }
ul { margin: .5rem 0 0; padding: 0; list-style: none; }
li { padding: .4rem 0; border-top: 1px solid #d2d2d7; overflow-wrap: anywhere; }
p { margin: 0; }
.kind { font-weight: 600; color: #b00020; }
.warning .kind { color: #8a5a00; }
.place { font-family: ui-monospace, monospace; font-size: 13px; color: #55555a; }
button { font: inherit; color: inherit; background: #f2f2f5; border: 1px solid #8a8a8e; border-radius: .35rem; padding: .15rem .7rem; cursor: pointer; }
button:focus-visible { outline: 3px solid #0b5fff; outline-offset: 2px; }
[hidden] { display: none; }
`;

const host = document.createElement("sitegen-preview");
const root = host.attachShadow({ mode: "open" });
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
root.adoptedStyleSheets = [sheet];

const make = (name, values = {}, ...inner) => {
  const element = Object.assign(document.createElement(name), values);
  element.append(...inner);
  return element;
};

const badge = make("p", { className: "mark", hidden: true });
badge.setAttribute("role", "note");
const box = make("section", { className: "list", hidden: true });
box.setAttribute("aria-label", "Problems of the site");
root.append(badge, box);
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

/** List problems, those of `source` first; `told` is {total, problems}. */
export function showProblems(told, source) {
  shown = JSON.stringify(told);
  if (!told.total) {
    box.hidden = true;
    box.replaceChildren();
    return;
  }
  const errors = told.problems.some((one) => one.severity === "error");
  box.setAttribute("role", errors ? "alert" : "status");
  box.className = errors ? "list" : "list warnings";
  const here = (one) => one.path === source || one.also.includes(source);
  const sorted = [...told.problems.filter(here), ...told.problems.filter((one) => !here(one))];
  const button = make("button", { type: "button", textContent: "Close", onclick: close });
  const title = make("h2", { textContent: told.total === 1 ? "1 problem" : `${told.total} problems` });
  box.replaceChildren(make("header", {}, title, button), make("ul", {}, ...sorted.map(item)));
  box.hidden = shown === closed;
}

function item(problem) {
  const place = [problem.path, problem.line, problem.column].filter(Boolean).join(":");
  const kind = make("span", { className: "kind", textContent: `${problem.severity === "error" ? "Error" : "Warning"} ${problem.code}` });
  const what = make("p", {}, kind, ` ${problem.message}`);
  const where = make("p", {}, make("span", { className: "place", textContent: place }), problem.hint ? ` – ${problem.hint}` : "");
  return make("li", { className: problem.severity }, what, where);
}
