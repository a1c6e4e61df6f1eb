import assert from "node:assert/strict";
import { test } from "node:test";
import { labelChange, newCall, propertyChange, readOpening } from "../src/writing/components.js";

const changed = (text, change) => (change ? text.slice(0, change.from) + change.insert + text.slice(change.to) : text);

test("reads colons, name, label and properties", () => {
  const read = readOpening(`:::note[Remember [this]]{a="x y" b='z' c=1 flag}  `);
  assert.equal(read.name, "note");
  assert.equal(read.colons, 3);
  assert.deepEqual(read.properties.map(({ name, value }) => [name, value]), [["a", "x y"], ["b", "z"], ["c", "1"], ["flag", "true"]]);
  assert.deepEqual(readOpening("::video").properties, []);
});

test("what only looks like a component is none", () => {
  for (const text of ["::", ":::", ":: video", "::video text", "::video[a", "::video{a=<}", ":name[x]", "a ::video", ":::9"]) {
    assert.equal(readOpening(text), null, text);
  }
});

test("a property is changed alone", () => {
  const text = `::video{src="a.mp4"  poster='b.jpg' .wide}`;
  assert.equal(changed(text, propertyChange(text, "src", "c d.mp4")), `::video{src="c d.mp4"  poster='b.jpg' .wide}`);
  assert.equal(changed(text, propertyChange(text, "src", "")), `::video{ poster='b.jpg' .wide}`);
  assert.equal(propertyChange(text, "poster", "b.jpg"), null);
  assert.equal(changed(text, propertyChange(text, "title", 'say "a"')), `::video{src="a.mp4"  poster='b.jpg' .wide title='say "a"'}`);
  assert.equal(changed("::video", propertyChange("::video", "src", "a")), `::video{src="a"}`);
  assert.equal(changed('::video{src="a"}', propertyChange('::video{src="a"}', "src", "")), "::video");
  assert.equal(changed("::video[x]", propertyChange("::video[x]", "src", "a")), `::video[x]{src="a"}`);
});

test("what is written is read again with the same value", () => {
  for (const value of ["a", "a b", 'with "these"', "it's", "ä ö 中", "a}b", "{x}", "\\"]) {
    const text = "::video[Tour]{poster=a.jpg}";
    const line = changed(text, propertyChange(text, "src", value));
    assert.equal(readOpening(line)?.properties.at(-1).value, value, line);
  }
});

test("the label is changed alone", () => {
  assert.equal(changed(":::note", labelChange(":::note", "Remember")), ":::note[Remember]");
  assert.equal(changed(":::note[Old]{a=1}", labelChange(":::note[Old]{a=1}", "New [x]")), ":::note[New [x]]{a=1}");
  assert.equal(changed(":::note[Old]", labelChange(":::note[Old]", "a ] b")), ":::note[a \\] b]");
  assert.equal(changed(":::note[Old]{a=1}", labelChange(":::note[Old]{a=1}", "")), ":::note{a=1}");
  assert.equal(labelChange(":::note[Old]", "Old"), null);
});

test("a new call has what is required", () => {
  assert.deepEqual(newCall({ name: "note", label: "Note" }), { text: ":::note\n\n:::", caret: 8 });
  const video = { name: "video", label: "Video", holds: false, properties: [{ name: "src", required: true }] };
  assert.equal(newCall(video).text, '::video{src=""}');
});
