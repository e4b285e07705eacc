import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import type { PublicCategory } from "#lib/catalog/categories/contract";
import { type FilterField, type Filters, searchHref } from "#lib/catalog/read-filters";
import { textFor } from "#lib/platform/localized-text";
import { dateText } from "../ui/date-text.ts";

const CHIPS = ["q", "city", "category", "from", "to", "min_price", "max_price"] as const satisfies FilterField[];

type Props = { filters: Filters; categories: readonly Omit<PublicCategory, "icon">[] };

/** The filters that are on; each chip is a link to the list without it. */
export function FilterChips({ filters: { typed, wrong }, categories }: Props) {
  const t = useTranslations();
  const locale = useLocale();
  const day = (value: string) =>
    dateText(`${value.slice(0, 10)}T12:00:00Z`, { timeZone: "UTC", style: "date", locale });
  const words = {
    q: (value) => `“${value}”`,
    city: (value) => value,
    category: (value) => {
      const known = categories.find(({ slug }) => slug === value);
      return (known && textFor(known.names, locale)?.text) ?? value;
    },
    from: (value) => t("search.chips.from", { date: day(value) }),
    to: (value) => t("search.chips.to", { date: day(value) }),
    min_price: (value) => t("search.chips.minPrice", { amount: value }),
    max_price: (value) => t("search.chips.maxPrice", { amount: value }),
  } as const satisfies Record<(typeof CHIPS)[number], (value: string) => string>;
  if (wrong.length > 0) return null;
  const active = CHIPS.flatMap((field) => (typed[field] ? [{ field, text: words[field](typed[field]) }] : []));
  if (active.length === 0) return null;
  return (
    <ul aria-label={t("search.active")} className="flex flex-wrap gap-2">
      {active.map(({ field, text }) => (
        <li key={field}>
          <Link
            href={searchHref(typed, { [field]: undefined })}
            prefetch={false}
            aria-label={t("search.remove", { filter: text })}
            className="inline-flex min-h-touch max-w-full items-center gap-2 rounded-full border border-ink bg-ink py-1.5 pr-3 pl-4 font-medium text-[0.9375rem] text-paper"
          >
            <span className="truncate">{text}</span>
            <Icon name="close" className="size-4 shrink-0" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href="/search"
          prefetch={false}
          className="inline-flex min-h-touch items-center px-2 font-semibold underline underline-offset-4"
        >
          {t("search.clear")}
        </Link>
      </li>
    </ul>
  );
}
