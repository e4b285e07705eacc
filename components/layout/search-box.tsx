import Form from "next/form";
import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import { classNames } from "../ui/class-names.ts";

/** Words and a city, sent to the search page as plain parameters. */
export function SearchBox({ cities, className }: { cities: readonly string[]; className?: string }) {
  const t = useTranslations("layout");
  return (
    <Form
      action="/search"
      role="search"
      className={classNames(
        "h-12 items-stretch rounded-full border border-line-strong bg-raised focus-within:border-ink hover:border-ink",
        className,
      )}
    >
      <label className="flex min-w-0 flex-1 items-center gap-2.5 pl-4">
        <Icon name="search" className="size-5 shrink-0 text-ink-soft" />
        <span className="sr-only">{t("searchLabel")}</span>
        <input
          type="search"
          name="q"
          maxLength={100}
          placeholder={t("searchHint")}
          className="h-full w-full min-w-0 rounded-full bg-transparent outline-offset-0 placeholder:text-ink-soft"
        />
      </label>
      {cities.length > 0 ? (
        <label className="flex items-center gap-2 border-line border-l pr-2 pl-3">
          <Icon name="place" className="size-4.5 shrink-0 text-ink-soft" />
          <span className="sr-only">{t("city")}</span>
          <select name="city" className="h-full max-w-40 text-ellipsis bg-transparent">
            <option value="">{t("everywhere")}</option>
            {cities.map((city) => (
              <option key={city}>{city}</option>
            ))}
          </select>
        </label>
      ) : null}
      <button type="submit" className="min-w-touch rounded-full px-4 font-semibold hover:text-accent">
        {t("search")}
      </button>
    </Form>
  );
}
