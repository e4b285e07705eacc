import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { readMoment } from "../event-form/moment-draft.ts";
import { dateText } from "../ui/date-text.ts";
import type { PresaleDraft } from "./presale-draft.ts";
import type { SaleEvent } from "./sale-event.ts";

/** What another organizer saved meanwhile, field by field. What both changed stays as typed until theirs is taken. */
export function PresaleConflict(props: {
  theirs: Partial<PresaleDraft>;
  typed: PresaleDraft;
  event: SaleEvent;
  change: (draft: PresaleDraft) => void;
}) {
  const { theirs, typed, change } = props;
  const t = useTranslations("presales.conflict");
  const words = useDraftWords(props.event);
  const fields = Object.keys(theirs) as (keyof PresaleDraft)[];
  return (
    <Notice tone="warn" urgent title={t("title")}>
      <p>{t("text")}</p>
      <ul className="mt-2 flex flex-col gap-2">
        {fields.map((field) => (
          <li key={field} className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 break-words">
              {t(`fields.${field}`)}: <strong>{words({ ...typed, ...theirs }, field)}</strong>
            </p>
            {JSON.stringify(typed[field]) === JSON.stringify(theirs[field]) ? null : (
              <Button
                variant="secondary"
                aria-label={`${t("take")}: ${t(`fields.${field}`)}`}
                onClick={() => change({ ...typed, [field]: theirs[field] })}
              >
                {t("take")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** A field of a presale in a line. */
function useDraftWords({ timeZone, levels }: SaleEvent) {
  const t = useTranslations("presales");
  const locale = useLocale();
  return (draft: PresaleDraft, field: keyof PresaleDraft): string => {
    if (field === "name") return draft.name;
    if (field === "access") return t(`form.accesses.${draft.access}`);
    if (field === "levelIds") {
      const names = levels.flatMap(({ id, name }) => (draft.levelIds.includes(id) ? [name] : []));
      return names.length === 0 ? t("allLevels") : names.join(", ");
    }
    const moment = readMoment(draft[field], timeZone);
    return moment.kind === "once" ? dateText(moment.iso, { timeZone, style: "kept", locale }) : "–";
  };
}
