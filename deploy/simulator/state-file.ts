import { readFileSync, renameSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import type { KeptKey, KeyVault } from "./idempotency.ts";
import { createLedger, type Ledger } from "./ledger.ts";

/**
 * Stores the simulator's state in a file, so that yesterday's order can still be refunded after a restart. It is written shortly
 * after a change, under a temporary name and then renamed, so an interruption leaves the previous file. Only the newest records
 * are stored, and no events, because they are not read after they were sent.
 */
export type StateFile = {
  /** Says that something changed. */
  touch(): void;
  /** Writes pending changes. */
  close(): Promise<void>;
};

/** The ledger of the platform, and those of connected accounts by their ids. */
export type Books = { readonly platform: Ledger; readonly connected: Map<string, Ledger> };

type Log = (message: string, details: Record<string, unknown>) => void;

/** Fills the ledgers and the vault from the file and keeps it from now on. A file that cannot be read is put aside. */
export function openStateFile(path: string, { books, vault }: { books: Books; vault: KeyVault }, log: Log): StateFile {
  load(path, { books, vault }, log);
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    timer = undefined;
    try {
      await writeFile(`${path}.new`, JSON.stringify(snapshot(books, vault)), { mode: 0o600 });
      await rename(`${path}.new`, path);
    } catch (error) {
      log("sandbox state not written", { error: String(error) });
    }
  }

  return {
    touch() {
      timer ??= setTimeout(() => {
        writing = writing.then(write);
      }, WRITE_AFTER_MS);
    },
    async close() {
      const isDue = timer !== undefined;
      clearTimeout(timer);
      writing = writing.then(() => (isDue ? write() : undefined));
      await writing;
    },
  };
}

const WRITE_AFTER_MS = 1_000;
const KEPT_MAX = 2_000;
const SHELVES = [
  ...["methods", "intents", "charges", "refunds", "disputes", "transactions", "payouts"],
  ...["accounts", "links", "applicationFees"],
] as readonly Exclude<keyof Ledger, "events">[];

type Shelves = { [Name in (typeof SHELVES)[number]]?: ReturnType<Ledger[Name]["list"]> };
type Snapshot = { version: 1; keys: KeptKey[]; connected?: Record<string, Shelves> } & Shelves;

function snapshot({ platform, connected }: Books, vault: KeyVault): Snapshot {
  return {
    version: 1,
    ...shelvesOf(platform),
    connected: Object.fromEntries([...connected].map(([account, ledger]) => [account, shelvesOf(ledger)])),
    keys: vault.list().slice(-KEPT_MAX),
  };
}

function shelvesOf(ledger: Ledger): Shelves {
  return Object.fromEntries(SHELVES.map((name) => [name, ledger[name].list().slice(0, KEPT_MAX).reverse()]));
}

function load(path: string, { books, vault }: { books: Books; vault: KeyVault }, log: Log): void {
  try {
    const kept = JSON.parse(readFileSync(path, "utf8")) as Snapshot;
    if (kept.version !== 1) throw new Error("of another form");
    fill(books.platform, kept);
    for (const [account, shelves] of Object.entries(kept.connected ?? {})) {
      const ledger = createLedger();
      fill(ledger, shelves);
      books.connected.set(account, ledger);
    }
    vault.restore(kept.keys);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    log("sandbox state not read, starting empty", { error: String(error) });
    renameSync(path, `${path}.unreadable`);
  }
}

/** Files of older versions lack the shelves that came later. */
function fill(ledger: Ledger, shelves: Shelves): void {
  for (const name of SHELVES) {
    const records: readonly { id: string }[] = shelves[name] ?? [];
    for (const record of records) (ledger[name] as { add(record: unknown): unknown }).add(record);
  }
}
