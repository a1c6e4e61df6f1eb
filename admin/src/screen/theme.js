// Dark or light: as the system has it, until somebody chooses.
import { all } from "../elements.js";

const root = document.documentElement;
const dark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

export function turn() {
  root.dataset.theme = dark() ? "light" : "dark";
  document.cookie = `theme=${root.dataset.theme}; path=/; samesite=lax; max-age=31536000`;
}

for (const button of all(".theme-toggle")) button.addEventListener("click", turn);
