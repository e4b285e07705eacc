import { useTranslations } from "next-intl";
import { ConflictNotice } from "#components/ui/conflict-notice";
import type { EventFormState, TheirDraft } from "./event-form-state.ts";

/** What another person saved since the form was opened, field by field; each can be taken over, or what is typed stays. */
export function EventConflict(props: {
  conflict: NonNullable<EventFormState["conflict"]>;
  /** The fields that both changed, still to be decided. */
  both: readonly (keyof TheirDraft)[];
  onDecide: (field: keyof TheirDraft, theirs: TheirDraft) => void;
}) {
  const t = useTranslations("event-form.conflict");
  const { theirs, changedBy } = props.conflict;
  const name = changedBy ?? t("nobody");
  return (
    <ConflictNotice
      title={t("title", { name })}
      text={t("text")}
      fields={(Object.keys(theirs) as (keyof TheirDraft & string)[]).map((field) => ({
        ...{ key: field, label: t(`fields.${field}`), lead: t("became", { name, field: t(`fields.${field}`) }) },
        value: wordsOf(theirs[field]) || t("empty"),
        choices: !props.both.includes(field)
          ? []
          : [
              { word: t("keep"), onChoose: () => props.onDecide(field, {}) },
              { word: t("take"), onChoose: () => props.onDecide(field, { [field]: theirs[field] }) },
            ],
      }))}
    />
  );
}

/** A value of the form in a line: a moment by its parts, prices by their names. */
function wordsOf(value: TheirDraft[keyof TheirDraft]): string {
  if (value === undefined || typeof value === "string") return shortened(value ?? "");
  if (typeof value === "boolean") return value ? "✓" : "";
  if (Array.isArray(value)) return value.map(({ name, price }) => `${name} ${price}`).join(", ");
  if ("day" in value) return value.day && `${value.day}.${value.month}.${value.year} ${value.time}`;
  return "price" in value ? value.price : "";
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
