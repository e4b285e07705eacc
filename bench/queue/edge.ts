import { setTimeout as sleep } from "node:timers/promises";

/**
 * A cache between people and the origin that does what a content network does: keeps an answer as long as its `Cache-Control` says, and asks
 * the origin once where many ask at the same time.
 */
export type Edge = { poll: () => void; counts: { polls: number; origin: number; failed: number } };

export function edgeBefore(url: string): Edge {
  const counts = { polls: 0, origin: 0, failed: 0 };
  let freshUntil = 0;
  let asking = false;

  async function ask(): Promise<void> {
    counts.origin += 1;
    const response = await fetch(url);
    await response.arrayBuffer();
    const seconds = Number(/max-age=(\d+)/.exec(response.headers.get("cache-control") ?? "")?.[1] ?? 0);
    if (!response.ok || seconds === 0) counts.failed += 1;
    freshUntil = performance.now() + seconds * 1_000;
  }

  return {
    counts,
    poll: () => {
      counts.polls += 1;
      if (asking || performance.now() < freshUntil) return;
      asking = true;
      ask()
        .catch(() => {
          counts.failed += 1;
        })
        .finally(() => {
          asking = false;
        });
    },
  };
}

const TICK_MS = 10;
/** Each waits five seconds between two polls on average, a fifth more or less. */
const POLL_MS = 5_000;
const JITTER = 0.2;

/** Lets so many people poll through the edge for so long. Polls that a slow machine made late are made up for. */
export async function pollThrough(
  edge: Edge,
  { people, ms, random }: { people: number; ms: number; random: () => number },
): Promise<void> {
  const slots: number[] = new Array(Math.ceil((POLL_MS * (1 + JITTER)) / TICK_MS) + 1).fill(0);
  for (let i = 0; i < people; i++) add(slots, Math.floor((random() * POLL_MS) / TICK_MS));
  const started = performance.now();
  for (let tick = 0; tick * TICK_MS < ms; tick++) {
    const at = tick % slots.length;
    const due = slots[at] ?? 0;
    slots[at] = 0;
    for (let i = 0; i < due; i++) {
      edge.poll();
      add(slots, tick + Math.floor((POLL_MS * (1 + JITTER * (2 * random() - 1))) / TICK_MS));
    }
    // Also where it is late: the edge's own requests need their turn.
    await sleep(Math.max(0, started + (tick + 1) * TICK_MS - performance.now()));
  }
}

function add(slots: number[], tick: number): void {
  const at = tick % slots.length;
  slots[at] = (slots[at] ?? 0) + 1;
}
