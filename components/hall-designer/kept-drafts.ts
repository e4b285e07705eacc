import type { HallPlan } from "#lib/seating/plan/plan";

/** A plan that is on this device alone, and the revision that it was made on. */
export type KeptDraft = { readonly plan: HallPlan; readonly revision: number };

/** Plans kept on the device until the server has them. Where the browser keeps nothing, nothing is kept and nothing breaks. */
export type KeptDrafts = {
  readonly keep: (id: string, kept: KeptDraft) => Promise<void>;
  readonly find: (id: string) => Promise<KeptDraft | undefined>;
  readonly forget: (id: string) => Promise<void>;
};

const STORE = "drafts";

/** Kept in IndexedDB, which takes plans of any size. */
export function keptDrafts(): KeptDrafts {
  let database: Promise<IDBDatabase> | undefined;
  const open = () => {
    database ??= new Promise((resolve, reject) => {
      const request = indexedDB.open("fairseat-designer", 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return database;
  };
  async function ask<T>(
    mode: IDBTransactionMode,
    run: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> {
    try {
      const store = (await open()).transaction(STORE, mode).objectStore(STORE);
      return await new Promise((resolve, reject) => {
        const request = run(store);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    } catch {
      // A private window may have no storage.
      return undefined;
    }
  }
  return {
    keep: async (id, kept) => void (await ask("readwrite", (store) => store.put(kept, id))),
    find: (id) => ask<KeptDraft | undefined>("readonly", (store) => store.get(id)),
    forget: async (id) => void (await ask("readwrite", (store) => store.delete(id))),
  };
}
