/** Places and actions of one kind; keywords find an entry by other words. */
export type PaletteGroup = { label: string; entries: readonly PaletteEntry[] };

/** Where an entry leads, or what it does; `keys` does the same without the palette. */
export type PaletteEntry = { label: string; keywords?: readonly string[] } & (
  | { href: string }
  | { run: () => void; keys?: string }
);
