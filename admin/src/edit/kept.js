// What has been written and not yet saved, kept in this browser: it outlives the tab and the browser itself. Each window
// keeps its own, and holds a lock while it lives, so that another one of the same page does not take it for left behind.

const STORE = "unsaved";

/** @returns {Promise<IDBDatabase>} */
const opened = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open("sitegen", 2);
    asked.onupgradeneeded = () => {
      if (!asked.result.objectStoreNames.contains(STORE)) asked.result.createObjectStore(STORE);
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

/**
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} action
 * @returns {Promise<any>}
 */
async function done(mode, action) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: "strict" });
      const asked = action(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result); // now it is on the disk
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(asked.error);
    });
  } finally {
    database.close();
  }
}

/**
 * The place where a window keeps what it has not saved of a page.
 *
 * @param {string} page whose, and which page
 */
export function openKept(page) {
  const key = `${page} ${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  /** @type {Promise<unknown>} One after the other: what is forgotten must not come back. */
  let last = Promise.resolve();
  const after = (/** @type {() => Promise<unknown>} */ action) => (last = last.then(action, action).catch(() => {}));
  // Held until the window is gone. Only trustworthy origins have locks; elsewhere nothing is taken to be alive.
  void navigator.locks?.request(key, () => new Promise(() => {}));

  return {
    /** @param {unknown} draft */
    keep: (draft) => after(() => done("readwrite", (store) => store.put(draft, key))),
    forget: () => after(() => done("readwrite", (store) => store.delete(key))),

    /** What windows that are gone have left behind, the newest last. @returns {Promise<{key: string, draft: any}[]>} */
    async left() {
      const held = new Set((await navigator.locks?.query())?.held?.map((one) => one.name));
      const keys = /** @type {string[]} */ (await done("readonly", (store) => store.getAllKeys(IDBKeyRange.bound(`${page} `, `${page} \uffff`))));
      const free = keys.filter((one) => !held.has(one));
      const found = await Promise.all(free.map(async (one) => ({ key: one, draft: await done("readonly", (store) => store.get(one)) })));
      return found.filter((one) => one.draft).sort((a, b) => a.draft.when - b.draft.when);
    },
    /** @param {string} other the key of what was left behind */
    drop: (other) => after(() => done("readwrite", (store) => store.delete(other))),
  };
}
