/** What a file is by its first bytes, whatever it is called. PNG, JPEG and WebP are pictures as they are. */
export async function pictureKindOf(file: Blob): Promise<"picture" | "svg" | "pdf" | undefined> {
  const bytes = new Uint8Array(await file.slice(0, 4_096).arrayBuffer());
  const head = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  if (head.startsWith("\x89PNG\r\n\x1a\n") || head.startsWith("\xff\xd8\xff")) return "picture";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "picture";
  if (head.slice(0, 1_024).includes("%PDF-")) return "pdf";
  const text = await file.slice(0, 20_000).text();
  return /<svg[\s>]/i.test(text) && !/^\s*(<!doctype html|<html)/i.test(text) ? "svg" : undefined;
}
