import type { PriceRulesBody, PriceRulesWire } from "#lib/pricing/rules/price-rules-contract";

/** Rules of price while they are typed: every number is the text of its field. `key` tells rows apart and is the id of a rule that is stored. */
type Row = {
  readonly key: string;
  readonly id?: string;
  readonly name: string;
  readonly levels: readonly number[] | null;
};

export type TypeDraft = Row & {
  readonly kind: PriceRulesBody["ticket_types"][number]["kind"];
  readonly value: string;
  readonly perOrderMax: string;
  readonly isCompanion: boolean;
};
export type GroupDraft = Row & {
  readonly kind: PriceRulesBody["group_discounts"][number]["kind"];
  readonly seats: string;
  readonly value: string;
};
export type RateDraft = Row & { readonly percent: string; readonly on: PriceRulesBody["tax_rates"][number]["on"] };
export type RulesDraft = {
  readonly types: readonly TypeDraft[];
  readonly groups: readonly GroupDraft[];
  readonly taxes: { readonly isIncluded: boolean; readonly rates: readonly RateDraft[] };
};

export const TAXED_THINGS = ["tickets", "fees", "add_ons"] as const satisfies RateDraft["on"];

/** A field by its path on the wire, and what to say beside it: a word of `prices.wrong` or `prices.problems`. */
export type Wrong = Readonly<Record<string, { readonly word: string; readonly limit?: number | undefined }>>;

type Rules = Pick<PriceRulesWire, "ticket_types" | "group_discounts" | "taxes_included" | "tax_rates">;

export function draftOf(rules: Rules): RulesDraft {
  const row = (rule: { id: string; name: string; price_level_ids: number[] | null }) => {
    return { key: rule.id, id: rule.id, name: rule.name, levels: rule.price_level_ids };
  };
  return {
    types: rules.ticket_types.map((type) => ({
      ...row(type),
      ...{ kind: type.kind, value: String(type.value), perOrderMax: String(type.per_order_max ?? "") },
      isCompanion: type.needs_wheelchair,
    })),
    groups: rules.group_discounts.map((group) => {
      return { ...row(group), kind: group.kind, seats: String(group.seats), value: String(group.value) };
    }),
    taxes: {
      isIncluded: rules.taxes_included,
      rates: rules.tax_rates.map((rate) => ({ ...row(rate), percent: String(rate.percent), on: rate.on })),
    },
  };
}

/** The proposed taxes as rows of the form, with keys that `newKey` makes. */
export function proposedDraft(
  proposed: NonNullable<PriceRulesWire["proposed_taxes"]>,
  newKey: () => string,
): RulesDraft["taxes"] {
  return {
    isIncluded: proposed.taxes_included,
    rates: proposed.tax_rates.map(({ name, percent, on }) => {
      return { key: newKey(), name, percent: String(percent), on, levels: null };
    }),
  };
}

/** The rules that stand in the form, or the fields that are none. The server judges them against the event. */
export function readDraft(draft: RulesDraft): { rules: Omit<PriceRulesBody, "revision">; wrong: Wrong } {
  const wrong: Record<string, { word: string }> = {};
  const read = <Value>(path: string, value: Value | undefined, word: string, instead: Value): Value => {
    if (value === undefined) wrong[path] = { word };
    return value ?? instead;
  };
  const shared = ({ id, name, levels }: Row, path: string) => ({
    ...(id === undefined ? {} : { id }),
    name: read(`${path}.name`, name.trim() === "" ? undefined : name.trim(), "name", "–"),
    price_level_ids: levels === null ? null : [...levels],
  });
  const rules = {
    taxes_included: draft.taxes.isIncluded,
    ticket_types: draft.types.map((type, i) => {
      const path = `ticket_types.${i}`;
      return {
        ...shared(type, path),
        kind: type.kind,
        value: read(`${path}.value`, decimal(type.value), type.kind === "percent" ? "percent" : "amount", 0),
        per_order_max:
          type.perOrderMax.trim() === ""
            ? null
            : read(`${path}.per_order_max`, count(type.perOrderMax, [1, 1_000]), "perOrder", 1),
        needs_wheelchair: type.isCompanion,
      };
    }),
    group_discounts: draft.groups.map((group, i) => {
      const path = `group_discounts.${i}`;
      return {
        ...shared(group, path),
        kind: group.kind,
        seats: read(`${path}.seats`, count(group.seats, [2, 1_000]), "seats", 2),
        value: read(`${path}.value`, count(group.value, [1, 999]), group.kind === "percent" ? "percent" : "paid", 1),
      };
    }),
    tax_rates: draft.taxes.rates.map((rate, i) => {
      const path = `tax_rates.${i}`;
      const on = rate.on.length > 0 ? [...rate.on] : undefined;
      return {
        ...shared(rate, path),
        percent: read(`${path}.percent`, rateOf(rate.percent), "rate", 0),
        on: read(`${path}.on`, on, "on", ["tickets" as const]),
      };
    }),
  };
  return { rules, wrong };
}

/** A rule of the draft as a draft of what others saved knows it: one that is gone there is a new one. */
export function withKnownIds(typed: RulesDraft, theirs: RulesDraft): RulesDraft {
  const known = new Set([...theirs.types, ...theirs.groups, ...theirs.taxes.rates].map(({ key }) => key));
  const kept = <Rule extends Row>(rows: readonly Rule[]): Rule[] =>
    rows.map((row) => {
      const { id, ...rest } = row;
      // The key stays, so that the row keeps its place on the page.
      return id === undefined || known.has(id) ? row : (rest as Rule);
    });
  return {
    types: kept(typed.types),
    groups: kept(typed.groups),
    taxes: { ...typed.taxes, rates: kept(typed.taxes.rates) },
  };
}

/** 12.50 and 12,50 are one number; undefined for what is none. */
function decimal(typed: string): number | undefined {
  return /^\d{1,9}([.,]\d{1,6})?$/.test(typed.trim()) ? Number(typed.trim().replace(",", ".")) : undefined;
}

function rateOf(typed: string): number | undefined {
  const rate = /^\d{1,3}([.,]\d{1,3})?$/.test(typed.trim()) ? decimal(typed) : undefined;
  return rate !== undefined && rate <= 100 ? rate : undefined;
}

function count(typed: string, [min, max]: readonly [number, number]): number | undefined {
  const number = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}
