/**
 * The one normalizer of text from outside: titles, names, labels of plans. What people see is what is stored and compared, so nothing
 * invisible may travel with it: U+202E would print a seat number backwards on a ticket, U+200B would make two labels of one.
 * Pure and browser-safe.
 */

/** Format characters that are drawn: marks above numbers in Arabic, Syriac and Kaithi, and the joiners of hieroglyphs. */
const DRAWN = String.raw`[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}\u{13430}-\u{1345F}]`;

/** Joiners change the shape of letters in these scripts, and of emoji; the tags of a flag such as Scotland's belong to it. */
const JOINING =
  "Arabic Syriac Mongolian Nko Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Myanmar Khmer"
    .split(" ")
    .map((script) => String.raw`\p{Script=${script}}`)
    .join("");
const KEPT = [
  String.raw`\u{1F3F4}[\u{E0061}-\u{E007A}]{3,6}\u{E007F}`,
  String.raw`(?<=[\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}])\u200D(?=\p{Extended_Pictographic})`,
  String.raw`(?<=[${JOINING}])[\u200C\u200D](?=[${JOINING}])`,
  DRAWN,
].join("|");

const INVISIBLE = new RegExp(String.raw`(${KEPT})|[\p{Cc}\p{Cf}\u034F\uFFFE\uFFFF]|\p{Cs}`, "gu");
/** White space, and letters that are drawn as blanks: the fillers of Hangul and the empty cell of Braille. */
const BLANKS = /[\s\u115F\u1160\u2800\u3164\uFFA0]+/gu;
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/u;

/** A text of one line: NFC, without control and format characters, each run of blanks one space and none at the ends. */
export function cleanText(text: string): string {
  // Nearly all text is printable ASCII, which has nothing to clean but its blanks.
  if (/^(?:[\x21-\x7e]+(?: [\x21-\x7e]+)*)?$/.test(text)) return text;
  const visible = text
    .replace(/[\t\n\v\f\r\u0085]/g, " ")
    .replace(INVISIBLE, (_, kept: string | undefined) => kept ?? "");
  return visible.replace(BLANKS, " ").trim().normalize("NFC");
}

/** The same for a text of several lines; each line is cleaned alone, and at most one empty line stands between two paragraphs. */
export function cleanParagraphs(text: string): string {
  return text
    .split(LINE_BREAK)
    .map(cleanText)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\n+$/g, "");
}

/** Whether a text carries what no person can type or see and no database stores: a control character other than white space, or half a surrogate pair. */
export function hasControls(text: string): boolean {
  return /(?![\t\n\r\u0085])\p{Cc}|\p{Cs}/u.test(text);
}
