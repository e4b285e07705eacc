import { toMajor, toMinor } from "#lib/platform/money";
import type { PriceStep } from "./price-steps.ts";
import type { StepWire } from "./step-contract.ts";

const MINUTE_MS = 60_000;

export function stepOnWire(step: PriceStep, currency: string): StepWire {
  const money = (minor: number) => toMajor(minor, currency);
  const base = { id: step.id, price_level_id: step.levelId };
  switch (step.kind) {
    case "early_bird": {
      const { kind, priceMinor, until, untilSold } = step;
      return { ...base, kind, price: money(priceMinor), until: until?.toISOString() ?? null, until_sold: untilSold };
    }
    case "last_minute":
      return { ...base, kind: step.kind, price: money(step.priceMinor), from: step.from.toISOString() };
    case "number_sold":
      return { ...base, kind: step.kind, price: money(step.priceMinor), from_sold: step.fromSold };
    case "demand":
      return {
        ...base,
        kind: step.kind,
        shares: step.shares.map((each) => ({ sold_percent: each.sharePercent, price_percent: each.pricePercent })),
        ...{ floor: money(step.floorMinor), ceiling: money(step.ceilingMinor), step_max: money(step.stepMaxMinor) },
        cool_down_minutes: step.coolDownMs / MINUTE_MS,
      };
  }
}

/** Steps that were judged (judge-price-steps.ts), with an id for each. */
export function stepGiven(wire: StepWire, { currency, newId }: { currency: string; newId: () => string }): PriceStep {
  const minor = (major: number) => toMinor(major, currency) ?? 0;
  const base = { id: wire.id ?? newId(), levelId: wire.price_level_id };
  switch (wire.kind) {
    case "early_bird": {
      const until = wire.until === null ? null : new Date(wire.until);
      return { ...base, kind: wire.kind, priceMinor: minor(wire.price), until, untilSold: wire.until_sold };
    }
    case "last_minute":
      return { ...base, kind: wire.kind, priceMinor: minor(wire.price), from: new Date(wire.from) };
    case "number_sold":
      return { ...base, kind: wire.kind, priceMinor: minor(wire.price), fromSold: wire.from_sold };
    case "demand":
      return {
        ...base,
        kind: wire.kind,
        shares: wire.shares.map((each) => ({ sharePercent: each.sold_percent, pricePercent: each.price_percent })),
        ...{ floorMinor: minor(wire.floor), ceilingMinor: minor(wire.ceiling), stepMaxMinor: minor(wire.step_max) },
        coolDownMs: wire.cool_down_minutes * MINUTE_MS,
      };
  }
}
