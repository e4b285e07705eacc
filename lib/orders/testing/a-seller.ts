import { db } from "#lib/platform/db/db";
import { sellerOf } from "#prisma/seed/builders";

type Terms = { invoiceMode?: "ON_REQUEST" | "EVERY_ORDER"; invoicePrefix?: string; reverseCharge?: boolean };

/** Lets the organization of an event say who it is, so that it can write invoices. Answers its id. */
export async function aSellerWhoInvoices(eventId: number, terms: Terms = {}): Promise<string> {
  const id = await sellerOf(eventId);
  const address = { legalName: "Sala Norte S.L.", address: "Calle Mayor 1", postcode: "28013", city: "Madrid" };
  const known = { ...address, country: "ES", vatId: "ESB12345678", contactEmail: "hola@sala-norte.example" };
  await db().organization.update({ where: { id }, data: { ...known, ...terms } });
  return id;
}
