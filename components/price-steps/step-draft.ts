import { toMajor } from "#lib/platform/money";
import { judgePriceSteps, type StepGround, type StepProblem } from "#lib/pricing/steps/judge-price-steps";
import type { STEP_KINDS } from "#lib/pricing/steps/price-steps";
import type { StepWire } from "#lib/pricing/steps/step-contract";
import { type MomentDraft, momentDraft, NO_MOMENT, readMoment } from "../event-form/moment-draft.ts";

/** The event of the page about its price steps. Times ISO 8601. */
export type SteppedEvent = {
  readonly id: number;
  readonly currency: string;
  readonly timeZone: string;
  readonly salesStartAt: string;
  readonly salesEndAt: string;
  readonly mustAnnounce: boolean;
  readonly ticketTypes: readonly { id: string; name: string }[];
  readonly levels: readonly { id: number; name: string; regularMinor: number; feeMinor: number }[];
};

export type StepKind = (typeof STEP_KINDS)[number];
export type ShareDraft = { key: string; sold: string; price: string };

/** A step as it stands in the form: what was typed, for every kind at once, so that nothing typed is lost by a change of kind. */
export type StepDraft = {
  readonly key: string;
  readonly id: string | undefined;
  readonly kind: StepKind;
  readonly levelId: number;
  readonly price: string;
  readonly until: MomentDraft;
  readonly untilSold: string;
  readonly from: MomentDraft;
  readonly fromSold: string;
  readonly shares: readonly ShareDraft[];
  readonly floor: string;
  readonly ceiling: string;
  readonly stepMax: string;
  readonly coolDown: string;
};

/** What is wrong, by the path of its field (`steps.2.price`). */
export type StepWrong = Readonly<Record<string, StepWrongWord>>;
export type StepWrongWord =
  | { readonly problem: StepProblem["problem"] | "amount" | "count" | "percent" | "minutes"; readonly limit?: number }
  | { readonly moment: "date" | "time" | "never" | "twice" | "empty" };

let made = 0;
/** A key for what is added in the browser. What the server sends has keys of its own, the same on both sides. */
export const nextKey = () => `new-${++made}`;

export function newStep(kind: StepKind, { levels, currency }: SteppedEvent): StepDraft {
  const level = levels[0];
  const regular = level ? toMajor(level.regularMinor, currency) : 0;
  return {
    ...{ key: nextKey(), id: undefined, kind, levelId: level?.id ?? 0, price: "", until: NO_MOMENT, untilSold: "" },
    ...{ from: NO_MOMENT, fromSold: "", floor: "", ceiling: "", stepMax: "", coolDown: "60" },
    shares: [{ key: nextKey(), sold: "50", price: "110" }],
    ...(kind === "demand" ? { floor: String(regular), ceiling: "", stepMax: "" } : {}),
  };
}

export function stepDraft(step: StepWire, event: SteppedEvent): StepDraft {
  const key = step.id ?? nextKey();
  const base = { ...newStep(step.kind, event), key, id: step.id, levelId: step.price_level_id };
  const moment = (iso: string | null) => (iso === null ? NO_MOMENT : momentDraft(iso, event.timeZone));
  const words = (value: number | null) => (value === null ? "" : String(value));
  switch (step.kind) {
    case "early_bird":
      return { ...base, price: words(step.price), until: moment(step.until), untilSold: words(step.until_sold) };
    case "last_minute":
      return { ...base, price: words(step.price), from: moment(step.from) };
    case "number_sold":
      return { ...base, price: words(step.price), fromSold: words(step.from_sold) };
    case "demand":
      return {
        ...base,
        ...{ floor: words(step.floor), ceiling: words(step.ceiling), stepMax: words(step.step_max) },
        coolDown: words(step.cool_down_minutes),
        shares: step.shares.map((share, i) => ({
          ...{ key: String(i), sold: words(share.sold_percent), price: words(share.price_percent) },
        })),
      };
  }
}

/** Reads the form and judges it by the rules of the server, so that what is wrong stands beside its field at once. */
export function readSteps(
  drafts: readonly StepDraft[],
  { announces, event }: { announces: boolean; event: SteppedEvent },
): { steps: StepWire[] } | { wrong: StepWrong } {
  const wrong: Record<string, StepWrongWord> = {};
  const steps = drafts.map((draft, i) =>
    readStep(draft, { event, say: (path, word) => (wrong[`steps.${i}.${path}`] = word) }),
  );
  if (Object.keys(wrong).length > 0) return { wrong };
  const found = judgePriceSteps({ announces, steps }, groundOf(event));
  return found.length > 0 ? { wrong: wrongOf(found) } : { steps };
}

export function wrongOf(
  found: readonly { path: string; problem: StepProblem["problem"]; limit?: number | undefined }[],
): StepWrong {
  return Object.fromEntries(
    found.map(({ path, problem, limit }) => [path, { problem, ...(limit === undefined ? {} : { limit }) }]),
  );
}

function groundOf(event: SteppedEvent): StepGround {
  const { currency, mustAnnounce, levels } = event;
  const times = { salesStartAt: new Date(event.salesStartAt), salesEndAt: new Date(event.salesEndAt) };
  return { currency, mustAnnounce, levels, ...times };
}

type Reading = { event: SteppedEvent; say: (path: string, word: StepWrongWord) => void };

function readStep(draft: StepDraft, reading: Reading): StepWire {
  const { say, event } = reading;
  const base = { ...(draft.id ? { id: draft.id } : {}), price_level_id: draft.levelId };
  const amount = (path: string, typed: string) => number(typed, () => say(path, { problem: "amount" }));
  const whole = (path: string, typed: string, problem: "count" | "percent" | "minutes") => {
    const read = number(typed, () => say(path, { problem }));
    if (!Number.isInteger(read) || (problem !== "percent" && read < 1)) say(path, { problem });
    return read;
  };
  const moment = (path: "until" | "from", typed: MomentDraft, isNeeded: "needed" | "optional") => {
    const read = readMoment(typed, event.timeZone);
    if (read.kind === "once") return read.iso;
    if (read.kind !== "empty" || isNeeded === "needed") say(path, { moment: read.kind });
    return null;
  };
  switch (draft.kind) {
    case "early_bird": {
      const sold = draft.untilSold.trim() === "" ? null : whole("until_sold", draft.untilSold, "count");
      const until = moment("until", draft.until, "optional");
      return { ...base, kind: draft.kind, price: amount("price", draft.price), until, until_sold: sold };
    }
    case "last_minute": {
      const from = moment("from", draft.from, "needed") ?? event.salesEndAt;
      return { ...base, kind: draft.kind, price: amount("price", draft.price), from };
    }
    case "number_sold": {
      const sold = whole("from_sold", draft.fromSold, "count");
      return { ...base, kind: draft.kind, price: amount("price", draft.price), from_sold: sold };
    }
    case "demand":
      return {
        ...{
          ...base,
          kind: draft.kind,
          floor: amount("floor", draft.floor),
          ceiling: amount("ceiling", draft.ceiling),
        },
        step_max: amount("step_max", draft.stepMax),
        cool_down_minutes: whole("cool_down_minutes", draft.coolDown, "minutes"),
        shares: draft.shares.map((share, at) => {
          const sold = whole(`shares.${at}`, share.sold, "percent");
          const price = whole(`shares.${at}`, share.price, "percent");
          if (sold > 100 || price < 1 || price > 1_000) say(`shares.${at}`, { problem: "percent" });
          return { sold_percent: sold, price_percent: price };
        }),
      };
  }
}

/** 25, 25.50 and 25,50; 0, and what is wrong said, for anything else. */
function number(typed: string, refuse: () => void): number {
  if (/^\s*\d{1,9}([.,]\d{1,6})?\s*$/.test(typed)) return Number(typed.trim().replace(",", "."));
  refuse();
  return 0;
}
