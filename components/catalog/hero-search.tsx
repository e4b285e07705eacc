import { useTranslations } from "next-intl";
import { SuggestInput } from "#components/catalog/suggest-input";
import { Button } from "#components/ui/button";
import { Icon } from "#components/ui/icon";
import { suggestTexts } from "./suggest-texts.ts";

/** Words, city and day in one line (three on a phone), sent to the search page as a plain form. */
export function HeroSearch({ cities, today }: { cities: readonly string[]; today: string }) {
  const t = useTranslations("search");
  return (
    <search>
      <form
        action="/search"
        className="flex w-full flex-col gap-px rounded-card border border-line-strong bg-raised p-1.5 shadow-raised md:flex-row md:items-stretch md:rounded-full"
      >
        <div className="flex min-w-0 flex-[2] items-center gap-3 px-4">
          <Icon name="search" className="size-5 shrink-0 text-ink-soft" />
          <SuggestInput
            aria-label={t("words")}
            name="q"
            maxLength={120}
            placeholder={t("words")}
            texts={suggestTexts(t)}
            className="h-12 w-full min-w-0 rounded-control bg-transparent px-1.5 text-lg placeholder:text-ink-soft"
          />
        </div>
        <label className="flex flex-1 items-center gap-3 border-line border-t px-4 md:border-t-0 md:border-l">
          <Icon name="place" className="size-5 shrink-0 text-ink-soft" />
          <span className="sr-only">{t("city")}</span>
          <select name="city" className="h-12 w-full min-w-32 rounded-control bg-transparent text-lg">
            <option value="">{t("anyCity")}</option>
            {cities.map((city) => (
              <option key={city}>{city}</option>
            ))}
          </select>
        </label>
        <label className="flex flex-1 items-center gap-3 border-line border-t px-4 md:border-t-0 md:border-l">
          <Icon name="calendar" className="size-5 shrink-0 text-ink-soft" />
          <span className="sr-only">{t("from")}</span>
          <input
            type="date"
            name="from"
            min={today}
            className="h-12 w-full min-w-36 rounded-control bg-transparent text-lg"
          />
        </label>
        <Button type="submit" size="lg" className="mt-1.5 min-h-12 md:mt-0 md:rounded-full">
          {t("submit")}
        </Button>
      </form>
    </search>
  );
}
