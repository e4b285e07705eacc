import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { DeedButton } from "#components/venues/deed-button";
import type { DraftListed } from "#lib/seating/drafts/draft-contract";
import { dateText } from "../ui/date-text.ts";
import type { VenueDeed } from "./venue-deed-state.ts";

/** The drafts of a venue: who saved each last and when. Each leads to the designer. */
export function DraftRows(props: {
  drafts: readonly DraftListed[];
  base: string;
  timeZone: string;
  remove: VenueDeed | undefined;
}) {
  const t = useTranslations("venues.drafts");
  const locale = useLocale();
  const format = useFormatter();
  return (
    <Card flush className="overflow-hidden">
      <ul aria-label={t("title")} className="divide-y divide-line">
        {props.drafts.map(({ id, name, updated_at, updated_by, published_version, editors }) => {
          const date = dateText(updated_at, { timeZone: props.timeZone, style: "kept", locale });
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 px-5 py-3">
              <div className="min-w-0">
                <Link href={`${props.base}/halls/${id}`} className="link flex min-h-touch items-center font-semibold">
                  {name}
                </Link>
                <p className="text-ink-soft text-sm">{updated_by ? t("by", { name: updated_by, date }) : date}</p>
                <p className="mt-1 flex flex-wrap gap-2 empty:hidden">
                  {published_version === null ? null : (
                    <Badge tone="neutral">{t("published", { version: published_version })}</Badge>
                  )}
                  {editors.length > 0 ? (
                    <Badge tone="good">
                      {t("editing", { names: format.list(editors.map((editor) => editor.name ?? t("someone"))) })}
                    </Badge>
                  ) : null}
                </p>
              </div>
              {props.remove ? (
                <DeedButton
                  deed={props.remove}
                  variant="quiet"
                  label={t("remove")}
                  accessibleLabel={t("removeNamed", { name })}
                  fields={{ draft: id }}
                  ask={{ title: t("sure", { name }), text: t("sureText") }}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
