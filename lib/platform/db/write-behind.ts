import { beforeClosing } from "../before-closing.ts";
import { declareQueue } from "../bounded-queues.ts";
import { Failure } from "../invariant.ts";

/**
 * Writes without waiting: items that arrive within a moment are written together, in order. Items not yet written are lost when
 * the process dies, so they must be reproducible or recorded in other rows as well. Items that find too many waiting are lost as well: the
 * process outlives a database that hangs.
 */
export type WriteBehind<Item> = {
  add: (item: Item) => void;
  /** Resolves when all that was added is written or lost. A process that ends in order waits for it. */
  written: () => Promise<void>;
};

export function createWriteBehind<Item>(options: {
  name: string;
  write: (items: Item[]) => Promise<void>;
  /** Receives items that could not be written, or found no place to wait. */
  onLost: (items: Item[], error: unknown) => void;
}): WriteBehind<Item> {
  let waiting: Item[] = [];
  let turnedAway: Item[] = [];
  let isDue = false;
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const items = waiting.slice(0, ITEMS_MAX);
      waiting = waiting.slice(ITEMS_MAX);
      await options.write(items).catch((error: unknown) => options.onLost(items, error));
      reportLost();
    }
  }

  /** Together, so that a rush does not write as many lines of the log. */
  function reportLost(): void {
    if (turnedAway.length === 0) return;
    const items = turnedAway;
    turnedAway = [];
    options.onLost(items, new Failure(options.name, `${WAITING_MAX} items wait already`));
  }

  function begin(): Promise<void> {
    writing ??= writeAll().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  declareQueue(options.name, { bound: WAITING_MAX, depth: () => waiting.length });
  beforeClosing(options.name, written);
  async function written(): Promise<void> {
    while (writing || waiting.length > 0) await begin();
  }

  return {
    add: (item) => {
      if (waiting.length >= WAITING_MAX) {
        if (turnedAway.push(item) >= ITEMS_MAX) reportLost();
        return;
      }
      waiting.push(item);
      if (isDue) return;
      isDue = true;
      setTimeout(() => {
        isDue = false;
        void begin();
      }, GATHER_MS).unref();
    },
    written,
  };
}

/** Long enough for a rush to share a statement, short enough that readers do not miss recent items. */
const GATHER_MS = 50;
const ITEMS_MAX = 1_000;
/** Some seconds of a rush. */
export const WAITING_MAX = 50_000;
