import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
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
    <Notice tone="warn" urgent title={t("title", { name })}>
      <p>{t("text")}</p>
      <ul className="mt-2 flex flex-col gap-3">
        {(Object.keys(theirs) as (keyof TheirDraft & string)[]).map((field) => (
          <li key={field} className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0">
              {t("became", { name, field: t(`fields.${field}`) })}{" "}
              <strong className="whitespace-pre-line break-words">{wordsOf(theirs[field]) || t("empty")}</strong>
            </p>
            {props.both.includes(field) ? (
              <span className="flex flex-wrap gap-2">
                {(["keep", "take"] as const).map((choice) => (
                  <Button
                    key={choice}
                    variant="secondary"
                    aria-label={`${t(choice)}: ${t(`fields.${field}`)}`}
                    onClick={() => props.onDecide(field, choice === "take" ? { [field]: theirs[field] } : {})}
                  >
                    {t(choice)}
                  </Button>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Notice>
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
