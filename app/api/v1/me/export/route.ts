import { z } from "zod";
import { exportMails, mailExport } from "#lib/notifications/erase-mails";
import { exportOrders, orderExport } from "#lib/orders/reading/export-orders";
import { signedIn } from "#lib/organizations/authority";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { exportAccount } from "#lib/privacy/export-account";
import { accountExport } from "#lib/privacy/export-contract";
import { limitTo } from "#lib/protection/limits";

const answer = z.object({ account: accountExport, orders: z.array(orderExport), mails: z.array(mailExport) });

/** Everything that is kept about the person, to take away. */
export const GET = endpoint(
  {
    route: "/api/v1/me/export",
    authority: signedIn,
    limit: limitTo("credentials"),
    operation: {
      summary: "Export your data",
      description:
        "Everything kept about you, without secrets. The export is written into the audit log. Access tokens of an organization may not.",
      tag: "Accounts",
      answers: { 200: { description: "Your account, orders and mails.", body: answer } },
      refuses: ["forbidden"],
    },
  },
  async ({ who }) => {
    const result = await exportAccount(who);
    if (!result.ok) return result;
    const { account } = result;
    const [orders, mails] = await Promise.all([exportOrders(who.userId), exportMails(account.email)]);
    const headers = { "content-disposition": 'attachment; filename="fairseat-data.json"' };
    return json({ account, orders, mails } satisfies z.infer<typeof answer>, { headers });
  },
);
