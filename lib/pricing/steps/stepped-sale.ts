import type { OwnEvent } from "#lib/catalog/organizer-event";
import { chargeLimits } from "#lib/platform/charge-limits";
import type { Transaction } from "#lib/platform/db/transaction";
import { countSoldByLevel } from "#lib/seating/queries";
import { ANNOUNCED_AHEAD_MS } from "./announced-ahead.ts";
import type { LevelFigures, SteppedLevel, StepRules } from "./price-steps.ts";
import {
  type AnnouncedPrice,
  findStoredSteps,
  type LevelState,
  listAnnounced,
  listLevelStates,
  type StoredSteps,
} from "./step-store.ts";

/** All by which the prices of an event are decided, as it is at one moment. */
export type SteppedSale = {
  stored: StoredSteps | undefined;
  levels: SteppedLevel[];
  rules: StepRules;
  figures: ReadonlyMap<number, LevelFigures>;
  announced: AnnouncedPrice[];
  states: LevelState[];
  /** Levels whose price the organizer set since the steps did: it is their regular price from now on. */
  setByHand: { levelId: number; fromMinor: number; toMinor: number }[];
};

type PricedEvent = {
  row: Pick<OwnEvent["row"], "id" | "currency" | "status">;
  levels: readonly Pick<OwnEvent["levels"][number], "id" | "priceMinor" | "feeMinor">[];
};

/** Reads it; inside a transaction as the event's lock shows it. */
export async function readSteppedSale({ row, levels }: PricedEvent, tx?: Transaction): Promise<SteppedSale> {
  const stored = await findStoredSteps(row.id, tx);
  const known = await listLevelStates(row.id, tx);
  const announced = await listAnnounced(row.id, tx);
  const counts = new Map((await countSoldByLevel(row.id, tx)).map((count) => [count.levelId, count]));
  const states = levels.map(({ id, priceMinor }): LevelState => {
    const state = known.find(({ levelId }) => levelId === id);
    const soldMost = Math.max(state?.soldMost ?? 0, counts.get(id)?.sold ?? 0);
    if (state?.setMinor === priceMinor) return { ...state, soldMost };
    return {
      levelId: id,
      regularMinor: priceMinor,
      setMinor: priceMinor,
      soldMost,
      changedAt: state?.changedAt ?? null,
    };
  });
  const setByHand = known.flatMap(({ levelId, setMinor }) => {
    const toMinor = levels.find(({ id }) => id === levelId)?.priceMinor;
    return toMinor === undefined || toMinor === setMinor ? [] : [{ levelId, fromMinor: setMinor, toMinor }];
  });
  const steppedLevels = levels.map(({ id, priceMinor, feeMinor }): SteppedLevel => {
    const state = states.find(({ levelId }) => levelId === id);
    const isByHand = setByHand.some(({ levelId }) => levelId === id);
    return {
      ...{ id, priceMinor, feeMinor, regularMinor: state?.regularMinor ?? priceMinor },
      changedAt: state?.changedAt ?? null,
      announced: isByHand ? null : (announced.find(({ levelId }) => levelId === id) ?? null),
    };
  });
  const figures = new Map(
    states.map(({ levelId, soldMost }) => {
      const { sold = 0, onSale = 0 } = counts.get(levelId) ?? {};
      return [levelId, { sold, soldMost, onSale }];
    }),
  );
  return { stored, levels: steppedLevels, rules: rulesOf(stored, row), figures, announced, states, setByHand };
}

function rulesOf(stored: StoredSteps | undefined, { currency, status }: PricedEvent["row"]): StepRules {
  const isKnown = stored?.currency === currency;
  return {
    steps: isKnown ? stored.steps : [],
    // Nobody reads the prices of a draft.
    announceMs: stored?.announces && status !== "DRAFT" ? ANNOUNCED_AHEAD_MS : 0,
    currencyStepMinor: chargeLimits(currency)?.stepMinor ?? 1,
  };
}
