import { toMailAddress } from "#lib/platform/mail-address";

/** Checks what a buyer wrote before it is sent, in the words' keys. The server checks again. Pure. */
export type Buyer = { name: string; email: string; phone: string };
export type BuyerField = keyof Buyer | "terms";
export type BuyerProblem = "nameMissing" | "nameLong" | "emailMissing" | "emailWrong" | "phoneWrong" | "termsMissing";
export type BuyerProblems = Partial<Record<BuyerField, BuyerProblem>>;

export function checkBuyer({ name, email, phone }: Buyer, agreed: boolean): BuyerProblems {
  const problems: BuyerProblems = {};
  if (name.trim() === "") problems.name = "nameMissing";
  else if (name.trim().length > 120) problems.name = "nameLong";
  if (email.trim() === "") problems.email = "emailMissing";
  else if (toMailAddress(email.trim()) === undefined) problems.email = "emailWrong";
  if (phone.trim() !== "" && !/^\+?[\d ()./-]{4,30}$/.test(phone.trim())) problems.phone = "phoneWrong";
  if (!agreed) problems.terms = "termsMissing";
  return problems;
}

const FIELD_OF_PATH: Record<string, [BuyerField, BuyerProblem]> = {
  "billing_details.name": ["name", "nameMissing"],
  "billing_details.email": ["email", "emailWrong"],
  "billing_details.phone": ["phone", "phoneWrong"],
};

/** The server's refused fields as ours; those that are not the buyer's are left out. */
export function problemsFromServer(fields: readonly { path: string }[]): BuyerProblems {
  const found = fields.flatMap(({ path }) => (FIELD_OF_PATH[path] ? [FIELD_OF_PATH[path]] : []));
  return Object.fromEntries(found);
}
