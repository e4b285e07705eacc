import Link from "next/link";
import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { Select } from "#components/ui/select";
import type { EventChoices, PartProps } from "./form-parts.ts";

/** Where it is played: a hall of a venue, by venue. `venues` is the address where halls are drawn. */
export function WhereFields({
  draft,
  change,
  problem,
  houses,
  venues,
}: PartProps & Pick<EventChoices, "houses"> & { venues: string }) {
  const t = useTranslations("event-form.where");
  if (houses.length === 0)
    return (
      <Notice tone="warn" title={t("none")}>
        <p>{t("noneText")}</p>
        <Link
          href={venues}
          className="mt-2 inline-flex min-h-touch items-center font-semibold underline underline-offset-4"
        >
          {t("toVenues")}
        </Link>
      </Notice>
    );
  const venuesNamed = [...new Set(houses.map(({ venue }) => venue))];
  const isKnown = draft.house === "" || houses.some(({ value }) => value === draft.house);
  return (
    <Field id="event-house" label={t("house")} hint={t("houseHint")} error={problem("house")}>
      {(control) => (
        <Select
          {...control}
          name="house"
          className="max-w-2xl"
          value={draft.house}
          onChange={(event) => change({ house: event.target.value })}
        >
          <option value="">{t("choose")}</option>
          {isKnown ? null : <option value={draft.house}>{t("present")}</option>}
          {venuesNamed.map((venue) => (
            <optgroup key={venue} label={venue}>
              {houses
                .filter((house) => house.venue === venue)
                .map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  );
}
