/** How the reader wants it to look. `system` is the absence of a choice. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "fairseat_theme";

export function readTheme(value: unknown): Theme {
  return THEMES.find((theme) => theme === value) ?? "system";
}
