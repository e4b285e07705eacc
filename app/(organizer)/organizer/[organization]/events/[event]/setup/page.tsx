import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { EventStepForm } from "#components/event-form/event-step-form";
import { EventStepper } from "#components/event-form/event-stepper";
import { PublishDraft } from "#components/event-form/publish-draft";
import { ClientMessages } from "#components/layout/client-messages";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { isApproved } from "#lib/organizations/queries";
import { positiveIntText } from "#lib/platform/input";
import { EVENT_STEPS, type EventStep } from "../../../../../../../components/event-form/event-draft.ts";
import type { ShownStep } from "../../../../../../../components/event-form/event-stepper.tsx";
import { missingOf } from "../../../../../../../components/event-form/missing.ts";
import { deskHere } from "../../../../../../who-asks.ts";
import { eventChoices } from "../../event-choices.ts";
import { readEditedEvent } from "../edit-event.ts";
import { publishDraftAction, saveStepAction } from "./setup-actions.ts";

type Props = {
  params: Promise<{ organization: string; event: string }>;
  searchParams: Promise<{ step?: string | string[] }>;
};

/** A draft, step by step until it is on sale. */
export default async function SetupPage({ params, searchParams }: Props) {
  const { organization: slug, event: given } = await params;
  const desk = await deskHere(slug, "event.write");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const id = positiveIntText.safeParse(given);
  const edited = id.success ? await readEditedEvent(desk, id.data) : undefined;
  if (!edited) notFound();
  const { event, opened } = edited;
  const base = `/organizer/${desk.organization.slug}`;
  const here = `${base}/events/${event.id}`;
  const t = await getTranslations("event-form");
  if (event.status !== "draft")
    return (
      <Notice
        tone="good"
        title={t("setup.published")}
        action={<LinkButton href={`${here}/details`}>{t("setup.toDetails")}</LinkButton>}
      />
    );
  const step = stepOf((await searchParams).step, event.price_levels.length > 0);
  const hrefOf = (each: ShownStep) => `${here}/setup?step=${each}`;
  const bound = { organization: desk.organization.slug, event: String(event.id) };
  const missing = missingOf(event, { isApproved: await isApproved(desk.organization.id), nowMs: Date.now() });
  const done = new Set<ShownStep>([
    "what",
    "where",
    "when",
    "rules",
    ...(event.price_levels.length > 0 ? ["prices" as const] : []),
  ]);
  return (
    <ClientMessages namespaces={["event-form"]}>
      <DeskTitle title={t("setup.title")} lead={t("setup.lead")} />
      <EventStepper current={step} done={done} hrefOf={hrefOf} />
      {step === "publish" ? (
        <PublishDraft
          send={publishDraftAction.bind(null, bound)}
          event={event}
          missing={missing}
          setup={`${here}/setup`}
          later={here}
        />
      ) : (
        <EventStepForm
          key={`${step} ${event.revision}`}
          step={step}
          send={saveStepAction.bind(null, { ...bound, step })}
          opened={opened}
          revision={event.revision}
          choices={await eventChoices(desk.organization.id, event.layout_hash)}
          venues={`${base}/venues`}
          back={step === "what" ? undefined : hrefOf(EVENT_STEPS[EVENT_STEPS.indexOf(step) - 1] ?? "what")}
        />
      )}
    </ClientMessages>
  );
}

/** The step that is asked for; else the first that is missing. */
function stepOf(asked: string | string[] | undefined, isPriced: boolean): ShownStep {
  const known: EventStep | undefined = EVENT_STEPS.find((each) => each === asked);
  return known ?? (asked === "publish" || isPriced ? "publish" : "prices");
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("event-form"))("setup.title"), robots: { index: false } };
}
