/** What is being edited: marks are shown there, and nowhere when the text has no focus. */
import { StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** @import { EditorState, Extension } from "@codemirror/state" */

/** @type {import("@codemirror/state").StateEffectType<boolean>} */
const focused = StateEffect.define();

/** Whether the caret is in the text. */
export const focus = StateField.define({
  create: () => false,
  update: (value, tr) => tr.effects.reduce((now, effect) => (effect.is(focused) ? effect.value : now), value),
});

/** @type {Extension} */
export const focusTold = [focus, EditorView.focusChangeEffect.of((_state, focusing) => focused.of(focusing))];

/**
 * Whether the selection touches a stretch of text that is being edited.
 *
 * @param {EditorState} state @param {number} from @param {number} to
 */
export function touched(state, from, to) {
  return state.field(focus) && state.selection.ranges.some((range) => range.from <= to && range.to >= from);
}
