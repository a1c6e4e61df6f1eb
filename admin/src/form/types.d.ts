/** Plain data, as a page says it. `undefined` stands for nothing at all. */
export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
export type Path = (string | number)[];
export type Edit = { at: Path; value: Value } | { at: Path; remove: true };

export interface Found {
  label: string;
  path: string;
  url?: string;
  detail?: string;
  /** What is written for it in the page, where that is not the path. */
  value?: string;
}
export interface Uploaded {
  path: string;
  url: string;
  value?: string;
}
export type Find = (words: string, kind: string, more: { type?: string; taxonomy?: string }) => Promise<Found[]>;

/** What a control may ask of what is round it. */
export interface Around {
  find?: Find | undefined;
  upload?: ((file: File) => Promise<Uploaded>) | undefined;
  /** What the writing panes of Markdown fields need; without it they are plain boxes. */
  writing?: Record<string, unknown> | undefined;
  /** Something was changed that makes no input event. */
  changed(): void;
  announce(text: string): void;
}

/** What a person types a single value into. */
export interface Control {
  /** The value that stands there; undefined for none. */
  read(): Value | undefined;
  /** Shows a value, without moving the caret of who is typing there. */
  write(value: Value | undefined): void;
  focus(): void;
}
export type OpenControl = (root: HTMLElement, around: Around, base: Value | undefined) => Control;

/** What a joined value meets when it comes from the server. */
export interface Coming {
  /** May what stands at this place be written over? */
  held(at: Path): boolean;
  /** What was sent to be saved for this place: `{value}`, or undefined if nothing was. */
  sent(at: Path): { value: Value | undefined } | undefined;
}

/** A place of the form: a field, a group, a list. */
export interface Part {
  root: HTMLElement;
  value(): Value | undefined;
  edits(at: Path): Edit[];
  /** Takes what the server has now. */
  set(value: Value | undefined, at: Path, coming: Coming): void;
  /** Shows a value as if somebody had typed it: what it was opened with stays. */
  type(value: Value | undefined): void;
  /** Shows a value as the one that it was opened with. */
  show(value: Value | undefined): void;
  /** What stands here is what is saved as `value`. */
  adopt(value: Value | undefined): void;
  child(name: string | number): Part | undefined;
  focus(): void;
}
