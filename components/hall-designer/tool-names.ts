/** The tools with their keys, in the order of the toolbar; the names are keys of `designer.tools`. */
export const TOOLS = {
  select: { key: "v", icon: "M6 3.5 19 12l-6 1.5L10 20z" },
  pan: {
    key: "h",
    icon: "M8 12V6.5a1.5 1.5 0 0 1 3 0V11m0-6a1.5 1.5 0 0 1 3 0v6m0-4.5a1.5 1.5 0 0 1 3 0V15c0 4-2 5.5-5 5.5S7 19 4.5 14.5c-.8-1.5 1-2.5 2-1.200L8 15",
  },
  rows: { key: "r", icon: "M5 6.5h0m7 0h0m7 0h0M5 12h0m7 0h0m7 0h0M5 17.5h0m7 0h0m7 0h0" },
  round: { key: "t", icon: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0M12 3.5h0m0 17h0M3.5 12h0m17 0h0" },
  table: { key: "y", icon: "M6 9h12v6H6zm3-4h0m6 0h0m-6 14h0m6 0h0" },
  booth: { key: "o", icon: "M5 18V8a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v10M9 18v-7h6v7" },
  box: { key: "x", icon: "M4.5 5h15v14h-15zM9 10h0m6 0h0m-6 4.5h0m6 0h0" },
  standing: { key: "a", icon: "m5 8 7-4 7 4v9l-7 4-7-4z" },
  stage: { key: "s", icon: "M3.5 6h17l-2.5 8H6zM8 14v5m8-5v5" },
  screen: { key: "e", icon: "M4 6h16v9H4zm4 13h8" },
  shape: { key: "w", icon: "M5 19V5h9l5 5v9z" },
  polygon: { key: "p", icon: "M4 9.500 11 4l9 4-3 11-10 1zM11 4h0m9 4h0m-3 11h0" },
  aisle: { key: "g", icon: "M4 7h0m0 5h0m0 5h0m4-10h0m0 5h0m0 5h0m8-10h0m0 5h0m0 5h0m4-10h0m0 5h0m0 5h0M12 4v16" },
  brush: { key: "b", icon: "M14 10 20 4M10 13l3 3M5 20c0-4 1.500-6 4-7l3 3c-1 2.500-3 4-7 4z" },
  door: { key: "d", icon: "M6 20V4h9v16M3.5 20h17M12 12h0" },
  text: { key: "i", icon: "M5 6h14M12 6v13" },
  focal: { key: "f", icon: "M12 3v5m0 8v5M3 12h5m8 0h5m-6 0a3 3 0 1 1-6 0 3 3 0 0 1 6 0" },
} as const satisfies Record<string, { key: string; icon: string }>;

export type ToolName = keyof typeof TOOLS;
export const TOOL_NAMES = Object.keys(TOOLS) as ToolName[];
