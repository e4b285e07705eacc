import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button";

/** Leads through the audit log, which is read by cursor: on to older lines, and from there back to the newest. */
export function AuditPages(props: {
  path: string;
  /** The filters, without a cursor. */
  filters: Readonly<Record<string, string>>;
  /** Whether the page shown is not the newest. */
  isOlder: boolean;
  /** The cursor of the next older page. */
  next: string | null;
}) {
  const t = useTranslations("organizer");
  const { path, filters, isOlder, next } = props;
  return (
    <div className="flex flex-wrap justify-between gap-3">
      {isOlder ? (
        <LinkButton variant="secondary" href={`${path}?${new URLSearchParams(filters)}`}>
          {t("audit.newest")}
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton
          variant="secondary"
          className="ml-auto"
          href={`${path}?${new URLSearchParams({ ...filters, cursor: next })}`}
        >
          {t("audit.older")}
        </LinkButton>
      ) : null}
    </div>
  );
}
