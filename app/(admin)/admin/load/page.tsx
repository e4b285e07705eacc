import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LoadReadings } from "#components/admin/load-readings";
import { LoadSteps } from "#components/admin/load-steps";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { LinkButton } from "#components/ui/link-button";
import { readLoadHere } from "#lib/protection/load/read-load-here";
import { administratorHere } from "../../../who-asks.ts";
import { setLoadSwitchAction } from "./actions.ts";

/** The load of the process that renders the page, what it does without, and the switches of it. */
export default async function LoadPage() {
  const t = await getTranslations("platform");
  const desk = await administratorHere();
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const load = readLoadHere();
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <DeskTitle
        title={t("load.title")}
        lead={t("load.lead")}
        action={
          <LinkButton href="/admin/load" variant="secondary">
            {t("load.again")}
          </LinkButton>
        }
      />
      <LoadReadings load={load} />
      <LoadSteps steps={load.steps} action={setLoadSwitchAction} />
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("platform"))("load.title"), robots: { index: false } };
}
