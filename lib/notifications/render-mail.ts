import { render, toPlainText } from "@react-email/render";
import type { ReactElement } from "react";

/** A mail in both forms: HTML, and the same words as plain text. */
export async function renderMail(mail: ReactElement): Promise<{ html: string; text: string }> {
  const html = await render(mail);
  return { html, text: toPlainText(html) };
}
