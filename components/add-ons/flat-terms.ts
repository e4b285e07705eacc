import type { AddOnTerms } from "#lib/pricing/add-ons/add-on-contract";

/** The terms of an add-on with a field of its own for each language, as its form has them. */
export type FlatTerms = Omit<AddOnTerms, "name" | "description"> & {
  name_en: string;
  name_es: string;
  description_en: string;
  description_es: string;
};

/** The terms alone, whatever else stands beside them. */
export function flatTerms(terms: AddOnTerms): FlatTerms {
  const { name, description, price, tax_rate_ids, stock, counting, per_order_max } = terms;
  const { sale_from, sale_until, active, position } = terms;
  return {
    ...{ name_en: name.en ?? "", name_es: name.es ?? "" },
    ...{ description_en: description.en ?? "", description_es: description.es ?? "" },
    ...{ price, tax_rate_ids, stock, counting, per_order_max },
    ...{ sale_from: momentOf(sale_from), sale_until: momentOf(sale_until), active, position },
  };
}

/** One writing for each moment, so that two of them can be compared. */
function momentOf(iso: string | null): string | null {
  return iso === null ? null : new Date(iso).toISOString();
}

/** The same as the API has it: a language without words is left out. */
export function termsOf({ name_en, name_es, description_en, description_es, ...rest }: FlatTerms): AddOnTerms {
  const said = (words: Record<"en" | "es", string>) =>
    Object.fromEntries(Object.entries(words).filter(([, text]) => text !== ""));
  return {
    ...rest,
    name: said({ en: name_en, es: name_es }),
    description: said({ en: description_en, es: description_es }),
  };
}

/** What another person changed between two states of an add-on. */
export function changedTerms(before: FlatTerms, after: FlatTerms): Partial<FlatTerms> {
  const fields = Object.entries(after) as [keyof FlatTerms, unknown][];
  return Object.fromEntries(
    fields.filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field])),
  ) as Partial<FlatTerms>;
}
