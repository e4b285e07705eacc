/** Places and actions of one kind. `href` says where an entry leads; keywords find it by other words. */
export type PaletteGroup = {
  label: string;
  entries: readonly { label: string; href: string; keywords?: readonly string[] }[];
};
