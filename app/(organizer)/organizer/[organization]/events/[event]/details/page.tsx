import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { EventDetailsForm } from "#components/event-form/event-details-form";
import { PicturesForm } from "#components/event-pictures/pictures-form";
import { ClientMessages } from "#components/layout/client-messages";
import { Card } from "#components/ui/card";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { countFollowing } from "#lib/catalog/series/count-following";
import { positiveIntText } from "#lib/platform/input";
import { deskHere } from "../../../../../../who-asks.ts";
import { eventChoices } from "../../event-choices.ts";
import { readEditedEvent } from "../edit-event.ts";
import { saveEventAction } from "./details-actions.ts";
import { savePicturesAction } from "./pictures-action.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

/** Everything about an event that its organizer writes. */
export default async function EventDetailsPage({ params, searchParams }: Props) {
  const { organization: slug, event: given } = await params;
  const desk = await deskHere(slug, "event.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const id = positiveIntText.safeParse(given);
  const edited = id.success ? await readEditedEvent(desk, id.data) : undefined;
  if (!edited) notFound();
  const { event, opened } = edited;
  const t = await getTranslations("event-form");
  const pictures = await getTranslations("event-pictures");
  const base = `/organizer/${desk.organization.slug}`;
  const here = `${base}/events/${event.id}`;
  const isDraft = event.status === "draft";
  return (
    <ClientMessages namespaces={["event-form", "event-pictures", "pictures"]}>
      <DeskTitle
        title={t("details.title")}
        lead={t("details.lead")}
        action={
          isDraft ? (
            <LinkButton href={`${base}/events/${event.id}/setup?step=publish`}>{t("steps.publish")}</LinkButton>
          ) : null
        }
      />
      {(await searchParams).saved === undefined ? null : (
        <Notice tone="good" urgent>
          {t("saved")}
        </Notice>
      )}
      <EventDetailsForm
        key={event.revision}
        send={saveEventAction.bind(null, { organization: desk.organization.slug, event: String(event.id) })}
        opened={opened}
        revision={event.revision}
        choices={await eventChoices(desk.organization.id, event.layout_hash)}
        venues={`${base}/venues`}
        following={await countFollowing(event.id)}
        isPriced={event.price_levels.length > 0 || !isDraft}
      />
      <Card>
        <section aria-labelledby="event-pictures" className="flex flex-col gap-4">
          <h2 id="event-pictures" className="text-heading">
            {pictures("title")}
          </h2>
          <p>{pictures("lead")}</p>
          <PicturesForm
            send={savePicturesAction.bind(null, { organization: desk.organization.slug, event: String(event.id) })}
            organizationId={desk.organization.id}
            opened={event.pictures}
            revision={event.pictures_revision}
          />
        </section>
      </Card>
      <Card>
        <section aria-labelledby="event-more" className="flex flex-col gap-4">
          <h2 id="event-more" className="text-heading">
            {t("more")}
          </h2>
          <MoreLink href={`${here}/copy`} title={t("copy.link")} text={t("copy.linkText")} />
          {event.status === "cancelled" ? null : (
            <MoreLink
              href={`${here}/call-off`}
              title={t(isDraft ? "delete.link" : "callOff.link")}
              text={t(isDraft ? "delete.text" : "callOff.linkText")}
            />
          )}
        </section>
      </Card>
    </ClientMessages>
  );
}

function MoreLink({ href, title, text }: { href: string; title: string; text: string }) {
  return (
    <Link href={href} className="flex min-h-touch flex-col justify-center rounded-control px-3 py-2 hover:bg-sunken">
      <span className="font-semibold underline underline-offset-4">{title}</span>
      <span className="text-ink-soft text-sm">{text}</span>
    </Link>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("event-form"))("details.title"), robots: { index: false } };
}
