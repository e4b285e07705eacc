import { useTranslations } from "next-intl";
import type { InboxMail } from "#lib/notifications/contract";

/**
 * A mail's body. The designed form stands in a frame of its own without scripts, forms or our origin; its links open in
 * a new tab, since the frame may not take this page along.
 */
export function MailBody({ mail, view }: { mail: InboxMail; view: "html" | "text" }) {
  const t = useTranslations("inbox");
  if (view === "text") {
    return (
      <pre className="whitespace-pre-wrap rounded-card border border-line bg-raised p-5 text-[0.9375rem]">
        {mail.text}
      </pre>
    );
  }
  return (
    <iframe
      title={t("frame", { subject: mail.subject })}
      srcDoc={mail.html.replace("<head>", '<head><base target="_blank" />')}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      className="h-[75dvh] min-h-128 w-full rounded-card border border-line bg-white"
    />
  );
}
