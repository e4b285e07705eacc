import { useTranslations } from "next-intl";
import { ConflictNotice } from "#components/ui/conflict-notice";
import type { AllocationDraft } from "./allocation-draft.ts";

/** What another organizer saved of an allocation meanwhile, field by field. What both changed stays as typed until theirs is taken. */
export function AllocationConflict(props: {
  theirs: Partial<AllocationDraft>;
  typed: AllocationDraft;
  change: (draft: AllocationDraft) => void;
}) {
  const { theirs, typed, change } = props;
  const t = useTranslations("allocations");
  const words = (field: keyof AllocationDraft): string => {
    const value = { ...typed, ...theirs }[field];
    if (field === "kind") return t(`kinds.${value as AllocationDraft["kind"]}`);
    if (field === "releaseWhen") return value === "" ? t("form.never") : t(`form.scopes.${value as "house"}`);
    if (typeof value === "string") return value || "–";
    return value.day === "" ? "–" : `${value.day}.${value.month}.${value.year} ${value.time}`;
  };
  return (
    <ConflictNotice
      title={t("conflict.title")}
      text={t("conflict.text")}
      fields={(Object.keys(theirs) as (keyof AllocationDraft)[]).map((field) => ({
        ...{ key: field, label: t(`conflict.fields.${field}`), lead: `${t(`conflict.fields.${field}`)}:` },
        value: words(field),
        choices:
          JSON.stringify(typed[field]) === JSON.stringify(theirs[field])
            ? []
            : [{ word: t("conflict.take"), onChoose: () => change({ ...typed, [field]: theirs[field] }) }],
      }))}
    />
  );
}
