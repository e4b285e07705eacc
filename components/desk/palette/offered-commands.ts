import type { PaletteGroup } from "./palette-group.ts";

type Offer = () => readonly PaletteGroup[];

let offer: Offer | undefined;

/** Puts the commands of the open page into the palette, asked each time it opens; answers how to take them back. */
export function offerCommands(given: Offer): () => void {
  offer = given;
  return () => {
    if (offer === given) offer = undefined;
  };
}

/** The commands that the open page offers now. */
export function offeredCommands(): readonly PaletteGroup[] {
  return offer?.() ?? [];
}
