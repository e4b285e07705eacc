import { createWriteBehind, type WriteBehind } from "#lib/platform/db/write-behind";
import { log } from "#lib/platform/observability/log";
import { singleton } from "#lib/platform/singleton";
import { claimHere } from "./here-store.ts";
import { readStatus } from "./read-status.ts";

/**
 * Pages that wait say from time to time that they are open, so that nobody is called to a page that was closed. The nearer a turn, the more
 * often: asking a hundred thousand people every few seconds would be a rush of its own. Who falls silent is passed over in place and
 * may come back: their place is what it was as soon as their page speaks again.
 */

/** How often a page speaks, and how long it is taken to be open afterwards: longer than browsers let a hidden page sleep. */
const NEAR = { nextSeconds: 40, keptSeconds: 120 };
const FAR = { nextSeconds: 240, keptSeconds: 600 };
/** A turn is near when it comes within these minutes at the room's rate. */
const NEAR_MINUTES = 3;

type Here = { eventId: number; keys: readonly string[]; seconds: number; ifSpoken: boolean };

/**
 * Notes that the page of a buyer is open. Written together with others, a moment later; one that is lost is made good by the next.
 * `number` is the buyer's in the queue, where their page knows it; `ifSpoken` says it of a page alone that spoke before: a program that only joined
 * twice would otherwise count as fallen silent later. Answers after how many seconds the page speaks again; undefined without a waiting room.
 */
export async function noteHere(
  eventId: number,
  keys: readonly string[],
  { number, ifSpoken = false }: { number?: number | undefined; ifSpoken?: boolean } = {},
): Promise<{ nextSeconds: number } | undefined> {
  const status = await readStatus(eventId);
  if (!status) return undefined;
  const isNear = number !== undefined && number - status.serving_position <= NEAR_MINUTES * status.rate_per_minute;
  const { nextSeconds, keptSeconds } = isNear ? NEAR : FAR;
  if (keys.length > 0) writer().add({ eventId, keys, seconds: keptSeconds, ifSpoken });
  return { nextSeconds };
}

/** Resolves when all that was noted is written. */
export function hereWritten(): Promise<void> {
  return writer().written();
}

function writer(): WriteBehind<Here> {
  return singleton("here-writer", () =>
    createWriteBehind<Here>({
      name: "open-pages",
      write: writeHere,
      onLost: (lost, error) => log().warn({ err: error, pages: lost.length }, "open pages of queues were not noted"),
    }),
  );
}

async function writeHere(noted: readonly Here[]): Promise<void> {
  const groups = Map.groupBy(noted, ({ eventId, seconds, ifSpoken }) => `${eventId}:${seconds}:${ifSpoken}`);
  for (const [first, ...rest] of groups.values()) {
    if (first) await claimHere({ ...first, keys: [first, ...rest].flatMap(({ keys }) => keys) });
  }
}
