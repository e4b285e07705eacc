"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { HallDesigner } from "#components/hall-designer/hall-designer";
import { PictureHome } from "#components/pictures/picture-home";
import type { HallPlan } from "#lib/seating/plan/plan";
import { type DraftOnPage, draftPort, headOf } from "./draft-calls.ts";

/** The designer with a draft of the server. */
export function DraftDesigner(props: {
  draft: DraftOnPage;
  back: { href: string; label: string };
  canEdit: boolean;
  me: string;
  organizationId: string;
}) {
  const { draft, back, canEdit, me, organizationId } = props;
  const t = useTranslations("designer");
  const port = useMemo(
    () => draftPort(draft, { here: back.href, organizationId }, { t }),
    [draft, back.href, organizationId, t],
  );
  const head = useMemo(() => headOf(draft), [draft]);
  return (
    <PictureHome organizationId={props.organizationId}>
      <HallDesigner draft={head} plan={draft.plan as HallPlan} port={port} back={back} canEdit={canEdit} me={me} />
    </PictureHome>
  );
}
