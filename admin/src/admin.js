// Runs on every screen of the back office. What a screen needs besides is loaded by it.
import "./screen/menu.js";
import "./screen/theme.js";
import "./screen/dialogs.js";
import "./screen/palette.js";
import "./screen/keys.js";
export { say } from "./words.js";

/** The writing pane, which is big, is loaded where there is a text to write. */
export const writing = () => import("./writing/open.js");
