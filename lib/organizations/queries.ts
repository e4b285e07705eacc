import { globalDb } from "#lib/platform/db/db";
import type { Staff } from "./authority.ts";
import { listRoles } from "./membership-store.ts";
import { type Permission, ROLES, type Role, roleMay } from "./permissions.ts";
import { mayPublish } from "./state.ts";

/** The names of the organizations a person works for, with their role in each, by name; at most 50. */
export async function listNamedRoles(userId: string): Promise<{ id: string; name: string; role: Role }[]> {
  const rows = await globalDb().membership.findMany({
    where: { userId },
    select: { role: true, organization: { select: { id: true, name: true } } },
    orderBy: { organization: { name: "asc" } },
    take: 50,
  });
  return rows.map(({ role, organization }) => ({ ...organization, role }));
}

/** The owners of an organization. The last one cannot leave, so there is always one. */
export async function listOwners(organizationId: string): Promise<string[]> {
  const rows = await globalDb().membership.findMany({
    where: { organizationId, role: "OWNER" },
    select: { userId: true },
    orderBy: { userId: "asc" },
  });
  return rows.map(({ userId }) => userId);
}

/** The ids of an organization's members whose role has the permission, in a fixed order. */
export async function listMembersWith(organizationId: string, permission: Permission): Promise<string[]> {
  const rows = await globalDb().membership.findMany({
    where: { organizationId, role: { in: ROLES.filter((role) => roleMay(role, permission)) } },
    select: { userId: true },
    orderBy: { userId: "asc" },
  });
  return rows.map(({ userId }) => userId);
}

/** The person's organizations with their role in each, by name; an administrator sees all, most of them without a role. At most 500. */
export async function listOrganizations(
  person: Pick<Staff, "isAdmin" | "roles">,
): Promise<{ id: string; slug: string; name: string; logo: string | null; role: Role | undefined }[]> {
  const roleIn = new Map(person.roles.map(({ organizationId, role }) => [organizationId, role]));
  const rows = await globalDb().organization.findMany({
    ...(person.isAdmin ? {} : { where: { id: { in: [...roleIn.keys()].slice(0, 500) } } }),
    select: { id: true, slug: true, name: true, logo: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 500,
  });
  return rows.map((row) => ({ ...row, role: roleIn.get(row.id) }));
}

/** Whether the organization may put events on sale. */
export async function isApproved(id: string): Promise<boolean> {
  const row = await globalDb().organization.findUnique({ where: { id }, select: { status: true } });
  return row !== null && mayPublish(row.status);
}

/** The currency of the organization's new events; euros while none is chosen. */
export async function currencyOfNewEvents(id: string): Promise<string> {
  const row = await globalDb().organization.findUnique({ where: { id }, select: { currency: true } });
  return row?.currency || "EUR";
}

/** Whether the organization's checklist was hidden by hand. */
export async function isChecklistHidden(id: string): Promise<boolean> {
  const row = await globalDb().organization.findUnique({ where: { id }, select: { checklistHiddenAt: true } });
  return row?.checklistHiddenAt != null;
}

/** Hides the organization's checklist. */
export async function keepChecklistHidden(id: string): Promise<void> {
  await globalDb().organization.updateMany({
    where: { id, checklistHiddenAt: null },
    data: { checklistHiddenAt: new Date() },
  });
}

/** Whether the person has access to the dashboard. */
export async function worksSomewhere(person: { userId: string; role: "MEMBER" | "ADMIN" }): Promise<boolean> {
  return person.role === "ADMIN" || (await listRoles(person.userId)).length > 0;
}

/** How an organization invoices its orders. */
export type InvoiceTerms = { invoiceMode: "ON_REQUEST" | "EVERY_ORDER"; invoicePrefix: string; reverseCharge: boolean };

export async function loadInvoiceTerms(id: string): Promise<InvoiceTerms> {
  const select = { invoiceMode: true, invoicePrefix: true, reverseCharge: true } as const;
  return globalDb().organization.findUniqueOrThrow({ where: { id }, select });
}
