import type { AdministeredCategory } from "#lib/catalog/categories/contract";

const CATEGORY_FIELDS = ["name_en", "name_es", "icon", "other_words"] as const;
export type CategoryField = (typeof CATEGORY_FIELDS)[number];

/** What a form of categories says after it was sent. It keeps the typed values. */
export type CategoryFormState = {
  values?: Record<string, string>;
  wrong?: readonly string[];
  /** Fields with words that mean another category. */
  taken?: readonly string[];
  /** The category as another administrator stored it meanwhile. */
  conflict?: Omit<AdministeredCategory, "events">;
  refusal?: "not_found" | "category_limit" | "two_factor_required" | "forbidden" | "rate_limit_exceeded";
  done?: "saved" | "archived" | "restored";
};

export type CategoryAction = (state: CategoryFormState, form: FormData) => Promise<CategoryFormState>;

/** How saving an order ended. */
export type OrderState = { done?: true; refusal?: OrderRefusal };
type OrderRefusal =
  | "category_order_changed"
  | "invalid_request"
  | "two_factor_required"
  | "forbidden"
  | "rate_limit_exceeded";
export type OrderAction = (order: { read: string[]; slugs: string[] }) => Promise<OrderState>;

/** A category as the fields of its form hold it. */
export function fieldsOf(category: Omit<AdministeredCategory, "events"> | undefined): Record<CategoryField, string> {
  return {
    name_en: category?.names.en ?? "",
    name_es: category?.names.es ?? "",
    icon: category?.icon ?? "ticket",
    other_words: category?.other_words.join(", ") ?? "",
  };
}

/** The fields in which two versions of a category differ. */
export function differingFields(a: Record<string, string>, b: Record<string, string>): CategoryField[] {
  return CATEGORY_FIELDS.filter((field) => (a[field] ?? "") !== (b[field] ?? ""));
}
