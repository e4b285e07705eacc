import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { AddOnEvent } from "#components/add-ons/add-on-fields";
import { ConflictNotice } from "#components/ui/conflict-notice";
import { dateText } from "../ui/date-text.ts";
import type { FlatTerms } from "./flat-terms.ts";

type Props = {
  event: AddOnEvent;
  theirs: Partial<FlatTerms>;
  /** What stands in the form, as far as both changed it. */
  typed: FlatTerms;
  take: (part: Partial<FlatTerms>) => void;
};

/** What another organizer saved of an add-on meanwhile, field by field. */
export function AddOnConflict({ event, theirs, typed, take }: Props) {
  const t = useTranslations("add-ons.conflict");
  const words = useTermWords(event);
  const label = useTermLabels(event);
  return (
    <ConflictNotice
      title={t("title")}
      text={t("text")}
      fields={(Object.keys(theirs) as (keyof FlatTerms)[]).map((field) => ({
        ...{ key: field, label: label(field), lead: `${label(field)}:` },
        value: words(field, { ...typed, ...theirs }),
        choices:
          JSON.stringify(typed[field]) === JSON.stringify(theirs[field])
            ? []
            : [{ word: t("take"), onChoose: () => take({ [field]: theirs[field] }) }],
      }))}
    />
  );
}

function useTermLabels(event: AddOnEvent) {
  const t = useTranslations("add-ons.form");
  const labels: Record<keyof FlatTerms, string> = {
    ...{ name_en: t("name.en"), name_es: t("name.es") },
    ...{ description_en: t("description.en"), description_es: t("description.es") },
    ...{ price: t("price", { currency: event.currency }), tax_rate_ids: t("tax"), stock: t("stock") },
    ...{ counting: t("counting"), per_order_max: t("perOrder"), position: t("position") },
    ...{ sale_from: t("from"), sale_until: t("until"), active: t("active") },
  };
  return (field: keyof FlatTerms) => labels[field];
}

/** A term in words; a dash for one that is empty. */
function useTermWords({ rates, timeZone }: AddOnEvent) {
  const t = useTranslations("add-ons");
  const locale = useLocale();
  const { number } = useFormatter();
  const taxes = (ids: FlatTerms["tax_rate_ids"]) => {
    if (ids === null) return t("form.allTaxes");
    if (ids.length === 0) return t("form.noTax");
    return ids.map((id) => rates.find((rate) => rate.id === id)?.name ?? "–").join(", ");
  };
  return (field: keyof FlatTerms, terms: FlatTerms): string => {
    const value = terms[field];
    if (field === "tax_rate_ids") return taxes(terms.tax_rate_ids);
    if (field === "counting") return t(terms.counting === "free" ? "form.free" : "form.perTicket");
    if (field === "active") return t(terms.active ? "states.on_sale" : "states.inactive");
    if (field === "stock" && value === null) return t("unlimited");
    if (field === "sale_from" || field === "sale_until")
      return terms[field] === null ? "–" : dateText(terms[field], { timeZone, style: "online", locale });
    return typeof value === "number" ? number(value) : String(value || "–");
  };
}
