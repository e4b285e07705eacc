import { z } from "zod";
import { LANGUAGES, type LocalizedText, localizedText } from "#lib/platform/localized-text";
import { pictureHash } from "./picture-contract.ts";

export const PICTURE_ALT_MAX = 300;

/** A picture where it is shown: what it shows in every language, or that it only decorates. */
export const pictureUse = {
  picture: pictureHash,
  alt: localizedText(PICTURE_ALT_MAX).default({}),
  decorative: z.boolean().default(false),
};

/** Refuses a picture that says nothing to those who do not see it, language by language, and one that decorates and yet says something. */
export function judgeAlt(
  { alt, decorative }: { alt: LocalizedText; decorative: boolean },
  { addIssue }: { addIssue: (issue: { code: "custom"; path: string[]; message: string }) => void },
): void {
  const message = decorative ? "must be empty for a decorative picture" : "must say what the picture shows";
  for (const language of LANGUAGES)
    if (Boolean(alt[language]) === decorative) addIssue({ code: "custom", path: ["alt", language], message });
}

/** Whether no picture is in a list twice. */
export function hasNoneTwice(given: readonly { picture: string }[]): boolean {
  return new Set(given.map(({ picture }) => picture)).size === given.length;
}
