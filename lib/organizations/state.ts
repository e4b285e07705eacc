import type { Transitions } from "#lib/platform/transitions";

/** The states of an organization and every way from one to another. Only active ones put events on sale. */
export const ORGANIZATION_STATUSES = ["PENDING", "ACTIVE", "SUSPENDED", "REFUSED"] as const;
export type OrganizationStatus = (typeof ORGANIZATION_STATUSES)[number];

export const ORGANIZATION_TRANSITIONS = {
  PENDING: ["ACTIVE", "REFUSED"],
  ACTIVE: ["SUSPENDED"],
  SUSPENDED: ["ACTIVE"],
  // An administrator may change their mind once what was missing is there.
  REFUSED: ["ACTIVE"],
} as const satisfies Transitions<OrganizationStatus>;

/** Each state as the API spells it. */
export const ORGANIZATION_STATUS_WORDS = {
  PENDING: "pending",
  ACTIVE: "active",
  SUSPENDED: "suspended",
  REFUSED: "refused",
} as const satisfies Record<OrganizationStatus, string>;

export const ORGANIZATION_STATUS_NAMES = Object.values(ORGANIZATION_STATUS_WORDS);

/** In these events may be put on sale. While sales are suspended they may: nothing of them is sold. */
export const PUBLISHING_STATUSES = ["ACTIVE", "SUSPENDED"] as const satisfies readonly OrganizationStatus[];

export function mayPublish(status: OrganizationStatus): boolean {
  return (PUBLISHING_STATUSES as readonly OrganizationStatus[]).includes(status);
}
