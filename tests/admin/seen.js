// What eyes would see, and axe does not say: icons that are not there, what sticks out, what one sees through.
async () => {
  const said = [];
  const sprites = new Map();
  for (const use of document.querySelectorAll("use")) {
    const [file, name] = (use.getAttribute("href") ?? "").split("#");
    if (!sprites.has(file)) sprites.set(file, file ? await (await fetch(file)).text() : "");
    if (!sprites.get(file).includes(`id="${name}"`)) said.push(`there is no icon ${file}#${name}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) said.push(`it is ${document.documentElement.scrollWidth} wide`);
  for (const one of document.querySelectorAll("[hidden]"))
    if (one.checkVisibility()) said.push(`hidden, but seen: ${one.outerHTML.slice(0, 120)}`);
  for (const one of document.querySelectorAll("dialog[open], .frame > .menu, .editing > .menu")) {
    const bounds = one.getBoundingClientRect();
    const floats = getComputedStyle(one).position === "fixed";
    if (floats && getComputedStyle(one).backgroundColor === "rgba(0, 0, 0, 0)") said.push(`one sees through ${one.className}`);
    if (bounds.left < -1 || bounds.right > innerWidth + 1) said.push(`${one.className} sticks out`);
  }
  for (const one of document.querySelectorAll(".button, .switch, .chip, h1, .state")) {
    if (!one.checkVisibility() || one.closest(".tree, .cm-editor, .unseen, .table-scroll")) continue;
    const { left, right } = one.getBoundingClientRect();
    const isOut = right > left && (left < -1 || right > innerWidth + 1);
    if (isOut) said.push(`out of sight: ${one.outerHTML.slice(0, 120)}`);
  }
  if (document.querySelectorAll("main h1").length !== 1) said.push("it has not one heading");
  return said;
}
