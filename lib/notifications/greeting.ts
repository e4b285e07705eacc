import type { MailWords } from "./mail-words.ts";

/**
 * The first line of a mail. A buyer's name was typed by someone who may not own the address beside it, so a mail says it only
 * where it is a name: otherwise free tickets would carry any text of a stranger's, links and all, to any mailbox.
 */
export function greetingOf({ t }: MailWords, name: string): string {
  return isPlainName(name) ? t("greeting", { name }) : t("greetingUnnamed");
}

const LETTERS_MAX = 40;
const WORDS_MAX = 5;

/** Whether a text is short, of few words and letters alone, and nothing that a mail program would turn into a link. */
export function isPlainName(name: string): boolean {
  const isShort = name.length <= LETTERS_MAX && name.split(" ").length <= WORDS_MAX;
  return isShort && /^[\p{L}\p{M}'’. -]+$/u.test(name) && !/\.\p{L}{2,}/u.test(name);
}
