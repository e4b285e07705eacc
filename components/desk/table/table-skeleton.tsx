import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const FILTERS = ["a", "b"];

/** Stands where a DataTable comes, in its shape: filters, heads and rows of its height. */
export function TableSkeleton() {
  const t = useTranslations("desk.table");
  return (
    <div data-skeleton className="flex min-w-0 flex-col gap-3">
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <div className="flex flex-wrap items-end gap-3">
        {FILTERS.map((key) => (
          <div key={key} className="flex w-full flex-col gap-1 sm:w-64">
            <Skeleton className="h-5 w-24" />
            <Skeleton className="h-12" />
          </div>
        ))}
      </div>
      <div aria-hidden="true" className="overflow-hidden rounded-card border border-line bg-raised">
        <div className="h-11 border-line border-b bg-sunken" />
        {ROWS.map((key, at) => (
          <div key={key} className="flex h-32 items-center gap-6 border-line border-b px-3 last:border-b-0 md:h-12">
            <Skeleton className={at % 2 ? "h-4 w-40" : "h-4 w-52"} />
            <Skeleton className="h-4 flex-1 max-md:hidden" />
            <Skeleton className="h-4 w-24 max-md:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
