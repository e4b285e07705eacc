"use client";

import { useTranslations } from "next-intl";
import { CategoryNotice } from "#components/admin/category-notice";
import { Card } from "#components/ui/card";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { AdministeredCategory } from "#lib/catalog/categories/contract";
import { useFormAction } from "../ui/use-form-action.ts";
import type { CategoryAction } from "./category-form-state.ts";

/** Takes a category out of what is offered, or brings it back. Nothing is ever deleted. */
export function ArchiveCategory({ action, category }: { action: CategoryAction; category: AdministeredCategory }) {
  const t = useTranslations("categories");
  const [state, send] = useFormAction(action, {});
  const { slug, revision, archived } = category;
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="text-heading">{t(archived ? "archivedTitle" : "archiveTitle")}</h2>
      <CategoryNotice state={state} />
      {state.conflict ? (
        <Notice tone="warn" urgent title={t("conflict")}>
          {t("archiveConflict")}
        </Notice>
      ) : null}
      <p className="max-w-prose text-ink-soft">{t(archived ? "archivedText" : "archiveText")}</p>
      <form action={send}>
        <input type="hidden" name="slug" value={slug} />
        <input type="hidden" name="revision" value={state.conflict?.revision ?? revision} />
        <input type="hidden" name="archived" value={String(!archived)} />
        <SubmitButton variant={archived ? "secondary" : "danger"} pendingText={t("pending")}>
          {t(archived ? "restore" : "archive")}
        </SubmitButton>
      </form>
    </Card>
  );
}
