import type { HallName } from "./types.ts";

/** The price levels of each hall, the dearest first, and the hall's own category names that sell at each. */
export const HALL_LEVELS = {
  "opera-house": [
    { name: "Front stalls and boxes", categories: ["Front Stalls", "Boxes"] },
    { name: "Stalls", categories: ["Stalls"] },
    { name: "Dress circle", categories: ["Dress Circle"] },
    { name: "Upper balcony", categories: ["Upper Balcony"] },
  ],
  arena: [
    { name: "Floor", categories: ["Floor", "Front Standing"] },
    { name: "Lower bowl", categories: ["Lower Bowl"] },
    { name: "Lower bowl, side", categories: ["Lower Bowl Side"] },
    { name: "Upper bowl", categories: ["Upper Bowl", "Upper Bowl Side"] },
  ],
  club: [
    { name: "Tables and booths", categories: ["Tables", "Booths"] },
    { name: "Bar stools", categories: ["Bar Stools"] },
    { name: "Standing", categories: ["Standing"] },
  ],
  "recital-hall": [
    { name: "Parquet", categories: ["Parquet"] },
    { name: "Rear parquet and gallery", categories: ["Rear Parquet", "Side Gallery"] },
    { name: "Balcony", categories: ["Balcony"] },
  ],
} as const satisfies Record<HallName, readonly { name: string; categories: readonly string[] }[]>;
