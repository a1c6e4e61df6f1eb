// What has been written and not yet saved, kept in this browser: it outlives the tab and the browser itself.

const STORE = "unsaved";

/** @returns {Promise<IDBDatabase>} */
const opened = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open("sitegen", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
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
      const asked = action(database.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    database.close();
  }
}

/** @param {string} key @param {unknown} draft */
export const keep = (key, draft) => done("readwrite", (store) => store.put(draft, key));

/** @param {string} key */
export const kept = (key) => done("readonly", (store) => store.get(key));

/** @param {string} key */
export const forget = (key) => done("readwrite", (store) => store.delete(key));
