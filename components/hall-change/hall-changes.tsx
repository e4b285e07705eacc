import { useLocale, useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Card } from "#components/ui/card";
import { Pagination } from "#components/ui/pagination";
import type { HallChangeList } from "#lib/seating/hall-change/hall-change-contract";
import { dateText } from "../ui/date-text.ts";

const KINDS = ["added", "removed", "moved", "renamed", "other_entrance", "other_category", "other_kind"] as const;

/** The changes of an event's hall since it went on sale, the newest first. `names` are people's by their keys. */
export function HallChanges(props: {
  changes: HallChangeList["data"];
  names: ReadonlyMap<string, string>;
  timeZone: string;
  paging: ComponentProps<typeof Pagination>;
}) {
  const t = useTranslations("hall.changes");
  const words = useChangeWords();
  const locale = useLocale();
  return (
    <section className="flex flex-col gap-3" aria-labelledby="hall-changes">
      <h2 id="hall-changes" className="text-heading">
        {t("title")}
      </h2>
      {props.changes.length === 0 ? (
        <p className="text-ink-soft">{t("empty")}</p>
      ) : (
        <Card flush>
          <ol className="divide-y divide-line">
            {props.changes.map(({ id, version, changed_at, changed_by, counts }) => (
              <li key={id} className="flex flex-col gap-0.5 px-5 py-3">
                <p className="font-semibold">{t("version", { version })}</p>
                <p className="tabular">{words(counts)}</p>
                <p className="text-ink-soft text-sm">
                  {t("by", {
                    name: props.names.get(changed_by) ?? t("someone"),
                    date: dateText(changed_at, { timeZone: props.timeZone, style: "kept", locale }),
                  })}
                </p>
              </li>
            ))}
          </ol>
        </Card>
      )}
      <Pagination {...props.paging} />
    </section>
  );
}

function useChangeWords(): (counts: Readonly<Record<string, number>>) => string {
  const t = useTranslations();
  return (counts) => {
    const kinds = KINDS.filter((kind) => counts[kind]).map((kind) =>
      t(`venues.compare.kinds.${kind}`, { count: counts[kind] ?? 0 }),
    );
    const repriced = counts.repriced ? [t("hall.repriced", { count: counts.repriced })] : [];
    return [...kinds, ...repriced].join(" · ") || t("venues.compare.same");
  };
}
