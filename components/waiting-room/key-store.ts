import { makeKey } from "./make-proof.ts";

/** Where the browser keeps its one key: IndexedDB stores keys as such, so that their private half never becomes bytes. */
const DATABASE = "fairseat-keys";
const STORE = "keys";
const NAME = "time-inside";

/**
 * The key of this browser, made and kept by the first page that asks; undefined where there is no cryptography or no store. A key that cannot be
 * kept is not used: after a reload its holder would be locked out.
 */
export async function keptKey(): Promise<CryptoKeyPair | undefined> {
  try {
    const database = await opened();
    try {
      return (await read(database)) ?? (await keep(database, await makeKey()));
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

/** Keeps a new key and reads it back; where another tab was faster, its key is the one. */
async function keep(database: IDBDatabase, made: CryptoKeyPair): Promise<CryptoKeyPair | undefined> {
  const writing = database.transaction(STORE, "readwrite");
  const store = writing.objectStore(STORE);
  const known = store.getKey(NAME);
  known.onsuccess = () => {
    if (known.result === undefined) store.put(made, NAME);
  };
  await new Promise<void>((resolve, reject) => {
    writing.oncomplete = () => resolve();
    writing.onabort = () => reject(writing.error ?? new Error("the key was not kept"));
  });
  return read(database);
}

async function read(database: IDBDatabase): Promise<CryptoKeyPair | undefined> {
  const found: unknown = await answerOf(database.transaction(STORE).objectStore(STORE).get(NAME));
  return isKeyPair(found) ? found : undefined;
}

function opened(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return answerOf(opening);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the store of keys did not answer"));
  });
}

function isKeyPair(value: unknown): value is CryptoKeyPair {
  return (
    typeof value === "object" &&
    value !== null &&
    "privateKey" in value &&
    "publicKey" in value &&
    value.privateKey instanceof CryptoKey &&
    value.publicKey instanceof CryptoKey
  );
}
