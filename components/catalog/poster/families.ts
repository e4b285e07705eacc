import type { Cut } from "./lettering.ts";

/**
 * What makes the posters of a category one family: its palettes, the cut and the place of its title. `field` is the
 * flat colour the title stands on, `ink` what it is set in; the pictures use all five.
 */
export type Palette = { field: string; ink: string; a: string; b: string; c: string };

export type TitleStyle = {
  cut: Cut;
  caps: boolean;
  align: "left" | "centre";
  leading: number;
  block: boolean;
  tracking: number;
  /** Where the title may stand; the picture leaves it free. It hangs from the top or stands on the bottom of the box. */
  box: { x: number; y: number; width: number; height: number };
  hang: "top" | "bottom";
  sizeMax: number;
  /** An SVG transform about the middle of the box. */
  tilt: string;
};

export type Family = { palettes: readonly Palette[]; title: TitleStyle };

const LOW = { x: 36, y: 508, width: 528, height: 194 };
const HIGH = { x: 36, y: 96, width: 528, height: 150 };

export const FAMILIES = {
  concert: {
    palettes: [
      { field: "#15113f", ink: "#fff4e4", a: "#ff3d6e", b: "#ffb13d", c: "#4a3ce0" },
      { field: "#f3e7d0", ink: "#17120f", a: "#e8432a", b: "#1c5d99", c: "#f2b630" },
      { field: "#0d3536", ink: "#f9f1de", a: "#f28f3b", b: "#d9573f", c: "#5aa19a" },
      { field: "#c9b8ff", ink: "#1d0f3d", a: "#ff5d3d", b: "#4b2bb3", c: "#fff1c9" },
    ],
    title: {
      cut: "black",
      caps: true,
      align: "left",
      leading: 0.13,
      block: true,
      tracking: -0.005,
      box: LOW,
      hang: "bottom",
      sizeMax: 250,
      tilt: "",
    },
  },
  opera: {
    palettes: [
      { field: "#4d0c18", ink: "#f8e6c8", a: "#b3202f", b: "#e2b55f", c: "#220509" },
      { field: "#f2e8da", ink: "#3a0a18", a: "#a51d36", b: "#dda79d", c: "#c4923a" },
      { field: "#0d1d2e", ink: "#f0e7d3", a: "#c9a34c", b: "#2c5279", c: "#93202f" },
    ],
    title: {
      cut: "light",
      caps: false,
      align: "centre",
      leading: 0.3,
      block: false,
      tracking: -0.01,
      box: { ...LOW, y: 534, height: 168 },
      hang: "bottom",
      sizeMax: 232,
      tilt: "",
    },
  },
  theatre: {
    palettes: [
      { field: "#1d1b1a", ink: "#f5eee1", a: "#f2c230", b: "#57504a", c: "#d1462f" },
      { field: "#20443d", ink: "#f4ebd8", a: "#eab64e", b: "#12302a", c: "#dc6d4b" },
      { field: "#c93a24", ink: "#fff4e2", a: "#1f1a19", b: "#f5c8a4", c: "#8d2315" },
    ],
    title: {
      cut: "wide",
      caps: false,
      align: "left",
      leading: 0.28,
      block: false,
      tracking: -0.02,
      box: HIGH,
      hang: "top",
      sizeMax: 104,
      tilt: "",
    },
  },
  comedy: {
    palettes: [
      { field: "#ffd23f", ink: "#1a1716", a: "#ff4f52", b: "#2f74f0", c: "#fffaf0" },
      { field: "#ff9cb5", ink: "#2c0f28", a: "#fff2f4", b: "#c9184a", c: "#ffdf3d" },
      { field: "#43c4a5", ink: "#0f2728", a: "#fff3d6", b: "#ff6530", c: "#15585a" },
    ],
    title: {
      cut: "black",
      caps: true,
      align: "centre",
      leading: 0.14,
      block: false,
      tracking: -0.01,
      box: { x: 50, y: 108, width: 500, height: 160 },
      hang: "top",
      sizeMax: 190,
      tilt: "rotate(-5)",
    },
  },
  sport: {
    palettes: [
      { field: "#c84214", ink: "#fff8ec", a: "#16213a", b: "#f6ad1f", c: "#8f2b0c" },
      { field: "#e2f1f6", ink: "#0c1a2b", a: "#1a6cab", b: "#e5353f", c: "#ffffff" },
      { field: "#14213d", ink: "#fdfbf4", a: "#fca311", b: "#33548f", c: "#e5383b" },
      { field: "#f4efe5", ink: "#121010", a: "#d62828", b: "#1d3557", c: "#e3bf62" },
    ],
    title: {
      cut: "black",
      caps: true,
      align: "left",
      leading: 0.12,
      block: true,
      tracking: 0,
      box: { ...LOW, x: 60, width: 496 },
      hang: "bottom",
      sizeMax: 210,
      tilt: "skewX(-9)",
    },
  },
  festival: {
    palettes: [
      { field: "#f6efe0", ink: "#1a1a1a", a: "#e63946", b: "#1d6fa5", c: "#f4b41a" },
      { field: "#12132d", ink: "#f8f4e9", a: "#7a70ff", b: "#ff7a59", c: "#2ec4b6" },
      { field: "#2b1a2e", ink: "#fdf0e0", a: "#f15946", b: "#f9c22e", c: "#53b3cb" },
    ],
    title: {
      cut: "wide",
      caps: true,
      align: "left",
      leading: 0.16,
      block: false,
      tracking: -0.02,
      box: { ...LOW, y: 590, height: 118 },
      hang: "bottom",
      sizeMax: 92,
      tilt: "",
    },
  },
  family: {
    palettes: [
      { field: "#1c2a63", ink: "#fff6dc", a: "#ffd166", b: "#a9683c", c: "#6f8cf0" },
      { field: "#ffe6bd", ink: "#3a2416", a: "#ff7445", b: "#3fa184", c: "#4f6d8f" },
      { field: "#bde6e8", ink: "#10305a", a: "#ff5f5c", b: "#2a7fa8", c: "#fffdf2" },
    ],
    title: {
      cut: "wide",
      caps: false,
      align: "centre",
      leading: 0.24,
      block: false,
      tracking: -0.025,
      box: HIGH,
      hang: "top",
      sizeMax: 96,
      tilt: "",
    },
  },
} as const satisfies Record<string, Family>;

/** A category is drawn in the family of its slug. */
export type FamilyName = keyof typeof FAMILIES;
