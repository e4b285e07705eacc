import { readableMail } from "#lib/platform/mail-address";
import { classNames } from "./class-names.ts";

/** A mail address in a narrow place: it breaks behind its `@` first, and within its parts only where they alone are too long. */
export function MailText({ address, className }: { address: string; className?: string }) {
  const readable = readableMail(address);
  const at = readable.lastIndexOf("@") + 1;
  return (
    <span className={classNames("block [overflow-wrap:anywhere]", className)}>
      {readable.slice(0, at)}
      <wbr />
      {readable.slice(at)}
    </span>
  );
}
