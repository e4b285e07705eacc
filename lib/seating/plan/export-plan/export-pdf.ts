import { join } from "node:path";
import PDFDocument from "pdfkit";
import { boxOfPolygon } from "../../geometry.ts";
import { type Decor, type Layout, type Point, type Section, seatCountOf } from "../../layout.ts";
import { categoryColour } from "./category-colour.ts";
import { allSeatLines } from "./seat-lines.ts";

/** Points of a page (a 72nd of an inch). A hall wider than high lies across. */
const A3: readonly [long: number, short: number] = [1190.55, 841.89];
const A2: readonly [long: number, short: number] = [1683.78, 1190.55];
/** A seat smaller than this on A3 could not be told from the next one, so that the hall is printed on A2. */
const SEAT_POINTS_LEAST = 4;
const MARGIN = 36;
const TITLE = 40;
const LEGEND = 48;
const SEAT_NUMBER_LEAST = 6;
const TTF = join(process.cwd(), "node_modules", "dejavu-fonts-ttf", "ttf");

type Document = InstanceType<typeof PDFDocument>;

/**
 * A layout as one page for the wall: vector, A3, or A2 for a hall of many seats, with its sections, rows and numbers, and its categories
 * by colour and letter. Fonts are embedded; scripts that they lack, such as Chinese, show as boxes. Cannot be imported.
 */
export async function exportPdf(layout: Layout): Promise<Uint8Array> {
  const page = pageOf(layout);
  const document = new PDFDocument({
    ...{ size: [...page.size], margin: 0, font: join(TTF, "DejaVuSans.ttf"), compress: true },
    info: { Title: layout.name },
  });
  const chunks: Uint8Array[] = [];
  document.on("data", (chunk: Uint8Array) => void chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.once("end", resolve);
    document.once("error", reject);
  });
  document.registerFont("bold", join(TTF, "DejaVuSans-Bold.ttf")).registerFont("plain", join(TTF, "DejaVuSans.ttf"));
  drawTitle(document, layout);
  document
    .save()
    .translate(...page.origin)
    .scale(page.scale);
  drawHall(document, layout, page.scale);
  document.restore();
  drawLegend(document, layout, page.size);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

type Page = {
  readonly size: readonly [width: number, height: number];
  readonly scale: number;
  readonly origin: readonly [x: number, y: number];
};

function pageOf(layout: Layout): Page {
  const small = fitOn(layout, A3);
  return small.scale * layout.pitch * 0.8 >= SEAT_POINTS_LEAST ? small : fitOn(layout, A2);
}

function fitOn({ width, height }: Layout, [long, short]: readonly [number, number]): Page {
  const size = width >= height ? ([long, short] as const) : ([short, long] as const);
  const free = [size[0] - 2 * MARGIN, size[1] - 2 * MARGIN - TITLE - LEGEND] as const;
  const scale = Math.min(free[0] / Math.max(1, width), free[1] / Math.max(1, height));
  const origin = [MARGIN + (free[0] - width * scale) / 2, MARGIN + TITLE + (free[1] - height * scale) / 2] as const;
  return { size, scale, origin };
}

function drawTitle(document: Document, layout: Layout): void {
  document.font("bold").fontSize(22).fillColor("#111111").text(layout.name, MARGIN, MARGIN, { lineBreak: false });
}

function drawHall(document: Document, layout: Layout, scale: number): void {
  for (const item of layout.decor) drawDecor(document, item, layout.pitch);
  for (const section of layout.sections) drawSection(document, section, layout.pitch);
  const radius = layout.pitch * 0.4;
  const isNumbered = scale * layout.pitch >= SEAT_NUMBER_LEAST;
  const colours = new Map(layout.categories.map(({ name }, i, all) => [name, categoryColour(i, all.length)]));
  document.lineWidth(layout.pitch * 0.04);
  for (const { x, y, number, category, kind } of allSeatLines(layout)) {
    if (kind === "WHEELCHAIR") document.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    else document.circle(x, y, radius);
    document.fillAndStroke(colours.get(category) ?? "#888888", "#333333");
    if (isNumbered)
      centred(document, {
        text: number,
        x,
        y,
        size: Math.min(radius, (radius * 2.6) / number.length),
        colour: "#ffffff",
      });
  }
  for (const section of layout.sections) drawNames(document, section, layout.pitch);
}

function drawSection(document: Document, section: Section, pitch: number): void {
  document.lineWidth(pitch * 0.06);
  polygon(document, section.outline)?.fillAndStroke(section.kind === "standing" ? "#e8eaf2" : "#f6f6fa", "#b9bccb");
}

/** A section's name above it, and the names of its rows at their ends. */
function drawNames(document: Document, section: Section, pitch: number): void {
  const box = boxOfPolygon(section.outline);
  const x = (box.minX + box.maxX) / 2;
  const isStanding = section.kind === "standing";
  const size = Math.max(
    pitch * 0.8,
    Math.min(pitch * 1.6, (box.maxX - box.minX) / Math.max(4, section.name.length * 0.7)),
  );
  const [at, y] = isStanding ? section.label : [x, box.minY - size * 0.6];
  const words = isStanding ? `${section.name} (${section.capacity})` : section.name;
  document.font("bold");
  centred(document, { text: words, x: at, y, size, colour: "#111111" });
  document.font("plain");
  for (const row of section.rows) {
    const last = row.x.length - 1;
    if (row.label === "" || last < 0) continue;
    const step = last > 0 ? [(row.x[1] ?? 0) - (row.x[0] ?? 0), (row.y[1] ?? 0) - (row.y[0] ?? 0)] : [pitch, 0];
    const length = Math.hypot(step[0] ?? 0, step[1] ?? 0) || 1;
    const [dx, dy] = [((step[0] ?? 0) / length) * pitch * 0.9, ((step[1] ?? 0) / length) * pitch * 0.9];
    centred(document, {
      text: row.label,
      x: (row.x[0] ?? 0) - dx,
      y: (row.y[0] ?? 0) - dy,
      size: pitch * 0.45,
      colour: "#444444",
    });
  }
}

function drawDecor(document: Document, item: Decor, pitch: number): void {
  document.lineWidth(pitch * 0.06);
  switch (item.kind) {
    case "shape":
      polygon(document, item.outline)?.stroke("#b9bccb");
      break;
    case "stage":
    case "screen": {
      polygon(document, item.outline)?.fillAndStroke("#d9d9e3", "#888888");
      const box = boxOfPolygon(item.outline);
      const at = { x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2 };
      centred(document, { ...at, text: item.text, size: pitch, colour: "#333333" });
      break;
    }
    case "table":
      document.circle(...item.at, item.radius).fillAndStroke("#ececf2", "#888888");
      drawWords(document, item, pitch * 0.7);
      break;
    case "text":
      drawWords(document, item, item.size);
      break;
    case "door":
      drawWords(document, item, pitch * 0.7);
  }
}

function drawWords(document: Document, { at: [x, y], text }: { at: Point; text: string }, size: number): void {
  centred(document, { x, y, text, size, colour: "#333333" });
}

function polygon(document: Document, outline: readonly number[]): Document | undefined {
  if (outline.length < 6) return undefined;
  const points = Array.from({ length: outline.length / 2 }, (_, i): [number, number] => [
    outline[2 * i] ?? 0,
    outline[2 * i + 1] ?? 0,
  ]);
  document.polygon(...points);
  return document;
}

type Words = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
};

function centred(document: Document, { text, x, y, size, colour }: Words): void {
  if (text === "") return;
  document.fontSize(size).fillColor(colour);
  document.text(text, x - document.widthOfString(text) / 2, y - document.currentLineHeight() / 2, { lineBreak: false });
}

/** The categories in their colours with the number of their seats, and the total. */
function drawLegend(document: Document, layout: Layout, [width, height]: readonly [number, number]): void {
  const counts = new Map<string, number>();
  for (const { category } of allSeatLines(layout)) counts.set(category, (counts.get(category) ?? 0) + 1);
  for (const { kind, category, capacity } of layout.sections) {
    const name = layout.categories[category]?.name ?? "";
    if (kind === "standing") counts.set(name, (counts.get(name) ?? 0) + capacity);
  }
  document.font("plain").fontSize(11);
  let [x, y] = [MARGIN, height - MARGIN - LEGEND + 14];
  layout.categories.forEach(({ name, sold }, i, all) => {
    const words = `${name}${sold === false ? " –" : ""}: ${counts.get(name) ?? 0}`;
    const span = document.widthOfString(words) + 34;
    if (x + span > width - MARGIN) [x, y] = [MARGIN, y + 18];
    if (y > height - MARGIN) return;
    document.circle(x + 6, y + 6, 6).fill(categoryColour(i, all.length));
    document.fillColor("#111111").text(words, x + 17, y, { lineBreak: false });
    x += span;
  });
  const total = `Σ ${seatCountOf(layout)}`;
  document.font("bold").fontSize(14).fillColor("#111111");
  document.text(total, width - MARGIN - document.widthOfString(total), MARGIN + 4, { lineBreak: false });
}
