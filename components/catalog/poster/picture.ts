import { comedyPictures } from "./comedy.ts";
import { concertPictures } from "./concert.ts";
import type { FamilyName, Palette } from "./families.ts";
import { familyPictures } from "./family.ts";
import { festivalPictures } from "./festival.ts";
import { operaPictures } from "./opera.ts";
import { sportPictures } from "./sport.ts";
import { theatrePictures } from "./theatre.ts";

/** A picture fills the poster but for the title's box; it draws with the palette and the seed's numbers alone. */
export type Picture = (palette: Palette, random: () => number) => string;

/** The pictures of each category. A seed chooses one of them, then one of the category's palettes. */
export const PICTURES = {
  concert: concertPictures,
  opera: operaPictures,
  theatre: theatrePictures,
  comedy: comedyPictures,
  sport: sportPictures,
  festival: festivalPictures,
  family: familyPictures,
} as const satisfies Record<FamilyName, readonly Picture[]>;
