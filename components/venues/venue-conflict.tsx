import { useLocale, useTranslations } from "next-intl";
import { ConflictNotice } from "#components/ui/conflict-notice";
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
    <ConflictNotice
      title={t("conflict.title", { name })}
      text={t("conflict.text")}
      fields={VENUE_FIELDS.filter((field) => field in theirs).map((field) => {
        const label = t(`fields.${field === "time_zone" ? "timeZone" : field}`);
        return {
          ...{ key: field, label, lead: t("conflict.became", { name, field: label }) },
          value: wordsOf(field) || t("conflict.empty"),
          choices: !props.both.includes(field)
            ? []
            : [
                { word: t("conflict.mine"), onChoose: () => props.onKeep(field) },
                { word: t("conflict.theirs"), onChoose: () => props.onTake(field) },
              ],
        };
      })}
    />
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
