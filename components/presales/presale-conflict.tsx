import { useLocale, useTranslations } from "next-intl";
import { ConflictNotice } from "#components/ui/conflict-notice";
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
  return (
    <ConflictNotice
      title={t("title")}
      text={t("text")}
      fields={(Object.keys(theirs) as (keyof PresaleDraft)[]).map((field) => ({
        ...{ key: field, label: t(`fields.${field}`), lead: `${t(`fields.${field}`)}:` },
        value: words({ ...typed, ...theirs }, field),
        choices:
          JSON.stringify(typed[field]) === JSON.stringify(theirs[field])
            ? []
            : [{ word: t("take"), onChoose: () => change({ ...typed, [field]: theirs[field] }) }],
      }))}
    />
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
