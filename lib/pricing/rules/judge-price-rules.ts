import { type AmountProblem, judgeAmount, problemText, readAmount } from "#lib/platform/charge-limits";
import { lookAlikeKey } from "#lib/platform/look-alike-key";
import { toMajor } from "#lib/platform/money";
import type { PriceRulesBody } from "./price-rules-contract.ts";

/** What can be wrong with rules of price beyond their shape; the pages have a sentence for each in every language. */
export const RULE_PROBLEMS = [
  "percent_max",
  "percent_whole",
  "currency",
  "step",
  "too_small",
  "too_large",
  "pay_below_buy",
  "tax_sum",
  "name_twice",
  "levels_empty",
  "level_unknown",
  "no_wheelchair_places",
  "id_unknown",
  "id_twice",
] as const;

/** `path` names the field on the wire, as `ticket_types.0.value`; `limit` is the step, the bound or the number that it misses. */
export type RuleProblem = {
  path: string;
  problem: (typeof RULE_PROBLEMS)[number];
  message: string;
  limit?: number;
};

/** What rules are judged against: their event, and the ids of the rules that it has. */
export type JudgedEvent = {
  readonly currency: string;
  readonly levelIds: readonly number[];
  readonly ruleIds: readonly string[];
  readonly hasWheelchairPlaces: boolean;
};

type Rules = Omit<PriceRulesBody, "revision">;

/** What is wrong with rules of price, each beside its field; empty when they can be saved. */
export function judgePriceRules(rules: Rules, event: JudgedEvent): RuleProblem[] {
  const lists = [
    ["ticket_types", rules.ticket_types],
    ["group_discounts", rules.group_discounts],
    ["tax_rates", rules.tax_rates],
  ] as const;
  return [
    ...lists.flatMap(([list, entries]) => levelProblems(list, entries, event.levelIds)),
    ...lists.flatMap(([list, entries]) => idProblems(list, entries, event.ruleIds)),
    ...sameNames(
      "ticket_types",
      rules.ticket_types.map(({ name }) => name),
    ),
    ...sameNames(
      "group_discounts",
      rules.group_discounts.map(({ name }) => name),
    ),
    // A country has a VAT of 7 % and one of 19 %; twice the same rate under one name is a slip.
    ...sameNames(
      "tax_rates",
      rules.tax_rates.map(({ name, percent }) => `${name} ${percent}`),
    ),
    ...rules.ticket_types.flatMap((type, i) => typeProblems(`ticket_types.${i}`, type, event)),
    ...rules.group_discounts.flatMap((group, i) => groupProblems(`group_discounts.${i}.value`, group)),
    ...taxProblems(rules),
  ];
}

function typeProblems(
  path: string,
  { kind, value, needs_wheelchair: isCompanion }: Rules["ticket_types"][number],
  { currency, hasWheelchairPlaces }: JudgedEvent,
): RuleProblem[] {
  const problems =
    kind === "percent"
      ? percentProblems(`${path}.value`, value)
      : amountProblems(`${path}.value`, { kind, value, currency });
  if (!isCompanion || hasWheelchairPlaces) return problems;
  const message = "the hall has no places for wheelchair users, so nobody could buy this type";
  return [...problems, { path: `${path}.needs_wheelchair`, problem: "no_wheelchair_places", message }];
}

function percentProblems(path: string, value: number): RuleProblem[] {
  if (value > 100) return [{ path, problem: "percent_max", message: "must be at most 100 %", limit: 100 }];
  if (Number.isInteger(value)) return [];
  return [{ path, problem: "percent_whole", message: "must be whole percents" }];
}

function amountProblems(
  path: string,
  { kind, value, currency }: { kind: "amount" | "fixed"; value: number; currency: string },
): RuleProblem[] {
  const { minor, problem } = readAmount(value, currency);
  const found = problem ?? judgeAmount(minor, currency);
  // An amount off only keeps to the steps: what is left is judged with its basket.
  if (!found || (kind === "amount" && !problem && found.kind !== "step")) return [];
  return [{ path, problem: found.kind, message: problemText(found, currency), ...limitOf(found, currency) }];
}

function limitOf(problem: AmountProblem, currency: string): { limit?: number } {
  return problem.kind === "currency" ? {} : { limit: toMajor(problem.limitMinor, currency) };
}

function groupProblems(path: string, { kind, seats, value }: Rules["group_discounts"][number]): RuleProblem[] {
  if (kind === "percent") return percentProblems(path, value);
  if (value < seats) return [];
  const message = "must be less than the seats that are bought";
  return [{ path, problem: "pay_below_buy", message, limit: seats - 1 }];
}

/** More than 100 % on one thing, all rates together, is a slip of the keyboard. */
function taxProblems({ tax_rates: rates }: Rules): RuleProblem[] {
  const last = (["tickets", "fees", "add_ons"] as const).flatMap((thing) => {
    const sum = rates.filter((rate) => rate.on.includes(thing)).reduce((all, { percent }) => all + percent, 0);
    return sum > 100 ? [rates.findLastIndex((rate) => rate.on.includes(thing))] : [];
  });
  return [...new Set(last)].map((i) => {
    const message = "makes more than 100 % with the other rates on the same";
    return { path: `tax_rates.${i}.percent`, problem: "tax_sum", message, limit: 100 };
  });
}

function levelProblems(
  list: string,
  entries: readonly { price_level_ids: readonly number[] | null }[],
  levelIds: readonly number[],
): RuleProblem[] {
  return entries.flatMap(({ price_level_ids: ids }, i): RuleProblem[] => {
    const path = `${list}.${i}.price_level_ids`;
    if (ids?.length === 0)
      return [{ path, problem: "levels_empty", message: "must name a price level, or be null for all" }];
    const unknown = ids?.find((id) => !levelIds.includes(id));
    if (unknown === undefined) return [];
    return [{ path, problem: "level_unknown", message: `the event has no price level ${unknown}`, limit: unknown }];
  });
}

function idProblems(
  list: string,
  entries: readonly { id?: string | undefined }[],
  known: readonly string[],
): RuleProblem[] {
  const ids = entries.map(({ id }) => id);
  return ids.flatMap((id, i): RuleProblem[] => {
    const path = `${list}.${i}.id`;
    if (id === undefined) return [];
    if (!known.includes(id)) return [{ path, problem: "id_unknown", message: "the event has no such rule" }];
    return ids.indexOf(id) < i ? [{ path, problem: "id_twice", message: "is there twice" }] : [];
  });
}

/** Two names that look alike cannot be told apart where one of them is chosen or read. */
function sameNames(list: string, names: readonly string[]): RuleProblem[] {
  const keys = names.map((name) => lookAlikeKey(name.toLowerCase()));
  return keys.flatMap((key, i): RuleProblem[] =>
    keys.indexOf(key) === i
      ? []
      : [{ path: `${list}.${i}.name`, problem: "name_twice", message: "another one has this name" }],
  );
}
