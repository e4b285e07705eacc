import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Card } from "#components/ui/card";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { Pagination } from "#components/ui/pagination";
import { type Hall, HallCard } from "#components/venues/hall-card";
import { NameDeed } from "#components/venues/name-deed";
import type { HallDrawing } from "#lib/catalog/contract";
import type { VenueDeed } from "./venue-deed-state.ts";

/** The halls of a venue, and the way to draw one more. */
export function VenueHalls(props: {
  halls: readonly { hall: Hall; drawing: HallDrawing | undefined }[];
  base: string;
  timeZone: string;
  make: VenueDeed | undefined;
  manage: VenueDeed | undefined;
  paging: ComponentProps<typeof Pagination>;
}) {
  const t = useTranslations("venues.halls");
  return (
    <section className="flex flex-col gap-3" aria-labelledby="venue-halls">
      <h2 id="venue-halls" className="text-heading">
        {t("title")}
      </h2>
      {props.halls.length > 0 ? (
        <ul className="grid gap-4 lg:grid-cols-2">
          {props.halls.map(({ hall, drawing }) => (
            <li key={hall.id}>
              <HallCard
                {...{ hall, drawing, base: props.base, timeZone: props.timeZone }}
                change={props.make}
                manage={props.manage}
              />
            </li>
          ))}
        </ul>
      ) : (
        <Notice title={t("empty")}>{t("emptyText")}</Notice>
      )}
      <Pagination {...props.paging} />
      {props.make ? (
        <Card className="flex flex-col gap-4">
          <NameDeed id="new-hall" deed={props.make} label={t("newName")} submit={t("draw")} />
          <p className="flex flex-wrap items-center gap-3 border-line border-t pt-4 text-ink-soft">
            {t("importText")}
            <LinkButton variant="secondary" href={`${props.base}/import`}>
              {t("import")}
            </LinkButton>
          </p>
        </Card>
      ) : null}
    </section>
  );
}
