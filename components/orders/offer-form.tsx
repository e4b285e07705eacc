"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { call } from "../api/call.ts";

type Answering = "accept" | "refuse";

/** Accepts or declines substitute seats. The page then shows the result, even when another request answered first. */
export function OfferForm({
  number,
  linkKey,
  children,
}: {
  number: string;
  linkKey: string | undefined;
  children: ReactNode;
}) {
  const t = useTranslations("orders.offer");
  const router = useRouter();
  const [answering, setAnswering] = useState<Answering | undefined>();
  const [problem, setProblem] = useState<"closed" | "unreachable" | undefined>();

  async function answer(wanted: Answering) {
    if (answering) return;
    setAnswering(wanted);
    const outcome = await send(number, linkKey, wanted === "accept");
    setProblem(outcome === "done" ? undefined : outcome);
    setAnswering(undefined);
    if (outcome !== "unreachable") router.refresh();
  }

  return (
    <section className="flex max-w-2xl flex-col gap-4 rounded-card border-2 border-accent bg-raised p-6">
      {children}
      {problem ? (
        <Notice tone={problem === "closed" ? "info" : "bad"} urgent>
          {t(problem)}
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button size="lg" disabled={answering !== undefined} onClick={() => answer("accept")}>
          {answering === "accept" ? t("accepting") : t("accept")}
        </Button>
        <Button variant="secondary" size="lg" disabled={answering !== undefined} onClick={() => answer("refuse")}>
          {answering === "refuse" ? t("refusing") : t("refuse")}
        </Button>
      </div>
    </section>
  );
}

async function send(
  number: string,
  linkKey: string | undefined,
  accept: boolean,
): Promise<"done" | "closed" | "unreachable"> {
  const answer = await call("POST /api/v1/orders/{order_number}/offer", {
    params: { order_number: number },
    linkKey,
    body: { accept },
    timeoutMs: 30_000,
  });
  if (answer.ok) return "done";
  return answer.status === 0 || answer.status >= 500 ? "unreachable" : "closed";
}
