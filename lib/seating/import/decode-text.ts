import { UnreadableFile } from "./raw-plan.ts";

/**
 * The text of a file, and a note where its encoding had to be guessed. UTF-8 with or without its mark, UTF-16 as Excel's "Unicode
 * text" has it, else Windows-1252, which Excel writes in Western Europe. Throws UnreadableFile for bytes that are no text.
 */
export function decodeText(bytes: Uint8Array): { text: string; notes: string[] } {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) {
    const text = new TextDecoder(utf16).decode(bytes);
    return { text, notes: [`read as UTF-16, ${utf16 === "utf-16le" ? "little" : "big"}-endian`] };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), notes: [] };
  } catch {
    const line = lineOfBadByte(bytes);
    if (!couldBeWindows1252(bytes))
      throw new UnreadableFile({
        line,
        reason: "is no text from here on, in UTF-8 or any other encoding that we read",
      });
    const text = new TextDecoder("windows-1252").decode(bytes);
    return {
      text,
      notes: [`line ${line} is not UTF-8, so the file was read as Windows-1252; check its letters with accents`],
    };
  }
}

/** By its mark, or by every second byte of the first ones being zero, as it is in texts that begin with ASCII. */
function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 16);
  if (head.length < 4 || head.length % 2 !== 0) return undefined;
  const isZero = (parity: number) => head.every((byte, i) => (i % 2 === parity) === (byte === 0));
  if (isZero(1)) return "utf-16le";
  return isZero(0) ? "utf-16be" : undefined;
}

/** Text in Windows-1252 has neither control characters nor one of the five bytes that stand for nothing there. */
function couldBeWindows1252(bytes: Uint8Array): boolean {
  return bytes.every((byte) =>
    byte < 0x20 ? byte === 9 || byte === 10 || byte === 13 : ![0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
  );
}

/** The line of the first byte that is invalid in UTF-8, found by halving. */
function lineOfBadByte(bytes: Uint8Array): number {
  const readable = (end: number) => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (readable(middle)) good = middle;
    else bad = middle;
  }
  return 1 + bytes.subarray(0, good).filter((byte) => byte === 10).length;
}
