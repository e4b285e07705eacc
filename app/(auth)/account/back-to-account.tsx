import Link from "next/link";
import { useTranslations } from "next-intl";

/** The way back from the account's smaller pages. */
export function BackToAccount() {
  const t = useTranslations("auth");
  return (
    <Link
      href="/account"
      className="inline-flex min-h-touch items-center self-start font-semibold underline underline-offset-4"
    >
      {t("backToAccount")}
    </Link>
  );
}
