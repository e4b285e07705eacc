import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";
import type { Role } from "#lib/organizations/permissions";

/** The organizations one works for, each a way in. */
export function OrganizationList(props: {
  organizations: readonly { slug: string; name: string; role: Role | undefined }[];
}) {
  const t = useTranslations("organizer");
  return (
    <ul className="flex flex-col gap-3">
      {props.organizations.map(({ slug, name, role }) => (
        <li key={slug}>
          <Link
            href={`/organizer/${slug}`}
            className="flex min-h-touch items-center justify-between gap-4 rounded-card border border-line bg-raised px-5 py-4 transition-[border-color] duration-fast hover:border-ink"
          >
            <span>
              <span className="block font-semibold text-lg">{name}</span>
              <span className="block text-ink-soft text-sm">{role ? t(`roles.${role}`) : t("roles.ADMIN")}</span>
            </span>
            <Icon name="arrow-right" className="size-5 shrink-0 text-ink-soft" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
