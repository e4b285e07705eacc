import type { ProgrammeVenue } from "./types.ts";

const CITIES = {
  Madrid: { country: "ES", timezone: "Europe/Madrid" },
  Barcelona: { country: "ES", timezone: "Europe/Madrid" },
  Lisbon: { country: "PT", timezone: "Europe/Lisbon" },
  Berlin: { country: "DE", timezone: "Europe/Berlin" },
  Vienna: { country: "AT", timezone: "Europe/Vienna" },
  London: { country: "GB", timezone: "Europe/London" },
  "New York": { country: "US", timezone: "America/New_York" },
  Tokyo: { country: "JP", timezone: "Asia/Tokyo" },
} as const;

/** Invented venues in eight real cities. */
export const VENUES: ProgrammeVenue[] = [
  venue("teatro-aurora", "Teatro Aurora", "Calle de las Huertas 71", "Madrid", "opera-house"),
  venue("arena-manzanares", "Arena Manzanares", "Paseo de la Ribera 4", "Madrid", "arena"),
  venue("teatre-de-la-mar", "Teatre de la Mar", "Passeig del Moll 18", "Barcelona", "opera-house"),
  venue("sala-nocturna", "Sala Nocturna", "Carrer de la Cera 33", "Barcelona", "club"),
  venue("casa-do-tejo", "Casa do Tejo", "Rua da Boavista 110", "Lisbon", "recital-hall"),
  venue("spreehalle", "Spreehalle", "Mühlenufer 2", "Berlin", "arena"),
  venue("kellerlicht", "Kellerlicht", "Weserstraße 58", "Berlin", "club"),
  venue("haus-am-graben", "Haus am Graben", "Grabengasse 9", "Vienna", "opera-house"),
  venue("kammersaal-am-ring", "Kammersaal am Ring", "Ringstraße 40", "Vienna", "recital-hall"),
  venue("marlowe-playhouse", "Marlowe Playhouse", "22 Rose Alley", "London", "opera-house"),
  venue("the-lantern-rooms", "The Lantern Rooms", "5 Camden Passage", "London", "club"),
  venue("hudson-dome", "Hudson Dome", "600 Twelfth Avenue", "New York", "arena"),
  venue("orchard-street-cellar", "Orchard Street Cellar", "144 Orchard Street", "New York", "club"),
  venue("sumida-dome", "Sumida Dome", "3-12 Mukōjima", "Tokyo", "arena"),
  venue("kawabata-hall", "Kawabata Hall", "1-7-2 Yanaka", "Tokyo", "recital-hall"),
];

/** The currency of each country; others use the euro. */
export const CURRENCIES: Record<string, string> = { GB: "GBP", US: "USD", JP: "JPY" };

function venue(
  slug: string,
  name: string,
  address: string,
  city: keyof typeof CITIES,
  hall: ProgrammeVenue["hall"],
): ProgrammeVenue {
  return { slug, name, address, city, ...CITIES[city], hall };
}
