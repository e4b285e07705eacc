import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PictureGrid } from "#components/pictures/picture-grid";
import { Card } from "#components/ui/card";
import type { VenueWire } from "#lib/catalog/venues/venue-contract";
import { countryName } from "#lib/platform/country-name";
import { type LocalizedText, textFor } from "#lib/platform/localized-text";
import { dateText } from "../ui/date-text.ts";

/** What a venue's organizers keep of it. */
export function VenueFacts({ venue }: { venue: VenueWire }) {
  const t = useTranslations("venues");
  const locale = useLocale();
  const country = countryName(venue.country, locale);
  const changed = dateText(venue.updated_at, { timeZone: venue.time_zone, style: "kept", locale });
  return (
    <Card>
      <h2 className="sr-only">{t("facts")}</h2>
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        <Fact term={t("fields.whole")}>
          {venue.address}
          <br />
          {[venue.postcode, venue.city].filter(Boolean).join(" ")}
          <br />
          {country}
        </Fact>
        <Fact term={t("fields.timeZone")}>{venue.time_zone.replaceAll("_", " ")}</Fact>
        <Fact term={t("changed")}>
          {venue.updated_by ? t("changedBy", { name: venue.updated_by, date: changed }) : changed}
        </Fact>
        {venue.entrances.length > 0 ? (
          <Fact term={t("fields.entrances")}>
            <ul>
              {venue.entrances.map(({ name, note }) => (
                <li key={name}>
                  {name}
                  <span className="block text-ink-soft text-sm">{textFor(note, locale)?.text}</span>
                </li>
              ))}
            </ul>
          </Fact>
        ) : null}
        <Note term={t("fields.directions")} text={venue.directions} />
        <Note term={t("fields.accessibility")} text={venue.accessibility} />
      </dl>
      {venue.pictures.length > 0 ? (
        <div className="mt-6">
          <PictureGrid pictures={venue.pictures} label={t("fields.pictures")} />
        </div>
      ) : null}
    </Card>
  );
}

function Note({ term, text }: { term: string; text: LocalizedText }) {
  const found = textFor(text, useLocale());
  if (!found) return null;
  return (
    <Fact term={term}>
      <span lang={found.language} className="whitespace-pre-line">
        {found.text}
      </span>
    </Fact>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-soft text-sm">{term}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
