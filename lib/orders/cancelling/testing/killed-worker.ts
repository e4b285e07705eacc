import { installGateway } from "#lib/payments/testing/install-gateway";
import { workCancellations } from "../work-cancellations.ts";
import { gatewayAt } from "./bank-desk.ts";

/** A worker in a process of its own, which the test kills in the middle of its run. */
installGateway(gatewayAt(process.env.BANK_URL ?? ""));
process.send?.({ worked: await workCancellations() });
process.disconnect();
