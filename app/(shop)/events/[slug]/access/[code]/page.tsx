import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { LinkForm } from "#components/access/code-form";
import { ClientMessages } from "#components/layout/client-messages";
import { Icon } from "#components/ui/icon";
import { findEvent } from "#lib/catalog/find-event";
import { isOpenToFans } from "#lib/catalog/offered-prices";
import { dateText } from "../../../../../../components/ui/date-text.ts";
import { enterCodeAction } from "../actions.ts";

type Props = { params: Promise<{ slug: string; code: string }> };

/** Where a link with a code leads. Opening it changes nothing: a program that previews links must not use up a code. */
export default async function AccessPage({ params }: Props) {
  const { slug, code } = await params;
  const event = await findEvent({ slug });
  if (!event) notFound();
  if (!isOpenToFans(event.saleState)) redirect(`/events/${event.slug}`);
  const [t, locale] = await Promise.all([getTranslations("access"), getLocale()]);
  const when = dateText(event.startsAt, { timeZone: event.timeZone, style: "short", locale });
  return (
    <div className="page-column flex max-w-3xl flex-col gap-8 py-6 sm:py-10">
      <header className="flex flex-col gap-2">
        <Link
          href={`/events/${event.slug}`}
          className="-ml-1 inline-flex min-h-touch w-fit items-center gap-1 text-ink-soft hover:text-ink"
        >
          <Icon name="chevron-left" className="size-5" />
          {t("back")}
        </Link>
        <h1 className="text-title">{event.title}</h1>
        <p className="text-ink-soft">
          {when} · {event.venueName}
        </p>
      </header>
      <p className="text-lg">{t("linkText")}</p>
      <ClientMessages namespaces={["access"]}>
        <LinkForm
          event={{ slug: event.slug, timeZone: event.timeZone }}
          code={readCode(code)}
          enter={enterCodeAction}
        />
      </ClientMessages>
    </div>
  );
}

/** Path parts come as they stand in the address. */
function readCode(part: string): string {
  try {
    return decodeURIComponent(part).slice(0, 64);
  } catch {
    return part.slice(0, 64);
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const event = await findEvent({ slug: (await params).slug });
  const t = await getTranslations("access");
  return event
    ? { title: t("pageTitle", { title: event.title }), robots: { index: false }, referrer: "no-referrer" }
    : {};
}
