import qrcode from "qrcode";

export type QrMatrix = { size: number; isDark: (x: number, y: number) => boolean };

/**
 * The modules of a QR code, without its quiet zone. Level M survives 15 % of dirt; a ticket's text is alphanumeric and
 * fits version 6. Throws when the text fits no QR code.
 */
export function qrMatrix(text: string): QrMatrix {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: "M" });
  return { size: modules.size, isDark: (x, y) => modules.get(y, x) === 1 };
}

/** The code as one SVG path in module units: one `M x y h n v1 h-n z` for each horizontal run of dark modules. */
export function qrPath({ size, isDark }: QrMatrix): string {
  let path = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!isDark(x, y)) continue;
      const start = x;
      while (x < size && isDark(x, y)) x++;
      path += `M${start} ${y}h${x - start}v1h${start - x}z`;
    }
  }
  return path;
}

/** A PNG with the quiet zone of four modules that readers need, for mail programs, which show no SVG. */
export function qrPng(text: string): Promise<Buffer> {
  return qrcode.toBuffer(text, { errorCorrectionLevel: "M", margin: 4, scale: 8 });
}
