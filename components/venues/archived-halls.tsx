import { useLocale, useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Card } from "#components/ui/card";
import { Pagination } from "#components/ui/pagination";
import { DeedButton } from "#components/venues/deed-button";
import type { Hall } from "#components/venues/hall-card";
import { dateText } from "../ui/date-text.ts";
import type { VenueDeed } from "./venue-deed-state.ts";

/** The halls that no new event takes, and the way back for each; nothing when there are none. */
export function ArchivedHalls(props: {
  halls: readonly Hall[];
  timeZone: string;
  /** Undefined for those who may only read. */
  restore: VenueDeed | undefined;
  paging: ComponentProps<typeof Pagination>;
}) {
  const t = useTranslations("venues.halls");
  const locale = useLocale();
  const { halls, restore, timeZone } = props;
  if (halls.length === 0) return null;
  return (
    <section className="flex flex-col gap-3" aria-labelledby="archived-halls">
      <h2 id="archived-halls" className="text-heading">
        {t("archivedTitle")}
      </h2>
      <p className="text-ink-soft">{t("archivedText")}</p>
      <Card flush className="overflow-hidden">
        <ul aria-label={t("archivedTitle")} className="divide-y divide-line">
          {halls.map(({ id, name, revision, archived_at, versions }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-5 py-3">
              <div className="min-w-0">
                <p className="break-words font-semibold">{name}</p>
                <p className="text-ink-soft text-sm">
                  {[
                    t("archivedOn", {
                      date: archived_at ? dateText(archived_at, { timeZone, style: "kept", locale }) : "",
                    }),
                    versions[0] ? t("seats", { count: versions[0].seat_count }) : t("unpublished"),
                  ].join(" · ")}
                </p>
              </div>
              {restore ? (
                <DeedButton
                  deed={restore}
                  variant="secondary"
                  label={t("restore")}
                  accessibleLabel={t("restoreNamed", { name })}
                  fields={{ hall: id, revision: String(revision), archived: "false" }}
                />
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
      <Pagination {...props.paging} />
    </section>
  );
}
