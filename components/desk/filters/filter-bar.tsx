"use client";

import { useTranslations } from "next-intl";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useTransition } from "react";
import { FilterField } from "#components/desk/filters/filter-field";
import { Button } from "#components/ui/button";
import { LiveRegion } from "#components/ui/live-region";
import type { Filter } from "./filter.ts";

const TYPING_MS = 300;

/**
 * The filters of a list, whose answers stand in the address. `mode` says who filters: the server, which renders the page again,
 * or the page itself by `useFilters`. A change goes back to the first page. Without JavaScript it is a plain form.
 */
export function FilterBar({
  label,
  filters,
  mode,
}: {
  label: string;
  filters: readonly Filter[];
  mode: "server" | "client";
}) {
  const t = useTranslations("desk.filters");
  const [isPending, startTransition] = useTransition();
  const names = filters.map(({ name }) => name);
  const [values, setValues] = useQueryStates(
    Object.fromEntries([...names, ...PLACE].map((name) => [name, parseAsString])),
    { shallow: mode === "client", scroll: false, ...(mode === "server" ? { startTransition } : {}) },
  );
  const set = (filter: Filter, value: string) =>
    void setValues(
      { [filter.name]: value === "" ? null : value, page: null, cursor: null, detail: null },
      filter.kind === "text" && value !== "" ? { limitUrlUpdates: debounce(TYPING_MS) } : {},
    );
  const isFiltered = names.some((name) => values[name] !== null);
  return (
    <search aria-label={label}>
      <form
        className="grid grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))] items-end gap-x-3 gap-y-2 sm:grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))]"
        onSubmit={(event) => event.preventDefault()}
        aria-busy={isPending}
      >
        {filters.map((filter) => (
          <FilterField
            key={filter.name}
            filter={filter}
            value={String(values[filter.name] ?? "")}
            onChange={(value) => set(filter, value)}
          />
        ))}
        <noscript>
          <Button type="submit">{t("show")}</Button>
        </noscript>
        {isFiltered ? (
          <Button variant="quiet" onClick={() => void setValues(null)}>
            {t("clear")}
          </Button>
        ) : null}
        <LiveRegion text={isPending ? t("loading") : ""} />
      </form>
    </search>
  );
}

/** What of the address belongs to the rows of before. */
const PLACE = ["page", "cursor", "detail"] as const;
