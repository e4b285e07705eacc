/** The paper of each theme, on which an organization's colour must be readable; globals.css has the same. */
export const PAPERS = { light: "#f8f4ec", dark: "#131019" } as const;

/** The least contrast of text (WCAG 2.2, 1.4.3). */
export const CONTRAST_MIN = 4.5;

/**
 * The contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2). It is the same for text in the one on the other and the other way
 * round, so a colour that is readable on paper also carries words in the paper's colour.
 */
export function contrastOf(a: string, b: string): number {
  const [light = 1, dark = 0] = [luminanceOf(a), luminanceOf(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** What is wrong with a colour in a theme, with the ratio; undefined when it is readable. */
export function contrastProblem(color: string, theme: keyof typeof PAPERS): string | undefined {
  const ratio = contrastOf(color, PAPERS[theme]);
  return ratio >= CONTRAST_MIN
    ? undefined
    : `has a contrast of ${shownRatio(ratio)}:1 on the ${theme} paper and needs ${CONTRAST_MIN}:1`;
}

/** A ratio in words, never rounded up to what is enough. */
export function shownRatio(ratio: number): string {
  return (Math.floor(ratio * 100) / 100).toFixed(2);
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
