/**
 * The table of permissions of each role in an organization. A way in names the permission it needs, never a role.
 * Browser-safe.
 */
export const PERMISSIONS = [
  "event.read",
  "event.write",
  "event.delete",
  "venue.write",
  "order.read",
  "order.refund",
  "ticket.scan",
  "ticket.reissue",
  "report.read",
  "audit.read",
  "organization.manage",
  "payout.manage",
  "member.manage",
  "token.manage",
  "webhook.manage",
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const ROLES = ["OWNER", "MANAGER", "BOX_OFFICE", "GATE", "ANALYST"] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_PERMISSIONS = {
  OWNER: PERMISSIONS,
  MANAGER: [
    "event.read",
    "event.write",
    "event.delete",
    "venue.write",
    "order.read",
    "order.refund",
    "ticket.scan",
    "ticket.reissue",
    "report.read",
    "audit.read",
    "webhook.manage",
  ],
  BOX_OFFICE: ["event.read", "order.read", "order.refund", "ticket.scan", "ticket.reissue"],
  GATE: ["event.read", "ticket.scan"],
  ANALYST: ["event.read", "order.read", "report.read"],
} as const satisfies Record<Role, readonly Permission[]>;

/** Permissions that move money or give power over it. They also require a second factor. */
export const TWO_FACTOR_PERMISSIONS: readonly Permission[] = [
  "order.refund",
  "payout.manage",
  "member.manage",
  "token.manage",
];

/** Whether the role has the permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  return (ROLE_PERMISSIONS[role] as readonly Permission[]).includes(permission);
}

/** Whether a role handles money, so that its people should set up a second factor in advance. */
export function handlesMoney(role: Role): boolean {
  return TWO_FACTOR_PERMISSIONS.some((permission) => roleMay(role, permission));
}
