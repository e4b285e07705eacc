import { administrator } from "#lib/organizations/account-authority";
import { setLoadSwitch } from "#lib/organizations/administration/set-load-switch";
import { endpoint } from "#lib/platform/http/endpoint";
import { json } from "#lib/platform/http/response";
import { limitTo } from "#lib/protection/limits";
import { loadWire, switchBody, switchParams } from "#lib/protection/load/contract";
import { readLoadHere } from "#lib/protection/load/read-load-here";

/** Sets the switch of one step. */
export const PATCH = endpoint(
  {
    route: "/api/v1/admin/load/steps/{step}",
    authority: administrator,
    limit: limitTo("manage"),
    params: switchParams,
    body: switchBody,
    operation: {
      summary: "Force or forbid a step, or let it follow the load",
      description:
        "`automatic` follows the load, `forced` is on whatever the load, `forbidden` is never on. It works in the process that answers at once, and in all others within two seconds.",
      tag: "Administration",
      answers: { 200: { description: "The load and the steps as they are now.", body: loadWire } },
      example: { body: { setting: "forced" } },
    },
  },
  async ({ params: { step }, body: { setting }, who }) => {
    await setLoadSwitch(who, { step, setting });
    return json(readLoadHere());
  },
);
