/** The sections of the legal pages in their order, by their keys in the `legal` messages. */
export const LEGAL_SECTIONS = {
  help: ["hold", "pay", "tickets", "refund", "wheelchair", "queue", "contact"],
  terms: ["who", "price", "contract", "hold", "cancelled", "resale", "gate"],
  privacy: ["kept", "why", "programs", "paying", "holding", "shared", "cookies", "long", "rights"],
  imprint: ["operator", "sellers", "disputes"],
} as const;
