import { openBoolean } from "./kinds/boolean.js";
import { openChoice } from "./kinds/choice.js";
import { openColour } from "./kinds/colour.js";
import { openImage } from "./kinds/image.js";
import { openMarkdown } from "./kinds/markdown.js";
import { openDatetime, openMoment } from "./kinds/moment.js";
import { openNumber } from "./kinds/number.js";
import { openPicker } from "./kinds/picker.js";
import { openPlace } from "./kinds/place.js";
import { openRaw } from "./kinds/raw.js";
import { openTerm } from "./kinds/term.js";
import { openTerms } from "./kinds/terms.js";
import { openText } from "./kinds/text.js";

/**
 * What brings the control of a kind to life.
 *
 * @type {Record<string, import("./types").OpenControl>}
 */
export const KINDS = {
  text: openText,
  longtext: openText,
  markdown: openMarkdown,
  number: openNumber,
  boolean: openBoolean,
  date: openText,
  datetime: openDatetime,
  moment: openMoment,
  choice: openChoice,
  term: openTerm,
  terms: openTerms,
  reference: openPicker,
  url: openPicker,
  file: openPicker,
  image: openImage,
  colour: openColour,
  place: openPlace,
  raw: openRaw,
  any: openRaw,
};
