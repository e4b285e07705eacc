"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, startTransition, useState } from "react";
import { Button } from "#components/ui/button";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { asOneGuest } from "../api/as-one-guest.ts";
import { call } from "../api/call.ts";
import { PATIENCE_TO_JOIN_MS, proofKeeperOf, withProof } from "../challenges/with-proof.ts";

type Props = { slug: string; eventId: number; join: (form: FormData) => Promise<void>; text: string };

/**
 * Joins the queue. A place belongs to a person, so the script waits for the browser's proof; without scripts the form goes to the server by
 * itself, which lets people with a confirmed mail address join.
 */
export function JoinForm({ slug, eventId, join, text }: Props) {
  const t = useTranslations("queue");
  const [state, setState] = useState<"ready" | "joining" | "unproven">("ready");
  const isJoining = state === "joining";

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isJoining) return;
    const form = new FormData(event.currentTarget);
    setState("joining");
    const joined = await withProof(
      proofKeeperOf(eventId),
      () => asOneGuest(() => call("POST /api/v1/events/{id}/queue", { params: { id: eventId } })),
      PATIENCE_TO_JOIN_MS,
    );
    if (joined.ok) return window.location.assign(`/events/${slug}/queue`);
    if (joined.refusal.code === "challenge_required") return setState("unproven");
    // Whatever else it is, the page says it.
    startTransition(() => join(form));
  }

  return (
    <form action={join} onSubmit={(event) => void submit(event)} className="flex flex-col items-start gap-4">
      <input type="hidden" name="slug" value={slug} />
      {state === "unproven" ? <UnprovenNotice slug={slug} /> : null}
      <Button type="submit" size="lg" aria-disabled={isJoining || undefined}>
        {isJoining ? t("outside.joining") : text}
      </Button>
      <span role="status" className="sr-only">
        {isJoining ? t("outside.joining") : ""}
      </span>
    </form>
  );
}

/** What helps those whose browser could not show that a person is at work. */
export function UnprovenNotice({ slug }: { slug: string }) {
  const t = useTranslations("queue.unproven");
  const signIn = `/sign-in?${new URLSearchParams({ next: `/events/${slug}/queue` })}`;
  return (
    <Notice
      tone="warn"
      title={t("title")}
      urgent
      action={
        <LinkButton variant="secondary" href={signIn}>
          {t("signIn")}
        </LinkButton>
      }
    >
      {t("text")}
    </Notice>
  );
}
