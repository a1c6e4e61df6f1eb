import assert from "node:assert/strict";
import { test } from "node:test";
import { moved } from "../src/form/caret.js";
import { onClocks } from "../src/form/kinds/moment.js";
import { asNumber, meant, same } from "../src/form/values.js";

test("values are the same whatever the order of their names", () => {
  assert.ok(same({ a: [1, { b: null }], c: "x" }, { c: "x", a: [1, { b: null }] }));
  assert.ok(!same({ a: undefined }, {}));
  assert.ok(!same([1, 2], { 0: 1, 1: 2 }));
  assert.ok(!same("1", 1));
});

test("a number that would be rounded stays text", () => {
  assert.equal(asNumber("12.50"), 12.5);
  assert.equal(asNumber("9007199254740993"), "9007199254740993");
  assert.equal(asNumber("many"), "many");
});

test("what is typed in place of a value is what was wanted there", () => {
  assert.equal(meant("12", "number", "many"), 12);
  assert.deepEqual(meant("a, b,", "list", "a"), ["a", "b"]);
  assert.deepEqual(meant('{"a": 1}', "any", { a: 0 }), { a: 1 });
  assert.equal(meant("{a", "any", { a: 0 }), "{a");
  assert.equal(meant("12", "any", "11"), "12");
  assert.equal(meant("", "text", "a"), undefined);
});

test("the caret stays at its letters", () => {
  assert.equal(moved("one two", "zero one two", 4), 9);
  assert.equal(moved("one two", "one two three", 3), 3);
  assert.equal(moved("one two three", "one three", 6), 5);
  assert.equal(moved("abc", "", 2), 0);
});

test("a moment is shown as the site's clocks show it", () => {
  assert.deepEqual(onClocks("2026-12-03T07:00:00Z", "Europe/Helsinki"), { day: "2026-12-03", time: "09:00" });
  assert.deepEqual(onClocks("2026-12-03 9:05", "Europe/Helsinki"), { day: "2026-12-03", time: "09:05" });
  assert.deepEqual(onClocks("2026-12-03", "Europe/Helsinki"), { day: "2026-12-03", time: "" });
  assert.deepEqual(onClocks("next week", "Europe/Helsinki"), { day: "", time: "" });
});
