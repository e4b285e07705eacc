import { type AmountProblem, judgeAmount, readAmount } from "#lib/platform/charge-limits";
import { decimalText, toMajor, toMinor } from "#lib/platform/money";
import type { Wrong } from "./rules-draft.ts";

/** A price level as an event's contract has it. */
export type LevelWire = {
  readonly id: number;
  readonly name: string;
  readonly price: number;
  readonly fee: number;
  readonly layout_categories: readonly number[];
};

/** The same while its price is typed. */
export type LevelDraft = { readonly id: number; readonly name: string; readonly price: string; readonly fee: string };

type Priced = { name: string; price: number; fee: number; layout_categories: number[] };

export function levelDraftOf({ id, name, price, fee }: LevelWire, currency: string): LevelDraft {
  const text = (major: number) => decimalText(toMinor(major, currency) ?? 0, currency);
  return { id, name, price: text(price), fee: text(fee) };
}

/** The levels with the prices that stand in the form, or the fields that are none. */
export function readLevels(
  drafts: readonly LevelDraft[],
  { levels, currency }: { levels: readonly LevelWire[]; currency: string },
): { price_levels: Priced[]; wrong: Wrong } {
  const wrong: Record<string, Wrong[string]> = {};
  const price_levels = drafts.map((draft, i): Priced => {
    const path = `price_levels.${i}`;
    const [price, fee] = [amountOf(draft.price), amountOf(draft.fee)];
    const problem = price === undefined ? undefined : problemOf(price, currency);
    if (price === undefined) wrong[`${path}.price`] = { word: "amount" };
    else if (problem) wrong[`${path}.price`] = problem;
    if (fee === undefined || readAmount(fee, currency).problem || fee > (price ?? fee))
      wrong[`${path}.fee`] = { word: "fee" };
    const known = levels.find(({ id }) => id === draft.id);
    return {
      name: draft.name,
      price: price ?? 0,
      fee: fee ?? 0,
      layout_categories: [...(known?.layout_categories ?? [])],
    };
  });
  return { price_levels, wrong };
}

/** The prices that someone else saved, out of an event's changed fields; empty when it was something else. */
export function theirLevels(
  changes: Readonly<Record<string, unknown>>,
  { levels, currency }: { levels: readonly LevelWire[]; currency: string },
): LevelDraft[] {
  const theirs = changes.price_levels;
  if (!Array.isArray(theirs)) return [];
  return theirs.flatMap(({ name, price, fee }: Partial<LevelWire>, i) => {
    const known = levels[i];
    const now = { name: name ?? known?.name ?? "", price: price ?? 0, fee: fee ?? 0 };
    return known ? [levelDraftOf({ ...known, ...now }, currency)] : [];
  });
}

function amountOf(typed: string): number | undefined {
  const text = typed.trim();
  return /^\d{1,9}([.,]\d{1,6})?$/.test(text) ? Number(text.replace(",", ".")) : undefined;
}

function problemOf(major: number, currency: string): Wrong[string] | undefined {
  const { minor, problem } = readAmount(major, currency);
  const found: AmountProblem | undefined = problem ?? judgeAmount(minor, currency);
  if (!found) return undefined;
  return { word: found.kind, ...(found.kind === "currency" ? {} : { limit: toMajor(found.limitMinor, currency) }) };
}
