import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Notice } from "#components/ui/notice";
import { env } from "#lib/platform/env";

/** Where mail goes to the inbox page, the way there. */
export async function InboxNotice() {
  if (env().SMTP_URL) return null;
  const t = await getTranslations("auth");
  return (
    <Notice title={t("inboxTitle")}>
      <Link
        href="/dev/inbox"
        target="_blank"
        className="inline-flex min-h-touch items-center font-semibold underline underline-offset-4"
      >
        {t("inboxLink")}
      </Link>
    </Notice>
  );
}
