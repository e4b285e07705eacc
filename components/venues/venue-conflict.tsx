import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { type LocalizedText, textFor } from "#lib/platform/localized-text";
import { type TheirChanges, VENUE_FIELDS, type VenueField } from "./venue-draft.ts";
import type { VenueFormState } from "./venue-form-state.ts";

/** What another person saved since the form was opened. Where both changed a field, the person decides. */
export function VenueConflict(props: {
  conflict: NonNullable<VenueFormState["conflict"]>;
  both: readonly VenueField[];
  onKeep: (field: VenueField) => void;
  onTake: (field: VenueField) => void;
}) {
  const t = useTranslations("venues");
  const { theirs, changedBy } = props.conflict;
  const name = changedBy ?? t("conflict.nobody");
  const wordsOf = useWords(theirs);
  return (
    <Notice tone="warn" urgent title={t("conflict.title", { name })}>
      <p>{t("conflict.text")}</p>
      <ul className="mt-2 flex flex-col gap-3">
        {VENUE_FIELDS.filter((field) => field in theirs).map((field) => {
          const label = t(`fields.${field === "time_zone" ? "timeZone" : field}`);
          return (
            <li key={field} className="flex flex-wrap items-center justify-between gap-3">
              <p className="min-w-0">
                {t("conflict.became", { name, field: label })}{" "}
                <strong className="whitespace-pre-line break-words">{wordsOf(field) || t("conflict.empty")}</strong>
              </p>
              {props.both.includes(field) ? (
                <span className="flex flex-wrap gap-2">
                  <Button
                    variant="secondary"
                    aria-label={`${t("conflict.mine")}: ${label}`}
                    onClick={() => props.onKeep(field)}
                  >
                    {t("conflict.mine")}
                  </Button>
                  <Button
                    variant="secondary"
                    aria-label={`${t("conflict.theirs")}: ${label}`}
                    onClick={() => props.onTake(field)}
                  >
                    {t("conflict.theirs")}
                  </Button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

function useWords(theirs: TheirChanges): (field: VenueField) => string {
  const locale = useLocale();
  const t = useTranslations("venues.fields");
  const words = (text: LocalizedText | undefined) => (text && textFor(text, locale)?.text) ?? "";
  return (field) => {
    if (field === "directions" || field === "accessibility") return words(theirs[field]);
    if (field === "entrances") return (theirs.entrances ?? []).map(({ name }) => name).join(", ");
    if (field === "pictures") return t("pictureCount", { count: (theirs.pictures ?? []).length });
    if (field === "coordinates")
      return theirs.coordinates ? `${theirs.coordinates.latitude}, ${theirs.coordinates.longitude}` : "";
    return theirs[field] ?? "";
  };
}
