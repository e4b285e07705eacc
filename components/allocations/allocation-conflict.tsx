import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
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
    <Notice tone="warn" urgent title={t("conflict.title")}>
      <p>{t("conflict.text")}</p>
      <ul className="mt-2 flex flex-col gap-2">
        {(Object.keys(theirs) as (keyof AllocationDraft)[]).map((field) => (
          <li key={field} className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 break-words">
              {t(`conflict.fields.${field}`)}: <strong>{words(field)}</strong>
            </p>
            {JSON.stringify(typed[field]) === JSON.stringify(theirs[field]) ? null : (
              <Button
                variant="secondary"
                aria-label={`${t("conflict.take")}: ${t(`conflict.fields.${field}`)}`}
                onClick={() => change({ ...typed, [field]: theirs[field] })}
              >
                {t("conflict.take")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
