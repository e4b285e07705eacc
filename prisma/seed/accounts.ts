/** Demo accounts exist only in the embedded database, so their password need not be secret. */
export const DEMO_PASSWORD = "fairseat-demo";

export const DEMO_ACCOUNTS = [
  { email: "fan@fairseat.example", name: "Fay Okafor", role: "MEMBER", membership: undefined, is: "a fan" },
  {
    email: "organizer@fairseat.example",
    name: "Ori Lindqvist",
    role: "MEMBER",
    membership: "OWNER",
    is: "an organizer",
  },
  { email: "gate@fairseat.example", name: "Gael Moreno", role: "MEMBER", membership: "GATE", is: "a gate steward" },
  { email: "admin@fairseat.example", name: "Ada Brandt", role: "ADMIN", membership: undefined, is: "an administrator" },
] as const;
