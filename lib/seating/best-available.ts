import type { Hall } from "./blocks.ts";
import { bestCluster, bestStanding, bestTwoRows } from "./clusters.ts";
import { openSeats, type SeatQuery, type SeatWish } from "./open-seats.ts";
import { type WindowKind, windowCosts } from "./windows.ts";

/** How a party sits, from together to apart; the index is the tier on the wire. */
export const SEATING_TIERS = [
  "one_block",
  "across_aisle",
  "two_rows",
  "one_section",
  "neighbouring_sections",
  "standing",
] as const;
export type SeatingTier = 0 | 1 | 2 | 3 | 4 | 5;

export type SeatChoice = {
  /** Seat ids, ascending, as many as were asked for. */
  readonly seats: readonly number[];
  readonly tier: SeatingTier;
  readonly why: (typeof SEATING_TIERS)[SeatingTier];
};

/** How many of the best windows a rush spreads over. Raise it when more than 5 % of holds conflict. */
const RUSH_CHOICES = 16;
/** A rush takes the k-th best window with a weight of this to the power of k. */
const RUSH_WEIGHT = 0.9;

/**
 * The best free seats for a party, or undefined when someone would have to sit alone. Tiers are tried in order:
 * side by side, across an aisle, in two neighbouring rows, in a group within a section, in neighbouring sections at
 * the same level, standing. Within a tier a choice that strands a single seat loses to any that does not, then the
 * better seats win. Equal wishes get equal answers; with a `choiceKey` the answer is one of the 16 best that
 * strand no more seats than the best. Pure; a few milliseconds for 18,000 seats.
 */
export function bestAvailable(hall: Hall, states: Uint8Array, wish: SeatWish): SeatChoice | undefined {
  return bestChoices(hall, states, wish)[0];
}

/**
 * Like bestAvailable, plus further choices that share no seat with the first or each other: alternatives for a buyer whose
 * first choice was taken, without computing again. More than one only with a `choiceKey`.
 */
export function bestChoices(hall: Hall, states: Uint8Array, wish: SeatWish): SeatChoice[] {
  const { quantity } = wish;
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > hall.count) return [];
  const open = openSeats(hall, states, wish);
  const query = { hall, open, quantity, accessible: wish.accessible === true };
  for (const kind of ["block", "aisle"] as const) {
    const choices = bestWindows(query, kind, wish.choiceKey);
    if (choices.length > 0) return choices;
  }
  const twoRows = bestTwoRows(query);
  if (twoRows !== undefined) return [choice(twoRows, 2)];
  const cluster = bestCluster(query);
  if (cluster !== undefined) return [choice(cluster.seats, cluster.sections === 1 ? 3 : 4)];
  const standing = bestStanding(query, wish.choiceKey === undefined ? 0 : hashOf(wish.choiceKey));
  return standing === undefined ? [] : [choice(standing, 5)];
}

function choice(seats: readonly number[], tier: SeatingTier): SeatChoice {
  return { seats: [...seats].sort((a, b) => a - b), tier, why: SEATING_TIERS[tier] };
}

function bestWindows(query: SeatQuery, kind: WindowKind, choiceKey: string | undefined): SeatChoice[] {
  const { quantity } = query;
  const { cost, strands } = windowCosts(query, kind);
  const starts: number[] = [];
  const wanted = choiceKey === undefined ? 1 : RUSH_CHOICES;
  while (starts.length < wanted) {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let id = 1; id < cost.length; id++) {
      const value = cost[id] ?? least;
      if (value < least) {
        least = value;
        best = id;
      }
    }
    // A rush spreads over equally good choices only: spreading must not strand more seats.
    if (best < 0 || (strands[best] ?? 0) > (strands[starts[0] ?? best] ?? 0)) break;
    starts.push(best);
    cost.fill(Number.POSITIVE_INFINITY, Math.max(1, best - quantity + 1), best + quantity);
  }
  const picked = choiceKey === undefined ? 0 : weightedIndex(hashOf(choiceKey), starts.length);
  const ordered = [...starts.slice(picked), ...starts.slice(0, picked)];
  const tier = kind === "block" ? 0 : 1;
  return ordered.map((first) =>
    choice(
      Array.from({ length: quantity }, (_, i) => first + i),
      tier,
    ),
  );
}

function weightedIndex(hash: number, length: number): number {
  const total = (1 - RUSH_WEIGHT ** length) / (1 - RUSH_WEIGHT);
  let left = (hash / 2 ** 32) * total;
  for (let k = 0; k < length; k++) {
    left -= RUSH_WEIGHT ** k;
    if (left < 0) return k;
  }
  return 0;
}

/** FNV-1a with a final mix, 32 bits: spreads keys that differ in one letter; nothing here is a secret. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
