import { useTranslations } from "next-intl";
import { type CodeRow, CodeTable } from "#components/presales/code-table";
import { LinkButton } from "#components/ui/link-button";
import { Pagination } from "#components/ui/pagination";
import type { AccessCodeWire, CodeList } from "#lib/seating/access/access-contract";
import type { CodesOpen } from "./codes-fields.tsx";
import type { SaleEvent } from "./sale-event.ts";

/** The access codes and links of an event, and the way to new ones. */
export function AccessCodes(props: {
  event: SaleEvent;
  list: CodeList;
  opens: CodesOpen;
  base: string;
  find: string | undefined;
}) {
  const { event, list, opens, base, find } = props;
  const t = useTranslations("presales.codes");
  const { total, page, limit } = list.meta;
  const named = (each: CodesOpen["presales"]) => each.map(({ id, name }) => ({ id, name }));
  return (
    <section aria-labelledby="access-codes" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="flex max-w-prose flex-col gap-1">
          <h2 id="access-codes" className="text-heading">
            {t("title")}
          </h2>
          <p className="text-ink-soft">{t("lead")}</p>
        </div>
        <LinkButton variant="secondary" href={`${base}/access/codes/new`}>
          {t("new")}
        </LinkButton>
      </div>
      <CodeTable
        event={event}
        codes={list.data.map((code) => ({ ...code, state: stateOf(code) }))}
        opens={{ presales: named(opens.presales), allocations: named(opens.allocations) }}
        isFiltered={find !== undefined}
      />
      <Pagination
        page={page}
        pageCount={Math.ceil(total / limit)}
        href={(to) => `${base}/access?${new URLSearchParams({ ...(find ? { find } : {}), page: String(to) })}`}
      />
    </section>
  );
}

function stateOf({ valid_from, valid_until, uses, uses_max }: AccessCodeWire): CodeRow["state"] {
  if (valid_from && Date.now() < Date.parse(valid_from)) return "next";
  if (valid_until && Date.now() >= Date.parse(valid_until)) return "over";
  return uses_max !== null && uses >= uses_max ? "used_up" : "active";
}
