import { join } from "node:path";
import PDFDocument from "pdfkit";
import type { InvoiceDocument } from "./invoice-document.ts";
import { type InvoiceText, invoiceText } from "./invoice-text.ts";
import { invoiceWords } from "./invoice-words.ts";

/** Points of a page of A4 (a 72nd of an inch). */
const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = 50;
const WIDTH = PAGE.width - 2 * MARGIN;
const BOTTOM = PAGE.height - MARGIN - 24;
const HALF = (WIDTH - 30) / 2;
const MONEY = 95;
const TTF = join(process.cwd(), "node_modules", "dejavu-fonts-ttf", "ttf");
const INK = "#111111";
const SOFT = "#555555";
const LINE = "#cccccc";

type Pen = InstanceType<typeof PDFDocument>;

/**
 * An invoice or a credit note as PDF, in its buyer's language, drawn from the frozen document alone. Fonts are embedded; scripts that they
 * lack, such as Chinese, show as boxes.
 */
export async function drawInvoice(document: InvoiceDocument): Promise<Uint8Array> {
  const words = await invoiceWords(document.locale);
  const text = invoiceText(document, words);
  const pen = new PDFDocument({
    ...{ size: "A4", margin: MARGIN, font: join(TTF, "DejaVuSans.ttf"), bufferPages: true, lang: words.locale },
    info: { Title: text.title, Author: document.seller.legal_name || document.seller.name },
  });
  const chunks: Uint8Array[] = [];
  pen.on("data", (chunk: Uint8Array) => void chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    pen.once("end", resolve);
    pen.once("error", reject);
  });
  pen.registerFont("bold", join(TTF, "DejaVuSans-Bold.ttf")).registerFont("plain", join(TTF, "DejaVuSans.ttf"));
  drawHead(pen, text, [words.t("seller"), words.t("buyer")]);
  drawLines(pen, text);
  drawTotals(pen, text);
  const { count } = pen.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    pen.switchToPage(page);
    drawFoot(pen, words.t("page", { number: document.number, page: page + 1, count }));
  }
  pen.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawHead(pen: Pen, { title, subtitle, seller, buyer, facts }: InvoiceText, names: [string, string]): void {
  pen.font("bold").fontSize(20).fillColor(INK).text(title, MARGIN, MARGIN, { width: WIDTH });
  pen.font("plain").fontSize(10).fillColor(SOFT);
  for (const line of subtitle) pen.text(line, { width: WIDTH });
  const top = pen.y + 20;
  const ends = [seller, buyer].map((lines, column) => {
    const x = MARGIN + column * (HALF + 30);
    pen
      .font("plain")
      .fontSize(9)
      .fillColor(SOFT)
      .text(names[column] ?? "", x, top, { width: HALF });
    lines.forEach((line, i) => {
      pen
        .font(i === 0 ? "bold" : "plain")
        .fontSize(10)
        .fillColor(INK)
        .text(line, x, pen.y + 1, { width: HALF });
    });
    return pen.y;
  });
  pen.y = Math.max(...ends) + 18;
  for (const [name, value] of facts) {
    const y = pen.y;
    pen.font("plain").fontSize(9).fillColor(SOFT).text(name, MARGIN, y, { width: 110 });
    pen.fillColor(INK).text(value, MARGIN + 120, y, { width: WIDTH - 120 });
    pen.y += 3;
  }
  pen.y += 16;
}

function drawColumns(pen: Pen, [description, price, amount]: InvoiceText["columns"]): void {
  const y = pen.y;
  pen
    .font("bold")
    .fontSize(9)
    .fillColor(INK)
    .text(description, MARGIN, y, { width: WIDTH - 2 * MONEY });
  money(pen, price, { y, column: 1 });
  money(pen, amount, { y, column: 0 });
  pen.y = y + 16;
  rule(pen);
}

function drawLines(pen: Pen, { columns, lines }: InvoiceText): void {
  drawColumns(pen, columns);
  const width = WIDTH - 2 * MONEY - 10;
  for (const { name, details, price, amount } of lines) {
    const small = details.join("\n");
    const nameHeight = pen.font("plain").fontSize(10).heightOfString(name, { width });
    const height = nameHeight + (small ? pen.fontSize(8).heightOfString(small, { width }) + 2 : 0);
    if (pen.y + height > BOTTOM) {
      pen.addPage();
      drawColumns(pen, columns);
    }
    const y = pen.y + 6;
    pen.font("plain").fontSize(10).fillColor(INK).text(name, MARGIN, y, { width });
    money(pen, price, { y, column: 1 });
    money(pen, amount, { y, column: 0 });
    if (small)
      pen
        .fontSize(8)
        .fillColor(SOFT)
        .text(small, MARGIN, y + nameHeight + 2, { width });
    pen.y = y + height + 6;
    rule(pen);
  }
}

function drawTotals(pen: Pen, { totals, notes }: InvoiceText): void {
  if (pen.y + totals.length * 20 + notes.length * 30 > BOTTOM) pen.addPage();
  pen.y += 10;
  for (const { name, amount, isGrand } of totals) {
    const y = pen.y;
    pen
      .font(isGrand ? "bold" : "plain")
      .fontSize(isGrand ? 12 : 9)
      .fillColor(INK);
    pen.text(name, MARGIN + 100, y, { width: WIDTH - 100 - MONEY - 20, align: "right" });
    const bottom = pen.y;
    pen.text(amount, MARGIN + WIDTH - MONEY - 10, y, { width: MONEY + 10, align: "right" });
    pen.y = Math.max(bottom, pen.y) + 4;
  }
  pen.y += 14;
  pen.font("plain").fontSize(9).fillColor(INK);
  for (const note of notes) pen.text(note, MARGIN, pen.y, { width: WIDTH });
}

function drawFoot(pen: Pen, text: string): void {
  // Below the margin, where a text would otherwise open another page.
  pen.page.margins.bottom = 0;
  pen.font("plain").fontSize(8).fillColor(SOFT);
  pen.text(text, MARGIN, PAGE.height - MARGIN + 6, { width: WIDTH, align: "center", lineBreak: false });
}

/** An amount in a column from the right. */
function money(pen: Pen, text: string, { y, column }: { y: number; column: 0 | 1 }): void {
  pen.text(text, MARGIN + WIDTH - (column + 1) * MONEY, y, { width: MONEY, align: "right" });
}

function rule(pen: Pen): void {
  pen
    .lineWidth(0.5)
    .strokeColor(LINE)
    .moveTo(MARGIN, pen.y)
    .lineTo(MARGIN + WIDTH, pen.y)
    .stroke();
}
