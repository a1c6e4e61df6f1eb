import assert from "node:assert/strict";
import { test } from "node:test";
import { GFM, parser } from "@lezer/markdown";
import { Components } from "../src/writing/language.js";

const reader = parser.configure([GFM, Components]);

/** The names of the nodes with what they cover. */
function nodes(text, wanted = /Component|Paragraph|Heading|List$|Fenced|Quote/) {
  const found = [];
  reader.parse(text).iterate({ enter: (node) => void (wanted.test(node.name) && found.push([node.name, text.slice(node.from, node.to)])) });
  return found;
}

test("a container holds Markdown up to its line of colons", () => {
  const text = "Before\n:::note[Remember]\nText *here*.\n\n- one\n:::\nAfter\n";
  assert.deepEqual(nodes(text), [
    ["Paragraph", "Before"],
    ["Component", ":::note[Remember]\nText *here*.\n\n- one\n:::"],
    ["ComponentHead", ":::note[Remember]"],
    ["Paragraph", "Text *here*."],
    ["BulletList", "- one"],
    ["Paragraph", "one"],
    ["ComponentEnd", ":::"],
    ["Paragraph", "After"],
  ]);
});

test("one within another: more colons outside, or as many", () => {
  for (const outer of ["::::", ":::"]) {
    const text = `${outer}tabs\n:::tab[A]\nOne\n:::\nTwo\n${outer}\nAfter`;
    const found = nodes(text, /Component$|Paragraph/);
    assert.deepEqual(found.map(([name]) => name), ["Component", "Component", "Paragraph", "Paragraph", "Paragraph"], outer);
    assert.equal(found[1][1], ":::tab[A]\nOne\n:::");
    assert.equal(found[4][1], "After");
  }
});

test("a leaf stands on its line, colons in code mean nothing", () => {
  assert.deepEqual(nodes("::video{src=a.mp4}\nText"), [["ComponentHead", "::video{src=a.mp4}"], ["Paragraph", "Text"]]);
  assert.deepEqual(nodes("```\n:::note\n:::\n```"), [["FencedCode", "```\n:::note\n:::\n```"]]);
  assert.deepEqual(nodes(":::\nText"), [["Paragraph", ":::\nText"]]);
});

test("a container that nobody closes goes to the end", () => {
  assert.equal(nodes(":::note\nText\n\nMore")[0][1], ":::note\nText\n\nMore");
});
