// Text that came back joined with somebody else's, and what has been typed since it was sent.
import { diff } from "@codemirror/merge";
import { ChangeSet, Text } from "@codemirror/state";

/**
 * `typed` with the changes that lead from `sent` to `joined`.
 *
 * @param {string} sent what was sent
 * @param {string} joined what came back
 * @param {string} typed what stands there now
 */
export function joinedText(sent, joined, typed) {
  if (typed === sent) return joined;
  if (joined === sent) return typed;
  const theirs = changes(sent, joined);
  const mine = changes(sent, typed);
  return theirs.map(mine, true).apply(Text.of(typed.split("\n"))).toString();
}

/** @param {string} before @param {string} after */
const changes = (before, after) =>
  ChangeSet.of(
    diff(before, after).map((one) => ({ from: one.fromA, to: one.toA, insert: Text.of(after.slice(one.fromB, one.toB).split("\n")) })),
    before.length,
  );
