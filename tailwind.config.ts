import type { Config } from "tailwindcss";

/**
 * Names for the tokens of app/globals.css. Colours outside this table do not exist as classes, so nothing can be drawn
 * that has only one of the two themes (white and black remain, for codes that scanners read).
 */
const config: Config = {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      inherit: "inherit",
      white: "#ffffff",
      black: "#000000",
      paper: "var(--paper)",
      raised: "var(--raised)",
      sunken: "var(--sunken)",
      ink: { DEFAULT: "var(--ink)", soft: "var(--ink-soft)" },
      line: { DEFAULT: "var(--line)", strong: "var(--line-strong)" },
      accent: { DEFAULT: "var(--accent)", strong: "var(--accent-strong)", soft: "var(--accent-soft)" },
      "on-accent": "var(--on-accent)",
      good: { DEFAULT: "var(--good)", soft: "var(--good-soft)" },
      warn: { DEFAULT: "var(--warn)", soft: "var(--warn-soft)" },
      bad: { DEFAULT: "var(--bad)", soft: "var(--bad-soft)" },
      level: { 1: "var(--level-1)", 2: "var(--level-2)", 3: "var(--level-3)", 4: "var(--level-4)" },
      seat: {
        selected: "var(--seat-selected)",
        held: "var(--seat-held)",
        booked: "var(--seat-booked)",
        blocked: "var(--seat-blocked)",
      },
    },
    borderRadius: {
      none: "0",
      // Two radii: what is touched and what holds. The usual names are kept as other names of the same two.
      control: "var(--radius-control)",
      card: "var(--radius-card)",
      sm: "var(--radius-control)",
      DEFAULT: "var(--radius-control)",
      md: "var(--radius-control)",
      lg: "var(--radius-card)",
      xl: "var(--radius-card)",
      full: "9999px",
    },
    boxShadow: {
      none: "none",
      raised: "var(--shadow-raised)",
      overlay: "var(--shadow-overlay)",
      sm: "var(--shadow-raised)",
      DEFAULT: "var(--shadow-raised)",
      md: "var(--shadow-raised)",
      lg: "var(--shadow-overlay)",
    },
    fontFamily: { sans: "var(--font-text)", display: "var(--font-title)", mono: "ui-monospace, monospace" },
    transitionDuration: { fast: "var(--duration-fast)", base: "var(--duration-base)", slow: "var(--duration-slow)" },
    transitionTimingFunction: { settle: "var(--ease-settle)", linear: "linear" },
    extend: {
      fontSize: {
        poster: ["clamp(2.75rem, 1.6rem + 5.6vw, 6.5rem)", { lineHeight: "0.9" }],
        title: ["clamp(1.875rem, 1.4rem + 2vw, 3rem)", { lineHeight: "1.04" }],
        desk: ["clamp(1.5rem, 1.35rem + 0.7vw, 2rem)", { lineHeight: "1.1" }],
        heading: ["clamp(1.3125rem, 1.2rem + 0.6vw, 1.625rem)", { lineHeight: "1.12" }],
      },
      minHeight: { touch: "2.75rem" },
      minWidth: { touch: "2.75rem" },
      animation: {
        arrive: "arrive var(--duration-slow) var(--ease-settle) both",
        waiting: "waiting 1.6s ease-in-out infinite",
        "sheet-rise": "sheet-rise var(--duration-slow) var(--ease-settle)",
        "sheet-slide": "sheet-slide var(--duration-slow) var(--ease-settle)",
      },
    },
  },
};

export default config;
