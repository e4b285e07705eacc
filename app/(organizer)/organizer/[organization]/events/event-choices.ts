import { getLocale, getTranslations } from "next-intl/server";
import { offeredCategories } from "#lib/catalog/categories/known-categories";
import { type HouseChoice, listHouseChoices, listSoldCategories } from "#lib/catalog/halls/queries";
import { houseValue } from "../../../../../components/event-form/event-draft.ts";
import type { EventChoices } from "../../../../../components/event-form/form-parts.ts";
import { currencyOptions } from "../../../../choices.ts";

/** What an organization's event may be chosen from, in the reader's language. */
export async function eventChoices(organizationId: string, layoutHash?: string): Promise<EventChoices> {
  const [locale, houses, categories, sold, t] = await Promise.all([
    getLocale(),
    listHouseChoices(organizationId),
    offeredCategories(),
    layoutHash === undefined ? [] : listSoldCategories(layoutHash),
    getTranslations("event-form.where"),
  ]);
  return {
    categories: categories.map(({ slug, names }) => ({
      value: slug,
      label: names[locale as keyof typeof names] ?? slug,
    })),
    houses: houses.map((house) => ({
      value: houseValue(house.venueId, house.layoutHash),
      timeZone: house.timeZone,
      venue: `${house.venueName}, ${house.city}`,
      label: t("hall", { hall: house.hallName, version: house.version, count: house.seatCount }),
    })),
    currencies: currencyOptions(locale),
    sold,
  };
}

/** The zone of a chosen hall. */
export function zoneOf(houses: readonly HouseChoice[], value: string): string | undefined {
  return houses.find((house) => houseValue(house.venueId, house.layoutHash) === value)?.timeZone;
}
