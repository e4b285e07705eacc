import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon";

/** A page below the account's security page, with a link back to it. */
export async function SecurityPage(props: { title: string; lead: string; children: ReactNode }) {
  const t = await getTranslations("security");
  return (
    <div className="page-column flex max-w-3xl flex-col gap-8 py-10 sm:py-16">
      <div className="flex flex-col gap-3">
        <Link
          href="/account/security"
          className="inline-flex min-h-touch items-center gap-1 self-start font-semibold underline-offset-4 hover:underline print:hidden"
        >
          <Icon name="chevron-left" />
          {t("page.back")}
        </Link>
        <h1 className="poster-type text-title">{props.title}</h1>
        <p className="max-w-prose text-ink-soft">{props.lead}</p>
      </div>
      {props.children}
    </div>
  );
}
