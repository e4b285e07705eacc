import { FRAME_NAME, frameOf } from "../../import/layout-frame.ts";
import type { Decor, Layout } from "../../layout.ts";
import { type ExportChoices, seatLinesOf } from "./seat-lines.ts";

/**
 * A layout as an SVG drawing in its own units: sections as groups with their outline, seats as circles with `data-section`, `data-row`,
 * `data-seat`, `data-category` and `data-kind`, drawings below them. What a drawing does not say is in `<metadata>`, unless it is
 * left out. A hall of standing places alone has no seat to be recognised by and cannot be imported again.
 */
export function exportSvg(layout: Layout, { frame = "kept" }: ExportChoices = {}): string {
  const { name, width, height } = layout;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escaped(name)}</title>`,
    ...(frame === "leftOut" ? [] : [`<metadata id="${FRAME_NAME}">${escaped(frameOf(layout))}</metadata>`]),
    "<style>.seat{fill:#5b6ee1}.outline{fill:#f3f3f7;stroke:#b9bccb}.stage{fill:#d9d9e3}.shape{fill:none;stroke:#b9bccb}text{font-family:sans-serif;text-anchor:middle}</style>",
    ...layout.decor.map(drawing),
    ...layout.sections.map((_, s) => group(layout, s)),
    "</svg>",
    "",
  ].join("\n");
}

function group(layout: Layout, s: number): string {
  const section = layout.sections[s];
  if (section === undefined) return "";
  const radius = layout.pitch * 0.4;
  const seats = section.rows.flatMap((_, r) =>
    seatLinesOf(layout, s, r).map((seat) => {
      const data = `data-section="${escaped(seat.section)}" data-row="${escaped(seat.row)}" data-seat="${escaped(seat.number)}"`;
      const kind = seat.kind === "STANDARD" ? "" : ` data-kind="${seat.kind.toLowerCase()}"`;
      return `<circle class="seat" cx="${seat.x}" cy="${seat.y}" r="${radius}" ${data} data-category="${escaped(seat.category)}"${kind}/>`;
    }),
  );
  return [
    "<g>",
    `<polygon class="outline" points="${section.outline.join(" ")}"/>`,
    `<text x="${section.label[0]}" y="${section.label[1]}" font-size="${layout.pitch}">${escaped(section.name)}</text>`,
    ...seats,
    "</g>",
  ].join("\n");
}

function drawing(item: Decor): string {
  switch (item.kind) {
    case "stage":
    case "screen": {
      const [x = 0, y = 0] = item.outline;
      return `<polygon class="stage" points="${item.outline.join(" ")}"/>\n${words(item.text, x, y)}`;
    }
    case "shape":
      return `<polygon class="shape" points="${item.outline.join(" ")}"/>`;
    case "table":
      return `<circle class="shape" cx="${item.at[0]}" cy="${item.at[1]}" r="${item.radius}"/>\n${words(item.text, ...item.at)}`;
    case "text":
    case "door":
      return words(item.text, ...item.at);
  }
}

function words(text: string, x: number, y: number): string {
  return text === "" ? "" : `<text x="${x}" y="${y}" font-size="16">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
