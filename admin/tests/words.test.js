import assert from "node:assert/strict";
import { test } from "node:test";
import { filled, found } from "../src/words.js";

const tree = { writing: { bold: "Bold", problems: { one: "{count} problem", other: "{count} problems" } }, "edit.saved": "Saved" };

test("a text is found by its dotted name, nested or flat", () => {
  assert.equal(found(tree, "writing.bold"), "Bold");
  assert.equal(found(tree, "edit.saved"), "Saved");
  assert.equal(found(tree, "writing.none"), undefined);
});

test("the count chooses the plural form, in the language's own numbers", () => {
  const text = found(tree, "writing.problems");
  assert.equal(filled(text, "n", { count: 1 }, "en"), "1 problem");
  assert.equal(filled(text, "n", { count: 1200 }, "en"), "1,200 problems");
});

test("what the catalogue lacks is shown by its name, a place without value stays", () => {
  assert.equal(filled(undefined, "writing.none", {}, "en"), "writing.none");
  assert.equal(filled("Line {line}", "n", {}, "en"), "Line {line}");
});
