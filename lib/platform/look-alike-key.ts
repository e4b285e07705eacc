import { cleanText } from "./clean-text.ts";

/**
 * Letters of other scripts that are drawn like a Latin one: of confusables.txt (Unicode Technical Standard 39) the Greek, Cyrillic
 * and Armenian letters with a single letter of ASCII as their prototype. A capital iota is I here, not l. Look-alikes within
 * ASCII (0 and O, 1 and I) stay apart, because halls do have a row 1 and a row I.
 */
const LOOK_ALIKES = [
  ["ͿΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορσυϜϳϺᴦ", "JABEZHIKMNOPTYXayivopouFjMr"],
  ["ЅІЈАВЕКМНОРСТУХЬагеорсухѕіјѡѴѵҮүһҽӀӏԁԌԛԜԝꙇ", "SIJABEKMHOPCTYXbareopcyxsijwVvYyheIidGqWwi"],
  ["ՍՏՕագզհոռսցքօ", "USOwqqhnnugfo"],
  ["‐‑‒–—―−⁃˗", "---------"],
  ["‘’‚‛′ʹʼʻ`´", "''''''''''"],
  ["“”„‟″", '"""""'],
] as const;

const LATIN_OF = new Map(
  LOOK_ALIKES.flatMap(([from, to]) => [...from].map((letter, i): [string, string] => [letter, [...to][i] ?? letter])),
);

/**
 * What a label looks like: equal for labels that people cannot tell apart, such as a Latin A, a Cyrillic A and a full-width A.
 * Compare names by it wherever two that look the same would be sold or shown as two. Never show or store it.
 */
export function lookAlikeKey(label: string): string {
  if (/^[a-z0-9]*$/i.test(label)) return label;
  const plain = cleanText(cleanText(label).normalize("NFKC")).replace(/\u200C|\u200D|[\uFE00-\uFE0F]/gu, "");
  return [...plain].map((letter) => LATIN_OF.get(letter) ?? letter).join("");
}
