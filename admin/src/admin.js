// Runs on every screen of the back office. What a screen needs besides is loaded by it.
export { say } from "./words.js";
