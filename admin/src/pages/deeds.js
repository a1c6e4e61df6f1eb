// The deeds of the list of pages, each with what has to be known before.

/** @type {Record<string, (paths: string[]) => Promise<void>>} */
export const deeds = {};
