import { readFileSync, renameSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import type { KeptKey, KeyVault } from "./idempotency.ts";
import type { Ledger } from "./ledger.ts";

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

type Log = (message: string, details: Record<string, unknown>) => void;

/** Fills the ledger and the vault from the file and keeps it from now on. A file that cannot be read is put aside. */
export function openStateFile(
  path: string,
  { ledger, vault }: { ledger: Ledger; vault: KeyVault },
  log: Log,
): StateFile {
  load(path, { ledger, vault }, log);
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    timer = undefined;
    try {
      await writeFile(`${path}.new`, JSON.stringify(snapshot(ledger, vault)), { mode: 0o600 });
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
const SHELVES = ["methods", "intents", "charges", "refunds", "disputes", "transactions", "payouts"] as const;

type Snapshot = { version: 1; keys: KeptKey[] } & {
  [Name in (typeof SHELVES)[number]]: ReturnType<Ledger[Name]["list"]>;
};

function snapshot(ledger: Ledger, vault: KeyVault): Snapshot {
  const newest = <T>(records: T[]) => records.slice(0, KEPT_MAX).reverse();
  return {
    version: 1,
    methods: newest(ledger.methods.list()),
    intents: newest(ledger.intents.list()),
    charges: newest(ledger.charges.list()),
    refunds: newest(ledger.refunds.list()),
    disputes: newest(ledger.disputes.list()),
    transactions: newest(ledger.transactions.list()),
    payouts: newest(ledger.payouts.list()),
    keys: vault.list().slice(-KEPT_MAX),
  };
}

function load(path: string, { ledger, vault }: { ledger: Ledger; vault: KeyVault }, log: Log): void {
  try {
    // Files of older versions lack the shelves that came later.
    const kept = { disputes: [], transactions: [], payouts: [], ...JSON.parse(readFileSync(path, "utf8")) } as Snapshot;
    if (kept.version !== 1 || SHELVES.some((name) => !Array.isArray(kept[name]))) throw new Error("of another form");
    for (const record of kept.methods) ledger.methods.add(record);
    for (const record of kept.intents) ledger.intents.add(record);
    for (const record of kept.charges) ledger.charges.add(record);
    for (const record of kept.refunds) ledger.refunds.add(record);
    for (const record of kept.disputes) ledger.disputes.add(record);
    for (const record of kept.transactions) ledger.transactions.add(record);
    for (const record of kept.payouts) ledger.payouts.add(record);
    vault.restore(kept.keys);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    log("sandbox state not read, starting empty", { error: String(error) });
    renameSync(path, `${path}.unreadable`);
  }
}
