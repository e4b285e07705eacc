"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import type { PlaceProps } from "./venue-place.tsx";

type Zones = { data: readonly string[]; suggested: string | null };

const TYPING_MS = 400;

/** The country's time zones. Until one is chosen, the place decides; where it does not, people are asked to choose. */
export function TimeZoneField({ draft, change, problem }: PlaceProps) {
  const t = useTranslations("venues.fields");
  const zones = useZones(draft);
  const options = draft.time_zone && !zones.data.includes(draft.time_zone) ? [draft.time_zone] : zones.data;
  return (
    <Field id="venue-time_zone" label={t("timeZone")} note={t("timeZoneHint")} error={problem("time_zone")}>
      {(control) => (
        <Select
          {...control}
          name="time_zone"
          value={draft.time_zone}
          onChange={(event) => change({ time_zone: event.target.value })}
        >
          <option value="">
            {zones.suggested ? t("fromPlace", { zone: zoneName(zones.suggested) }) : t("chooseZone")}
          </option>
          {options.map((zone) => (
            <option key={zone} value={zone}>
              {zoneName(zone)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

const zoneName = (zone: string) => zone.replaceAll("_", " ");

/** Asks for the zones of the place as it is typed. Without a connection the server decides when the form is sent. */
function useZones({ country, city, latitude, longitude }: PlaceProps["draft"]): Zones {
  const [zones, setZones] = useState<Zones>({ data: [], suggested: null });
  useEffect(() => {
    if (country === "") return setZones({ data: [], suggested: null });
    const controller = new AbortController();
    const isPlaced = [latitude, longitude].every((each) => /^-?\d{1,3}(\.\d{1,12})?$/.test(each));
    const query = new URLSearchParams({ country, city, ...(isPlaced ? { latitude, longitude } : {}) });
    const timer = setTimeout(
      () => void askZones(query, controller.signal).then((found) => found && setZones(found)),
      TYPING_MS,
    );
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [country, city, latitude, longitude]);
  return zones;
}

/** Undefined where there is no answer; the list then stays as it was. */
async function askZones(query: URLSearchParams, signal: AbortSignal): Promise<Zones | undefined> {
  try {
    const response = await fetch(`/api/v1/time-zones?${query}`, { signal });
    return response.ok ? ((await response.json()) as Zones) : undefined;
  } catch {
    return undefined;
  }
}
