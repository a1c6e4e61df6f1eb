// Runs on every screen of the back office. What a screen needs besides is loaded by it.
export { say } from "./words.js";

/** The writing pane, which is big, is loaded where there is a text to write. */
export const writing = () => import("./writing/open.js");
