import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import { classNames } from "./class-names.ts";
import { pagesShown } from "./pages-shown.ts";

/** Links to the pages of a list. `href` builds a page's address, so filters stay and no JavaScript is needed. */
export function Pagination(props: { page: number; pageCount: number; href: (page: number) => string }) {
  const t = useTranslations("ui");
  const { page, pageCount, href } = props;
  if (pageCount <= 1) return null;
  return (
    <nav aria-label={t("pages")} className="flex flex-wrap items-center justify-center gap-1">
      {page > 1 ? (
        <Link href={href(page - 1)} rel="prev" className={pageClass(false)}>
          <Icon name="chevron-left" />
          <span className="sr-only">{t("previousPage")}</span>
        </Link>
      ) : null}
      {pagesShown(page, pageCount).map((shown, i) =>
        shown === "gap" ? (
          <span key={`gap-${i === 1 ? "before" : "after"}`} aria-hidden="true" className="px-1 text-ink-soft">
            …
          </span>
        ) : (
          <Link
            key={shown}
            href={href(shown)}
            aria-current={shown === page ? "page" : undefined}
            aria-label={t("page", { page: shown })}
            className={pageClass(shown === page)}
          >
            {shown}
          </Link>
        ),
      )}
      {page < pageCount ? (
        <Link href={href(page + 1)} rel="next" className={pageClass(false)}>
          <Icon name="chevron-right" />
          <span className="sr-only">{t("nextPage")}</span>
        </Link>
      ) : null}
    </nav>
  );
}

function pageClass(current: boolean): string {
  return classNames(
    "tabular grid min-h-touch min-w-touch place-items-center rounded-control font-semibold",
    current ? "bg-ink text-paper" : "hover:bg-sunken",
  );
}
