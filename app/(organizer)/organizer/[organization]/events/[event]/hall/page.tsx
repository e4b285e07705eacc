import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { HallChangeForm } from "#components/hall-change/hall-change-form";
import { HallChanges } from "#components/hall-change/hall-changes";
import { NoChoice } from "#components/hall-change/no-choice";
import { ClientMessages } from "#components/layout/client-messages";
import { pageQuery } from "#lib/catalog/halls/hall-contract";
import { listPeople } from "#lib/identity/queries";
import { listHallChanges } from "#lib/orders/changing-hall/list-hall-changes";
import { readHallChoice } from "#lib/orders/changing-hall/read-hall-choice";
import { deskHere, eventHere } from "../../../../../../who-asks.ts";
import { changeHallAction } from "./change-hall-action.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<{ page?: string | string[] }>;
};

const PER_PAGE = 20;

/** Gives an event on sale another version of its hall, and lists what was changed before. */
export default async function HallChangePage({ params, searchParams }: Props) {
  const { organization: slug, event: given } = await params;
  const desk = await deskHere(slug, "event.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const event = await eventHere(desk.organization.id, given);
  if (!event) notFound();
  const page = pageOf((await searchParams).page);
  const [read, changes] = await Promise.all([
    readHallChoice(desk.staff, event.id),
    listHallChanges(desk.staff, event.id, { page, limit: PER_PAGE }),
  ]);
  if (!read.ok || !changes.ok) notFound();
  const { choice } = read;
  const { data, meta } = changes.list;
  const t = await getTranslations("hall");
  const base = `/organizer/${slug}`;
  const hasChoice = choice.fixed === undefined && choice.halls.some(({ others }) => others.length > 0);
  return (
    <ClientMessages namespaces={["hall", "venues"]}>
      <DeskTitle title={t("title")} lead={t("lead")} />
      {hasChoice ? (
        <HallChangeForm
          send={changeHallAction.bind(null, { organization: slug, event: String(event.id) })}
          choice={choice}
          orders={`${base}/orders`}
          timeZone={event.timeZone}
        />
      ) : (
        <NoChoice choice={choice} venue={`${base}/venues/${choice.venueId}`} />
      )}
      <HallChanges
        changes={data}
        names={await namesOf(data.map(({ changed_by }) => changed_by))}
        timeZone={event.timeZone}
        paging={{
          page,
          pageCount: Math.ceil(meta.total / PER_PAGE),
          href: (next) => `${base}/events/${event.id}/hall?page=${next}`,
        }}
      />
    </ClientMessages>
  );
}

/** People's names by the keys that the changes bear. */
async function namesOf(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const people = await listPeople(
    [...new Set(keys)].flatMap((key) => (key.startsWith(USER) ? [key.slice(USER.length)] : [])),
  );
  return new Map([...people].map(([id, { name, email }]) => [`${USER}${id}`, name ?? email]));
}

const USER = "user:";

function pageOf(given: string | string[] | undefined): number {
  const asked = pageQuery.safeParse({ page: given });
  return (asked.success && asked.data.page) || 1;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("hall"))("title"), robots: { index: false } };
}
