"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
import { TimeZoneField } from "#components/venues/time-zone-field";
import type { VenueDraft, VenueField } from "./venue-draft.ts";

export type PlaceProps = {
  draft: VenueDraft;
  change: (part: Partial<VenueDraft>) => void;
  problem: (field: VenueField) => string | undefined;
};

const LENGTHS = { name: 80, address: 200, postcode: 20, city: 80, latitude: 17, longitude: 17 } as const;

/** The name of a venue and where it is. */
export function VenuePlace(props: PlaceProps & { countries: readonly { value: string; label: string }[] }) {
  const t = useTranslations("venues.fields");
  const { draft, change, problem } = props;
  const line = (name: keyof typeof LENGTHS, { error, note, hint }: Line = {}) => (
    <Field id={`venue-${name}`} label={t(name)} error={error} note={note} hint={hint}>
      {(control) => (
        <TextInput
          {...control}
          name={name}
          autoComplete="off"
          maxLength={LENGTHS[name]}
          inputMode={name === "latitude" || name === "longitude" ? "text" : undefined}
          value={draft[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      {line("name", { error: problem("name"), hint: t("nameHint") })}
      {line("address", { error: problem("address") })}
      <div className="grid items-start gap-5 sm:grid-cols-[14rem_minmax(0,1fr)]">
        {line("postcode", { error: problem("postcode"), note: t("optional") })}
        {line("city", { error: problem("city") })}
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Field id="venue-country" label={t("country")} error={problem("country")}>
          {(control) => (
            <Select
              {...control}
              name="country"
              value={draft.country}
              // The zones of the country before are no longer its own.
              onChange={(event) => change({ country: event.target.value, time_zone: "" })}
            >
              <option value="">–</option>
              {props.countries.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <TimeZoneField draft={draft} change={change} problem={problem} />
      </div>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        {line("latitude", { error: problem("coordinates"), note: t("optional") })}
        {line("longitude", { note: t("optional") })}
      </div>
    </>
  );
}

type Line = { error?: string | undefined; note?: string; hint?: string };
