/** What the tabs of one browser tell each other about a queue: one of them is inside, or the place was given up. */
export type TabWord = "inside" | "left";

export type QueueTabs = { readonly tell: (word: TabWord) => void; readonly close: () => void };

/** Listens to the other tabs. Without channels in the browser a tab is alone. */
export function openQueueTabs(eventId: number, hear: (word: TabWord) => void): QueueTabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(`fairseat-queue-${eventId}`);
  channel.onmessage = ({ data }) => {
    if (data === "inside" || data === "left") hear(data);
  };
  return { tell: (word) => channel.postMessage(word), close: () => channel.close() };
}

/** Runs work unless another tab runs its own now; then undefined. Browsers have locks over tabs on https and on this machine only. */
export async function aloneAmongTabs<T>(eventId: number, work: () => Promise<T>): Promise<T | undefined> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return work();
  return locks.request(`fairseat-turn-${eventId}`, { ifAvailable: true }, (lock) =>
    lock ? work() : undefined,
  ) as Promise<T | undefined>;
}
