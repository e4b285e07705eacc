import type { Requester } from "./gate.ts";

/** How people come and behave, drawn from one sequence of random numbers. All shares are assumptions, to be changed here. */

/** Where people come from: a household of their own, a mobile operator's shared address, or a campus. */
export const PLACES = [
  { name: "home", share: 0.8, perAddress: undefined },
  { name: "mobile", share: 0.15, perAddress: 300 },
  { name: "campus", share: 0.05, perAddress: 2_000 },
] as const;

/** Kinds of devices on shared networks; the most frequent has about a quarter (Zipf's law). */
const DEVICES = 40;
const DEVICE_WEIGHTS = Array.from({ length: DEVICES }, (_, i) => 1 / (i + 1));
const DEVICE_SUM = DEVICE_WEIGHTS.reduce((sum, weight) => sum + weight, 0);

/** The index of a place in `PLACES`. */
export function placeOf(random: number): number {
  let rest = random;
  const at = PLACES.findIndex(({ share }) => {
    rest -= share;
    return rest < 0;
  });
  return at === -1 ? 0 : at;
}

/** A person of a place whose networks hold `people` in all. Networks of people have even numbers, those of operators odd ones. */
export function aPerson(place: number, { people, random }: { people: number; random: () => number }): Requester {
  const perAddress = PLACES[place]?.perAddress;
  const common = { hasAccount: false, solves: true, signals: {} };
  if (perAddress === undefined) return { ...common, network: undefined, device: 0 };
  const networks = Math.max(1, Math.round((people * (PLACES[place]?.share ?? 0)) / perAddress));
  return { ...common, network: 2 * (place * 1_000_000 + Math.floor(random() * networks)), device: aDevice(random()) };
}

function aDevice(random: number): number {
  let rest = random * DEVICE_SUM;
  return DEVICE_WEIGHTS.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
}

/** Tries a second of a phone four times slower than the machine on which a try was measured (lib/protection/challenges/difficulty.ts). */
export const PHONE_TRIES_PER_SECOND = 833;
/** Phones are from half as fast to twice as fast. */
export const phoneSpeed = (random: number) => 2 ** (2 * random - 1);

/** What someone does after a call: when they come, how long they stay, and what they take. Times in seconds. */
export type Visit = { comesAfter: number; stays: number; seats: number };

const BASKETS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4];

/**
 * A person's visit. Of those who were called after a long wait fewer come: a tenth has closed the page, and more the longer it took. Three of
 * ten of them come back when their pass is over.
 */
export function personsVisit(
  { waitedMs, claimMs }: { waitedMs: number; claimMs: number },
  random: () => number,
): Visit | undefined {
  const isGone = random() > 0.9 * Math.exp(-waitedMs / 7_200_000);
  if (isGone && random() > 0.3) return undefined;
  const comesAfter = isGone
    ? claimMs / 1_000 - 300 * Math.log(1 - random())
    : Math.min(100, 2 - 15 * Math.log(1 - random()));
  // The sum of two exponential times: few leave at once, few stay for very long.
  const stays = 10 - 90 * (Math.log(1 - random()) + Math.log(1 - random()));
  const seats = random() < 0.7 ? (BASKETS[Math.floor(random() * BASKETS.length)] ?? 1) : 0;
  return { comesAfter, stays, seats };
}

/** A program comes at once, takes as many seats as one person may, and leaves. */
export function programsVisit(seatsMax: number): Visit {
  return { comesAfter: 1, stays: 20, seats: seatsMax };
}
