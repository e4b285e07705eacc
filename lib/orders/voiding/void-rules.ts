import type { OrderStatus } from "../state.ts";

/** Why tickets cannot be voided: the `reason` of `not_voidable`. */
export const VOID_OBSTACLES = ["not_confirmed", "not_free", "nothing_left", "ticket_gone", "checked_in"] as const;
export type VoidObstacle = (typeof VOID_OBSTACLES)[number];

export type VoidJudgement<Ticket> =
  | { said: VoidObstacle; used: string[] }
  /** `isWhole`: no live ticket is left. */
  | { said: "ok"; chosen: Ticket[]; isWhole: boolean };

/**
 * Judges whether staff may void these tickets of an order, or all of them where `numbers` is undefined. Only tickets that cost nothing, and of
 * an order that was paid not the last one: it goes back with the money, as paid tickets do (judge-refund.ts). A ticket that was used stays,
 * because its holder sits there. `isTaken`: the order's money, if it has any, was taken.
 */
export function judgeVoid<Ticket extends { number: string; unitMinor: number; isUsed: boolean }>(
  order: { status: OrderStatus; totalMinor: number; isTaken: boolean },
  live: readonly Ticket[],
  numbers: readonly string[] | undefined,
): VoidJudgement<Ticket> {
  const refuse = (said: VoidObstacle) => ({ said, used: [] });
  const isPaid = order.totalMinor > 0;
  if (isPaid && live.every(({ unitMinor }) => unitMinor > 0)) return refuse("not_free");
  if (order.status === "PENDING" || order.status === "FAILED" || !order.isTaken) return refuse("not_confirmed");
  const chosen = numbers ? live.filter(({ number }) => numbers.includes(number)) : [...live];
  if (numbers && chosen.length !== numbers.length) return refuse("ticket_gone");
  if (chosen.length === 0) return refuse("nothing_left");
  const isWhole = chosen.length === live.length;
  if (isPaid && (isWhole || chosen.some(({ unitMinor }) => unitMinor > 0))) return refuse("not_free");
  const used = chosen.filter(({ isUsed }) => isUsed).map(({ number }) => number);
  if (used.length > 0) return { said: "checked_in", used: used.sort() };
  return { said: "ok", chosen, isWhole };
}
