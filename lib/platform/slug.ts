/** The letters and digits of a name for an address of a page, joined by dashes; of its first `max` characters. May be empty. */
export function slugOf(name: string, max: number): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, max)
    .replace(/^-+|-+$/g, "");
}
