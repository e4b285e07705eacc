import { useLocale, useTranslations } from "next-intl";
import { SuggestInput } from "#components/catalog/suggest-input";
import { Button } from "#components/ui/button";
import { DayInput } from "#components/ui/day-input";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { controlClass, TextInput } from "#components/ui/text-input";
import type { PublicCategory } from "#lib/catalog/categories/contract";
import { SORTS } from "#lib/catalog/contract";
import type { FilterField, Filters } from "#lib/catalog/read-filters";
import { textFor } from "#lib/platform/localized-text";
import { suggestTexts } from "./suggest-texts.ts";

type Props = { filters: Filters; cities: readonly string[]; categories: readonly FilterCategory[] };
/** An archived one is a choice only where it is chosen already. */
type FilterCategory = Pick<PublicCategory, "slug" | "names"> & { isArchived: boolean };

/** Every filter of the search as a plain form whose fields are the address. Typed values stay, valid or not. */
export function SearchFilters({ filters, cities, categories }: Props) {
  const t = useTranslations("search");
  const { typed, wrong } = filters;
  // A field for days can show nothing else.
  const dayOf = (name: "from" | "to") => (wrong.includes(name) ? undefined : typed[name]?.slice(0, 10));
  const field = (name: FilterField) => ({
    id: `filter-${name}`,
    error: wrong.includes(name) ? t(`errors.${name}`) : undefined,
  });
  return (
    <search>
      <form action="/search" className="flex flex-col gap-4">
        <Field {...field("q")} label={t("words")}>
          {(control) => (
            <SuggestInput
              {...control}
              name="q"
              maxLength={120}
              placeholder={t("wordsHint")}
              defaultValue={typed.q ?? ""}
              texts={suggestTexts(t)}
              className={controlClass}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-1">
          <ChoiceField
            {...field("city")}
            name="city"
            label={t("city")}
            value={typed.city}
            any={t("anyCity")}
            choices={cities.map((city) => [city, city])}
          />
          <CategoryField {...field("category")} value={typed.category} categories={categories} />
        </div>
        <div className="grid grid-cols-2 gap-4">
          <Field {...field("from")} label={t("from")}>
            {(control) => <DayInput {...control} name="from" defaultValue={dayOf("from")} />}
          </Field>
          <Field {...field("to")} label={t("to")}>
            {(control) => <DayInput {...control} name="to" defaultValue={dayOf("to")} />}
          </Field>
          <Field {...field("min_price")} label={t("minPrice")}>
            {(control) => (
              <TextInput {...control} name="min_price" inputMode="decimal" defaultValue={typed.min_price} />
            )}
          </Field>
          <Field {...field("max_price")} label={t("maxPrice")}>
            {(control) => (
              <TextInput {...control} name="max_price" inputMode="decimal" defaultValue={typed.max_price} />
            )}
          </Field>
        </div>
        <p className="text-ink-soft text-sm">{t("priceHint")}</p>
        <SortField {...field("sort")} value={typed.sort} hasWords={Boolean(typed.q)} />
        <Button type="submit" block>
          {t("apply")}
        </Button>
      </form>
    </search>
  );
}

type ChoiceProps = { id: string; error: string | undefined; value: string | undefined };

function CategoryField({ categories, ...props }: ChoiceProps & { categories: readonly FilterCategory[] }) {
  const t = useTranslations("search");
  const locale = useLocale();
  const choices = categories
    .filter(({ slug, isArchived }) => !isArchived || slug === props.value)
    .map(({ slug, names }) => [slug, textFor(names, locale)?.text ?? slug] as const);
  return <ChoiceField {...props} name="category" label={t("category")} any={t("anyCategory")} choices={choices} />;
}

/** Without words there is no best match, and the soonest come first. */
function SortField({ hasWords, ...props }: ChoiceProps & { hasWords: boolean }) {
  const t = useTranslations("search");
  const usual = hasWords ? "relevance" : "date";
  const choices = SORTS.filter((sort) => sort !== "relevance" && sort !== usual);
  return (
    <ChoiceField
      {...props}
      name="sort"
      label={t("sort")}
      any={t(`sorts.${usual}`)}
      choices={choices.map((sort) => [sort, t(`sorts.${sort}`)])}
    />
  );
}

function ChoiceField(
  props: ChoiceProps & { name: string; label: string; any: string; choices: readonly (readonly [string, string])[] },
) {
  return (
    <Field id={props.id} label={props.label} error={props.error}>
      {(control) => (
        <Select {...control} name={props.name} defaultValue={props.value ?? ""}>
          <option value="">{props.any}</option>
          {props.choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
