// The Media section: what is clicked, searched or uploaded shows at once; the addresses are those of whole screens.
import { one } from "../elements.js";
import { openDeeds } from "./deeds.js";
import { openRecord } from "./record.js";
import { openShelf } from "./shelf.js";
import { openUploads } from "./uploads.js";

const main = one("#main");
const shelf = openShelf(main);
if (main.dataset["may"] === "write") {
  const uploads = openUploads(() => main.dataset["into"] ?? "static", shelf.again);
  openDeeds(main, shelf, uploads);
  openRecord(main, shelf);
}
