import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Card } from "#components/ui/card";
import { DeedButton } from "#components/venues/deed-button";
import { HallSketch } from "#components/venues/hall-sketch";
import { NameDeed } from "#components/venues/name-deed";
import type { HallDrawing } from "#lib/catalog/contract";
import type { HallList } from "#lib/catalog/halls/hall-contract";
import { dateText } from "../ui/date-text.ts";
import type { VenueDeed } from "./venue-deed-state.ts";

export type Hall = HallList["data"][number];

type Props = {
  hall: Hall;
  /** The address of the venue. */
  base: string;
  timeZone: string;
  /** Undefined for those who may only read. */
  change: VenueDeed | undefined;
  /** Renames and archives it; undefined for those who may only read. */
  manage: VenueDeed | undefined;
};

/** A hall as it was published last, with its versions and what can be done with it. */
export function HallCard({ drawing, ...props }: Props & { drawing: HallDrawing | undefined }) {
  const { hall, change } = props;
  const t = useTranslations("venues.halls");
  const format = useFormatter();
  const latest = hall.versions[0];
  return (
    <Card className="grid items-start gap-5 sm:grid-cols-[12rem_minmax(0,1fr)]">
      {drawing ? <HallSketch hall={drawing} /> : <span className="h-28 rounded-control bg-sunken" />}
      <div className="flex min-w-0 flex-col gap-3">
        <h3 className="break-words font-semibold text-lg">{hall.name}</h3>
        {latest ? (
          <p className="text-ink-soft">
            {t("size", { seats: format.number(latest.seat_count), sections: drawing?.sections.length ?? 0 })}
          </p>
        ) : (
          <p className="text-ink-soft">{t("unpublished")}</p>
        )}
        {change ? (
          <DeedButton
            deed={change}
            variant="secondary"
            label={t("change")}
            accessibleLabel={t("changeNamed", { name: hall.name })}
            fields={{ hall: hall.id, name: hall.name }}
          />
        ) : null}
        <VersionList {...props} />
        {props.manage ? <HallManage hall={hall} manage={props.manage} /> : null}
      </div>
    </Card>
  );
}

/** Another name for the hall, or its archiving. */
function HallManage({ hall, manage }: { hall: Hall; manage: VenueDeed }) {
  const t = useTranslations("venues.halls");
  const { id, name } = hall;
  const which = { hall: id, revision: String(hall.revision) };
  return (
    <details>
      <summary
        aria-label={t("manageNamed", { name })}
        className="min-h-touch cursor-pointer py-2.5 font-medium text-sm"
      >
        {t("manage")}
      </summary>
      <div className="flex flex-col gap-4 border-line border-t pt-3">
        <NameDeed id={`rename-${id}`} deed={manage} label={t("name")} submit={t("rename")} name={name} fields={which} />
        <DeedButton
          deed={manage}
          variant="quiet"
          label={t("archive")}
          accessibleLabel={t("archiveNamed", { name })}
          fields={{ ...which, archived: "true" }}
          ask={{ title: t("archiveSure", { name }), text: t("archiveText") }}
        />
      </div>
    </details>
  );
}

function VersionList({ hall, base, timeZone, change }: Props) {
  const t = useTranslations("venues.halls");
  const locale = useLocale();
  if (hall.versions.length === 0) return null;
  return (
    <details>
      <summary className="min-h-touch cursor-pointer py-2.5 font-medium text-sm">
        {t("versions", { count: hall.versions.length })}
      </summary>
      <ol className="divide-y divide-line border-line border-t">
        {hall.versions.map(({ version, name, seat_count, published_at, published_by }, i) => {
          const date = dateText(published_at, { timeZone, style: "kept", locale });
          return (
            <li key={version} className="flex flex-wrap items-center justify-between gap-3 py-2">
              <div className="min-w-0">
                <p className="break-words font-medium">
                  {t("version", { version })}
                  {name ? ` · ${name}` : ""}
                </p>
                <p className="text-ink-soft text-sm">
                  {t("seats", { count: seat_count })} · {published_by ? t("by", { name: published_by, date }) : date}
                </p>
              </div>
              {hall.versions[i + 1] ? (
                <Link
                  className="link flex min-h-touch items-center text-sm"
                  href={`${base}/compare?${new URLSearchParams({ hall: hall.id, from: String(hall.versions[i + 1]?.version), to: String(version) })}`}
                >
                  {t("compare", { version: hall.versions[i + 1]?.version ?? 1 })}
                </Link>
              ) : null}
              {change ? (
                <DeedButton
                  deed={change}
                  variant="quiet"
                  label={t("open")}
                  accessibleLabel={t("openNamed", { name: hall.name, version })}
                  fields={{ hall: hall.id, name: hall.name, version: String(version) }}
                />
              ) : null}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
